// The service worker: one edition of the site, whole, for the next visit and for no network.
// The build puts in EDITION, and lists of {url, revision, integrity}: AT_ONCE is fetched when the
// first page has all that it needs, WHEN_USED when it is asked for.
import { addPlugins, cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";

// What a page has just fetched is only asked after; `integrity` refuses files of another edition.
addPlugins([{ requestWillFetch: async ({ request }) => new Request(request, { cache: "no-cache" }) }]);
precacheAndRoute(AT_ONCE, { ignoreURLParametersMatching: [/./] });
cleanupOutdatedCaches();

const USED = `used-${registration.scope}`;
const used = new Map(
  WHEN_USED.map(({ url, revision, integrity }) => {
    const { href } = new URL(url, location);
    return [href, { key: `${href}?${revision}`, integrity }];
  }),
);

registerRoute(
  ({ url }) => used.has(url.href),
  async ({ url: { href } }) => {
    const { key, integrity } = used.get(href);
    const cache = await caches.open(USED);
    const kept = await cache.match(key);
    if (kept) return kept;
    const fetched = await fetch(href, { cache: "no-cache", integrity });
    if (fetched.ok) await cache.put(key, fetched.clone());
    return fetched;
  },
);

async function forgetOldEditions() {
  const cache = await caches.open(USED);
  const current = new Set([...used.values()].map(({ key }) => key));
  const old = (await cache.keys()).filter(({ url }) => !current.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}
addEventListener("activate", (event) => event.waitUntil(forgetOldEditions()));

// A page of this very edition gets its files from here at once; any other goes on as it began.
addEventListener("message", ({ data }) => {
  if (data === EDITION) clients.claim();
});

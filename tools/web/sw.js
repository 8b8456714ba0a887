// The service worker: one edition of the site, whole, for the next visit and for no network.
// The build puts in EDITION, and lists of {url, revision, integrity}: AT_ONCE is fetched when the
// first page has all that it needs, WHEN_USED when it is asked for.
import { addPlugins, cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";

// What a page has just fetched is only asked after; `integrity` refuses files of another edition.
addPlugins([
  { requestWillFetch: async ({ request }) => new Request(request, { cache: "no-cache" }) },
]);
precacheAndRoute(AT_ONCE, { ignoreURLParametersMatching: [/./] });
cleanupOutdatedCaches();

const USED = `used-${registration.scope}`;
const used = new Map(
  WHEN_USED.map(({ url, revision, integrity }) => {
    const { href } = new URL(url, location);
    return [href, { key: `${href}?${revision}`, integrity }];
  }),
);

async function kept(href, cacheMode) {
  const { key, integrity } = used.get(href);
  const cache = await caches.open(USED);
  const there = await cache.match(key);
  if (there) return there;
  const fetched = await fetch(href, { cache: cacheMode, integrity, mode: "same-origin" });
  if (fetched.ok) await cache.put(key, fetched.clone());
  return fetched;
}

const isUsed = ({ url }) => used.has(url.href);
registerRoute(isUsed, ({ url }) => kept(url.href, "no-cache"));

// A lazy file of Pyodide first asks how long a file is.
registerRoute(
  isUsed,
  async ({ url }) => {
    const { size } = await (await kept(url.href, "no-cache")).blob();
    return new Response(null, { headers: { "Content-Length": size } });
  },
  "HEAD",
);

// What pages have used before there was a service worker is in the browser's own cache, or was.
async function keepWhatWasUsed() {
  await Promise.allSettled([...used.keys()].map((href) => kept(href, "only-if-cached")));
}

async function forgetOldEditions() {
  const cache = await caches.open(USED);
  const current = new Set([...used.values()].map(({ key }) => key));
  const old = (await cache.keys()).filter(({ url }) => !current.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([keepWhatWasUsed(), forgetOldEditions()])),
);

// A page of this very edition gets its files from here at once; any other goes on as it began.
addEventListener("message", ({ data }) => {
  if (data === EDITION) clients.claim();
});

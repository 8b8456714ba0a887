// Bundle modules as the options of esbuild on standard input say; print which packages went in.
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const { metafile } = await build({
  absWorkingDir: import.meta.dirname,
  bundle: true,
  format: "esm",
  legalComments: "none", // licences.html has them
  metafile: true,
  minify: true,
  target: ["chrome114", "firefox115", "safari16.4"],
  ...JSON.parse(readFileSync(0, "utf-8")),
});
const packages = Object.keys(metafile.inputs).map(
  (path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1],
);
console.log(JSON.stringify([...new Set(packages)].filter(Boolean).sort()));

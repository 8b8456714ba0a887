// Reads [{tex, display}, ...] from standard input; prints the message of each formula that fails.
import { readFileSync } from "node:fs";
import katex from "katex";

const failures = [];
for (const { tex, display } of JSON.parse(readFileSync(0, "utf-8"))) {
  try {
    katex.renderToString(tex, { displayMode: display, strict: "error", throwOnError: true });
  } catch (error) {
    failures.push(`${tex}\n    ${error.message}`);
  }
}
console.log(JSON.stringify(failures));

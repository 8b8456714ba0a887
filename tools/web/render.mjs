// Set formulas and draw figures as HTML: of {formulas: [{tex, display}], figures: [{description, key}]}
// on standard input, the same lists come back. Any formula that KaTeX's strict mode refuses ends it.
import { readFileSync } from "node:fs";
import { tex } from "./live/tex.js";

const { formulas = [], figures = [] } = JSON.parse(readFileSync(0, "utf-8"));
const refused = [];

function set(source, display) {
  try {
    return tex(source, display);
  } catch (error) {
    refused.push(`${source}\n    ${error.message}`);
  }
}

const { figure } = figures.length ? await import("./live/figure.js") : {};
const made = {
  formulas: formulas.map(({ tex: source, display }) => set(source, display)),
  figures: figures.map(({ description, key }) => figure(description, key, set)),
};
if (refused.length) {
  console.error(refused.join("\n"));
  process.exitCode = 1;
} else {
  console.log(JSON.stringify(made));
}

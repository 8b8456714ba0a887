// Formulas, set as those of the page were when it was made.

import katex from "katex";

export const tex = (source, display) =>
  katex.renderToString(source, { displayMode: display, strict: "error", throwOnError: true });

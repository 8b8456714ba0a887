// An explorer as HTML, from what nnhelpers.live.described says of it: in a page, and where pages are made.

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);

// `tex(source, display)` sets a formula; the key tells the radio buttons of two explorers apart.
export function figure({ name, controls, seen, trains }, key, tex) {
  const sliders = controls.filter(({ kind }) => kind === "slider");
  const choices = controls.filter(({ kind }) => kind === "choice");
  const pads = controls.filter(({ kind }) => kind === "pad");
  return `
<figure class="explorer" data-explorer="${escaped(name)}" data-state="still">
<div class="drawing">${seen.svg}</div>
<fieldset class="controls" disabled aria-label="Controls">
<div class="sliders">${sliders.map((one) => slider(one, seen, tex)).join("")}</div>
<div class="choices">${choices.map((one) => choice(one, seen, key)).join("")}${pads.map(pad).join("")}</div>
<div class="buttons">
${sliders
  .filter(({ plays }) => plays)
  .map(player)
  .join("")}
${trains ? TRAINING : ""}
<button type="button" class="reset">Reset</button>
<button type="button" class="link">Copy link</button>
</div>
</fieldset>
<div class="equation">${tex(seen.equation, true)}</div>
<p class="line" role="status"></p>
<p class="words" aria-live="polite"></p>
</figure>`;
}

export function written(value, { decimals }) {
  return Number(value).toFixed(decimals);
}

function slider(control, { values, idle }, tex) {
  const { name, latex, words, colour, low, high, step } = control;
  const value = values[name];
  const hue = colour ? ` style="--hue:${colour}"` : "";
  return `
<label class="slider" data-control="${name}"${idle.includes(name) ? " hidden" : ""}>
<span class="symbol" aria-hidden="true">${tex(latex, false)}</span>
<input type="range" name="${name}" aria-label="${escaped(words)}" min="${low}" max="${high}" step="${step}" value="${value}"${hue}>
<output>${written(value, control)}</output>
</label>`;
}

function choice({ name, words, options }, { values, options: possible }, key) {
  const buttons = options.map((option) => {
    const hidden = possible[name].includes(option) ? "" : " hidden";
    const checked = option === values[name] ? " checked" : "";
    return `<label${hidden}><input type="radio" name="${key}-${name}" value="${escaped(option)}"${checked}>${escaped(option)}</label>`;
  });
  return `
<fieldset class="choice" data-control="${name}"><legend>${escaped(words)}</legend>
${buttons.join("\n")}
</fieldset>`;
}

function pad({ name, words }) {
  return `
<div class="pad" data-control="${name}" role="group" aria-label="${escaped(words)}">
<button type="button" class="undo" disabled>Undo</button>
<button type="button" class="clear" disabled>Clear</button>
</div>`;
}

function player({ name }) {
  return `<button type="button" class="play" data-plays="${name}" aria-pressed="false">Play</button>`;
}

const TRAINING = `
<button type="button" class="train">Train</button>
<button type="button" class="resume">Train on</button>
<button type="button" class="stop" hidden>Stop</button>`;

// A code cell of a page: its source, which can be edited, and what it leaves.

import { Explorer } from "./explorer.js";
import { escaped, figure } from "./figure.js";

export class Cell {
  constructor(element, lesson) {
    Object.assign(this, { element, lesson, number: element.dataset.cell });
    this.stored = element.querySelector(".editor").textContent.trimEnd();
    this.source = this.stored;
    this.outputs = element.querySelector(".outputs");
    this.whatStopped = "The names that cells had made are lost: run again those that you need.";
    this.beforehand = element.querySelector(".line").textContent; // how long it takes
    this.button = element.querySelector(".run, .check");
    this.label = this.button.textContent;
    this.button.addEventListener("click", () => this.press());
    makeEditable(this);
  }

  get name() {
    return `cell ${this.number}`;
  }

  get link() {
    const { id } = this.element;
    return Object.assign(document.createElement("a"), { href: `#${id}`, textContent: this.name });
  }

  get state() {
    return this.element.dataset.state;
  }

  set state(state) {
    this.element.dataset.state = state;
    this.button.textContent = state === "running" ? "Stop" : this.label;
  }

  put(source) {
    this.source = source;
    if (this.editor) this.editor.put(source);
    else this.element.querySelector(".editor pre").textContent = source;
  }

  // Words, and what else stands in a line.
  say(...parts) {
    clearTimeout(this.saying);
    this.element.querySelector(".line").replaceChildren(...parts);
  }

  // What is over in a moment is not said, so that nothing jumps.
  saySoon(words) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.say(words), 300);
  }

  press() {
    if (this.state === "running") this.lesson.stop(this);
    else this.run();
  }

  run() {
    this.lesson.run(this);
  }

  // What is stored, or was left by the last run, stands until there is something new.
  begins() {
    this.state = "running";
    this.isFresh = true;
    this.saySoon(`Running. ${this.beforehand}`);
  }

  ends(isRight) {
    if (this.isFresh) this.clear();
    this.state = isRight ? "ran" : "raised";
    this.say("");
  }

  clear() {
    this.isFresh = false;
    this.outputs.replaceChildren();
  }

  async hear(happened) {
    if (happened.explorer) return this.showExplorer(happened);
    if (this.isFresh) this.clear();
    if (happened.printed !== undefined) this.print(happened.printed);
    else if (happened.error)
      this.append(`<pre class="output error" role="alert">${escaped(happened.error)}</pre>`);
    else this.append(shown(happened.data, happened.metadata));
  }

  append(html) {
    this.outputs.insertAdjacentHTML("beforeend", html);
    return this.outputs.lastElementChild;
  }

  print(text) {
    const last = this.outputs.lastElementChild;
    const pre = last?.matches("pre.printed")
      ? last
      : this.append('<pre class="output printed"></pre>');
    pre.append(text);
  }

  async showExplorer({ key, explorer }) {
    const there = await this.placeOf(explorer, key);
    there.id ||= explorer.name;
    this.lesson.opened(new Explorer(there, key, explorer, this.lesson));
  }

  // The figure that is there already serves, if it is of the same explorer: nothing flickers.
  async placeOf(explorer, key) {
    const former = this.isFresh && this.outputs.querySelector(`[data-explorer="${explorer.name}"]`);
    if (former) {
      this.clear();
      const place = former.cloneNode(true); // without what listened to it
      this.outputs.append(place);
      return place;
    }
    if (this.isFresh) this.clear();
    const place = this.append("<div></div>");
    place.innerHTML = figure(explorer, key, await this.lesson.tex());
    return place.firstElementChild;
  }
}

// A notebook is a page here, and opens beside this one, with which all that has run would be lost.
export const linked = (html) =>
  html.replaceAll(/<a href="(\d\d_\w+)\.ipynb/g, '<a target="_blank" href="$1.html');

function shown(data, metadata = {}) {
  if (data["image/svg+xml"]) return `<figure>${data["image/svg+xml"]}</figure>`;
  if (data["image/png"]) {
    const { alt } = metadata["image/png"];
    return `<figure><img class="chart" src="data:image/png;base64,${data["image/png"]}" alt="${escaped(alt)}"></figure>`;
  }
  if (data["text/html"]) return `<div class="output">${linked(data["text/html"])}</div>`;
  return `<pre class="output">${escaped(data["text/plain"])}</pre>`;
}

// The editor is fetched when somebody first enters the code of a cell.
function makeEditable(cell) {
  const element = cell.element.querySelector(".editor");
  const name = cell.element.dataset.exercise
    ? `Your answer to ${cell.element.dataset.exercise}`
    : `Code of ${cell.name}`;
  const actions = {
    change: (text) => cell.lesson.edited(cell, text),
    run: () => cell.press(),
  };
  const field = element.querySelector("pre");
  Object.assign(field, { tabIndex: 0, role: "textbox", ariaMultiLine: "true", ariaLabel: name });
  const point = {};
  field.addEventListener("pointerdown", ({ clientX, clientY }) =>
    Object.assign(point, { x: clientX, y: clientY }),
  );
  field.addEventListener(
    "focus",
    async () => {
      const { editor } = await import("./editor.js");
      cell.editor = editor(element, cell.source, name, actions);
      if (point.x === undefined) cell.editor.focus();
      else cell.editor.focusAt(point);
    },
    { once: true },
  );
}

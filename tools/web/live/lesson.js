// A lesson's page: its cells, which run one after another, and the Python that they run in.

import { answers, answersBar } from "./answers.js";
import { Cell } from "./cell.js";
import { Exercise } from "./exercise.js";
import { lastLine, setState } from "./explorer.js";
import { Python } from "./python.js";

export class Lesson {
  constructor(page) {
    this.page = page;
    this.figures = [...page.querySelectorAll("figure.explorer")];
    this.cells = [...page.querySelectorAll("[data-cell]")].map(
      (element) => new Cell(element, this),
    );
    this.exercises = this.cells
      .filter(({ element }) => element.dataset.exercise)
      .map((cell) => new Exercise(cell, this));
    this.exercises.at(-1)?.cell.element.after(answersBar(this.exercises));
    this.listeners = new Map([...this.cells, ...this.exercises].map((one) => [one.number, one]));
    this.explorers = new Map();
  }

  // What runs unasked does, but for a cell that was stopped: it would only have to be stopped again.
  async start(worker, stopped) {
    this.python = new Python((happened) => this.hear(happened));
    this.queue = this.python.start(worker);
    this.mark("starting");
    this.stage("Python is on its way");
    try {
      await this.queue;
    } catch (error) {
      this.fail(lastLine(error));
      return;
    }
    for (const cell of this.cells)
      if ("unasked" in cell.element.dataset && cell !== stopped) await this.run(cell);
    for (const figure of this.figures)
      if (figure.dataset.state === "starting") setState(figure, "failed");
    this.stage("");
    document.documentElement.dataset.python = "live"; // also where there is no explorer
    document.dispatchEvent(new Event("python-ready"));
  }

  fail(reason) {
    this.mark("failed");
    this.stage(`Python cannot start here, so the pictures stand still: ${reason}.`);
  }

  mark(state) {
    for (const figure of this.page.querySelectorAll("figure.explorer")) setState(figure, state);
    document.documentElement.dataset.python = state;
  }

  stage(words) {
    for (const figure of this.figures) {
      if (figure.dataset.state !== "live")
        figure.querySelector(".line").textContent = words && `${words} …`;
    }
    this.page.querySelector(".python-line[role]").textContent = words;
    // What runs unasked says nothing below its cell, where that would move the text.
    if (this.running && this.running.element?.dataset.unasked === undefined)
      this.running.say(words);
  }

  hear(happened) {
    if (happened.stage) this.stage(happened.stage);
    else if (happened.begins) this.listeners.get(happened.cell)?.begins();
    else if (happened.cell) this.listeners.get(happened.cell)?.hear(happened);
    else this.explorers.get(happened.key)?.show(happened.seen);
  }

  opened(explorer) {
    this.explorers.set(explorer.key, explorer);
    document.documentElement.dataset.python = "live";
    performance.mark(`live ${explorer.name}`);
    const values = this.kept?.get(explorer.key);
    if (values) explorer.move(values);
    const [name, query] = location.hash.slice(1).split("?");
    if (query && name === explorer.figure.id && !this.followed) {
      this.followed = true;
      explorer.follow(query);
    }
  }

  // Cells run in the order in which they are asked for; what is missing is said, and not run.
  run(cell) {
    cell.state = "waiting";
    cell.saySoon(this.busyWith());
    return this.enqueue(cell, async () => {
      const missing = await this.missing(cell);
      if (missing.length) return cell.say(...needs(missing), this.upToButton(cell));
      cell.ends(await this.perform(cell, cell.number, cell.source));
    });
  }

  async perform(cell, number, source) {
    this.running = cell;
    const isRight = await this.python.calls.run(number, source);
    this.running = null;
    return isRight;
  }

  // What is asked for in one go is done in one go; after a stop nothing of it is left to do.
  enqueue(cell, work) {
    const { python } = this;
    this.queue = this.queue
      .then(async () => {
        if (python !== this.python) return;
        await work();
      })
      .catch((error) => cell.say(lastLine(error)));
    return this.queue;
  }

  async missing(cell) {
    const before = this.cells.slice(0, this.cells.indexOf(cell));
    const found = await this.python.calls.waitsFor(
      cell.source,
      before.map(({ source }) => source),
    );
    return found.map(([name, place]) => [name, before[place]]);
  }

  upToButton(cell) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "up-to",
      textContent: "Run up to here",
    });
    button.addEventListener("click", () => this.runUpTo(cell));
    return button;
  }

  runUpTo(cell) {
    const upTo = this.cells.slice(0, this.cells.indexOf(cell) + 1);
    for (const one of upTo.filter(({ state }) => state !== "ran")) this.run(one);
  }

  busyWith() {
    if (this.running) return `It waits for ${this.running.name}, which is running.`;
    return document.documentElement.dataset.python === "live"
      ? ""
      : "It waits for Python to start.";
  }

  // Without a way to interrupt Python, its thread is ended, and another one begins.
  async stop(cell) {
    this.python.stop();
    this.running = null;
    this.kept = new Map([...this.explorers].map(([key, { seen }]) => [key, seen.values]));
    for (const one of this.cells.filter(({ state }) => state !== "still")) {
      one.state = "still";
      one.say("");
    }
    await this.start(undefined, cell);
    this.kept = null;
    cell.say(`Stopped. ${cell.whatStopped}`);
  }

  edited(cell, text) {
    cell.source = text;
    if (cell.element.dataset.exercise) answers.put(cell.stored, text);
  }

  async tex() {
    return (await import("./tex.js")).tex;
  }
}

// "It needs z from cell 3; w, b from cell 5. ", with links to the cells.
function needs(missing) {
  const makers = [...grouped(missing)].map(([cell, names]) => [
    `${names.map(([name]) => name).join(", ")} from `,
    cell.link,
    "; ",
  ]);
  return ["It needs ", ...makers.flat().slice(0, -1), ". "];
}

function grouped(missing) {
  const groups = new Map();
  for (const [name, cell] of missing) groups.set(cell, [...(groups.get(cell) ?? []), [name, cell]]);
  return groups;
}

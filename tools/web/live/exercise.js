// An exercise: the answer runs, and the same `check` as in the notebook replies to it.

import { answers } from "./answers.js";
import { linked } from "./cell.js";
import { escaped } from "./figure.js";

const LONG = 5000; // milliseconds after which an answer that runs is likely to run for ever
const RUNS_LONG =
  "It has been running for five seconds. Does its loop come to an end? Stop ends it.";

export class Exercise {
  // The check of an exercise is in the notebook a cell of its own, whose source the stub's cell keeps.
  constructor(cell, lesson) {
    const { element } = cell;
    Object.assign(this, {
      cell,
      lesson,
      number: `${cell.number} reply`,
      source: element.dataset.check,
    });
    this.reply = element.querySelector(".reply");
    this.blank = this.reply.innerHTML;
    this.asked = this.source.replace(/\.check\(.*/s, "");
    const answer = answers.get(cell.stored);
    if (answer) cell.put(answer);
    cell.run = () => this.check();
    cell.whatStopped = "Your answer had not come to an end: does its loop?";
    element.querySelector(".hint").addEventListener("click", () => this.ask("hint"));
    element.querySelector(".solution").addEventListener("click", () => this.ask("solution"));
  }

  forget() {
    this.cell.put(this.cell.stored);
    answers.put(this.cell.stored, this.cell.stored);
    this.reply.innerHTML = this.blank;
  }

  check() {
    this.lesson.run(this.cell);
    this.enqueue(async () => {
      if (this.cell.state !== "ran") return;
      this.cell.begins();
      setTimeout(() => this.cell.state === "running" && this.cell.say(RUNS_LONG), LONG);
      await this.replyTo(this.source);
      this.cell.ends(true);
    });
  }

  ask(what) {
    this.enqueue(() => this.replyTo(`${this.asked}.${what}()`));
  }

  enqueue(work) {
    return this.lesson.enqueue(this.cell, work);
  }

  replyTo(source) {
    return this.lesson.perform(this.cell, this.number, source);
  }

  begins() {}

  hear({ data, error }) {
    if (data) this.reply.innerHTML = linked(data["text/html"]);
    else if (error)
      this.reply.innerHTML = `<pre class="output error" role="alert">${escaped(error)}</pre>`;
  }
}

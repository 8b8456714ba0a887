// An exercise: the answer runs, and the same `check` as in the notebook replies to it.

import { answers } from "./answers.js";
import { escaped } from "./figure.js";

export class Exercise {
  // The check of an exercise is in the notebook a cell of its own, whose source the stub's cell keeps.
  constructor(cell, lesson) {
    const { element } = cell;
    Object.assign(this, { cell, lesson, number: `${cell.number} reply`, source: element.dataset.check });
    this.reply = element.querySelector(".reply");
    this.asked = this.source.replace(/\.check\(.*/s, "");
    const answer = answers.get(cell.stored);
    if (answer) cell.put(answer);
    element.querySelector(".check").addEventListener("click", () => this.check());
    element.querySelector(".hint").addEventListener("click", () => this.ask("hint"));
    element.querySelector(".solution").addEventListener("click", () => this.ask("solution"));
  }

  check() {
    this.lesson.run(this.cell);
    this.then(async () => {
      if (this.cell.state === "ran") await this.replyTo(this.source);
    });
  }

  ask(what) {
    this.then(() => this.replyTo(`${this.asked}.${what}()`));
  }

  then(work) {
    return this.lesson.then(this.cell, work);
  }

  replyTo(source) {
    return this.lesson.python.calls.run(this.number, source);
  }

  begins() {
    this.reply.replaceChildren();
  }

  hear({ data, error }) {
    this.reply.innerHTML = data ? data["text/html"] : `<pre class="output error" role="alert">${escaped(error)}</pre>`;
  }
}

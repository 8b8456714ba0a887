// Python as the page sees it: calls that it answers, and what it tells while it works.

import * as Comlink from "comlink";

export class Python {
  // `hear` is called with everything that happens; `fail` with the reason, if it cannot start.
  constructor(hear, fail) {
    this.hear = hear;
    this.fail = fail;
  }

  // A worker may have been started already, by the first line of the page.
  start(worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" })) {
    this.worker = worker;
    worker.addEventListener("message", ({ data: { happened } }) => happened && this.hear(happened));
    worker.addEventListener("error", ({ message }) => this.fail(message || "it was not let in"));
    this.calls = Comlink.wrap(worker);
    this.ready = this.calls.ready();
    this.ready.catch((error) => this.fail(error.message));
    return this.ready;
  }

  stop() {
    this.worker.terminate();
  }
}

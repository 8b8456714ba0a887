// Python as the page sees it: calls that it answers, and what it tells while it works.

import * as Comlink from "comlink";

export class Python {
  // `hear` is called with everything that happens.
  constructor(hear) {
    this.hear = hear;
  }

  // Resolves when it is ready. A worker may have been started already, by the first line of the page.
  async start(worker) {
    this.worker = worker ?? new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener(
      "message",
      ({ data: { happened } }) => happened && this.hear(happened),
    );
    this.calls = Comlink.wrap(this.worker);
    await Promise.race([this.calls.ready(), broken(this.worker)]);
  }

  stop() {
    this.worker.terminate();
  }
}

// A worker that was not let in may have said so before anybody listened.
const broken = (worker) =>
  new Promise((_, reject) => {
    const fail = () => reject(new Error("its worker was not let in"));
    if (worker.isBroken) fail();
    worker.addEventListener("error", fail);
  });

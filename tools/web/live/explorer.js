// An explorer of a page: its controls move the one in Python, and what is then seen is drawn.

import { listen } from "../../../nnhelpers/explorers/touch.js";
import { written } from "./figure.js";

const REST = 700; // milliseconds after which the words of a picture are read out
const BEAT = 1200; // milliseconds of a step that is played

export class Explorer {
  // `lesson` has `python`, `tex` and `busyWith`, which says what Python is doing.
  constructor(figure, key, description, lesson) {
    Object.assign(this, { figure, key, lesson, name: description.name });
    this.controls = new Map(description.controls.map((control) => [control.name, control]));
    this.wanted = {};
    this.isTraining = false;
    this.find("fieldset").addEventListener("input", ({ target }) => this.moved(target));
    this.find(".undo")?.addEventListener("click", ({ target }) => this.takeBack(target, 1));
    this.find(".clear")?.addEventListener("click", ({ target }) => this.takeBack(target, Infinity));
    this.find(".reset").addEventListener("click", () => this.reset());
    this.find(".link").addEventListener("click", () => this.copyLink());
    this.find(".play")?.addEventListener("click", () => this.play());
    this.find(".train")?.addEventListener("click", () => this.train(true));
    this.find(".resume")?.addEventListener("click", () => this.train(false));
    this.find(".stop")?.addEventListener("click", () => this.stopTraining());
    listen(figure, {
      owner: () => figure.dataset.state === "live" && figure,
      controlOf: (element) => element.closest("[data-control]")?.dataset.control,
      hear: (values) => this.touched(values),
      isBusy: () => this.isMoving,
    });
    // A figure that served before may have been left in the midst of it.
    this.find(".play")?.setAttribute("aria-pressed", "false");
    if (description.trains) this.putTrainingButtons();
    this.start = description.seen.values;
    this.show(description.seen);
    this.state = "live";
  }

  find(selector) {
    return this.figure.querySelector(selector);
  }

  set state(state) {
    setState(this.figure, state);
  }

  moved(input) {
    const { control } = input.closest("[data-control]").dataset;
    this.move({ [control]: input.type === "range" ? Number(input.value) : input.value });
  }

  // A slider brings a number to its nearest step.
  touched(values) {
    const wanted = Object.entries(values).map(([name, value]) => {
      const [input] = this.inputs(name);
      if (input?.type !== "range") return [name, value];
      input.value = value;
      return [name, Number(input.value)];
    });
    this.move(Object.fromEntries(wanted));
  }

  // One call at a time: what is passed over while Python draws is never drawn.
  async move(values) {
    Object.assign(this.wanted, values);
    this.writeNumbers(this.wanted);
    if (this.isMoving) return;
    this.isMoving = true;
    const waiting = setTimeout(() => this.say(this.lesson.busyWith()), 300);
    while (Object.keys(this.wanted).length) {
      const wanted = this.wanted;
      this.wanted = {};
      await this.lesson.python.calls
        .move(this.key, wanted)
        .catch((error) => this.say(lastLine(error)));
    }
    clearTimeout(waiting);
    this.isMoving = false;
  }

  takeBack(button, strokes) {
    const { control } = button.closest("[data-control]").dataset;
    const before = Math.max(this.seen.values[control] - strokes, 0);
    this.move({ [control]: { before, strokes: [] } });
  }

  reset() {
    this.wanted = {};
    return this.lesson.python.calls.reset(this.key);
  }

  show(seen) {
    this.seen = seen;
    this.say("");
    this.find(".drawing").innerHTML = seen.svg;
    this.figure.dataset.drawn = Number(this.figure.dataset.drawn ?? 0) + 1;
    this.put({ ...seen.values, ...this.wanted });
    for (const [name, possible] of Object.entries(seen.options)) {
      for (const input of this.inputs(name))
        input.parentElement.hidden = !possible.includes(input.value);
    }
    for (const name of this.controls.keys()) this.box(name).hidden = seen.idle.includes(name);
    if (seen.equation !== this.equation) this.showEquation(seen.equation);
    clearTimeout(this.reading);
    this.reading = setTimeout(() => (this.find(".words").textContent = seen.words), REST);
  }

  // After the picture, for which a hand waits.
  showEquation(equation) {
    const isFirst = this.equation === undefined;
    this.equation = equation;
    if (isFirst && this.find(".equation .katex")) return;
    setTimeout(async () => {
      const tex = await this.lesson.tex();
      if (this.equation === equation) this.find(".equation").innerHTML = tex(equation, true);
    });
  }

  put(values) {
    for (const [name, value] of Object.entries(values)) {
      for (const input of this.inputs(name)) {
        if (input.type === "radio") input.checked = input.value === value;
        else if (Number(input.value) !== value) input.value = value;
      }
    }
    this.writeNumbers(values);
  }

  writeNumbers(values) {
    for (const [name, value] of Object.entries(values)) {
      const output = this.box(name).querySelector("output");
      for (const button of this.box(name).querySelectorAll("button")) button.disabled = !value;
      if (output) output.textContent = written(value, this.controls.get(name));
    }
  }

  box(name) {
    return this.find(`[data-control="${name}"]`);
  }

  inputs(name) {
    return this.box(name).querySelectorAll("input");
  }

  say(words) {
    this.find(".line").textContent = words;
  }

  play() {
    const button = this.find(".play");
    const control = this.controls.get(button.dataset.plays);
    const pressed = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!pressed));
    clearInterval(this.playing);
    if (pressed) return;
    const at = () => this.seen.values[control.name];
    if (at() >= control.high) this.move({ [control.name]: control.low });
    this.playing = setInterval(() => {
      if (this.isMoving) return;
      if (!this.figure.isConnected || at() >= control.high) this.play();
      else this.move({ [control.name]: at() + control.step });
    }, BEAT);
  }

  // An epoch at a time: between two of them Python hears whether it should stop.
  async train(anew) {
    const { calls } = this.lesson.python;
    this.isTraining = true;
    this.lesson.running = this;
    this.putTrainingButtons();
    try {
      await calls.train(this.key, anew);
      while (this.isTraining && (await calls.trainOn(this.key)));
      await calls.stopTraining(this.key);
      this.say("");
    } catch (error) {
      this.say(lastLine(error));
    }
    this.isTraining = false;
    this.lesson.running = null;
    this.putTrainingButtons();
  }

  stopTraining() {
    this.isTraining = false;
    this.say("It stops after this epoch.");
  }

  putTrainingButtons() {
    for (const name of [".train", ".resume"]) this.find(name).hidden = this.isTraining;
    this.find(".stop").hidden = !this.isTraining;
  }

  get link() {
    const { values } = this.seen;
    const moved = Object.keys(values).filter(
      (name) => values[name] !== this.start[name] && this.controls.get(name).kind !== "pad",
    );
    const query = new URLSearchParams(moved.map((name) => [name, values[name]]));
    return `${location.href.replace(/#.*/, "")}#${this.figure.id}${moved.length ? `?${query}` : ""}`;
  }

  async copyLink() {
    const { link } = this;
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      this.say("The link to this state is copied, and stands in the address bar.");
    } catch {
      this.say("The link to this state stands in the address bar.");
    }
  }

  // Move to where a link says, as far as it names controls.
  follow(query) {
    const values = [...new URLSearchParams(query)].filter(([name]) => this.controls.has(name));
    return this.move(Object.fromEntries(values));
  }
}

export function setState(figure, state) {
  figure.dataset.state = state;
  figure.querySelector("fieldset").disabled = state !== "live";
}

export const lastLine = ({ message }) => message.trim().split("\n").at(-1);

// Python in a thread of its own: it starts at once, and then does what the page asks for.

import * as Comlink from "comlink";

const SITE = "/lib/python3.14/site-packages";
const DIGITS = `${SITE}/nnhelpers/data/mnist`;
const DIGIT_FILES = [
  "t10k-images-idx3-ubyte.gz",
  "t10k-labels-idx1-ubyte.gz",
  "train-images-idx3-ubyte.gz",
  "train-labels-idx1-ubyte.gz",
];
const PARTS = ["contourpy", "matplotlib"]; // fetched when something imports them

// WebKit finalizes in the midst of a synchronous request, when Python cannot be asked: it waits.
self.FinalizationRegistry = class extends FinalizationRegistry {
  constructor(finalize) {
    super((held) => setTimeout(finalize, 0, held));
  }
};

const address = (name) => new URL(`../python/${name}`, self.location.href).href;
const tell = (happened) => self.postMessage({ happened });

// What is said before the page listens is lost: it hears the last of it when it asks.
let stage = "";
function reach(words) {
  stage = words;
  tell({ stage });
}

async function fetched(name, onProgress = () => {}) {
  const response = await fetch(address(name));
  if (!response.ok) throw new Error(`${name} is not there (${response.status})`);
  const whole = Number(response.headers.get("Content-Length"));
  const chunks = [];
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    onProgress(size, whole);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

// Python imports while the worker can do nothing else, so what it imports is waited for.
function fetchedAtOnce(name) {
  const request = new XMLHttpRequest();
  request.open("GET", address(name), false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${name} is not there (${request.status})`);
  return request.response;
}

// Where Pyodide cannot fetch or compile its machine code, it would be waited for in vain.
const failed = new Promise((_, reject) => {
  const { fetch } = self;
  self.fetch = (...asked) => {
    const response = fetch(...asked);
    response.catch(reject);
    return response;
  };
  self.addEventListener("unhandledrejection", ({ reason }) => reject(reason));
});
failed.catch(() => {}); // it is raced with below

async function started() {
  const course = fetched("nnhelpers.zip");
  const { loadPyodide } = await import(address("pyodide.mjs"));
  reach("Python is starting");
  const python = await Promise.race([
    failed,
    loadPyodide({ indexURL: address(""), packages: ["numpy"] }),
  ]);
  reach("the course is loading");
  python.unpackArchive(await course, "zip", { extractDir: SITE });
  python.FS.mkdirTree(DIGITS);
  for (const name of DIGIT_FILES) {
    python.FS.createLazyFile(DIGITS, name, address(`mnist/${name}`), true, false);
  }
  const live = python.pyimport("nnhelpers.live");
  live.fetch_when_imported(PARTS, (part) => {
    tell({ stage: `${part} is loading` });
    python.unpackArchive(fetchedAtOnce(`${part}.zip`), "zip", { extractDir: SITE });
  });
  const lesson = live.Lesson((happened) => tell(JSON.parse(live.as_json(happened))));
  return { python, lesson };
}

const megabytes = (size) => (size / 1e6).toFixed(1);

// The digits to train on are large: they are fetched beforehand, and one can see how far they are.
async function fetchDigits({ FS }) {
  for (const name of DIGIT_FILES.filter((name) => name.startsWith("train"))) {
    const content = await fetched(`mnist/${name}`, (size, whole) => {
      const all = whole ? ` of ${megabytes(whole)}` : ""; // not every server says how many
      tell({ stage: `the 50,000 digits are coming: ${megabytes(size)}${all} MB` });
    });
    FS.unlink(`${DIGITS}/${name}`);
    FS.writeFile(`${DIGITS}/${name}`, content);
  }
}

const ready = started();
let digits;

function withDigits(python) {
  digits ??= fetchDigits(python);
  return digits;
}

const wantsDigits = (source) => /\bdigits\.(training|validation)\b|\.train\(/.test(source);

Comlink.expose({
  async ready() {
    if (stage) tell({ stage });
    await ready;
  },
  async run(cell, source) {
    const { python, lesson } = await ready;
    if (wantsDigits(source)) await withDigits(python);
    tell({ cell, begins: true });
    return lesson.run(cell, source);
  },
  async move(key, values) {
    const { python, lesson } = await ready;
    lesson.move(key, python.toPy(values));
  },
  async reset(key) {
    (await ready).lesson.reset(key);
  },
  async train(key, anew) {
    const { python, lesson } = await ready;
    await withDigits(python);
    lesson.train(key, anew);
  },
  async trainOn(key) {
    return (await ready).lesson.train_on(key);
  },
  async stopTraining(key) {
    (await ready).lesson.stop_training(key);
  },
  async waitsFor(source, earlier) {
    const { python, lesson } = await ready;
    return lesson.waits_for(source, python.toPy(earlier)).toJs();
  },
});

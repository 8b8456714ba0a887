// Time the stages of a page's Python in node: CPU seconds of each, of all threads, as JSON.
// On standard input {folder, imports, explorers}: Pyodide's files, a lesson's imports, and the
// names of its explorers, of which the first is opened and moved.
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const MOVES = 100;
const SITE = "/lib/python3.14/site-packages";
const { folder, imports, explorers } = JSON.parse(readFileSync(0, "utf-8"));
const stages = {};

async function stage(name, work) {
  const before = process.cpuUsage();
  const made = await work();
  const { user, system } = process.cpuUsage(before);
  stages[name] = (user + system) / 1e6;
  return made;
}

const python = await stage("python", () => loadPyodide({ indexURL: folder }));
await stage("numpy", async () => {
  await python.loadPackage("numpy", { messageCallback: () => {} });
  python.pyimport("numpy");
});
const { live, lesson } = await stage("nnhelpers", () => {
  python.unpackArchive(new Uint8Array(readFileSync(`${folder}/nnhelpers.zip`)), "zip", {
    extractDir: SITE,
  });
  const live = python.pyimport("nnhelpers.live");
  const lesson = live.Lesson((happened) => JSON.parse(live.as_json(happened)));
  for (const source of [imports, ...explorers.map((name) => `explorers.${name};`)])
    if (!lesson.run("imports", source)) throw new Error(`this raised an error: ${source}`);
  return { live, lesson };
});
await stage("view", () => lesson.run("view", `explorers.${explorers[0]}()`));
await stage("steps", () => {
  for (let i = 0; i < MOVES; i++) lesson.move("view", python.toPy({ w: (i % 60) / 20 }));
});
stages.step = stages.steps / MOVES;
delete stages.steps;
live.destroy();
console.log(JSON.stringify(stages));

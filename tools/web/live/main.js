// Makes the page of a lesson live: explorers, code cells and exercises.

import { Lesson } from "./lesson.js";

const lesson = new Lesson(document);
const TOUCHES = ["pointerdown", "focusin"];

function startAtFirstTouch() {
  const start = () => {
    for (const touch of TOUCHES) removeEventListener(touch, start);
    lesson.start();
  };
  for (const touch of TOUCHES) addEventListener(touch, start);
  lesson.stage("You asked to save data: touch the page, and Python comes");
}

if (navigator.connection?.saveData) startAtFirstTouch();
else lesson.start(window.python);

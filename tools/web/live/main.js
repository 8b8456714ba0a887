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
  lesson.stage("You asked to save data: touch the page, and Python starts (13 MB)");
}

if (location.protocol === "file:")
  lesson.fail("a browser starts nothing for a page that is opened as a file");
else if (navigator.connection?.saveData) startAtFirstTouch();
else lesson.start(window.python);

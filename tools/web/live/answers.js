// Answers to exercises stay in the reader's browser, under the stub that they were written into:
// when an edition changes an exercise, its old answer is not taken for one to the new.

const PREFIX = "nudge by nudge: ";

// A browser may forbid to keep anything; then an answer lasts as long as its page.
function kept(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

export const answers = {
  get: (stub) => kept(() => localStorage.getItem(PREFIX + stub)),
  put: (stub, answer) =>
    kept(() =>
      answer === stub
        ? localStorage.removeItem(PREFIX + stub)
        : localStorage.setItem(PREFIX + stub, answer),
    ),
};

// What stands below the last exercise of a page: all answers can be taken along, or forgotten.
export function answersBar(exercises) {
  const bar = document.createElement("div");
  const line = document.createElement("span");
  bar.className = "bar answers";
  line.className = "line";
  line.role = "status";
  const take = () =>
    download(exercises).then(
      () => (line.textContent = ""),
      () => (line.textContent = "The notebook could not be fetched: is there a network?"),
    );
  bar.append(
    "Your answers stay in this browser. ",
    button("download", "Download the notebook with them", take),
    button("forget", "Forget them", () => {
      for (const exercise of exercises) exercise.forget();
    }),
    line,
  );
  return bar;
}

function button(name, words, work) {
  const made = Object.assign(document.createElement("button"), {
    type: "button",
    className: name,
    textContent: words,
  });
  made.addEventListener("click", work);
  return made;
}

async function download(exercises) {
  const name = location.pathname
    .split("/")
    .at(-1)
    .replace(/(\.html)?$/, ".ipynb");
  const response = await fetch(`notebooks/${name}`);
  if (!response.ok) throw new Error(`${name} is not there`);
  const notebook = await response.json();
  const given = new Map(exercises.map(({ cell }) => [cell.stored, cell.source]));
  for (const cell of notebook.cells) {
    const answer = cell.cell_type === "code" && given.get([cell.source].flat().join("").trimEnd());
    if (answer) cell.source = answer;
  }
  const file = new Blob([JSON.stringify(notebook, null, 1), "\n"], {
    type: "application/x-ipynb+json",
  });
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(file),
    download: name,
  });
  link.click();
  URL.revokeObjectURL(link.href);
}

// A pointer on the picture of an explorer: what it drags and clicks there, as values of controls.
// The handles of a picture say what they do; nnhelpers/pictures/_handles.py tells how.

const HANDLE = "[data-x], [data-y], [data-pick], [data-cells], [data-ink]";
const STILL = 3; // pixels within which a pointer that moves is taken for one that clicks

// Calls `hear(values)` with numbers for what is dragged, and words for what is clicked, where
// `owner(element)` is the explorer of an element; `controlOf(element)` names the control around it,
// and `isBusy()` says whether something that was heard is not drawn yet.
export function listen(scope, { owner, controlOf, hear, isBusy, signal }) {
  scope.addEventListener(
    "pointerover",
    ({ target }) => {
      const explorer = owner(target);
      if (explorer) explorer.classList.add("nn-touch");
    },
    { signal },
  );
  scope.addEventListener(
    "pointerdown",
    (event) => {
      const handle =
        event.isPrimary && event.button === 0 && owner(event.target) && handleAt(event);
      if (handle) hold(handle, event, hear, isBusy);
    },
    { signal },
  );
  // Where a finger holds a handle, it does not scroll, also when the handle gives way to the next.
  scope.addEventListener(
    "touchstart",
    (event) => {
      const { x, y, ink } = event.target.dataset ?? {};
      if ((x || y || ink) && owner(event.target)) event.preventDefault();
    },
    { passive: false, signal },
  );
  showWhatIsFocused(scope, owner, controlOf, signal);
}

// Of all handles under a pointer, the one whose middle is nearest.
function handleAt({ clientX, clientY }) {
  const here = document.elementsFromPoint(clientX, clientY).filter((one) => one.matches(HANDLE));
  const far = (one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return Math.hypot(clientX - (left + right) / 2, clientY - (top + bottom) / 2);
  };
  return here.sort((one, other) => far(one) - far(other))[0];
}

// A picture is replaced while it is dragged: the element around it holds the pointer.
function hold(handle, down, hear, isBusy) {
  const picture = handle.ownerSVGElement;
  const frame = picture.parentElement;
  const start = place(frame, down);
  const drag = handle.dataset.ink ? strokeOf(handle, frame, isBusy) : dragOf(handle, start);
  const { pick } = handle.dataset;
  const held = new AbortController();
  let isStill = true;

  down.preventDefault();
  frame.setPointerCapture(down.pointerId);
  frame.classList.add("nn-held");
  if (drag?.isAtOnce) hear(drag(start));
  const on = (name, work) => frame.addEventListener(name, work, { signal: held.signal });
  on("pointermove", (move) => {
    isStill &&= Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) < STILL;
    if (drag?.isAtOnce || (drag && !isStill)) hear({ ...query(pick), ...drag(place(frame, move)) });
  });
  on("pointerup", () => {
    if (isStill && pick) hear(query(pick));
  });
  on("lostpointercapture", () => {
    frame.classList.remove("nn-held");
    held.abort();
  });
}

const query = (text) => Object.fromEntries(new URLSearchParams(text));

// Where a pointer is, in the pixels of the picture.
function place(frame, { clientX, clientY }) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(
    frame.querySelector("svg").getScreenCTM().inverse(),
  );
  return { x, y };
}

// Returns a function from where the pointer is to the values that are meant.
function dragOf(handle, start) {
  const { x, y, set, cells } = handle.dataset;
  if (cells) return atOnce(cellOf(handle, cells));
  if (!x && !y) return null;
  const box = handle.getBBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const grabbed = handle.matches(".nn-ground-handle") ? start : middle;
  const values = (now) => ({
    ...query(set),
    ...(x && along(x, grabbed.x + now.x - start.x)),
    ...(y && along(y, grabbed.y + now.y - start.y)),
  });
  return handle.matches(".nn-ground-handle") ? atOnce(values) : values;
}

const atOnce = (values) => Object.assign(values, { isAtOnce: true });

// "w 52 252 -5 5": the control, both ends of its scale in pixels, and both values.
function along(scale, pixel) {
  const [name, ...numbers] = scale.split(" ");
  const [start, end, low, high] = numbers.map(Number);
  const share = Math.min(Math.max((pixel - start) / (end - start), 0), 1);
  return { [name]: low + share * (high - low) };
}

// "rank 4 8 15 16": the control, and its value in each cell of a square, row by row.
function cellOf(handle, cells) {
  const [name, ...values] = cells.split(" ");
  const { x, y, width } = handle.getBBox();
  const side = Math.sqrt(values.length);
  const cell = (from, to) =>
    Math.min(Math.max(Math.floor(((to - from) / width) * side), 0), side - 1);
  return (now) => ({ [name]: Number(values[side * cell(y, now.y) + cell(x, now.x)]) });
}

const unseen = new WeakMap(); // what was drawn on a pad since the picture that is there

// "drawing 2 28": the control, the strokes that the picture has already, and the units across.
function strokeOf(handle, frame, isBusy) {
  const [name, many, units] = handle.dataset.ink.split(" ");
  if (!isBusy() || !unseen.has(frame)) unseen.set(frame, { before: Number(many), strokes: [] });
  const drawn = unseen.get(frame);
  const { x, y, width } = handle.getBBox();
  const onPaper = (pixel, start) =>
    Math.min(Math.max(Math.round((100 * units * (pixel - start)) / width) / 100, 0), units);
  const points = [];
  drawn.strokes.push(points);
  return atOnce((now) => {
    points.push([onPaper(now.x, x), onPaper(now.y, y)]);
    return { [name]: drawn };
  });
}

// While a slider has the focus, what it moves is shown in the picture, and in those that follow.
function showWhatIsFocused(scope, owner, controlOf, signal) {
  let following;
  scope.addEventListener(
    "focusin",
    ({ target }) => {
      const explorer = owner(target);
      const name = explorer && controlOf(target);
      if (!name) return;
      const show = () => {
        for (const one of explorer.querySelectorAll("[data-x], [data-y]"))
          one.classList.toggle(
            "nn-focus",
            [one.dataset.x, one.dataset.y].some((scale) => scale?.startsWith(`${name} `)),
          );
      };
      following?.disconnect();
      following = new MutationObserver((changes) => {
        if (changes.some(({ addedNodes }) => addedNodes.length)) show();
      });
      following.observe(explorer, { childList: true, subtree: true });
      show();
    },
    { signal },
  );
  scope.addEventListener(
    "focusout",
    ({ target }) => {
      const explorer = owner(target);
      if (!explorer) return;
      following?.disconnect();
      for (const one of explorer.querySelectorAll(".nn-focus")) one.classList.remove("nn-focus");
    },
    { signal },
  );
}

// In a notebook: an unseen widget beside the picture, which listens for the explorer around it.
// One message at a time: what is passed over while Python draws is never drawn.
function render({ model, el }) {
  const held = new AbortController();
  let wanted = null;
  let isBusy = false;

  function send() {
    isBusy = wanted !== null;
    if (isBusy) model.send({ values: wanted });
    wanted = null;
  }
  function hear(values) {
    wanted = { ...wanted, ...values };
    if (!isBusy) send();
  }
  model.on("msg:custom", send);
  held.signal.addEventListener("abort", () => model.off("msg:custom", send));
  listen(document, {
    owner(element) {
      const explorer = element.closest(".nn-explorer");
      return explorer?.contains(el) ? explorer : null;
    },
    controlOf: (element) =>
      /\bnn-control-(\w+)/.exec(element.closest("[class*=nn-control-]")?.className)?.[1],
    hear,
    isBusy: () => isBusy,
    signal: held.signal,
  });
  return () => held.abort();
}

export default { render };

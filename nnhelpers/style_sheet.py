"""The style sheet of an explorer: pictures without a ground, in the colours of the page."""

from nnhelpers.style import INK, INK_DARK

_DARK = '[data-jp-theme-light="false"]'


def _rgb(colour):
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


_lighter = "\n".join(
    f"{_DARK} .nn-explorer .nn-picture .{name} {{ fill: {INK_DARK[name]}; }}\n"
    f'{_DARK} mjx-container [style*="{_rgb(ink)}"] {{ color: {INK_DARK[name]} !important; }}'
    for name, ink in INK.items()
)

# In a theme of high contrast the reader's own colours are the only ones that are sure to be seen.
FORCED_COLORS = """
@media (forced-colors: active) {
  .nn-picture { color: CanvasText !important; }
  .nn-picture .nn-ground { fill: none !important; }
  .nn-picture :is(text, tspan) { fill: CanvasText !important; }
}
"""

# Handles are seen where a pointer is over them, or their slider has the focus. A finger is over
# none before it touches one: for it they are always to be seen, faintly, where something listens.
HANDLES = """
.nn-handle { fill: currentColor; stroke: currentColor; stroke-width: 0; }
line.nn-handle { stroke-width: 18px; }
.nn-touch .nn-handle { cursor: pointer; }
.nn-touch .nn-handle:is([data-x], [data-y]) { cursor: grab; }
.nn-touch .nn-handle:is(.nn-number[data-x], .nn-ground-handle[data-x]) { cursor: ew-resize; }
.nn-touch .nn-handle:is(.nn-ground-handle[data-cells], [data-ink]) { cursor: crosshair; }
.nn-held, .nn-held .nn-handle { cursor: grabbing !important; }
@media (pointer: coarse) {
  :where(.nn-explorer, [data-state="live"]) .nn-handle:where(:not(.nn-ground-handle)) {
    fill-opacity: 0.06; stroke-opacity: 0.06;
  }
}
.nn-handle.nn-focus, .nn-touch .nn-handle:hover { fill-opacity: 0.12; stroke-opacity: 0.12; }
.nn-touch .nn-ground-handle:hover { fill-opacity: 0.04; }
"""

# An explorer is on one screen, below what JupyterLab has above and under a notebook: its picture
# has the height that the others leave. In a broad notebook its controls stand beside the picture.
_LAYOUT = """
.nn-explorer { container-type: inline-size; --nn-screen: calc(100vh - 124px); }
.nn-layout {
  display: flex; flex-direction: column; align-items: stretch;
  max-height: max(var(--nn-screen), 560px);
}
.nn-layout > *, .nn-controls > * { flex: none; min-width: 0; }
.nn-layout > .nn-equation { min-height: 92px; } /* with any equation the picture is as high */
.nn-layout > .nn-drawing, .nn-drawing > .widget-html-content {
  display: flex; flex-direction: column; flex: 0 1 auto; min-height: 0; overflow: hidden;
}
@container (min-width: 1000px) {
  .nn-layout {
    display: grid; gap: 0 16px; max-height: none;
    grid-template:
      "drawing controls" "drawing failure" 1fr "equation equation" / minmax(0, 1fr) 290px;
  }
  .nn-layout > .nn-controls { grid-area: controls; }
  .nn-controls .widget-slider { width: 100% !important; }
  .nn-layout > .nn-failure { grid-area: failure; }
  .nn-layout > .nn-drawing { grid-area: drawing; max-height: calc(var(--nn-screen) - 92px); }
  .nn-layout > .nn-equation { grid-area: equation; }
}
@container (max-width: 559px) {
  .nn-layout { max-height: none; }
  .nn-drawing > .widget-html-content { overflow-x: auto; }
  .nn-drawing .nn-picture { width: 560px !important; max-width: none !important; flex: none; }
}
"""

# ipywidgets draws the track of a slider and the button that is pressed by their grounds alone.
_FORCED_WIDGETS = """
@media (forced-colors: active) {
  .nn-controls .noUi-target { border: 1px solid; }
  .nn-controls .noUi-handle:focus { outline: 3px solid Highlight; }
  .nn-controls .jupyter-button { border: 1px solid; }
  .nn-controls .mod-active {
    forced-color-adjust: none; background: Highlight; color: HighlightText;
  }
}
"""

STYLE_SHEET = f"""
.nn-explorer .nn-picture {{
  color: var(--jp-content-font-color1, currentColor); display: block;
  width: 100%; max-width: 1200px !important; flex: 0 1 auto; min-height: 0;
}}
.nn-explorer .nn-picture .nn-ground {{ fill: none; }}
.nn-explorer .widget-toggle-button {{ font-size: 15px; }}
.nn-explorer .widget-html, .nn-explorer .widget-htmlmath {{ overflow-x: auto; }}
.nn-explorer .widget-html-content, .nn-explorer .widget-htmlmath-content {{ width: 100%; }}
.nn-explorer .widget-htmlmath-content {{ font-size: 1.1em; max-width: 1200px; }}
.nn-alert {{
  font-weight: bold; border-left: 4px solid; padding-left: 10px;
  color: var(--jp-content-font-color1, currentColor);
}}
{_LAYOUT}
{_lighter}
{HANDLES}
{FORCED_COLORS}
{_FORCED_WIDGETS}
"""

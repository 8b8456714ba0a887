"""An explorer as ipywidgets: the only file that knows them, loaded when one is first shown."""

from html import escape
from pathlib import Path

import anywidget
import ipywidgets as widgets
from IPython import get_ipython

from nnhelpers.explorers._controls import Choice, Pad, Slider
from nnhelpers.style_sheet import STYLE_SHEET

_VIEW = "application/vnd.jupyter.widget-view+json"
# ipywidgets 7, which Colab has, calls them otherwise.
_TOOLTIP, _PLAYING = (
    ("tooltip", "playing")
    if hasattr(widgets.Play, "playing")
    else ("description_tooltip", "_playing")
)
_PLAIN_HANDLE = "#808080"
_ROW = {"flex_flow": "row wrap", "align_items": "flex-end"}


class Panel:
    """The widgets of an explorer: they follow it, and a hand that moves one of them moves it.

    When a cell is run again, the explorers that its former run showed are closed, so that their
    widgets do not pile up.
    """

    def __init__(self, explorer):
        self._explorer = explorer
        self._controls = [
            (control, _widget_of(control, explorer.state))
            for control in explorer.movable
            if not isinstance(control, Pad)
        ]
        sliders = [widget for control, widget in self._controls if isinstance(control, Slider)]
        choices = [widget for _, widget in self._controls if widget not in sliders]
        pads = [_pad(one, explorer) for one in explorer.movable if isinstance(one, Pad)]
        players = [_player(w) for c, w in self._controls if getattr(c, "plays", False)]
        self._links = [link for _, links in players for link in links]
        self._alert, self._drawing = widgets.HTML(), widgets.HTML()
        self._touch = Touch(layout={"display": "none"})
        self._touch.on_msg(self._touched)
        self._equation = widgets.HTMLMath()
        reset = widgets.Button(description="Reset", icon="undo", layout={"width": "90px"})
        reset.on_click(lambda _: explorer.reset())
        rows = [
            widgets.HBox([*(player for player, _ in players), *sliders], layout=_ROW),
            widgets.HBox([*choices, *pads, reset], layout={**_ROW, "grid_gap": "4px 14px"}),
        ]
        parts = {
            "nn-controls": widgets.VBox(rows),
            "nn-failure": self._alert,
            "nn-drawing": self._drawing,
            "nn-equation": self._equation,
        }
        for name, part in parts.items():
            part.add_class(name)
        style = widgets.HTML(f"<style>{STYLE_SHEET}</style>", layout={"display": "none"})
        layout = widgets.Box([*parts.values()]).add_class("nn-layout")
        self.box = widgets.VBox([style, layout, self._touch]).add_class("nn-explorer")
        for _, widget in self._controls:
            widget.observe(self._moved, names="value")
        explorer.observe(self._follow)
        self._follow()
        _close_those_of_former_runs(explorer)

    def bundle(self):
        """Return the box as a front end shows it, and what anywidget says to Colab beside that."""
        data, about = self._touch._repr_mimebundle_()
        return {_VIEW: {**data[_VIEW], "model_id": self.box.model_id}}, about

    def close(self):
        """Close all widgets, and follow the explorer no longer."""
        self._explorer.unobserve(self._follow)
        for part in (*self._links, self.box):
            _close(part)

    def _moved(self, change):
        if not self._is_following:
            name = next(control.name for control, w in self._controls if w is change.owner)
            self._explorer.move(**{name: change.new})

    def _touched(self, _, message, __):
        """Move what a hand moves in the picture, and say when that is done."""
        state = self._explorer.state
        controls = {control.name: control for control in self._explorer.movable}
        meant = {
            name: controls[name].heard(said, state) for name, said in message["values"].items()
        }
        try:
            self._explorer.move(**{n: controls[n].nearest(value) for n, value in meant.items()})
        finally:
            self._touch.send("done")

    def _follow(self):
        self._is_following = True
        for control, widget in self._controls:
            _put(control, widget, self._explorer.state)
        self._is_following = False
        self._draw()

    def _draw(self):
        """Show what is seen; an exception would be invisible here, so it is shown too."""
        try:
            view = self._explorer.seen
        except Exception as error:
            words = f"This explorer failed: {type(error).__name__}: {error}"
            self._alert.value = f'<p class="nn-alert" role="alert">{escape(words)}</p>'
            return
        self._alert.value = ""
        self._drawing.value = view.picture.svg
        self._equation.value = f"$${view.equation}$$"


class Touch(anywidget.AnyWidget):
    """Listens for a hand on the picture beside it; its messages are values of controls."""

    _esm = Path(__file__).with_name("touch.js").read_text(encoding="utf-8")


def _widget_of(control, state):
    """Return the widget of a control, standing where the state says."""
    widget = (_slider if isinstance(control, Slider) else _buttons)(control, state)
    widget.add_class(f"nn-control-{control.name}")
    return widget


def _slider(control, state):
    return (widgets.IntSlider if control.is_whole else widgets.FloatSlider)(
        getattr(state, control.name),
        min=control.low,
        max=control.high,
        step=control.step,
        description=f"${control.latex}$",
        **{_TOOLTIP: control.words},
        readout_format="d" if control.is_whole else ".2f",
        style={"description_width": "44px", "handle_color": control.colour or _PLAIN_HANDLE},
        layout={"width": "540px" if control.is_whole else "270px"},  # a whole number has far to go
    )


def _buttons(control, state):
    return widgets.ToggleButtons(
        options=control.options_in(state).items(),
        value=getattr(state, control.name),
        description=control.label,
        **{_TOOLTIP: control.label},
        style={"description_width": "initial", "button_width": "auto"},
        layout={"width": "auto"},
    )


def _pad(control, explorer):
    """Return the buttons of a pad, which take strokes away; drawn is in the picture."""

    def keep(strokes):
        explorer.move(**{control.name: strokes})

    undo = widgets.Button(
        description="Undo", tooltip=f"Take back the last stroke of {control.words}"
    )
    undo.on_click(lambda _: keep(getattr(explorer.state, control.name)[:-1]))
    clear = widgets.Button(description="Clear", tooltip=f"Clear {control.words}")
    clear.on_click(lambda _: keep(()))
    for button in (undo, clear):
        button.layout.width = "70px"
    return widgets.HBox([undo, clear])


def _put(control, widget, state):
    """Move the widget of a control to where the state says, and show what the state has use for."""
    if isinstance(control, Choice) and dict(widget.options) != control.options_in(state):
        widget.options = control.options_in(state).items()
    widget.value = getattr(state, control.name)
    widget.layout.display = None if control.is_shown(state) else "none"


def _player(slider):
    """Return a button that moves a slider on by itself, and what links the two.

    Between them is ipywidgets' own Play; it is hidden, for its buttons have no names.
    """
    clock = widgets.Play(
        min=slider.min,
        max=slider.max,
        value=slider.value,
        interval=1200,
        layout={"display": "none"},
    )
    button = widgets.ToggleButton(
        description="Play",
        icon="play",
        tooltip="Play the steps one after another",
        layout={"width": "90px"},
    )
    links = (
        widgets.jslink((clock, "value"), (slider, "value")),
        widgets.jslink((button, "value"), (clock, _PLAYING)),
    )
    return widgets.HBox([clock, button]), links


def _close(widget):
    """Close a widget and all that it holds; a box's own `close` leaves its children open."""
    for child in getattr(widget, "children", ()):
        _close(child)
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None), widget):
        if part is not None:
            part.close()


# cell id -> (execution count, explorers shown by it): what a second run must close
_shown: dict = {}


def _close_those_of_former_runs(explorer):
    shell = get_ipython()
    if shell is None or not hasattr(shell, "get_parent"):
        return
    cell = shell.get_parent().get("metadata", {}).get("cellId")
    if cell is None:
        return
    run, explorers = _shown.get(cell, (None, []))
    if run != shell.execution_count:
        for former in explorers:
            former.close()
        explorers = []
    _shown[cell] = (shell.execution_count, [*explorers, explorer])

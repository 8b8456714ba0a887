"""From sliders to a picture: the machinery that all explorers share."""

from dataclasses import asdict
from html import escape
from typing import NamedTuple

import ipywidgets as widgets
from IPython import get_ipython

from nnhelpers.explorers._look import STYLE_SHEET

GREY = "#808080"


class Slider(NamedTuple):
    """A number of the state: its field, its symbol in LaTeX, its range and its handle's colour.

    Whole if the step is an int. `only_if`, a field and a value of the state, says when it is shown;
    a slider that `plays` has a button that moves it on by itself.
    """

    name: str
    symbol: str
    low: float
    high: float
    step: float
    colour: str | None = None
    only_if: tuple | None = None
    plays: bool = False

    def check(self, value):
        """Raise ValueError unless the slider can stand at the value."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name} must be from {self.low} to {self.high}, got {value}")

    def widget(self, value):
        """Return the ipywidgets slider."""
        is_whole = isinstance(self.step, int)
        return (widgets.IntSlider if is_whole else widgets.FloatSlider)(
            value,
            min=self.low,
            max=self.high,
            step=self.step,
            description=f"${self.symbol}$",
            readout_format="d" if is_whole else ".2f",
            style={"description_width": "44px", "handle_color": self.colour or GREY},
            layout={"width": "540px" if is_whole else "270px"},  # a whole number has far to go
        )


class Choice(NamedTuple):
    """A choice of the state: its field, its label, and what each button means."""

    name: str
    label: str
    options: dict

    def check(self, value):
        """Raise ValueError unless one of the buttons means the value."""
        if value not in self.options.values():
            raise ValueError(
                f"{self.name} must be one of {list(self.options.values())}, got {value!r}"
            )

    def widget(self, value):
        """Return the ipywidgets row of buttons."""
        return widgets.ToggleButtons(
            options=list(self.options.items()),
            value=value,
            description=self.label,
            style={"description_width": "initial", "button_width": "auto"},
            layout={"width": "auto"},
        )


ACTIVATION = Choice(
    "activation",
    "activation",
    {"sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu", "identity": "identity"},
)


class View(NamedTuple):
    """What a state looks like: SVG text, LaTeX, and one or more plain sentences."""

    picture: str
    equation: str
    text: str


class Explorer:
    """Sliders, a picture that follows them, and the equation with its numbers.

    Parameters
    ----------
    start : frozen dataclass
        The state on which the explorer opens and to which Reset returns; one field a control.
    controls : list of Slider and Choice
    view : callable
        A pure function from a state to a `View`.

    Raises
    ------
    ValueError
        If a value of `start` is outside the range of its control.

    Notes
    -----
    The widgets are made when the explorer is first shown or moved. When a cell is run again,
    the explorers that its former run made are closed, so that they do not pile up.
    """

    def __init__(self, start, controls, view):
        self._start, self._controls, self._view = start, controls, view
        for control in controls:
            control.check(getattr(start, control.name))
        self._panel = None
        _close_those_of_former_runs(self)

    @property
    def state(self):
        """The frozen state that the sliders spell out now."""
        return self._shown_panel().state

    def move(self, **values):
        """Move sliders and choices by name, all at once, as a hand would.

        Raises
        ------
        TypeError
            If there is no control of that name.
        ValueError
            If a value is outside the range of its control; nothing is moved then.
        """
        controls = {control.name: control for control in self._controls}
        for name, value in values.items():
            if name not in controls:
                raise TypeError(f"there is no {name!r} to move; there are {', '.join(controls)}")
            controls[name].check(value)
        self._shown_panel().set(values)

    def close(self):
        """Let go of the widgets; shown again, the explorer starts anew."""
        if self._panel is not None:
            self._panel.close()
            self._panel = None

    def __str__(self):
        """Return what the explorer shows now, in plain sentences."""
        return self._shown_panel().text

    def _shown_panel(self):
        if self._panel is None:
            self._panel = _Panel(self._start, self._controls, self._view)
        return self._panel

    def _repr_mimebundle_(self, include=None, exclude=None):
        panel = self._shown_panel()
        live = panel.box._repr_mimebundle_(include=include, exclude=exclude)
        return {**live, "image/svg+xml": panel.picture, "text/plain": panel.text}


class _Panel:
    """The widgets of one explorer that is being shown; they alone hold its state."""

    def __init__(self, start, controls, view):
        self._start, self._view = start, view
        self._controls = {
            control.name: control.widget(getattr(start, control.name)) for control in controls
        }
        self._drawing, self._equation, self._alert = (
            widgets.HTML(),
            widgets.HTMLMath(),
            widgets.HTML(),
        )
        reset = widgets.Button(description="Reset", icon="undo", layout={"width": "90px"})
        reset.on_click(lambda _: self.set(asdict(start)))
        choices = [c for c in self._controls.values() if isinstance(c, widgets.ToggleButtons)]
        sliders = [c for c in self._controls.values() if c not in choices]
        players = [_player(self._controls[c.name]) for c in controls if getattr(c, "plays", False)]
        self._links = [link for _, link in players]
        self._conditions = {c.name: c.only_if for c in controls if getattr(c, "only_if", None)}
        row = {"flex_flow": "row wrap", "align_items": "flex-end"}
        self.box = widgets.VBox(
            [
                widgets.HTML(STYLE_SHEET, layout={"display": "none"}),
                widgets.HBox([*(button for button, _ in players), *sliders], layout=row),
                widgets.HBox([*choices, reset], layout={**row, "grid_gap": "4px 14px"}),
                self._alert,
                self._drawing,
                self._equation,
            ]
        )
        self.box.add_class("nn-explorer")
        self._watch()
        self.draw()

    @property
    def state(self):
        values = {name: control.value for name, control in self._controls.items()}
        return type(self._start)(**values)

    @property
    def picture(self):
        return self._drawing.value

    def set(self, values):
        """Set several controls and draw once."""
        self._watch(False)
        for name, value in values.items():
            self._controls[name].value = value
        self._watch()
        self.draw()

    def close(self):
        self._watch(False)
        for part in (*self._links, self.box):
            _close(part)

    def _watch(self, watch=True):
        for control in self._controls.values():
            (control.observe if watch else control.unobserve)(self.draw, names="value")

    def draw(self, _change=None):
        """Show the present state; an exception would be invisible here, so it is shown too."""
        for name, (field, value) in self._conditions.items():
            shown = self._controls[field].value == value
            self._controls[name].layout.display = None if shown else "none"
        try:
            view = self._view(self.state)
        except Exception as error:
            self.text = f"This explorer failed: {type(error).__name__}: {error}"
            self._alert.value = f'<p class="nn-alert" role="alert">{escape(self.text)}</p>'
            return
        self._alert.value = ""
        self._drawing.value = view.picture
        self._equation.value = f"$${view.equation}$$"
        self.text = view.text


def _player(slider):
    """Return a play button for a slider, and the link between the two."""
    play = widgets.Play(
        min=slider.min,
        max=slider.max,
        value=slider.value,
        interval=1200,
        show_repeat=False,
        layout={"width": "110px"},
    )
    return play, widgets.jslink((play, "value"), (slider, "value"))


def _close(widget):
    """Close a widget and all that it holds; a box's own `close` leaves its children open."""
    for child in getattr(widget, "children", ()):
        _close(child)
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None), widget):
        if part is not None:
            part.close()


_made = {}  # cell id -> (execution count, explorers made by it): what a second run must close


def _close_those_of_former_runs(explorer):
    shell = get_ipython()
    if shell is None or not hasattr(shell, "get_parent"):
        return
    cell = shell.get_parent().get("metadata", {}).get("cellId")
    if cell is None:
        return
    run, explorers = _made.get(cell, (None, []))
    if run != shell.execution_count:
        for former in explorers:
            former.close()
        explorers = []
    _made[cell] = (shell.execution_count, [*explorers, explorer])

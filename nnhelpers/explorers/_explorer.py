"""From sliders to a picture: the machinery that all explorers share."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import NamedTuple

import ipywidgets as widgets
from IPython import get_ipython

from nnhelpers.equations import symbol
from nnhelpers.explorers._look import STYLE_SHEET
from nnhelpers.style import mark

PLAIN_HANDLE = "#808080"


class Slider(NamedTuple):
    """A number of the state: its field, its symbol in LaTeX and in words, range and colour.

    Whole if the step is an int. `only_if`, a field and a value of the state, says when it is shown;
    a slider that `plays` has a button that moves it on by itself.
    """

    name: str
    symbol: str
    words: str
    low: float
    high: float
    step: float
    colour: str | None = None
    only_if: tuple | None = None
    plays: bool = False

    def check(self, state):
        """Raise ValueError unless the slider can stand where the state says."""
        value = getattr(state, self.name)
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name} must be from {self.low} to {self.high}, got {value}")

    def widget(self, state):
        """Return the ipywidgets slider."""
        is_whole = isinstance(self.step, int)
        return (widgets.IntSlider if is_whole else widgets.FloatSlider)(
            getattr(state, self.name),
            min=self.low,
            max=self.high,
            step=self.step,
            description=f"${self.symbol}$",
            tooltip=self.words,
            readout_format="d" if is_whole else ".2f",
            style={"description_width": "44px", "handle_color": self.colour or PLAIN_HANDLE},
            layout={"width": "540px" if is_whole else "270px"},  # a whole number has far to go
        )

    def put(self, widget, state):
        """Move the slider to where the state says."""
        widget.value = getattr(state, self.name)


def input_slider(k, only_if=None):
    """Return the slider of activation k of a network's input, for the field x_k."""
    words = f"activation {k} of the input"
    return Slider(f"x_{k}", symbol("a", 0, str(k)), words, 0, 1, 0.01, mark("a"), only_if)


class Choice(NamedTuple):
    """A choice of the state: its field, its label, and what each button means.

    `possible`, a function from a state to some of the values, says which buttons there are; the
    fields that it looks at have their controls before this one.
    """

    name: str
    label: str
    options: dict
    possible: Callable | None = None

    def check(self, state):
        """Raise ValueError unless one of the buttons means what the state says."""
        value, possible = getattr(state, self.name), list(self.options_in(state).values())
        if value not in possible:
            raise ValueError(f"{self.name} must be one of {possible}, got {value!r}")

    def options_in(self, state):
        """Return the buttons that there are in a state, with what each means."""
        if self.possible is None:
            return self.options
        possible = self.possible(state)
        return {label: value for label, value in self.options.items() if value in possible}

    def widget(self, state):
        """Return the ipywidgets row of buttons."""
        return widgets.ToggleButtons(
            options=list(self.options_in(state).items()),
            value=getattr(state, self.name),
            description=self.label,
            tooltip=self.label,
            style={"description_width": "initial", "button_width": "auto"},
            layout={"width": "auto"},
        )

    def put(self, widget, state):
        """Press the button that the state says, or the first if there is no such button in it."""
        value, options = getattr(state, self.name), self.options_in(state)
        if dict(widget.options) != options:
            widget.options = list(options.items())
        widget.value = value if value in options.values() else next(iter(options.values()))


ACTIVATION = Choice(
    "activation",
    "function",
    {"sigmoid": "sigmoid", "tanh": "tanh", "ReLU": "relu", "identity": "identity"},
)


def label(kind, layer, indices=()):
    """Write the symbol of a weight or a bias for a button: "w", 1, (0, 2) as w⁽¹⁾₀₂."""
    return f"{kind}⁽{'⁰¹²³'[layer]}⁾" + "".join("₀₁₂₃"[index] for index in indices)


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
            control.check(start)
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
        names = [control.name for control in self._controls]
        for name in values:
            if name not in names:
                raise TypeError(f"there is no {name!r} to move; there are {', '.join(names)}")
        state = replace(self.state, **values)
        for control in self._controls:
            if control.name in values:
                control.check(state)
        self._shown_panel().set(state)

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
        self._start, self._kinds, self._view = start, controls, view
        self._controls = {control.name: control.widget(start) for control in controls}
        self._drawing, self._equation, self._alert = (
            widgets.HTML(),
            widgets.HTMLMath(),
            widgets.HTML(),
        )
        reset = widgets.Button(description="Reset", icon="undo", layout={"width": "90px"})
        reset.on_click(lambda _: self.set(start))
        choices = [c for c in self._controls.values() if isinstance(c, widgets.ToggleButtons)]
        sliders = [c for c in self._controls.values() if c not in choices]
        players = [_player(self._controls[c.name]) for c in controls if getattr(c, "plays", False)]
        self._links = [link for _, links in players for link in links]
        self._conditions = {c.name: c.only_if for c in controls if getattr(c, "only_if", None)}
        row = {"flex_flow": "row wrap", "align_items": "flex-end"}
        self.box = widgets.VBox(
            [
                widgets.HTML(STYLE_SHEET, layout={"display": "none"}),
                widgets.HBox([*(player for player, _ in players), *sliders], layout=row),
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

    def set(self, state):
        """Set all controls and draw once."""
        self._watch(False)
        for kind in self._kinds:
            kind.put(self._controls[kind.name], state)
        self._watch()
        self.draw()

    def close(self):
        self._watch(False)
        for part in (*self._links, self.box):
            _close(part)

    def _watch(self, watch=True):
        for control in self._controls.values():
            (control.observe if watch else control.unobserve)(self._moved, names="value")

    def _moved(self, _change):
        self.set(self.state)

    def draw(self):
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
        widgets.jslink((button, "value"), (clock, "playing")),
    )
    return widgets.HBox([clock, button]), links


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

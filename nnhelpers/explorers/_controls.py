"""What can be moved in an explorer: the fields of its state, where they start and may stand."""

from collections.abc import Callable
from dataclasses import dataclass, make_dataclass, replace
from numbers import Integral, Real

from nnhelpers.activations import ACTIVATIONS
from nnhelpers.equations import symbol
from nnhelpers.ink import as_strokes
from nnhelpers.symbols import SYMBOLS


@dataclass(frozen=True)
class Field:
    """A field of the state that nothing on the screen moves, and its value at the start."""

    name: str
    start: object

    def is_shown(self, state):
        """Whether there is something on the screen that moves it."""
        return False

    def settled(self, state):
        """Return the value of the field, or the nearest that is possible in a state."""
        return getattr(state, self.name)

    def checked(self, state):
        """Return the value of the field, or raise TypeError or ValueError if it cannot be that."""
        return self.settled(state)

    def heard(self, said, state):
        """Return the value that a front end means, which has numbers and the words on buttons."""
        return said

    def nearest(self, value):
        """Return the value nearest to this at which a hand can put the control."""
        return value


@dataclass(frozen=True)
class Slider(Field):
    """A number from `low` to `high`, a whole one if the step is an int.

    It has a name in LaTeX and one in words (for both, if not given, the field's own). `only_if`, a
    field and a value of the state, says when it is shown; one that `plays` moves on by itself when
    asked to.
    """

    start: float
    low: float
    high: float
    step: float
    latex: str = ""
    words: str = ""
    colour: str | None = None
    only_if: tuple | None = None
    plays: bool = False

    def __post_init__(self):
        object.__setattr__(self, "latex", self.latex or rf"\text{{{self.name}}}")
        object.__setattr__(self, "words", self.words or self.name)

    def is_shown(self, state):
        """Whether the state has use for it."""
        return self.only_if is None or getattr(state, self.only_if[0]) == self.only_if[1]

    @property
    def ends(self):
        """The slider as a picture knows it: its name, and how far it reaches."""
        return self.name, self.low, self.high

    def heard(self, said, state):
        """Return the number that is meant, which may be written."""
        try:
            number = float(said)
        except ValueError:
            return said
        return int(number) if self.is_whole and number.is_integer() else number

    def nearest(self, value):
        """Return the step of the slider that is nearest to a number."""
        steps = round((min(max(value, self.low), self.high) - self.low) / self.step)
        place = self.low + steps * self.step
        return int(place) if self.is_whole else round(place, 10)  # 0.15, not 0.15000000000000036

    @property
    def is_whole(self):
        """Whether it moves from one whole number to the next."""
        return isinstance(self.step, int)

    def checked(self, state):
        """Return the number, or raise an error if the slider cannot stand there."""
        value, kind = getattr(state, self.name), Integral if self.is_whole else Real
        if not isinstance(value, kind) or isinstance(value, bool):
            raise TypeError(f"{self._wanted}, got {value!r}")
        if not self.low <= value <= self.high:
            raise ValueError(f"{self._wanted}, got {value}")
        return int(value) if self.is_whole else float(value)

    @property
    def _wanted(self):
        number = "a whole number" if self.is_whole else "a number"
        return f"{self.name} must be {number} from {self.low} to {self.high}"


@dataclass(frozen=True)
class Choice(Field):
    """One of some values, each with the words on its button.

    `possible`, a function from a state to some of the values, says which buttons there are; the
    fields that it looks at have their controls before this one.
    """

    start: object
    label: str
    options: dict
    possible: Callable | None = None

    def is_shown(self, state):
        """Whether there is something to choose."""
        return len(self.options_in(state)) > 1

    def heard(self, said, state):
        """Return what the words on a button mean."""
        return self.options.get(said, said)

    def options_in(self, state):
        """Return the buttons that there are in a state, with what each means."""
        if self.possible is None:
            return self.options
        possible = self.possible(state)
        return {label: value for label, value in self.options.items() if value in possible}

    def settled(self, state):
        """Return the value if it has a button in a state, else that of the first button."""
        value, possible = getattr(state, self.name), list(self.options_in(state).values())
        return value if value in possible else possible[0]

    def checked(self, state):
        """Return the value, or raise ValueError if it has no button."""
        value, possible = getattr(state, self.name), list(self.options_in(state).values())
        if value not in possible:
            raise ValueError(f"{self.name} must be one of {possible}, got {value!r}")
        return possible[possible.index(value)]


@dataclass(frozen=True)
class Pad(Field):
    """A digit drawn by hand: strokes, each a tuple of points, as `nnhelpers.ink` takes them."""

    start: tuple = ()
    words: str = ""

    def is_shown(self, state):
        """Whether the state has use for it: always."""
        return True

    def checked(self, state):
        """Return the strokes, or raise TypeError or ValueError if they cannot be drawn."""
        return as_strokes(self.name, getattr(state, self.name))

    def heard(self, said, state):
        """Return the strokes that a front end means: how many of the former, and what follows."""
        if not isinstance(said, dict):
            return said
        return (*getattr(state, self.name)[: said["before"]], *said["strokes"])


def quantity(kind, *of, layer=None, index=(), name=None, **more):
    """Return the slider of a symbol of the course: start, low, high and step, then which one.

    Without a layer and an index it is the only one of its kind, and its field is named after it.
    """
    words = SYMBOLS[kind].words
    if layer is not None:
        words = f"{SYMBOLS[kind].quantity} {label(kind, layer, index)}"
    latex = symbol(kind, layer, "".join(map(str, index)))
    return Slider(name or kind, *of, latex, words, SYMBOLS[kind].mark, **more)


def input_activation(k, start, **more):
    """Return the slider of activation k of a network's input, for the field x_k."""
    words = f"activation {k} of the input"
    latex = symbol("a", 0, str(k))
    return Slider(f"x_{k}", start, 0, 1, 0.01, latex, words, SYMBOLS["a"].mark, **more)


def choice(name, start, label, options, possible=None):
    """Return a `Choice`; values that are their own words may be given without them."""
    options = options if isinstance(options, dict) else {option: option for option in options}
    return Choice(name, start, label, options, possible)


ACTIVATION = choice(
    "activation", "sigmoid", "function", {one.label: one.name for one in ACTIVATIONS.values()}
)


def label(kind, layer, index=()):
    """Write the symbol of a weight or a bias for a button: "w", 1, (0, 2) as w⁽¹⁾₀₂."""
    return f"{kind}⁽{'⁰¹²³'[layer]}⁾" + "".join("₀₁₂₃"[place] for place in index)


def start_of(controls):
    """Return the frozen state in which some controls stand at the start."""
    fields = [(control.name, type(control.start)) for control in controls]
    state = make_dataclass("State", fields, frozen=True)
    return state(*(control.start for control in controls))


def moved(controls, state, values):
    """Return a state after some controls were moved, by name.

    What is moved must be possible; of the others, what is no longer possible settles.

    Raises
    ------
    TypeError
        If there is no such control, or a slider is given no number, or no whole one.
    ValueError
        If a control cannot stand there.
    """
    names = [control.name for control in controls]
    for name in values:
        if name not in names:
            raise TypeError(f"there is no {name!r} to move; there are {', '.join(names)}")
    state = replace(state, **values)
    for control in controls:
        is_moved = control.name in values
        value = control.checked(state) if is_moved else control.settled(state)
        state = replace(state, **{control.name: value})
    return state

"""What an explorer is: controls, a frozen state, and a pure function from it to what is seen."""

from __future__ import annotations

from functools import wraps
from importlib.util import find_spec
from inspect import Parameter, Signature
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from nnhelpers.explorers._controls import Choice, Pad, Slider, moved, start_of
from nnhelpers.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

    from nnhelpers._types import Bundle, E, Opener
    from nnhelpers.explorers._controls import Field
    from nnhelpers.explorers._panel import Panel


class View(NamedTuple):
    """What a state looks like: a picture, which knows its words, and an equation in LaTeX."""

    picture: Picture
    equation: str


class Explorer:
    """Controls, the state in which they stand, and the picture and the equation that follow it.

    It needs no front end: one that shows it observes it, and moves it as a hand does.

    Attributes
    ----------
    controls : tuple of Field
    start : frozen dataclass
        Where it opened, and where `reset` puts its controls again.
    view : callable
        The pure function from a state to a `View`.
    """

    def __init__(
        self, controls: tuple[Field, ...], start: Any, view: Callable[[Any], View]
    ) -> None:
        self.controls, self.start, self.view = controls, start, view
        self._state = start
        self._seen: View | None = None
        self._observers: list[Callable[[], object]] = []
        self._lock = RLock()
        self._panel: Panel | None = None

    @property
    def state(self) -> Any:
        """The frozen state in which the controls stand."""
        return self._state

    @property
    def movable(self) -> list[Slider | Choice | Pad]:
        """What a hand can move; what else is a control, nothing on the screen moves."""
        return [one for one in self.controls if isinstance(one, (Slider, Choice, Pad))]

    @property
    def seen(self) -> View:
        """The `View` of the present state."""
        if self._seen is None:
            self._seen = self.view(self._state)
        return self._seen

    def move(self, **values: Any) -> None:
        """Move controls by name, all at once, as a hand would.

        Raises
        ------
        TypeError, ValueError
            If there is no control of that name, or it cannot stand there; nothing is moved then.
        """
        with self._lock:
            self._go_to(moved(self.controls, self._state, values))

    def reset(self) -> None:
        """Move all that a hand can move to where it stood at the start."""
        self.move(**{one.name: getattr(self.start, one.name) for one in self.movable})

    def observe(self, follow: Callable[[], object]) -> None:
        """Have `follow` called, without arguments, after every change of the state."""
        self._observers.append(follow)

    def unobserve(self, follow: Callable[[], object]) -> None:
        """Call `follow` no longer."""
        self._observers.remove(follow)

    @property
    def widget(self) -> Any:
        """The explorer as an ipywidgets box, which can stand wherever a widget can."""
        return self._opened().box

    def close(self) -> None:
        """Let go of the widgets; shown again, the explorer goes on where it stood."""
        if self._panel is not None:
            self._panel.close()
            self._panel = None

    def __copy__(self) -> Self:
        """Return an explorer in the same state, which nothing shows yet."""
        twin = type(self)(self.controls, self.start, self.view)
        twin._state = self._state
        return twin

    def __str__(self) -> str:
        """Return what the explorer shows now, in plain sentences."""
        return str(self.seen.picture)

    def _opened(self):
        if self._panel is None:
            from nnhelpers.explorers._panel import Panel  # here: all else does without ipywidgets

            self._panel = Panel(self)
        return self._panel

    def _go_to(self, state):
        self._state, self._seen = state, None
        for follow in list(self._observers):
            follow()

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Bundle | tuple[Bundle, dict[str, Any]]:
        still = self.seen.picture._repr_mimebundle_()
        if find_spec("ipywidgets") is None:
            return still
        live, about = self._opened().bundle()
        return {**live, **still}, about


def explorer(
    *controls: Field,
    kind: type[E] = Explorer,  # type: ignore[assignment]
) -> Callable[[Callable[[Any], View]], Opener[E]]:
    """Make an explorer of the function below, which shows a state of these controls as a `View`.

    What opens it takes fields of the state as keyword arguments, which say where it starts. It has
    the `controls`, the state `start` and the function, `view`, itself.
    """
    start = start_of(controls)

    def named_after(view):
        @wraps(view)
        def opened(**values):
            return kind(controls, moved(controls, start, values), view)

        opened.controls, opened.start, opened.view = controls, start, view
        opened.__signature__ = Signature(
            Parameter(control.name, Parameter.KEYWORD_ONLY, default=control.start)
            for control in controls
        )
        return opened

    return named_after

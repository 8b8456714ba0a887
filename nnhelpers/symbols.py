"""The symbols of the course: how each is written, which quantity it is, what it is in words.

>>> SYMBOLS["a_prev"].latex, SYMBOLS["a_prev"].words
('a_{\\\\text{prev}}', 'activation before')
"""

from typing import NamedTuple

from nnhelpers.style import INK, MARK


class Symbol(NamedTuple):
    """One symbol.

    Attributes
    ----------
    latex, drawn : str
        As LaTeX, and as mathematics in a picture.
    words : str
        What a control that moves it is called.
    quantity : str or None
        Whose colour it has: a key of `style.MARK`, or the foreground's.
    """

    latex: str
    drawn: str
    words: str
    quantity: str | None = None

    @property
    def ink(self):
        """The colour of its text, or None for the foreground."""
        return INK.get(self.quantity)

    @property
    def mark(self):
        """The colour of its lines, dots and bars, or None for the foreground."""
        return MARK.get(self.quantity)


SYMBOLS = {
    "w": Symbol("w", "w", "weight w", "weight"),
    "b": Symbol("b", "b", "bias b", "bias"),
    "a_prev": Symbol(r"a_{\text{prev}}", "a_{prev}", "activation before", "activation"),
    "x": Symbol("x", "x", "input x", "activation"),
    "z": Symbol("z", "z", "weighted input z"),
    "a": Symbol("a", "a", "activation a", "activation"),
    "y": Symbol("y", "y", "target y", "target"),
    "C_0": Symbol("C_0", "C_{0}", "cost of one example", "cost"),
    "C": Symbol("C", "C", "cost", "cost"),
    "h": Symbol("h", "h", "nudge h"),
    "eta": Symbol(r"\eta", "η", "learning rate η"),
    "momentum": Symbol(r"\mu", "μ", "momentum μ"),
    "m": Symbol("m", "m", "size m of a mini-batch"),
}

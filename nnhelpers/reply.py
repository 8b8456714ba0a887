"""What a learner is told: in words, the same in every front end, and in data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnhelpers._types import Bundle

# the verdict, and the border of the box
KINDS = {
    "right": ("Right.", "solid"),
    "blank": ("Not attempted yet.", "dotted"),
    "mistake": ("Not yet.", "dashed"),
    "form": ("Not yet.", "dashed"),
    "close": ("Not yet.", "dashed"),
    "unknown": ("Not yet.", "dashed"),
    "hint": ("Hint {} of {}.", "dotted"),
    "solution": ("Solution.", "dotted"),
    "count": ("So far.", "dotted"),
    "refuted": ("Not that.", "dotted"),
    "unlisted": ("No such bug.", "dotted"),
}


@dataclass(frozen=True)
class Reply:
    """A verdict and an explanation, shown as a small box or, without HTML, as plain text.

    Attributes
    ----------
    kind : str
        One of `KINDS`. What an answer is: "right"; "blank", not attempted; "mistake", a known one;
        "form", nothing that could be compared with the right answer; "close", right but for the
        digits; or "unknown", wrong in a way of its own. Or it is a "hint", a "solution", or a
        "count" of right answers; or what the clinic says to a suspicion, which is "right",
        "refuted" or "unlisted".
    text : str
        The explanation; what stands in backquotes is code.
    code : str
        Lines of code to show below, or nothing.
    mistakes : tuple of str
        The names of the mistakes found; of a choice, the letter.
    place : (int, int), optional
        Which hint it is, and of how many.
    again : tuple of (str, str)
        The words and the address of each section to go back to.
    """

    kind: str
    text: str
    code: str = ""
    mistakes: tuple = ()
    place: tuple = ()
    again: tuple = ()

    @property
    def right(self) -> bool:
        """Whether this is the reply to a right answer."""
        return self.kind == "right"

    @property
    def verdict(self) -> str:
        """The kind in words: "Right.", "Not yet.", "Hint 1 of 2." and the like."""
        return KINDS[self.kind][0].format(*self.place)

    def __str__(self) -> str:
        again = _go_back_to([words for words, _ in self.again], "\n- ", "\n- ", "")
        return f"{self.verdict} {self.text}{again}" + (f"\n\n{self.code}" if self.code else "")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return {"text/plain": str(self), "text/html": self._html()}

    def _html(self):
        border = KINDS[self.kind][1]
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(self.text, quote=False))
        links = [
            f'<a href="{escape(address)}">{escape(words)}</a>' for words, address in self.again
        ]
        again = _go_back_to(links, "<ul><li>", "</li><li>", "</li></ul>")
        code = f"<pre>{escape(self.code, quote=False)}</pre>" if self.code else ""
        return (
            f'<div role="status" style="border-left: 4px {border} currentColor; '
            f'padding: 0.2em 0.9em"><strong>{self.verdict}</strong> {words}{again}{code}</div>'
        )


def _go_back_to(sections, before, between, after):
    """Say what to go back to: one section in the line, several as a list."""
    if not sections:
        return ""
    if len(sections) == 1:
        return f" Go back to {sections[0]}."
    return f" Go back to:{before}{between.join(sections)}{after}"

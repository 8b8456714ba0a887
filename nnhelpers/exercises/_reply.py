"""What a learner is told: words first, the same in every front end."""

import re
from dataclasses import dataclass
from html import escape

_BORDERS = {"Right.": "solid", "Not yet.": "dashed"}


@dataclass(frozen=True)
class Reply:
    """A verdict and an explanation, shown as a small box or, without HTML, as plain text.

    Attributes
    ----------
    verdict : str
        "Right.", "Not yet.", "Not attempted yet.", "Hint 1 of 2." and the like.
    text : str
        The explanation; what stands in backquotes is code.
    code : str
        Lines of code to show below, or nothing.
    """

    verdict: str
    text: str
    code: str = ""

    @property
    def right(self):
        """Whether this is the reply to a right answer."""
        return self.verdict == "Right."

    def __str__(self):
        return f"{self.verdict} {self.text}" + (f"\n\n{self.code}" if self.code else "")

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": str(self), "text/html": self._html()}

    def _html(self):
        border = _BORDERS.get(self.verdict, "dotted")
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(self.text, quote=False))
        code = f"<pre>{escape(self.code, quote=False)}</pre>" if self.code else ""
        return (
            f'<div role="status" style="border-left: 4px {border} currentColor; '
            f'padding: 0.2em 0.9em"><strong>{self.verdict}</strong> {words}{code}</div>'
        )

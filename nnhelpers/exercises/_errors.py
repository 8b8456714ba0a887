"""What Python and NumPy say when they stop, in words for learners."""

import linecache
import re
import traceback

_SIZES = r"\(size (\d+) is different from (\d+)\)"
_TOLD = [  # a name, the type, a pattern of the message, and words; \1 is what the pattern found
    (
        "shapes",
        ValueError,
        rf"matmul: Input operand 1 has a mismatch.*{_SIZES}",
        r"`@` needs as many columns on its left as rows on its right, and here they are \2 and \1. "
        "Is the order turned round, or a `.T` missing, or one too many?",
    ),
    (
        "shapes",
        ValueError,
        r"shapes (\(.*?\)) and (\(.*?\)) not aligned",
        r"a product of shapes \1 and \2: the left must have as many columns as the right has rows. "
        "Is the order turned round, or a `.T` missing, or one too many?",
    ),
    (
        "at_for_numbers",
        ValueError,
        r"matmul: Input operand \d does not have enough dimensions",
        "`@` is for arrays, and here one side is a single number: use `*`.",
    ),
    (
        "broadcast",
        ValueError,
        r"operands could not be broadcast together with.*?shapes? (\(.*?\)) (\(.*?\))",
        r"shapes \1 and \2 do not go together entry by entry. Print the shapes of both sides.",
    ),
    (
        "several_for_one",
        ValueError,
        "could not broadcast input array",
        "several numbers are put where one belongs. Is an index missing on the right?",
    ),
    (
        "truth_of_an_array",
        ValueError,
        "truth value of an array",
        "an array of several numbers is neither true nor false; take one number, or `.all()`.",
    ),
    (
        "ragged",
        ValueError,
        "setting an array element with a sequence|inhomogeneous",
        "there is an array or a list where one number is needed, or rows differ in length.",
    ),
    (
        "zip",
        ValueError,
        "zip.. argument",
        "`zip` was given lists of different lengths.",
    ),
    (
        "caret",
        TypeError,
        r"bitwise_xor|for \^",
        "Python writes powers `**`; `^` means something else.",
    ),
    (
        "no_star",
        TypeError,
        r"'(float|int|float64|numpy\.\w+|list|tuple)' object is not callable",
        "a number or an array before a bracket makes a call. Is a `*` missing between them?",
    ),
    (
        "at_for_numbers",
        TypeError,
        r"unsupported operand type\(s\) for @|'@'",
        "`@` is for arrays, and here one side is a number or a list: use `*`, or `np.array`.",
    ),
    (
        "none_inside",
        TypeError,
        "'NoneType'",
        "None is where a number should be. Does a function that you call `return` nothing?",
    ),
    (
        "arguments",
        TypeError,
        r"takes (\d+) positional arguments? but (\d+) (?:was|were) given|missing (\d+) required",
        "the function has different arguments from those it had in the cell. Put them back.",
    ),
    (
        "math_of_arrays",
        TypeError,
        "only length-1 arrays|only 0-dimensional arrays|only integer scalar arrays",
        "one number is needed here, and it is an array. For arrays use `np.exp` and the like.",
    ),
    (
        "list_arithmetic",
        TypeError,
        "can't multiply sequence|can only concatenate|must be str|operand type.*'(list|str)'",
        "a list or a text cannot do arithmetic. Make it an array with `np.array`.",
    ),
    (
        "no_entries",
        TypeError,
        "(?:is not|not) (?:subscriptable|iterable)|object is not iterable",
        "a single number has no entries to take or to go through.",
    ),
    (
        "undefined",
        NameError,
        r"name '(\w+)' is not defined|local variable '(\w+)'",
        r"`\1\2` has no value there. Compute it first; or is the name misspelt?",
    ),
    (
        "index_too_large",
        IndexError,
        "",
        "an index is too large. Places are counted from 0, so the last is the length less one.",
    ),
    (
        "no_attribute",
        AttributeError,
        r"'(\w+)' object has no attribute '(\w+)'",
        r"a \1 has no `.\2`. Is it an array? `np.array` makes one.",
    ),
    (
        "no_attribute",
        AttributeError,
        r"module '(\w+)' has no attribute '(\w+)'",
        r"there is no `\2` in `\1`. Is it misspelt?",
    ),
    ("divided_by_zero", ZeroDivisionError, "", "something is divided by 0."),
    ("overflow", OverflowError, "", "a number grew too large. Is the sign in an exponent right?"),
    ("recursion", RecursionError, "", "your function calls itself without end."),
    ("key", KeyError, "", "there is no such key."),
    ("exit", SystemExit, "", "`exit` ends the program; let it `return` instead."),
]


def stopped(error, answer):
    """Tell of an exception in a learner's code: a name, and its line, type and meaning in words."""
    name, meaning = _meaning(error)
    kind = type(error).__name__
    return name, f"your code stopped with {kind}{_line(error, answer)}: {meaning}"


def _meaning(error):
    message = " ".join(str(error).split())
    for name, kind, pattern, words in _TOLD:
        if isinstance(error, kind) and (found := re.search(pattern, message)):
            return name, re.sub(r"\\(\d)", lambda m: found[int(m[1])] or "", words)
    return type(error).__name__, f"{message[:120].rstrip('.') or 'it says no more'}."


def _line(error, answer):
    file = getattr(getattr(answer, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if not lines:
        return ""
    source = linecache.getline(file, lines[-1].lineno).strip()
    short = source if len(source) <= 50 else source[:47] + "..."
    return f" in line {lines[-1].lineno}" + (f", `{short}`" if source and "`" not in short else "")

"""Exercises that know what went wrong.

In a lesson:

>>> from nnhelpers.exercises import chain_rule as exercises
>>> def dC_db(w, b, a_prev, y):
...     ...
>>> print(exercises.bias.check(dC_db))
Not attempted yet. Fill in the cell above, run it, and run this one again.

`check` tells whether an answer is right; if it is a mistake that many make, which one; and if
not, where it first differs. `hint` gives one hint at a time, `solution` the answer with its
source. Nothing leaves the machine and nothing is written to disk.

To add an exercise, write in the file of its lesson (or in a new one, `nnhelpers/exercises/NAME.py`,
for a new lesson) plain functions and one `Exercise`:

- the *reference*, named as the learner is asked to name the answer, whose body is the solution;
- each known *mistake* as a function with the same arguments, whose docstring is what the learner
  who makes it is told;
- the *truth*, the same quantity found in an independent way, for instance by nudging;
- the *inputs* on which all are tried, of which `random_inputs` makes some; hints; and what to
  notice when it is right.

A question with one number as its answer is the same with functions of no arguments; one with a
choice of answers is a `Choice`. The tests take every exercise of every file of this folder, and
see that the reference is the truth, that each mistake gets its own reply and no other's, and that
the lessons end with every check right once the solutions are filled in.
"""

from nnhelpers.exercises._exercise import Choice, Exercise, random_inputs
from nnhelpers.exercises._reply import Reply

__all__ = ["Choice", "Exercise", "Reply", "random_inputs"]

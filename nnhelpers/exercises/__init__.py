'''Exercises that know what went wrong.

In a lesson:

>>> from nnhelpers.exercises import chain_rule as exercises
>>> def bias_slope(w, b, a_prev, y):
...     ...
>>> print(exercises.bias.check(bias_slope))
Not attempted yet. Fill in the cell above, run it, and run this one again.

`check` tells whether an answer is right; if it is a mistake that many make, which one; and if
not, where it first differs. It says so in words, and in data: its `Reply` has a `kind`, and the
names of the `mistakes` that it found. `hint` gives one hint at a time, `solution` the answer with
its source. Nothing leaves the machine and nothing is written to disk.

To add an exercise, write in the file of its lesson (or in a new one, `nnhelpers/exercises/NAME.py`,
for a new lesson) plain functions and one `Exercise`:

>>> from nnhelpers.exercises import Exercise
>>> def doubled(x):
...     return 2 * x
>>> def _squared(x):
...     """You squared x. Doubled, 3 is 6, and not 9."""
...     return x**2
>>> double = Exercise(
...     reference=doubled,
...     mistakes=[_squared],
...     hints=["What do you have if you have x twice?", "Add x to itself."],
...     notice="So is every even number made.",
...     truth=lambda x: x + x,
...     inputs=[(3.0,), (-0.5,)],
... )
>>> reply = double.check(lambda x: x * x)
>>> print(reply)
Not yet. You squared x. Doubled, 3 is 6, and not 9.
>>> reply.kind, reply.mistakes
('mistake', ('squared',))

- The *reference* is named as the learner is asked to name the answer, and its body is shown as the
  solution: it uses only names that the lesson has imported, none that begins with an underscore.
- Each known *mistake* has the same arguments; its docstring is what the learner who makes it is
  told, and its name, without the underscore, what teachers count. At least three, each apart from
  all others by ten times the tolerance on some input.
- The *truth* is the same quantity found in an independent way, for instance by nudging.
- All are tried on the *inputs*, of which `random_inputs` makes some. At least two hints.

A question with one number as its answer is the same with functions of no arguments (the reference
is a single `return`, and there are no inputs); one with a choice of answers is a `Choice`.

In the lesson, `from nnhelpers.exercises import NAME as exercises`, then for each exercise a text
cell with the prompt, a code cell with the stub (`...` in place of the answer), and right below it a
cell that calls `check`; then `make notebooks`. The tests take every exercise of every file of this
folder, and see that the reference is the truth, that each mistake gets its own reply and no
other's, that it stands in a lesson, and that a lesson ends with every check right once solved.
'''

from nnhelpers.exercises._exercise import Choice, Exercise, random_inputs
from nnhelpers.exercises._slips import Slip

__all__ = ["Choice", "Exercise", "Slip", "random_inputs"]

"""Exercises that know what went wrong.

In a lesson:

>>> from nnhelpers.exercises import chain_rule as exercises
>>> def bias_slope(w, b, a_prev, y):
...     ...
>>> print(exercises.bias.check(bias_slope))
Not attempted yet. Fill in the cell above, run it, and run this one again.

`check` tells whether an answer is right; if one or two slips explain it, which; and if not, where
it first differs. It says so in words, and in data: its `Reply` has a `kind`, and the
names of the `mistakes` that it found. `hint` gives one hint at a time, `solution` the answer with
its source. Nothing leaves the machine and nothing is written to disk.

A teacher who has a folder of answered notebooks runs `python -m nnhelpers.exercises FOLDER` for a
table of who has solved what, and the mistakes that the class made most.

To add an exercise, write in the file of its lesson (or in a new one, `nnhelpers/exercises/NAME.py`,
for a new lesson) a plain function and one `Exercise`:

>>> from nnhelpers.exercises import Exercise, slips
>>> def area(width, height):
...     half = height / 2
...     return width * half
>>> triangle = Exercise(
...     reference=area,
...     slips=slips('''
...         no_half: `height / 2` -> `height`
...             That is the rectangle. Two triangles fill it.
...         added: `width * half` -> `width + half`
...             You added the sides. Multiply them.
...     '''),
...     hints=["How large is the rectangle around it?", "Take half of that."],
...     notice="It does not matter where the third corner is, if it is as high.",
...     truth=lambda width, height: sum(width * height * (i + 0.5) / 1e4 for i in range(100)),
...     inputs=[(3.0, 5.0), (0.5, 4.0)],
... )
>>> reply = triangle.check(lambda width, height: width * height)
>>> print(reply)
Not yet. That is the rectangle. Two triangles fill it.
>>> reply.kind, reply.mistakes
('mistake', ('no_half',))
>>> print(triangle.check(lambda width, height: width + height))
Not yet. Two things. That is the rectangle. You added the sides.

- The *reference* is named as the learner is asked to name the answer, and its body is shown as the
  solution: it uses only names that the lesson has imported, none that begins with an underscore.
- A *slip* has a name, a part of that body, what people write in its place, and what is said to
  them. Slips are tried one by one, then in pairs, on the inputs; the most likely stand first. The
  first sentence of the words, which says what is wrong, is short: of two slips only these are said.
  Behind a slip that goes with no other stands `(alone)`. Slips that several exercises share are in
  `_usual`.
- A mistake that no edit of the right answer makes is a `Mistake`, which looks at the answer itself.
- The *truth* is the same quantity found in an independent way, for instance by nudging.
- All are tried on the *inputs*, of which `random_inputs` makes some. They tell all slips and pairs
  apart, so some are off the path of the lesson: negative, not square, more than one example. At
  least two hints.
- *Again*, if it is given, is the section that a wrong answer sends back to: its words and its
  address. A question keeps its *tries*, which `where_do_you_stand.summary` counts.

What nobody wrote down is looked for in every exercise alike: another form (`_forms`), an error of
Python or NumPy (`_errors`), a small change of the right answer (`_variations`).

A question with one number as its answer is the same with functions of no arguments (the reference
is a single `return`, and there are no inputs); one with a choice of answers is a `Choice`.

In the lesson, `from nnhelpers.exercises import NAME as exercises`, then for each exercise a text
cell with the prompt, a code cell with the stub (`...` in place of the answer), and right below it a
cell that calls `check`; then `make notebooks`. Wrong answers as learners write them go into
`tests/wrong_answers.py`, before the slips are written. The tests take every exercise of every file
of this folder, and see that the reference is the truth, that each slip gets its own words and no
other's, that it stands in a lesson, and that a lesson ends with every check right once solved.
"""

from nnhelpers.exercises._exercise import Choice, Exercise, random_inputs
from nnhelpers.exercises._slips import Mistake, slips

__all__ = ["Choice", "Exercise", "Mistake", "random_inputs", "slips"]

from dataclasses import replace

import pytest
from IPython.core.formatters import DisplayFormatter

from nnhelpers.reply import KINDS, Reply

VERDICTS = {
    "right": "Right.",
    "blank": "Not attempted yet.",
    "mistake": "Not yet.",
    "form": "Not yet.",
    "close": "Not yet.",
    "unknown": "Not yet.",
    "hint": "Hint 1 of 3.",
    "solution": "Solution.",
    "count": "So far.",
    "refuted": "Not that.",
    "unlisted": "No such bug.",
}


def shown(reply):
    return DisplayFormatter().format(reply)[0]


def test_a_reply_reads_the_same_with_and_without_html():
    bundle = shown(Reply("unknown", "a < b & `c > d`", "x = 1 < 2"))
    assert bundle["text/plain"] == "Not yet. a < b & `c > d`\n\nx = 1 < 2"
    assert "<strong>Not yet.</strong> a &lt; b &amp; <code>c &gt; d</code>" in bundle["text/html"]
    assert "<pre>x = 1 &lt; 2</pre>" in bundle["text/html"]
    assert 'role="status"' in bundle["text/html"]
    assert "color" not in bundle["text/html"].replace("currentColor", "")


def test_what_to_go_back_to_is_linked_one_in_the_line_and_several_as_a_list():
    one = Reply("mistake", "No.", again=(("lesson 1, section 2", "01.ipynb#2.-It's"),))
    assert str(one) == "Not yet. No. Go back to lesson 1, section 2."
    link = '<a href="01.ipynb#2.-It&#x27;s">lesson 1, section 2</a>'
    assert f"No. Go back to {link}.</div>" in shown(one)["text/html"]
    two = replace(one, again=(*one.again, ("a < b", "02.ipynb")))
    assert str(two) == "Not yet. No. Go back to:\n- lesson 1, section 2\n- a < b"
    listed = f'<ul><li>{link}</li><li><a href="02.ipynb">a &lt; b</a></li></ul>'
    assert f"Go back to:{listed}</div>" in shown(two)["text/html"]


def test_every_kind_has_its_verdict():
    assert VERDICTS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_the_verdict_follows_from_the_kind(kind):
    reply = Reply(kind, "Words.", place=(1, 3) if kind == "hint" else ())
    assert reply.verdict == VERDICTS[kind]
    assert str(reply) == f"{VERDICTS[kind]} Words."
    assert f"<strong>{VERDICTS[kind]}</strong> Words." in shown(reply)["text/html"]
    assert reply.right == (kind == "right")


@pytest.mark.parametrize("kind", KINDS)
def test_right_and_wrong_differ_by_their_border_too(kind):
    borders = {"Right.": "4px solid", "Not yet.": "4px dashed"}
    border = borders.get(VERDICTS[kind], "4px dotted")
    assert border in shown(Reply(kind, "Words.", place=(1, 3)))["text/html"]

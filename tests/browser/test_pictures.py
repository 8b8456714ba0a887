"""The pictures as a browser draws them: no text is cut off, and none lies on another."""

import random

import pytest
from openers import EXPLORERS, settings_of

from nnhelpers.explorers._controls import Slider
from nnhelpers.style_sheet import STYLE_SHEET

pytestmark = pytest.mark.browser

TEXTS_OUT_OF_PLACE = """svgs => svgs.map(svg => {
  document.body.innerHTML = svg;
  const picture = document.querySelector('svg.nn-picture');
  const [, , width, height] = picture.getAttribute('viewBox').split(' ').map(Number);
  const boxes = [...picture.querySelectorAll('text')].map(text => {
    const { x, y, width, height } = text.getBBox();
    return { words: text.textContent, x, y, right: x + width, bottom: y + height };
  });
  const wrong = boxes
    .filter(b => b.x < -1 || b.y < -1 || b.right > width + 1 || b.bottom > height + 1)
    .map(b => `cut off: ${b.words}`);
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    const across = Math.min(a.right, b.right) - Math.max(a.x, b.x);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y);
    if (across > 3 && down > 7) wrong.push(`overlap: ${a.words} | ${b.words}`);
  }));
  return wrong;
})"""


def out_of_place(page, *svgs):
    """Of each picture, what is wrong with its texts."""
    return page.evaluate(TEXTS_OUT_OF_PLACE, svgs)


def states(explorer, count=12):
    """Each setting of the buttons, with sliders at random at their ends or where they start."""
    chance = random.Random(3)
    sliders = [c for c in explorer.controls if isinstance(c, Slider)]
    for setting in settings_of(explorer):
        for _ in range(count):
            values = {s.name: chance.choice([s.low, s.high, None]) for s in sliders}
            yield {**setting, **{n: value for n, value in values.items() if value is not None}}


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_texts_keep_their_place_wherever_the_sliders_are(page, opened):
    explorer, tried, pictures = opened(), [], []
    for state in states(explorer):
        explorer.move(**state)
        tried.append(state)
        pictures.append(explorer.seen.picture.svg)
    for state, wrong in zip(tried, out_of_place(page, *pictures), strict=True):
        assert wrong == [], state


def test_a_text_out_of_place_is_found(page):
    svg = (
        '<svg class="nn-picture" viewBox="0 0 100 50" width="100" height="50">'
        '<text x="5" y="20">one</text><text x="9" y="22">two</text>'
        '<text x="90" y="45">three</text></svg>'
    )
    assert out_of_place(page, svg) == [["cut off: three", "overlap: one | two"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["true", "false"])
def test_in_high_contrast_every_text_has_the_readers_own_colour(page, scheme, theme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    pictures = "".join(opened().seen.picture.svg for opened in EXPLORERS.values())
    page.set_content(
        f"<style>:root {{ --jp-content-font-color1: black; }}{STYLE_SHEET}</style>"
        f'<body data-jp-theme-light="{theme}"><p>text</p><div class="nn-explorer">{pictures}</div>'
    )
    colours = page.evaluate("""() => {
      const texts = [...document.querySelectorAll('text, tspan')];
      const fills = texts.map(text => getComputedStyle(text).fill);
      return [getComputedStyle(document.querySelector('p')).color, ...new Set(fills)];
    }""")
    assert len(set(colours)) == 1

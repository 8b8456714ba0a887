"""The course as pages and as slides: readable by everybody, and it asks nothing of any server."""

from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from axe import violations
from publish import publish

from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

# Of every slide: its place, the height of what it holds, the smallest type of its text, of its
# code and of the labels of its pictures in pixels of the screen, and what sticks out to the right.
SLIDES = """() => Reveal.getSlides().map(slide => {
  const { h, v } = Reveal.getIndices(slide);
  Reveal.slide(h, v);
  const scale = Reveal.getScale();
  const size = element => parseFloat(getComputedStyle(element).fontSize);
  const labels = [...slide.querySelectorAll('.nn-picture text')].map(text => {
    const picture = text.closest('.nn-picture'), ground = picture.viewBox.baseVal;
    const shown = picture.getBoundingClientRect();
    return size(text) * Math.min(shown.width / ground.width, shown.height / ground.height);
  });
  const smallest = (selector, than) => Math.min(99, ...[...slide.querySelectorAll(selector)]
    .filter(e => e.textContent.trim() && !e.closest(than)).map(e => size(e) * scale));
  const wide = [slide, ...slide.querySelectorAll('*')]
    .filter(e => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1);
  return {
    place: `${h}.${v}`,
    height: slide.scrollHeight,
    text: smallest('h1, h2, h3, p, li, th, td, summary', 'pre'),
    code: smallest('pre', 'none'),
    labels: Math.min(99, ...labels),
    wide: wide.map(e => e.textContent.slice(0, 60)),
  };
})"""


each_lesson = pytest.fixture(scope="module", params=[path.stem for path in NOTEBOOKS])


class Opened(NamedTuple):
    """A published lesson in a browser, and what it asks for beyond its folder or complains of."""

    page: Any
    file: Path
    asked: list


@contextmanager
def opened(browser, file):
    asked = []

    def look_at(request):
        if not request.url.startswith(("file:", "data:", "blob:")):
            asked.append(request.url)

    with browser.new_page(viewport={"width": 1920, "height": 1080}) as page:
        page.on("request", look_at)
        page.on("console", lambda said: asked.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.goto(file.as_uri())
        yield Opened(page, file, asked)


@pytest.fixture(scope="module")
def pages(tmp_path_factory, web_modules):
    return published("pages", tmp_path_factory)


@pytest.fixture(scope="module")
def slides(tmp_path_factory, web_modules):
    return published("slides", tmp_path_factory)


def published(kind, tmp_path_factory):
    folder = tmp_path_factory.mktemp(kind)
    publish(kind, folder)
    return folder


@each_lesson
def page_of_lesson(request, browser, pages):
    with opened(browser, pages / f"{request.param}.html") as page:
        page.page.evaluate("MathJax.startup.promise")
        yield page


@each_lesson
def slides_of_lesson(request, browser, slides):
    with opened(browser, slides / f"{request.param}.html") as show:
        show.page.wait_for_selector("html[data-slides='ready']")
        yield show


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(page_of_lesson, scheme, screenshots):
    page, file, asked = page_of_lesson
    page.emulate_media(color_scheme=scheme)
    page.screenshot(path=screenshots / f"page-{file.stem}-{scheme}.png")
    assert page.locator("mjx-container").count() > 20
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, "body") == []
    assert asked == []


def test_every_link_of_a_page_leads_to_a_heading(page_of_lesson):
    assert_links_lead_to_headings(page_of_lesson)


def test_every_link_of_the_slides_leads_to_a_heading(slides_of_lesson):
    assert_links_lead_to_headings(slides_of_lesson)


def assert_links_lead_to_headings(opened):
    links = opened.page.locator(".prose a:not(.anchor-link):not([href^='http'])")
    for link in set(links.evaluate_all("all => all.map(a => a.getAttribute('href'))")):
        name, _, heading = unquote(link).partition("#")
        target = opened.file.with_name(name) if name else opened.file
        assert target.is_file(), link
        assert not heading or f'id="{heading}"' in target.read_text(encoding="utf-8"), link


def test_slides_can_be_read_from_the_back_of_the_room(slides_of_lesson, screenshots):
    page, file, asked = slides_of_lesson
    page.screenshot(path=screenshots / f"slides-{file.stem}.png")
    scale = page.evaluate("Reveal.getScale()")
    for slide in page.evaluate(SLIDES):
        assert slide["height"] <= 720, slide
        assert slide["wide"] == [], slide
        assert slide["text"] >= 18 * scale, slide
        assert slide["code"] >= 14.5 * scale, slide
        assert slide["labels"] >= 13 * scale, slide
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    assert page.locator(".nn-picture, .chart").count() > 0
    assert asked == []

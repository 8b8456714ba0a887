"""The course as pages and as slides: readable by everybody, and it asks nothing of any server."""

from urllib.parse import unquote

import pytest
from axe import violations
from lab import chromium_page
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


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request):
    return request.param.stem


@pytest.fixture
def page(playwright):
    with chromium_page(playwright, 1920, 1080) as page:
        yield page


@pytest.fixture
def asked(page):
    """What the page asks for beyond the folder it is in, and what goes wrong in it."""
    asked = []

    def look_at(request):
        if not request.url.startswith(("file:", "data:", "blob:")):
            asked.append(request.url)

    page.on("request", look_at)
    page.on("console", lambda said: asked.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: asked.append(str(error)))
    return asked


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(page, asked, pages, lesson, scheme, screenshots):
    page.emulate_media(color_scheme=scheme)
    page.goto((pages / f"{lesson}.html").as_uri())
    page.evaluate("MathJax.startup.promise")
    page.screenshot(path=screenshots / f"page-{lesson}-{scheme}.png")
    assert page.locator("mjx-container").count() > 20
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, "body") == []
    assert asked == []


@pytest.mark.parametrize("kind", ["pages", "slides"])
def test_every_link_leads_to_a_heading(page, kind, lesson, request):
    folder = request.getfixturevalue(kind)
    page.goto((folder / f"{lesson}.html").as_uri())
    links = page.locator(".prose a:not(.anchor-link):not([href^='http'])")
    for link in {a.get_attribute("href") for a in links.all()}:
        file, _, heading = unquote(link).partition("#")
        target = folder / (file or f"{lesson}.html")
        assert target.is_file(), link
        assert not heading or f'id="{heading}"' in target.read_text(encoding="utf-8"), link


def test_slides_can_be_read_from_the_back_of_the_room(page, asked, slides, lesson, screenshots):
    page.goto((slides / f"{lesson}.html").as_uri())
    page.wait_for_selector("html[data-slides='ready']")
    page.screenshot(path=screenshots / f"slides-{lesson}.png")
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

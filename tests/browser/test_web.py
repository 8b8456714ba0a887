"""The course as pages and as slides: readable by everybody, and it asks nothing of any server."""

import pytest
from lab import chromium_page
from publish import MODULES, publish

from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

AXE = MODULES / "axe-core" / "axe.min.js"
VIOLATIONS = """async () => {
  const found = await axe.run(document, { resultTypes: ['violations'], preload: false });
  return found.violations
    .filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`);
}"""

# Of every slide: its place, the height of what it holds, the smallest type of its text and of
# the labels of its pictures in pixels of the screen, and what sticks out to the right.
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
  const wide = [...slide.querySelectorAll('*')]
    .filter(e => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1);
  return {
    place: `${h}.${v}`,
    height: slide.scrollHeight,
    type: size(slide) * scale,
    labels: Math.min(99, ...labels),
    wide: wide.map(e => e.textContent.slice(0, 60)),
  };
})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return published("pages", tmp_path_factory)


@pytest.fixture(scope="module")
def slides(tmp_path_factory):
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
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []
    assert asked == []


def test_slides_can_be_read_from_the_back_of_the_room(page, asked, slides, lesson, screenshots):
    page.goto((slides / f"{lesson}.html").as_uri())
    page.wait_for_selector("html[data-slides='ready']")
    page.screenshot(path=screenshots / f"slides-{lesson}.png")
    scale = page.evaluate("Reveal.getScale()")
    for slide in page.evaluate(SLIDES):
        assert slide["height"] <= 720, slide
        assert slide["wide"] == [], slide
        assert slide["type"] >= 17.9 * scale, slide
        assert slide["labels"] >= 13 * scale, slide
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    assert page.locator(".nn-picture, .chart").count() > 0
    assert asked == []

"""The site opened as files, and its slides: readable by everybody, and they ask for nothing."""

from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from axe import violations

from nnhelpers.style import INK, INK_DARK
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
    .filter(e => getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
    .filter(e => !e.matches('.katex-mathml')); // which is heard, and not seen
  return {
    place: `${h}.${v}`,
    height: slide.scrollHeight,
    text: smallest('h1, h2, h3, p, li, th, td, summary', 'pre'),
    code: smallest('pre', 'none'),
    labels: Math.min(99, ...labels),
    wide: wide.map(e => e.textContent.slice(0, 60)),
  };
})"""

OTHERS = ["index", "package", "licences", "404"]
PHONE, PROJECTOR = (390, "dark"), (1920, "light")  # width and colour scheme

each_lesson = pytest.fixture(scope="module", params=[path.stem for path in NOTEBOOKS])


class Opened(NamedTuple):
    """A page in a browser, and what it asks for beyond its folder or complains of."""

    page: Any
    file: Path
    asked: list


@contextmanager
def opened(browser, file):
    asked = []

    def look_at(request):
        if not request.url.startswith(("file:", "data:", "blob:")):
            asked.append(request.url)

    def hear(said):
        # a module is not loaded for a page that was opened as a file, so its Python does not start
        if said.type == "error" and "assets/" not in said.text + said.location["url"]:
            asked.append(said.text)

    with browser.new_page(viewport={"width": 1920, "height": 1080}) as page:
        page.on("request", look_at)
        page.on("console", hear)
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.goto(file.as_uri())
        yield Opened(page, file, asked)


@each_lesson
def page_of_lesson(request, browser, site_folder):
    with opened(browser, site_folder / f"{request.param}.html") as page:
        yield page


@each_lesson
def slides_of_lesson(request, browser, site_folder):
    with opened(browser, site_folder / "slides" / f"{request.param}.html") as show:
        show.page.wait_for_selector("html[data-slides='ready']")
        yield show


@pytest.mark.parametrize(("width", "scheme"), [PHONE, PROJECTOR])
def test_a_page_is_accessible(page_of_lesson, width, scheme, screenshots):
    page, file, asked = page_of_lesson
    assert page.locator(".katex").count() > 20
    assert_readable(page, width, scheme)
    page.screenshot(path=screenshots / f"page-{file.stem}-{scheme}.png")
    assert asked == []


@pytest.mark.parametrize("name", OTHERS)
def test_the_pages_around_the_lessons_are_accessible(browser, site_folder, name, screenshots):
    with opened(browser, site_folder / f"{name}.html") as (page, _, asked):
        for width, scheme in (PHONE, PROJECTOR):
            assert_readable(page, width, scheme)
            page.screenshot(path=screenshots / f"{name}-{scheme}.png")
        assert asked == []


def assert_readable(page, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    resize(page, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page, "body") == []


def resize(page, width):
    page.set_viewport_size({"width": width, "height": 1080})
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def test_a_formula_is_a_stop_of_the_tab_key_where_it_is_too_wide(page_of_lesson):
    page, _, _ = page_of_lesson
    for width, _ in (PHONE, PROJECTOR):
        resize(page, width)
        assert page.evaluate(
            """[...document.querySelectorAll('.katex-display')].every(
              one => (one.scrollWidth > one.clientWidth) === (one.tabIndex === 0))"""
        )


def test_no_comma_is_parted_from_the_formula_before_it(page_of_lesson):
    page, _, _ = page_of_lesson
    lines = "all => all.map(one => one.getClientRects().length).filter(lines => lines > 1)"
    for width in range(360, 460, 20):
        resize(page, width)
        assert page.locator(".together").count() > 3
        assert page.locator(".together").evaluate_all(lines) == []


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_a_page_can_be_read_without_javascript(browser, site_folder, name):
    with browser.new_page(java_script_enabled=False) as page:
        page.goto((site_folder / f"{name}.html").as_uri())
        assert page.locator(".prose .katex-html").first.is_visible()
        assert page.locator(".nn-picture").first.is_visible()
        assert "Without JavaScript" in page.locator("main").inner_text()


def test_the_quantities_have_lighter_colours_on_a_dark_page(browser, site_folder):
    with browser.new_page() as page:
        page.goto((site_folder / "00_start_here.html").as_uri())
        weight = page.locator(f".katex-html [style*='{INK['weight']}']").first
        for scheme, inks in (("light", INK), ("dark", INK_DARK)):
            page.emulate_media(color_scheme=scheme)
            red, green, blue = bytes.fromhex(inks["weight"][1:])
            shown = weight.evaluate("e => getComputedStyle(e).color")
            assert shown == f"rgb({red}, {green}, {blue})"


def test_every_link_of_a_page_leads_to_a_heading(page_of_lesson):
    assert_links_lead_to_headings(page_of_lesson)


def test_every_link_of_the_slides_leads_to_a_heading(slides_of_lesson):
    assert_links_lead_to_headings(slides_of_lesson)


@pytest.mark.parametrize("name", ["index", "package"])
def test_every_link_of_a_page_around_the_lessons_leads_somewhere(browser, site_folder, name):
    with opened(browser, site_folder / f"{name}.html") as page:
        assert_links_lead_to_headings(page, "a")


def test_every_picture_of_the_package_is_seen_and_told(browser, site_folder):
    with opened(browser, site_folder / "package.html") as (page, _, _):
        images = page.locator("img.look")
        images.evaluate_all("all => all.forEach(one => (one.loading = 'eager'))")
        page.wait_for_function("[...document.images].every(one => one.complete)")
        assert images.count() > 10 and page.locator(".nn-picture").count() > 20
        for image in images.all():
            assert image.evaluate("one => one.naturalWidth") > 300
            assert len(image.get_attribute("alt")) > 30


def test_what_is_not_found_leads_to_the_front_page_from_any_depth(browser, site):
    with browser.new_page() as page:
        answer = page.goto(f"{site}no/such/folder/page.html")
        assert answer.status == 404
        page.wait_for_function(f"document.getElementById('home').href === '{site}'")


def assert_links_lead_to_headings(opened, which=".prose a:not(.anchor-link):not([href^='http'])"):
    links = opened.page.locator(which)
    assert links.count() > 0
    for link in set(links.evaluate_all("all => all.map(a => a.getAttribute('href'))")):
        name, _, heading = unquote(link).partition("#")
        target = opened.file.parent / name if name else opened.file
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
    assert page.locator(".nn-picture, .chart").count() > 0
    assert asked == []

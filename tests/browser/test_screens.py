"""Pages on a phone, in large type, in high contrast, and on paper: nothing is lost there."""

import json

import pytest
from lab import CHROMIUM_FLAGS, find_chromium
from needs import do_without
from webdriver import PREFERENCES, find_firefox
from webdriver import opened as driven

from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

PAGES = ["index", *(path.stem for path in NOTEBOOKS)]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
NARROW = {"viewport": {"width": 320, "height": 256}}  # 1280 by 1024 at 400%
PAPER = {"viewport": {"width": 680, "height": 960}}  # A4 between its margins

# The size on the screen of the labels of a picture.
LABELS = """pictures => pictures.flatMap(picture => {
  const { width, height } = picture.viewBox.baseVal, shown = picture.getBoundingClientRect();
  const scale = Math.min(shown.width / width, shown.height / height);
  return [...picture.querySelectorAll("text")].map(
    text => parseFloat(getComputedStyle(text).fontSize) * scale);
})"""

# What is wider than its place, and what of that has no shadow where it goes on.
TOO_WIDE = """() => [...document.querySelectorAll("main *")].filter(one =>
  getComputedStyle(one).overflowX === "auto" && one.scrollWidth > one.clientWidth)"""
UNSHADED = f"""() => ({TOO_WIDE})().filter(
  one => !getComputedStyle(one).backgroundImage.includes("gradient")).map(one => one.outerHTML)"""


@pytest.fixture
def opened(browser, site_folder):
    """A function that opens a page of the site as a file, on some screen."""
    contexts = []

    def open_page(name, **screen):
        contexts.append(browser.new_context(**screen))
        page = contexts[-1].new_page()
        page.goto((site_folder / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_four_times_the_size_is_read_without_scrolling_to_the_side(opened, name):
    page = opened(name, **NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(UNSHADED) == []


@pytest.mark.parametrize("name", PAGES[1:])
def test_on_a_phone_labels_can_be_read_and_what_is_wider_says_so(opened, name):
    page = opened(name, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert min(page.locator("main .nn-picture").evaluate_all(LABELS)) > 8
    assert page.evaluate(f"({TOO_WIDE})().length") > 2
    assert page.evaluate(UNSHADED) == []


def test_on_a_phone_controls_that_wait_hide_the_picture_under_them(opened):
    page = opened("03_chain_rule", **PHONE)
    (state,) = {e.get_attribute("data-state") for e in page.locator(".explorer").all()}
    assert state != "live"
    for controls in page.locator(".explorer .controls").all():
        assert controls.evaluate("e => getComputedStyle(e).opacity") == "1"


@pytest.mark.parametrize("screen", [PHONE, {}], ids=["finger", "mouse"])
def test_a_finger_sees_where_a_picture_is_taken_hold_of(opened, screen):
    page = opened("03_chain_rule", **screen)
    handles = page.locator(".explorer .nn-handle:not(.nn-ground-handle)")
    shown = "all => new Set(all.map(one => getComputedStyle(one).fillOpacity)).values().toArray()"
    assert handles.evaluate_all(shown) == ["0"]  # where Python has not come, they do nothing
    page.evaluate("document.querySelectorAll('.explorer').forEach(e => e.dataset.state = 'live')")
    assert handles.evaluate_all(shown) == (["0.06"] if screen else ["0"])


def test_in_type_of_twice_the_size_a_picture_has_the_width_and_controls_their_names(
    playwright, site_folder, tmp_path
):
    (tmp_path / "Default").mkdir()
    preferences = {"webkit": {"webprefs": {"default_font_size": 32}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        tmp_path,
        executable_path=find_chromium(),
        args=CHROMIUM_FLAGS,
        viewport={"width": 1366, "height": 768},
    )
    page = context.pages[0]
    page.goto((site_folder / "03_chain_rule.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate("document.documentElement.scrollWidth") == 1366
    width = page.locator(".explorer .drawing").first.bounding_box()["width"]
    assert width > 0.9 * 1366
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for controls in page.locator(".explorer .controls").all():
        assert controls.evaluate("e => e.scrollWidth <= e.clientWidth")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_high_contrast_code_has_a_frame(opened, scheme):
    page = opened("03_chain_rule", forced_colors="active", color_scheme=scheme)
    frames = "all => all.map(one => getComputedStyle(one).borderTopStyle)"
    assert set(page.locator(".highlight").evaluate_all(frames)) == {"solid"}


def test_in_high_contrast_firefox_shows_the_tracks_of_sliders(site_folder, tmp_path, monkeypatch):
    if not find_firefox():
        do_without("Firefox", "high contrast is not tried in it")
    monkeypatch.setitem(PREFERENCES, "browser.display.document_color_use", 2)
    with driven("firefox", tmp_path) as window:
        window.visit((site_folder / "03_chain_rule.html").as_uri())
        track, text = window.run("""
          const slider = document.querySelector(".explorer .slider input");
          return [getComputedStyle(slider, "::-moz-range-track").backgroundColor,
                  getComputedStyle(document.body).color];
        """)
        assert track == text


def test_where_more_contrast_is_asked_for_nothing_is_grey(opened):
    page = opened("03_chain_rule", contrast="more")
    quiet = page.locator(".python-line").last.evaluate("e => getComputedStyle(e).color")
    assert quiet == page.evaluate("getComputedStyle(document.body).color")


def test_where_less_motion_is_asked_for_nothing_moves(opened):
    for asked, moves in (("no-preference", "appear"), ("reduce", "none")):
        page = opened("03_chain_rule", reduced_motion=asked)
        reply = page.locator(".reply > *").first
        assert reply.evaluate("e => getComputedStyle(e).animationName") == moves


# What is on paper: colours of the text and of a picture, what is cut off, what nobody can press.
ON_PAPER = """() => {
  const shown = one => one.checkVisibility();
  const all = [...document.querySelectorAll("main *")];
  const inked = document.querySelectorAll("body, main .nn-picture");
  return {
    colours: [...inked].map(one => getComputedStyle(one).color),
    cutOff: all.filter(one => shown(one) && getComputedStyle(one).overflowX !== "visible"
      && one.scrollWidth > one.clientWidth && !one.matches(".katex-mathml, .words"))
      .map(one => one.outerHTML),
    pressed: all.filter(one => shown(one) && one.matches("button, input")).length,
    explorers: all.filter(one => one.matches(".explorer")).map(
      one => [".nn-picture", ".equation"].every(part => shown(one.querySelector(part)))),
  };
}"""


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_page_is_printed_whole_in_the_colours_of_paper(opened, name):
    page = opened(name, color_scheme="dark", **PAPER)
    page.emulate_media(media="print", color_scheme="dark")
    seen = page.evaluate(ON_PAPER)
    assert set(seen["colours"]) == {"rgb(26, 26, 26)"}
    assert seen["cutOff"] == []
    assert seen["pressed"] == 0
    assert all(seen["explorers"])


def test_answers_are_printed_unfolded_on_request(opened):
    page = opened("03_chain_rule")
    page.evaluate("""() => {
      window.count = () => document.querySelectorAll("details:not([open])").length;
      window.print = () => (window.folded = count());
    }""")
    page.locator("details").first.evaluate("e => (e.open = true)")
    folded = page.evaluate("count()")
    assert folded > 1
    page.get_by_role("button", name="Print with answers").click()
    assert page.evaluate("folded") == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("count()") == folded

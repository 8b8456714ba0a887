"""The second visit, the visit without a network, and the visit after the site has changed."""

import shutil
from contextlib import contextmanager
from threading import Thread
from typing import NamedTuple

import pytest
from pages import ALL_LIVE
from serve import Handler, server

pytestmark = pytest.mark.browser

KEPT = "() => navigator.serviceWorker.controller"
EDITION = "document.querySelector('[data-edition]').dataset.edition"


class Hosted(NamedTuple):
    """A copy of the site on a server, its address, and what was asked of it: paths and answers."""

    folder: object
    address: str
    asked: list


@pytest.fixture
def hosted(site_folder, tmp_path, monkeypatch):
    """The site, deep below the root of its server."""
    folder = tmp_path / "some" / "where"
    shutil.copytree(site_folder, folder)
    asked = []

    def note(self, code="-", size="-"):
        if self.command == "GET":
            asked.append((self.path.removeprefix("/some/where/"), int(code)))

    monkeypatch.setattr(Handler, "log_request", note)
    with server(tmp_path) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield Hosted(folder, f"http://127.0.0.1:{serving.server_port}/some/where/", asked)
        serving.shutdown()


@pytest.fixture
def visitor(playwright, browser):
    """A reader with a browser that remembers."""
    with browser.new_context() as context:
        yield context


@contextmanager
def visiting(visitor, address):
    page = visitor.new_page()
    page.goto(address)
    yield page
    page.close()


def sent(asked):
    return [path for path, code in asked if code == 200]


def test_a_second_visit_is_sent_nothing_and_one_without_a_network_has_it_all(visitor, hosted):
    folder, address, asked = hosted
    with visiting(visitor, f"{address}03_chain_rule.html") as page:
        page.wait_for_function(ALL_LIVE, timeout=60_000)
        page.wait_for_function(KEPT, timeout=60_000)
    assert len(sent(asked)) == len(set(sent(asked))), "a file was sent twice"
    assert "python/matplotlib.zip" not in sent(asked)

    asked.clear()
    with visiting(visitor, f"{address}03_chain_rule.html?again") as page:
        page.wait_for_function(ALL_LIVE, timeout=60_000)
    assert sent(asked) == []
    assert {path for path, _ in asked} <= {"sw.js"}

    visitor.set_offline(True)
    with visiting(visitor, f"{address}04_backpropagation.html") as page:
        page.wait_for_function(ALL_LIVE, timeout=60_000)
    with visiting(visitor, f"{address}slides/01_forward_pass.html") as page:
        page.wait_for_selector("html[data-slides='ready']")
    with visiting(visitor, address) as page:
        assert page.title() == "Nudge by nudge"


def test_the_digits_and_charts_once_used_are_there_without_a_network(visitor, hosted):
    _, address, asked = hosted
    with visiting(visitor, f"{address}01_forward_pass.html") as page:
        page.wait_for_function(ALL_LIVE, timeout=60_000)  # the last of them reads digits
        page.wait_for_function(KEPT, timeout=60_000)
        page.evaluate("fetch('python/matplotlib.zip')")
        page.wait_for_timeout(1000)
    assert sent(asked).count("python/mnist/t10k-images-idx3-ubyte.gz") == 1

    visitor.set_offline(True)
    with visiting(visitor, f"{address}01_forward_pass.html") as page:
        page.wait_for_function(ALL_LIVE, timeout=60_000)
        assert page.evaluate("fetch('python/matplotlib.zip').then(answer => answer.ok)")
        with pytest.raises(Exception, match="Failed to fetch"):
            page.evaluate("fetch('python/mnist/train-images-idx3-ubyte.gz')")


def change(folder, edition):
    """Publish another edition, in which a page and a part of Python differ."""
    page = folder / "index.html"
    old = page.read_text(encoding="utf-8").partition('data-edition="')[2].partition('"')[0]
    page.write_text(page.read_text(encoding="utf-8").replace(old, edition), encoding="utf-8")
    (folder / "python" / "nnhelpers.zip").write_text(edition, encoding="utf-8")
    (folder / "sw.js").unlink()
    from publish import write_service  # here: it needs what comes with JupyterLab

    write_service(folder, edition)


def seen(page):
    """Return the edition of a page, and the part of Python that it would get."""
    part = page.evaluate("fetch('python/nnhelpers.zip').then(answer => answer.text())")
    return page.evaluate(EDITION), part


# Look for another edition, and tell what becomes of its service worker.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing ?? registration.waiting;
  while (worker.state === 'installing') await new Promise(done => setTimeout(done, 50));
  return worker.state;
}"""


@contextmanager
def visiting_when_it_changes(visitor, hosted):
    """Visit a first edition, and while its page stands there publish a second one."""
    change(hosted.folder, "first")
    with visiting(visitor, hosted.address) as page:
        page.wait_for_function(KEPT, timeout=60_000)
        change(hosted.folder, "second")
        yield page


def test_a_new_edition_takes_the_place_of_an_old_one_as_a_whole(visitor, hosted):
    with visiting_when_it_changes(visitor, hosted) as page:
        assert page.evaluate(UPDATE) == "installed"
        assert seen(page) == ("first", "first")
        page.reload()
        assert seen(page) == ("first", "first")
    with visiting(visitor, hosted.address) as page:
        assert seen(page) == ("second", "second")


def test_an_edition_of_which_only_a_part_has_arrived_is_not_taken(visitor, hosted):
    with visiting_when_it_changes(visitor, hosted) as page:
        (hosted.folder / "python" / "nnhelpers.zip").write_text("first", encoding="utf-8")
        assert page.evaluate(UPDATE) == "redundant"
    with visiting(visitor, hosted.address) as page:
        assert seen(page) == ("first", "first")

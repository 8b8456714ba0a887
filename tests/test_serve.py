"""The site is served as a host on the web would: compressed, with types, and only what is new."""

import gzip
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread

import pytest
from serve import server


@contextmanager
def served(folder):
    with server(folder) as serving:
        Thread(target=serving.serve_forever).start()
        connection = HTTPConnection("127.0.0.1", serving.server_port, timeout=10)
        yield connection
        connection.close()
        serving.shutdown()


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A function that asks a server for a file, of a folder that is like the site."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("index.html", "404.html", "python/a.wasm", "python/a.mjs", "python/a.whl"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name * 100, encoding="utf-8")
    with served(folder) as connection:

        def ask(path, method="GET", **headers):
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()

        yield ask


ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("index.html", "text/html; charset=utf-8"), ("python/a.wasm", "application/wasm")],
)
def test_what_can_be_compressed_is(asked, name, kind):
    answer, body = asked(f"/{name}", **ZIPPED)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == kind
    assert gzip.decompress(body).decode() == name * 100
    assert asked(f"/{name}")[1].decode() == name * 100


def test_what_is_packed_already_is_sent_as_it_is(asked):
    answer, body = asked("/python/a.whl", **ZIPPED)
    assert "Content-Encoding" not in answer.headers
    assert body.decode() == "python/a.whl" * 100


def test_modules_have_the_type_without_which_no_browser_runs_them(asked):
    assert asked("/python/a.mjs")[0].headers["Content-Type"].startswith("text/javascript")


def test_what_the_browser_has_is_not_sent_again(asked):
    first, _ = asked("/index.html", **ZIPPED)
    again, body = asked("/index.html", **ZIPPED, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, body) == (304, b"")
    other, _ = asked("/python/a.mjs", **{"If-None-Match": first.headers["ETag"]})
    assert other.status == 200


def test_a_folder_is_its_index_and_whatever_else_is_not_there_is_said(asked):
    assert asked("/")[1].decode().startswith("index.html")
    answer, body = asked("/no/such/page.html?x=1")
    assert answer.status == 404
    assert body.decode().startswith("404.html")


def test_only_the_head_is_sent_where_only_that_is_asked_for(asked):
    answer, body = asked("/index.html", "HEAD")
    assert (answer.headers["Content-Length"], body) == (str(100 * len("index.html")), b"")


def test_a_file_that_changes_is_read_anew(tmp_path):
    (tmp_path / "index.html").write_text("old", encoding="utf-8")
    with served(tmp_path) as connection:
        for text in ("old", "quite new"):
            (tmp_path / "index.html").write_text(text, encoding="utf-8")
            connection.request("GET", "/")
            assert connection.getresponse().read().decode() == text

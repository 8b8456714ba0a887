"""Serve the site on this machine, compressed, as a host on the web would.

python tools/serve.py [FOLDER] [--port PORT]
"""

import argparse
import gzip
import hashlib
import sys
from functools import cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from node import ROOT

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".whl": "application/zip",
}
PACKED = {".woff2", ".gz", ".zip", ".whl"}  # already


class Answer(NamedTuple):
    """A file as it is sent: as it is, compressed or None, and its entity tag."""

    plain: bytes
    packed: bytes | None
    tag: str


class Handler(SimpleHTTPRequestHandler):
    """Answers with a file, or with the news that the browser has it already."""

    protocol_version = "HTTP/1.1"
    extensions_map = {"": "application/octet-stream", **TYPES}

    def do_GET(self):
        """Send a file."""
        self._answer(HTTPStatus.OK)

    def do_HEAD(self):
        """Send what is to be known about a file."""
        self._answer(HTTPStatus.OK)

    def _answer(self, status):
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file():
            status, path = HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html"
        if not path.is_file():
            return self.send_error(status)
        answer = read(path, path.stat().st_mtime_ns)
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == answer.tag:
            status = HTTPStatus.NOT_MODIFIED
        return self._send(status, path, answer)

    def _send(self, status, path, answer):
        is_packed = answer.packed and "gzip" in self.headers.get("Accept-Encoding", "")
        body = answer.packed if is_packed else answer.plain
        self.send_response(status)
        self.send_header("ETag", answer.tag)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Vary", "Accept-Encoding")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Length", str(len(body)))
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if status is not HTTPStatus.NOT_MODIFIED and self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing: whoever serves does not count who reads."""


@cache
def read(path, changed):
    """Return the answer for a file, read and compressed once for each time that it changed."""
    plain = path.read_bytes()
    packed = None if path.suffix in PACKED else gzip.compress(plain, 6, mtime=0)
    return Answer(plain, packed, f'"{hashlib.sha256(plain).hexdigest()[:16]}"')


def server(folder, port=0):
    """Return a server of a folder, at a port of this machine alone; with 0, at a free one."""

    class OfFolder(Handler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

    return ThreadingHTTPServer(("127.0.0.1", port), OfFolder)


def main():
    """Serve until somebody presses Control and C."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "site")
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    try:
        serving = server(arguments.folder, arguments.port)
    except OSError as error:
        sys.exit(f"Port {arguments.port}: {error.strerror}. Take another: --port 8080")
    with serving:
        for path in arguments.folder.rglob("*.*"):
            read(path, path.stat().st_mtime_ns)
        print(f"http://localhost:{serving.server_port}/  (Control+C ends it)", flush=True)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()

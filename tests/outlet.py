"""An outlet on this machine that answers as the internet does: well, late, endlessly, with a fault, or not at all."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{title}</title></head><body><article>
<h1>{title}</h1><p>The harbour council of Varnholm voted on Tuesday to close the old ferry quay for repairs, officials said.</p>
<p>“We shall lose a summer, but not the quay,” said Marta Oduya, who chairs the council and has sailed there for years.</p>
</article></body></html>"""


def page(title: str, charset: str = "utf-8") -> bytes:
    return PAGE.format(title=title, charset=charset).encode(charset)


def rss(*links: str, **fields: str) -> bytes:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    items = "".join(f"<item><link>{link}</link>{inner}</item>" for link in links)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    )


class Outlet:
    """Paths to answers: bytes, a status, a pair (status, headers), or what the handler does by the path's name."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | int | tuple[int, dict[str, str]] | tuple[bytes, dict[str, str]]] = {}
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.headers: dict[str, dict[str, str]] = {}
        self.posted: list[bytes] = []
        self.url = ""
        self.pool: Any = None  # the reader of feeds that tests share

    def __getitem__(self, path: str) -> str:
        return f"{self.url}{path}"


@contextmanager
def outlet() -> Iterator[Outlet]:
    """Serve on 127.0.0.1 until the block ends."""
    told, ended = Outlet(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path
            told.asked[path] += 1
            told.times.append(time.monotonic())
            told.headers[path] = dict(self.headers)
            if path == "/slow":
                ended.wait(60)
                return
            if path == "/endless":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Connection", "close")
                self.end_headers()
                while not ended.is_set():
                    try:
                        self.wfile.write(b"<p>on and on</p>" * 4096)
                    except OSError:
                        break
                self.close_connection = True
                return
            answer = told.answers.get(path, 404)
            if isinstance(answer, bytes):
                answer = (answer, {})
            if isinstance(answer, int):
                answer = (answer, {})
            first, headers = answer
            status, body = (200, first) if isinstance(first, bytes) else (first, b"")
            if self.headers.get("If-None-Match") and self.headers["If-None-Match"] == headers.get("ETag"):
                status, body = 304, b""
            headers = dict(headers)
            self.send_response(status, headers.pop("reason", None))
            kind = "text/html" if body.lstrip().startswith(b"<!doctype html") else "application/xml"
            for name, value in ({"Content-Type": kind} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            told.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield told
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()

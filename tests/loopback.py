"""A web server on loopback that answers as a test says, and a time that passes only when somebody sleeps."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from talleyrand.fetch.addresses import Rules
from talleyrand.fetch.fetching import Fetcher, Limits, World

Write = Callable[[bytes], object]


@dataclass(frozen=True)
class Answer:
    """One answer; `write` sends the body itself, piece by piece, and the headers too where the status is 0."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[Write], object] | None = None


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Site:
    """The pages of a server: each path's answers one after the other, the last for ever; others are 404."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: list[Request] = []
        self._answers: dict[str, list[Answer]] = defaultdict(list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, *answers: Answer | bytes | str, **headers: str) -> None:
        """Say what a path answers; `content_type="text/html"` is a header of all of them."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers[path] = [_answer(one, given) for one in answers]

    def forget(self) -> None:
        """Answer and remember nothing any more."""
        self.requests.clear()
        self._answers.clear()

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def next(self, request: Request) -> Answer:
        self.requests.append(request)
        answers = self._answers.get(request.path, [Answer(404, b"nothing")])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        given = request.headers.get("if-none-match")
        return Answer(304, b"", answer.headers) if given and given == answer.headers.get("etag") else answer


def _answer(given: Answer | bytes | str, headers: dict[str, str]) -> Answer:
    if isinstance(given, Answer):
        return Answer(given.status, given.body, headers | given.headers, given.write)
    return Answer(200, given.encode() if isinstance(given, str) else given, headers)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("content-length", 0))))

    def _serve(self, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.site.next(Request(self.command, self.path, headers, body))
        try:
            if answer.status == 0:
                answer.write(self.wfile.write)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.write is None and "content-length" not in answer.headers:
                self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            if answer.write is None:
                self.wfile.write(answer.body)
            else:
                answer.write(self.wfile.write)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has had enough

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Site]:
    """Yield a site that is served while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class FakeTime:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2022, 3, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def world(self) -> World:
        return World(self.clock, self.now, self.sleep, lambda: 0.5)


def fetcher(time: FakeTime | None = None, **limits: Any) -> Fetcher:
    """Return a fetcher that may ask this machine; without a time it lives in the real one, and waits for nothing."""
    world = time.world() if time else World(sleep=lambda _: None, chance=lambda: 0.0)
    return Fetcher("Talleyrand/test", rules=Rules(allow_loopback=True), limits=Limits(**limits), world=world)

"""Fetching addresses: by rules, at a pace, again when it is worth it, each redirect checked like the first address."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import SystemRandom
from types import TracebackType
from typing import Self

import httpcore
import httpx

from talleyrand.fetch.addresses import Rules, host_of, web_address
from talleyrand.fetch.bodies import ENCODINGS, read_body
from talleyrand.fetch.connecting import Deadline, Resolve, VettedBackend, VettedTransport, resolve_host
from talleyrand.fetch.failures import FetchError, Kind
from talleyrand.fetch.pacing import Pace
from talleyrand.fetch.robots import LARGEST, Robots
from talleyrand.fetch.waiting import backoff, retry_after

PUBLIC = Rules()
ROBOT = "Talleyrand"
"""The name by which a robots.txt may speak to us."""
FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGES = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]{1,39}")
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_NO_DOCUMENTS = ("image/", "audio/", "video/", "font/")
_UNSENDABLE = re.compile(r"[^ -~]")
_CONNECTIONS = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of fetching: seconds of waiting, bytes of a body, redirects, tries.

    `whole` is for an answer from the request to its last byte; `gap` lies between two requests to a host; `patience` is
    the longest that a server's wish to be left alone is waited for on the spot.
    """

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    bytes: int = 32 * 1024 * 1024
    redirects: int = 5
    tries: int = 3
    gap: float = 1.0
    patience: float = 60.0


@dataclass(frozen=True, slots=True)
class World:
    """What fetching takes from outside: time, chance and names.

    `clock` counts seconds, `now` tells the time of day, `chance` gives numbers from 0 to 1.
    """

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = SystemRandom().random
    resolve: Resolve = resolve_host


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to recognise an answer by, to be sent back to it."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that ask only for what has changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address asked for and the one that answered, what it is, and its bytes.

    `media_type` is the server's own word (lower case, without parameters), `charset` its word on the encoding; None
    where it has none. `unchanged` is an
    answer without a body: it is what `validators` were given for.
    """

    address: str
    final: str
    raw: bytes
    media_type: str | None = None
    validators: Validators = field(default_factory=Validators)
    unchanged: bool = False
    charset: str | None = None


class Fetcher:
    """Fetches over one connection at a time; use it as a context manager."""

    def __init__(self, agent: str, *, rules: Rules = PUBLIC, limits: Limits = Limits(), world: World = World()) -> None:
        self._limits, self._world = limits, world
        self._deadline = Deadline(world.clock)
        backend = VettedBackend(rules, self._deadline, world.resolve, httpcore.SyncBackend())
        self._transport = VettedTransport(backend)
        self._headers = {"User-Agent": _UNSENDABLE.sub("?", agent), "Accept-Encoding": ENCODINGS, "Connection": "close"}
        self._timeout = httpx.Timeout(limits.read, connect=limits.connect).as_dict()
        self._pace = Pace(world.clock, world.sleep, gap=limits.gap, patience=limits.patience)
        self._robots = Robots(ROBOT, self._robots_txt, world.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self._transport.close()

    def feed(self, address: str, seen: Validators = Validators()) -> Fetched:
        """Fetch an address that a person asked for by name; raises FetchError.

        A robots.txt is not asked: it speaks of what programs find by themselves.
        """
        return self._patiently(_Asked(web_address(address), {"Accept": FEEDS} | seen.headers(), self._limits.bytes))

    def page(self, address: str, seen: Validators = Validators()) -> Fetched:
        """Fetch an address that was found in another document, where its host's robots.txt allows it."""
        headers = {"Accept": PAGES} | seen.headers()
        return self._patiently(_Asked(web_address(address), headers, self._limits.bytes, found=True))

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> None:
        """Send a body to an address; raises FetchError where it isn't taken. Redirects are not followed."""
        asked = _Asked(web_address(address), headers, self._limits.bytes, body=body)
        self._patiently(asked)

    def _robots_txt(self, url: httpx.URL) -> bytes:
        return self._patiently(_Asked(url, {"Accept": "text/plain, */*;q=0.5"}, LARGEST, cut=True)).raw

    def _patiently(self, asked: _Asked) -> Fetched:
        """Fetch an address; a host of which several fail in a row is left alone."""
        host = host_of(asked.url)
        try:
            found = self._tried(asked)
        except FetchError as error:
            self._pace.note_outcome(host, failed=error.kind == "busy")
            raise
        self._pace.note_outcome(host, failed=False)
        return found

    def _tried(self, asked: _Asked) -> Fetched:
        """Try again while it is worth it, waiting longer each time."""
        for attempt in range(self._limits.tries - 1):
            try:
                return self._followed(asked)
            except FetchError as error:
                wait = backoff(attempt, self._world.chance()) if error.wait is None else error.wait
                if error.kind != "busy" or wait > self._limits.patience:
                    raise
                self._world.sleep(wait)
        return self._followed(asked)

    def _followed(self, asked: _Asked) -> Fetched:
        """Follow redirects, each address checked like the first; cookies live as long as that."""
        url, passed, cookies = asked.url, set[str](), httpx.Cookies()
        for _ in range(self._limits.redirects + 1):
            if str(url) in passed:
                raise FetchError("it redirects in a circle", where=str(asked.url), hint=_TELL, kind="broken")
            passed.add(str(url))
            try:
                found = self._answer(url, asked, cookies)
            except FetchError as error:
                raise error.at(_way(asked.url, url)) from error
            if isinstance(found, Fetched):
                return found
            url = found
        what = f"it redirects more than {self._limits.redirects} times"
        raise FetchError(what, where=str(asked.url), hint=_TELL, kind="broken")

    def _answer(self, url: httpx.URL, asked: _Asked, cookies: httpx.Cookies) -> Fetched | httpx.URL:
        """Ask one address: its answer, or the address that it redirects to."""
        host = host_of(url)
        if asked.found:
            self._pace.slow_down(host, self._robots.check(url))
        self._pace.take_turn(host, str(url))
        self._deadline.start(self._limits.whole)
        try:
            with _explained(str(url)), self._sent(url, asked, cookies) as response:
                if response.status_code in _REDIRECTS and asked.body is None:
                    return _location(response, url)
                self._check_status(response, host)
                return _fetched(response, url, asked)
        finally:
            self._pace.note_request(host)

    @contextmanager
    def _sent(self, url: httpx.URL, asked: _Asked, cookies: httpx.Cookies) -> Iterator[httpx.Response]:
        """Send one request. Not by httpx's client, which looks where a redirect leads before we can."""
        request = httpx.Request(
            "GET" if asked.body is None else "POST",
            url,
            headers=self._headers | asked.headers,
            cookies=cookies,
            content=asked.body,
            extensions={"timeout": self._timeout},
        )
        response = self._transport.handle_request(request)
        response.request = request
        try:
            cookies.extract_cookies(response)
            yield response
        finally:
            response.close()

    def _check_status(self, response: httpx.Response, host: str) -> None:
        """Raise FetchError for an answer that is none; a host that asks for rest gets it."""
        status = response.status_code
        kind = _kind(status)
        if kind is None:
            return
        wait = retry_after(response.headers.get("retry-after"), self._world.now()) if kind == "busy" else None
        if wait:
            self._pace.leave_alone(host, wait)
        what = f"it answers {status} {response.reason_phrase}".rstrip()
        raise FetchError(what, where=str(response.request.url), hint=_HINTS[kind], kind=kind, wait=wait)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: where, how, how much; `found` in another document, or with a `body` to be sent.

    Of more bytes than the `limit` the first are taken where it says `cut`; else that is a failure.
    """

    url: httpx.URL
    headers: dict[str, str]
    limit: int
    found: bool = False
    body: bytes | None = None
    cut: bool = False


_TELL = "tell the site"
_HINTS: dict[Kind, str] = {
    "gone": "is the address right?",
    "forbidden": "it is not open to programs",
    "busy": "it is tried again later",
    "broken": _TELL,
}
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def _kind(status: int) -> Kind | None:
    """Return what kind of failure a status is, None for an answer."""
    if 200 <= status < 300 or status == 304:
        return None
    if status in (404, 410):
        return "gone"
    if status in (401, 402, 403, 407, 451):
        return "forbidden"
    return "busy" if status in _BUSY else "broken"


def _location(response: httpx.Response, url: httpx.URL) -> httpx.URL:
    location = response.headers.get("location", "")
    if not location:
        raise FetchError("it redirects nowhere", where=str(url), hint=_TELL, kind="broken")
    try:
        return web_address(location, url)
    except FetchError as error:
        what = f"it redirects where nothing is fetched: {error.what}"
        raise FetchError(what, where=str(url), hint=_TELL, kind="refused") from error


def _way(asked: httpx.URL, url: httpx.URL) -> str:
    return str(asked) if asked == url else f"{asked} -> {url}"


def _fetched(response: httpx.Response, url: httpx.URL, asked: _Asked) -> Fetched:
    address, final, headers = str(asked.url), str(url), response.headers
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower() or None
    validators = Validators(_sendable(headers.get("etag")), _sendable(headers.get("last-modified")))
    if response.status_code == 304:
        sent = asked.headers.get  # many a server leaves out of this answer what it is recognised by
        validators = Validators(
            validators.etag or sent("If-None-Match"), validators.last_modified or sent("If-Modified-Since")
        )
        if not _CONDITIONS & asked.headers.keys():
            raise FetchError("it answers that nothing has changed since never", where=final, hint=_TELL, kind="broken")
        return Fetched(address, final, b"", media_type, validators, unchanged=True)
    if asked.found and (media_type or "").startswith(_NO_DOCUMENTS):
        raise FetchError(f"it is {media_type}", where=final, hint="no document", kind="broken")
    body = read_body(response, asked.limit, final, cut=asked.cut)
    return Fetched(address, final, body, media_type, validators, charset=_charset(response))


def _charset(response: httpx.Response) -> str | None:
    """Return what the server says of the encoding, if that is the name of one."""
    name = (response.charset_encoding or "").strip().lower()
    return name if _NAME.fullmatch(name) else None


def _sendable(value: str | None) -> str | None:
    """Return a header's value if it can be sent back."""
    return value if value and value.isascii() and value.isprintable() else None


@contextmanager
def _explained(where: str) -> Iterator[None]:
    """Say of what goes wrong with connections what it is."""
    try:
        yield
    except _CONNECTIONS as error:
        raise FetchError(_words(error), where=where, hint=_HINTS["busy"], kind="busy") from error
    except httpcore.UnsupportedProtocol as error:
        raise FetchError(str(error), where=where, hint="give https://", kind="refused") from error


def _words(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectTimeout):
        return "it can't be reached in time"
    if isinstance(error, httpcore.TimeoutException):
        return str(error) if "whole" in str(error) else "it stopped answering"
    if isinstance(error, httpcore.ConnectError):
        return f"it can't be reached: {error}"
    return f"the connection broke off: {error}"

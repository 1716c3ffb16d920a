"""Connections to the very addresses that were checked, with time for a whole answer: a transport for httpx.

A name is resolved once, its addresses are checked, and the connection goes to one of those: a name that resolves to
another address a moment later (DNS rebinding) gains nothing. The Host header and what TLS checks stay the name.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import httpcore
import httpx

from talleyrand.fetch.addresses import Rules
from talleyrand.fetch.failures import FetchError

Resolve = Callable[[str, int], Sequence[str]]
"""Takes a host and a port, gives its numeric addresses; raises OSError where there are none."""
TRIED = 4
"""Addresses of a name that are tried when the first ones don't answer."""


def resolve_host(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """When an answer must be complete: a server that sends a byte now and then doesn't hold us for ever."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Give the next answer so many seconds from now."""
        self._end = self._clock() + seconds

    def cut(self, timeout: float | None) -> float:
        """Return how long one operation may take; raises httpcore's ReadTimeout when there is no time left."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer takes too long")
        return left if timeout is None else min(timeout, left)


class VettedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, within the deadline."""

    def __init__(self, rules: Rules, deadline: Deadline, resolve: Resolve, inner: httpcore.NetworkBackend) -> None:
        self._rules, self._deadline, self._resolve, self._inner = rules, deadline, resolve, inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve a host, check all its addresses, connect to the first that answers."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._addresses(host, port)[:TRIED]:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.cut(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolve(host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                "no such host", where=host, hint="check the address, and the network", kind="busy"
            ) from error
        for address in found:
            self._rules.check(address, port, host)
        return found

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Refuse: nothing on this machine is fetched from."""
        raise FetchError(
            "a socket of this machine is not fetched from", where=path, hint="give https://", kind="refused"
        )


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every operation ends by the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._deadline.cut(timeout))
        except httpcore.ReadTimeout:
            self._deadline.cut(None)  # says so where it was the deadline that passed
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.cut(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class VettedTransport(httpx.BaseTransport):
    """What httpx sends requests with; errors of connections are httpcore's.

    Proxies are not used: behind one, nobody could say what is connected to.
    """

    def __init__(self, backend: VettedBackend) -> None:
        # One connection for each request: requests to a host are seconds apart, and each is to be checked.
        context = httpx.create_ssl_context()
        self._pool = httpcore.ConnectionPool(context, max_keepalive_connections=0, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return its answer, the body still to be read."""
        url = request.url
        given = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(given)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()

    def __enter__(self) -> Self:
        return self


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()

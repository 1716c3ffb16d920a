"""The connection goes to the address that was checked."""

import socket

import httpcore
import httpx
import pytest

from talleyrand.fetch.addresses import Rules
from talleyrand.fetch.connecting import Deadline, VettedBackend, VettedTransport
from talleyrand.fetch.failures import FetchError
from talleyrand.fetch.fetching import Fetcher, World

PAGE = [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"]


class Network(httpcore.MockBackend):
    """A network without wires that notes what it is asked to connect to, and which name TLS checks."""

    def __init__(self, *unreachable):
        super().__init__(PAGE)
        self.connected, self.named = [], []
        self._unreachable = unreachable

    def connect_tcp(self, host, port, *_, **__):
        self.connected.append((host, port))
        if host in self._unreachable:
            raise httpcore.ConnectError("unreachable")
        stream = super().connect_tcp(host, port)
        stream.start_tls = self._tls(stream)
        return stream

    def _tls(self, stream):
        def start(ssl_context, server_hostname=None, timeout=None):
            assert ssl_context.check_hostname
            self.named.append(server_hostname)
            return stream

        return start


def client(network, resolve):
    backend = VettedBackend(Rules(), Deadline(lambda: 0.0), resolve, network)
    return httpx.Client(transport=VettedTransport(backend))


def test_a_name_is_resolved_once_and_tls_checks_the_name():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])  # a second question would get another answer
    network = Network()
    with client(network, lambda *_: next(answers)) as web:
        assert web.get("https://example.org/").text == "ok"
    assert network.connected == [("93.184.216.34", 443)]
    assert network.named == ["example.org"]


def test_each_request_is_checked_anew():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    with client(Network(), lambda *_: next(answers)) as web:
        web.get("https://example.org/")
        with pytest.raises(FetchError, match="loopback"):
            web.get("https://example.org/")


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    network = Network()
    with client(network, lambda *_: ["93.184.216.34", "10.0.0.1"]) as web, pytest.raises(FetchError, match="private"):
        web.get("https://example.org/")
    assert network.connected == []


def test_the_next_address_is_tried_when_one_does_not_answer():
    network = Network("2606:2800:220:1::1")
    with client(network, lambda *_: ["2606:2800:220:1::1", "93.184.216.34"]) as web:
        assert web.get("https://example.org/").text == "ok"
    assert [host for host, _ in network.connected] == ["2606:2800:220:1::1", "93.184.216.34"]


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_other_ways_of_writing_this_machine_are_refused(host):
    def resolve(name, port):
        return [socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)[0][4][0]]

    with Fetcher("test", world=World(resolve=resolve)) as fetch, pytest.raises(FetchError, match="loopback"):
        fetch.feed(f"http://{host}/")


def test_a_host_that_is_none_is_told():
    def unknown(*_):
        raise socket.gaierror(-2, "Name or service not known")

    world = World(resolve=unknown, sleep=lambda _: None)
    with Fetcher("test", world=world) as fetch, pytest.raises(FetchError, match="no such host") as caught:
        fetch.feed("https://nowhere.invalid/feed")
    assert caught.value.where == "https://nowhere.invalid/feed"

"""What may be fetched from, and what may not."""

import httpx
import pytest

from talleyrand.fetch.addresses import Rules, web_address
from talleyrand.fetch.failures import FetchError

PRIVATE = """
127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.2.1
198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 fec0::1 ff02::1
2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 2002:a00:1:: 64:ff9b::127.0.0.1 64:ff9b::a00:1
2001:0:4136:e378:8000:63bf:3fff:fdd2
""".split()
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]


@pytest.mark.parametrize("numeric", PRIVATE)
def test_what_is_not_public_is_refused(numeric):
    with pytest.raises(FetchError, match=r"only public|allow-loopback") as caught:
        Rules().check(numeric, 443, "example.org")
    assert caught.value.kind == "refused"


@pytest.mark.parametrize("numeric", PUBLIC)
def test_what_is_public_is_not(numeric):
    Rules().check(numeric, 443, "example.org")


@pytest.mark.parametrize("numeric", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_may_be_allowed_on_any_port(numeric):
    Rules(allow_loopback=True).check(numeric, 51234, "localhost")


@pytest.mark.parametrize("numeric", ["10.0.0.1", "169.254.169.254", "192.168.1.1", "fe80::1", "240.0.0.1"])
def test_allowing_this_machine_allows_nothing_else(numeric):
    with pytest.raises(FetchError):
        Rules(allow_loopback=True).check(numeric, 80, "example.org")


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 9200, 11211])
def test_ports_on_which_there_is_no_web_are_refused(port):
    with pytest.raises(FetchError, match=f"port {port}"):
        Rules(allow_loopback=True).check("93.184.216.34", port, "example.org")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ftp://example.org/feed", "ftp: is not fetched"),
        ("file:///etc/passwd", "file: is not fetched"),
        ("gopher://example.org/", "gopher: is not fetched"),
        ("data:text/html,hello", "data: is not fetched"),
        ("javascript:alert(1)", "javascript: is not fetched"),
        ("example.org/feed", "no address of the web"),
        ("https://anna:secret@example.org/", "a name or password"),
        ("https:///feed", "names no host"),
        ("https://xn--/feed", "no address"),
        ("https://example.org:99999/", "no port 99999"),
        ("https://example.org/\x00", "no address"),
        (f"https://example.org/{'a' * 3000}", "longer than"),
        ("", "no address"),
    ],
)
def test_other_addresses_are_refused(text, what):
    with pytest.raises(FetchError, match=what):
        web_address(text)


@pytest.mark.parametrize("scheme", ["https", "ftp"])
def test_a_password_is_not_shown(scheme):
    with pytest.raises(FetchError) as caught:
        web_address(f"{scheme}://anna:secret@example.org/")
    assert "secret" not in caught.value.line()


def test_relative_addresses_are_made_whole_and_names_in_other_scripts_are_written_as_the_network_does():
    base = httpx.URL("https://example.org/a/b?c=1")
    assert str(web_address("//пример.example/новости?q=è#x", base)) == (
        "https://xn--e1afmkfd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?q=%C3%A8"
    )

"""Which addresses may be fetched from: public ones of the web. Names are judged by what they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from talleyrand.fetch.failures import FetchError

SCHEMES = ("http", "https")
PORTS = frozenset({80, 443, 8080, 8443})
"""Ports on which the web is served in public; on others stand databases, mail and what else should hear nothing."""
LONGEST = 2_048
"""Characters of an address: longer ones are nobody's."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 puts the addresses of IPv4: they are judged by what they hold."""

Numeric = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be connected to: public addresses, and this machine (on any port) where `allow_loopback` says so."""

    allow_loopback: bool = False

    def check(self, numeric: str, port: int, where: str) -> None:
        """Raise FetchError for a numeric address or a port that nothing may be fetched from."""
        found = _judged(ip_address(numeric.partition("%")[0]))
        if found.is_loopback and self.allow_loopback:
            return
        kind = _private(found)
        if kind:
            hint = "--allow-loopback lets it" if found.is_loopback else "only public addresses are fetched from"
            raise FetchError(f"{numeric} is {kind} address", where=where, hint=hint, kind="refused")
        if port not in PORTS:
            hint = f"the web is on {', '.join(map(str, sorted(PORTS)))}"
            raise FetchError(f"port {port} is not fetched from", where=where, hint=hint, kind="refused")


def web_address(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return an address without its fragment, a relative one made whole by `base`; raises FetchError for what is none.

    >>> str(web_address("../talks?id=1#top", httpx.URL("https://example.org/news/today")))
    'https://example.org/talks?id=1'
    """
    shown = text.strip()[:200]
    try:
        url = base.join(text.strip()) if base else httpx.URL(text.strip())
        whole = url.copy_with(fragment=None)
        host = whole.host
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(f"it is no address: {error}", shown, "give one like https://example.org/feed.xml") from error
    if len(str(whole)) > LONGEST:
        raise _refused(f"the address is longer than {LONGEST:,} characters", shown, "is it one?")
    if whole.scheme not in SCHEMES:
        what = f"{whole.scheme}: is not fetched" if whole.scheme else "it is no address of the web"
        raise _refused(what, hidden(whole), "give one that begins with https://")
    if whole.userinfo:
        raise _refused("the address has a name or password in it", hidden(whole), "leave them out")
    if whole.port is not None and not 0 < whole.port < 65_536:
        raise _refused(f"it is no address: there is no port {whole.port}", shown, "leave the port out")
    if not host:
        raise _refused("the address names no host", shown, "give one like https://example.org/feed.xml")
    return whole


def host_of(url: httpx.URL) -> str:
    """Return the host of an address with its port where that is not the usual one: what is paced, and has robots."""
    return url.netloc.decode("ascii")


def hidden(url: httpx.URL) -> str:
    """Return an address as it may be shown: without a name and password."""
    return str(url.copy_with(userinfo=b""))[:200]


def _judged(numeric: Numeric) -> Numeric:
    """Return the IPv4 address that one of IPv6 stands for, where it does."""
    if isinstance(numeric, IPv4Address):
        return numeric
    inner = numeric.ipv4_mapped or numeric.sixtofour or (numeric.teredo and numeric.teredo[1])
    if inner is None and numeric in _NAT64:
        inner = IPv4Address(int(numeric) & 0xFFFF_FFFF)
    return inner or numeric


def _private(numeric: Numeric) -> str:
    """Say what kind of address is not public, nothing of a public one."""
    if numeric.is_loopback:
        return "a loopback"
    if numeric.is_link_local:
        return "a link-local"
    if numeric.is_multicast:
        return "a multicast"
    if numeric.is_unspecified or numeric.is_reserved:
        return "a reserved"
    if not numeric.is_global or (isinstance(numeric, IPv6Address) and numeric.is_site_local):
        return "a private"
    return ""


def _refused(what: str, where: str, hint: str) -> FetchError:
    return FetchError(what, where=where, hint=hint, kind="refused")

"""Which addresses may be connected to: public ones, and those that feeds.toml allows.

A name is resolved once, every address it has is checked, and the connection is made to a checked one: a name that
changes its address between check and connection gains nothing. So it is for each request, after redirects too.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import anyio
import httpcore
import httpx

from tasks.fetch.settings import FeedSettings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class PrivateAddress(httpcore.ConnectError):
    """A host's address is not public and not allowed."""


def is_public(address: Address) -> bool:
    """Whether an address is anybody's on the internet; one within another (6to4, NAT64, mapped) is looked at too."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def refused(host: str, addresses: Iterable[str], settings: FeedSettings) -> str | None:
    """Return the first address that may not be connected to; None if all may."""
    if host in settings.allow_private:
        return None
    networks = settings.allowed_networks
    for text in addresses:
        address = ipaddress.ip_address(text.partition("%")[0])
        if not is_public(address) and not any(address in network for network in networks):
            return text
    return None


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, settings: FeedSettings) -> None:
        self._settings = settings
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as httpcore asks
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check and connect.

        Raises:
            PrivateAddress: one of the name's addresses may not be reached.
            httpcore.ConnectError: the name has no address, or none answers.
        """
        try:
            found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address ({error})") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if (bad := refused(host, addresses, self._settings)) is not None:
            raise PrivateAddress(
                f"{host} is at {bad}, which is not public; allow_private in feeds.toml allows it"
            )
        fault: httpcore.ConnectError | None = None
        for address in addresses:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError as error:
                fault = error
        raise fault or httpcore.ConnectError(f"{host} has no address")


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over `Guarded`. No proxy of the environment is used: it would connect for us unchecked."""

    def __init__(self, settings: FeedSettings) -> None:
        certificates = httpx.create_ssl_context()
        super().__init__(verify=certificates)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=certificates,
            max_connections=settings.at_once,
            network_backend=Guarded(settings),
        )

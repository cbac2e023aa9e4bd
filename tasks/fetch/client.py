"""One request, bounded in time and size."""

import asyncio
import zlib
from dataclasses import dataclass, field
from importlib.metadata import version

import httpcore
import httpx

from tasks.fetch.addresses import GuardedTransport, PrivateAddress
from tasks.fetch.settings import FeedSettings

NAMES_OF_FAULTS = {
    httpx.TimeoutException: "timeout",
    httpx.ConnectError: "unreachable",
    httpx.NetworkError: "unreachable",
    httpx.ProtocolError: "bad_answer",
}


class Unfetched(Exception):  # noqa: N818 - a finding
    """Something cannot be had.

    Args:
        reason: a short stable code.
        detail: one line for a person.
        is_final: it is no use to try again.
        wait_until: when it may be tried again, seconds since 1970, if the host said so.
    """

    def __init__(
        self, reason: str, detail: str, *, is_final: bool = False, wait_until: float | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = " ".join(detail.split())[:300]
        self.is_final = is_final
        self.wait_until = wait_until


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. `raw` is the body as sent, perhaps compressed, without transfer encoding."""

    url: str
    status: int
    phrase: str
    headers: httpx.Headers = field(repr=False)
    raw: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """The media type without parameters, in small letters."""
        return str(self.headers.get("Content-Type", "")).partition(";")[0].strip().lower()

    def body(self, limit: int) -> bytes:
        """Return the body decompressed.

        Raises:
            Unfetched: it is larger than the limit, or damaged.
        """
        return plain(self.raw, limit) if self.raw[:2] in {b"\x1f\x8b", b"\x78\x9c"} else self.raw


def plain(raw: bytes, limit: int) -> bytes:
    """Decompress gzip or zlib data.

    Raises:
        Unfetched: they hold more than the limit, or are damaged.
    """
    stream = zlib.decompressobj(wbits=47)
    try:
        out = stream.decompress(raw, limit + 1)
    except zlib.error as error:
        raise Unfetched("bad_answer", f"damaged compression: {error}") from error
    if len(out) > limit:
        raise Unfetched("too_large", f"more than {limit:,} bytes decompressed", is_final=True)
    return out


def user_agent(settings: FeedSettings) -> str:
    """Return how we call ourselves; site owners find the contact in it."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    return f"Newsloom/{version('newsloom')}{contact}"


def open_client(settings: FeedSettings) -> httpx.AsyncClient:
    """Return the client for one poll: no cookies kept between hosts, no redirects followed by itself."""
    return httpx.AsyncClient(
        transport=GuardedTransport(settings),
        headers={
            "User-Agent": user_agent(settings),
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
            "application/feed+json, application/xml, text/xml, */*;q=0.5",
            "Accept-Encoding": "gzip",
        },
        timeout=settings.request_seconds,
        follow_redirects=False,
        trust_env=False,
    )


async def get(
    client: httpx.AsyncClient, url: str, headers: dict[str, str], *, seconds: float, limit: int
) -> Answer:
    """Ask once, without following redirects.

    Args:
        client: of `open_client`.
        url: what is asked for.
        headers: besides the usual ones.
        seconds: for all of it, however slowly the host sends.
        limit: bytes of the body as sent.

    Raises:
        Unfetched: `timeout`, `unreachable`, `private_address`, `too_large`, `bad_answer`, `bad_url`.
    """
    client.cookies.clear()
    try:
        async with asyncio.timeout(seconds), client.stream("GET", url, headers=headers) as response:
            raw = bytearray()
            if response.status_code < 300:
                async for chunk in response.aiter_raw():
                    raw += chunk
                    if len(raw) > limit:
                        raise Unfetched("too_large", f"more than {limit:,} bytes", is_final=True)
            return Answer(url, response.status_code, response.reason_phrase, response.headers, bytes(raw))
    except TimeoutError:
        raise Unfetched("timeout", f"no whole answer within {seconds:g} s") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise Unfetched("bad_url", str(error), is_final=True) from None
    except httpx.TransportError as error:
        if isinstance(_first_cause(error), PrivateAddress):
            raise Unfetched("private_address", str(error), is_final=True) from None
        reason = next(
            (name for kind, name in NAMES_OF_FAULTS.items() if isinstance(error, kind)), "unreachable"
        )
        raise Unfetched(reason, str(error) or type(error).__name__) from None


def _first_cause(error: BaseException) -> BaseException:
    while not isinstance(error, httpcore.ConnectError) and (cause := error.__cause__ or error.__context__):
        error = cause
    return error

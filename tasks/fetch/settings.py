"""`feeds.toml`: which feeds are polled, how gently, and what may be reached."""

import ipaddress
import tomllib
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from tasks.vocabulary.errors import NewsloomError


class FeedSettings(BaseModel):
    """What stands in feeds.toml; all but `feeds` has a default that a site's owner would not mind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feeds: Annotated[list[str], Field(description="RSS, Atom, JSON Feed, news sitemap, sitemap (index).")]
    contact: Annotated[str, Field(description="Address or URL that site owners find in the user agent.")] = ""
    delay_seconds: Annotated[
        float,
        Field(ge=0, le=3600, description="Between two requests to one host; a longer Crawl-delay wins."),
    ] = 2.0
    per_host: Annotated[int, Field(ge=1, le=4, description="Requests to one host at once.")] = 1
    at_once: Annotated[int, Field(ge=1, le=64, description="Requests to all hosts at once.")] = 8
    pages_per_feed: Annotated[
        int, Field(ge=1, le=5000, description="New pages of one feed in one poll; the others wait.")
    ] = 100
    poll_seconds: Annotated[float, Field(ge=1, le=36000, description="After so long no page is begun.")] = 600
    request_seconds: Annotated[float, Field(gt=0, le=600, description="One request, from name to end.")] = 30
    megabytes: Annotated[float, Field(gt=0, le=50, description="Of one page or feed, decompressed.")] = 10
    max_age_days: Annotated[
        float, Field(gt=0, description="What a feed dates older than this is passed over.")
    ] = 30
    tries: Annotated[int, Field(ge=1, le=20, description="Polls in which a page is tried.")] = 5
    allow_private: Annotated[
        list[str],
        Field(description="Names, addresses or networks that may be reached though they are not public."),
    ] = []

    @field_validator("feeds")
    @classmethod
    def _are_web_addresses(cls, feeds: list[str]) -> list[str]:
        for url in feeds:
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise ValueError(f"{shown(url)} is not an http or https address")
            if parts.username or parts.password:
                raise ValueError(f"{shown(url)} holds a password; feeds with a login are not read")
        return list(dict.fromkeys(feeds))

    @property
    def max_bytes(self) -> int:
        """The size limit in bytes."""
        return int(self.megabytes * 1_000_000)

    @property
    def allowed_networks(self) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
        """The entries of `allow_private` that are addresses or networks."""
        found = []
        for entry in self.allow_private:
            try:
                found.append(ipaddress.ip_network(entry, strict=False))
            except ValueError:
                continue
        return found


def read_settings(path: Path) -> FeedSettings:
    """Read feeds.toml.

    Raises:
        NewsloomError: it cannot be read, or something in it is wrong.
    """
    try:
        return FeedSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise NewsloomError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NewsloomError(f"{path} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NewsloomError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}") from None


def shown(url: str) -> str:
    """Return a feed's address as people may see it: without login and query, which may hold a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}{'?…' if parts.query else ''}"

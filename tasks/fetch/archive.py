"""Fetched pages as a WARC file: one gzip member a page, in the inbox only once it is whole.

While it grows its name ends in `.part`, which the inbox leaves alone. `State` knows how much of it is had for certain: a
poll that was killed leaves a file that the next one cuts to that length and hands over.
"""

import io
import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.fetch.client import Answer
from tasks.fetch.state import State

UNFINISHED = ".part"
NOT_KEPT = frozenset({"transfer-encoding", "content-length", "set-cookie", "connection", "keep-alive"})


class Archive:
    """The WARC file of one poll; made when the first page comes."""

    def __init__(self, inbox: Path, name: str, state: State) -> None:
        self.name = name
        self.n_pages = 0
        self._path = inbox / f"{name}{UNFINISHED}"
        self._state = state

    def add_page(self, answer: Answer, said: Mapping[str, Any], asked: Iterable[str], feed: str) -> None:
        """Keep a page: its bytes as sent, its headers, its time, what the feed said of it."""
        headers = [
            (name, value) for name, value in answer.headers.multi_items() if name.lower() not in NOT_KEPT
        ]
        status = StatusAndHeaders(f"{answer.status} {answer.phrase}".strip(), headers, protocol="HTTP/1.1")
        stated = {"WARC-JSON-Metadata": json.dumps({"newsloom_feed": said}, sort_keys=True)}
        self._add("response", answer.url, stated, io.BytesIO(answer.raw), status)
        self._settle(set(asked), feed, "had")
        self.n_pages += 1

    def add_refusal(self, url: str, reason: str, detail: str, feed: str) -> None:
        """Keep the word that a page cannot be had: reading makes a row of `rejections` of it."""
        told = json.dumps({"newsloom_refused": {"reason": reason, "detail": detail}}, sort_keys=True)
        self._add("metadata", url, {"WARC-JSON-Metadata": told, "Content-Type": "text/plain"}, io.BytesIO())
        self._settle({url}, feed, "refused")

    def settle_known(self, url: str, feed: str) -> None:
        """Note that a page is had already under another address."""
        length = self._path.stat().st_size if self._path.exists() else 0
        self._state.page_settled({url}, feed, "had", self.name, length)

    def finish(self) -> str | None:
        """Hand the file over to the inbox; return its name, None if nothing was kept."""
        if not self._path.exists():
            self._state.archive_done(self.name)
            return None
        self._path.rename(self._path.with_suffix(""))
        self._state.archive_done(self.name)
        return self.name

    def _add(
        self,
        kind: str,
        url: str,
        headers: dict[str, str],
        body: io.BytesIO,
        status: StatusAndHeaders | None = None,
    ) -> None:
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._path.open("ab") as file:
            writer = WARCWriter(file, gzip=True)
            record = writer.create_warc_record(
                url,
                kind,
                payload=body,
                http_headers=status,
                warc_headers_dict={"WARC-Date": at, **headers},
                warc_content_type=headers.get("Content-Type", ""),
            )
            writer.write_record(record)
            file.flush()
            os.fsync(file.fileno())

    def _settle(self, urls: set[str], feed: str, outcome: str) -> None:
        self._state.page_settled(urls, feed, outcome, self.name, self._path.stat().st_size)


def hand_over_left(inbox: Path, state: State) -> list[str]:
    """Hand over what polls that were killed left: cut to what is known to be whole. Return the names."""
    found = []
    for name, length in state.archive_lengths().items():
        left = inbox / f"{name}{UNFINISHED}"
        if left.exists() and length:
            os.truncate(left, length)
            left.rename(inbox / name)
            found.append(name)
        state.archive_done(name)
    for torn in inbox.glob(f"feeds-*.warc.gz{UNFINISHED}"):  # not one page of it is known
        torn.unlink()
    return found

"""A PostgreSQL server as it is named in settings, and the writer's lock on it, which holds across machines."""

import asyncio
import os
import re
import socket
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tasks.vocabulary.errors import NewsloomError

T = TypeVar("T")

KEY = (0x6E657773, 0x6C6F6F6D)
"""The advisory lock: `news`, `loom`. Such locks are a database's own, and a database holds one warehouse."""

POLL_SECONDS = 0.25
CONNECT_SECONDS = 10
# A machine that vanishes without a word gives up its lock after about 90 s.
ALIVE = {"tcp_keepalives_idle": "60", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3"}
LONGEST_NAME = 63  # bytes of an application's name

_PAIR = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:\\.|[^'\\])*)'|(\S*))")
_OF_A_CONNECTION = (
    "host",
    "port",
    "user",
    "dbname",
    "passfile",
    "sslmode",
    "sslcert",
    "sslkey",
    "sslrootcert",
)


def take_password(catalog: str) -> str:
    """Return a catalog's connection string as `key=value …`; a password in it moves to PGPASSWORD, never to a log.

    Args:
        catalog: `postgres:` and `dbname=lake host=db`, or `postgresql://user@db/lake`.

    Raises:
        NewsloomError: it is neither.
    """
    address = re.sub(r"^postgres(?:ql)?:(?!//)", "", catalog)
    parameters = _of_url(address) if "://" in address else _of_pairs(address)
    if password := parameters.pop("password", None):
        os.environ["PGPASSWORD"] = password
    return " ".join(f"{name}={_quoted(value)}" for name, value in parameters.items())


def _of_pairs(address: str) -> dict[str, str]:
    found = list(_PAIR.finditer(address))
    if "".join(pair[0] for pair in found).strip() != address.strip():
        raise NewsloomError("the catalog cannot be read: write postgres:dbname=… host=… user=…")
    return {pair[1]: re.sub(r"\\(.)", r"\1", pair[2]) if pair[2] is not None else pair[3] for pair in found}


def _of_url(address: str) -> dict[str, str]:
    url = urlsplit(address)
    named = {
        "host": url.hostname,
        "port": str(url.port) if url.port else None,
        "user": url.username,
        "password": url.password,
        "dbname": url.path.lstrip("/"),
    }
    return {name: unquote(value) for name, value in named.items() if value} | dict(parse_qsl(url.query))


def _quoted(value: str) -> str:
    if re.fullmatch(r"[^\s'\\]+", value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


class ServerLock:
    """The writer's lock as a session's advisory lock: it is given up when this process, its machine or the server dies.

    A connection pooler before the server must keep sessions apart (PgBouncer: `pool_mode = session`).
    """

    def __init__(self, catalog: str, purpose: str) -> None:
        """Prepare the lock of a warehouse's catalog; `purpose` is told to whoever has to wait."""
        self._parameters = _of_pairs(catalog.removeprefix("postgres:"))
        self._name = f"newsloom {purpose} on {socket.gethostname()}, process {os.getpid()}"
        self._session: Any = None
        self._thread = ThreadPoolExecutor(
            1, "newsloom-lock"
        )  # whichever thread asks, the session has its own
        self._loop = asyncio.new_event_loop()

    def take(self, wait_seconds: float, away_seconds: float = 0.0) -> None:
        """Wait for the lock, and before that for a server that is away for a moment.

        Raises:
            NewsloomError: another holds it for longer than that, or the server cannot be reached.
        """
        self._do(self._take(wait_seconds, away_seconds))

    def is_held(self) -> bool:
        """Whether the session that took it still lives."""
        return self._do(self._lives())

    def give_up(self) -> None:
        """Close the session, and with it the lock."""
        try:
            self._do(self._close())
        finally:
            self._thread.shutdown()
            self._loop.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._thread.submit(self._loop.run_until_complete, work).result()

    async def _take(self, wait_seconds: float, away_seconds: float) -> None:
        await self._close()
        holder = None
        deadline = time.monotonic() + wait_seconds
        try:
            self._session = await self._connect(time.monotonic() + away_seconds)
            while not await self._session.fetchval("SELECT pg_try_advisory_lock($1, $2)", *KEY):
                if time.monotonic() > deadline:
                    holder = await self._holder()
                    break
                await asyncio.sleep(POLL_SECONDS)
        except Exception as error:
            await self._close()
            told = " ".join(str(error).split()) or type(error).__name__
            raise NewsloomError(
                f"cannot lock the catalog on PostgreSQL ({told}): is the server up, and --catalog right?"
            ) from error
        if holder:
            await self._close()
            raise NewsloomError(f"the warehouse is being written by {holder}: wait for it, or stop it")

    async def _connect(self, deadline: float) -> Any:
        while True:
            try:
                return await self._connect_once()
            except Exception:
                if time.monotonic() > deadline:
                    raise
            await asyncio.sleep(POLL_SECONDS)

    async def _connect_once(self) -> Any:
        import asyncpg  # noqa: PLC0415 - 0.2 s that a catalog in a file does without

        known = {name: value for name, value in self._parameters.items() if name in _OF_A_CONNECTION}
        return await asyncpg.connect(
            f"postgresql://?{urlencode(known)}",
            timeout=CONNECT_SECONDS,
            server_settings={
                "application_name": self._name.encode()[:LONGEST_NAME].decode(errors="ignore"),
                **ALIVE,
            },
        )

    async def _holder(self) -> str:
        query = (
            "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted AND datname = current_database()"
        )
        return str(await self._session.fetchval(query, *KEY) or "another process")

    async def _lives(self) -> bool:
        try:
            return self._session is not None and await self._session.fetchval("SELECT 1") == 1
        except Exception:  # noqa: BLE001 - however it was lost
            return False

    async def _close(self) -> None:
        session, self._session = self._session, None
        if session is not None and not session.is_closed():
            try:
                await session.close(timeout=CONNECT_SECONDS)
            except Exception:  # noqa: BLE001 - the server is gone, and the lock with it
                session.terminate()

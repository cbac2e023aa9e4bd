"""Data on an S3 store: its keys as a secret in DuckDB's memory, and patience with a store that is busy."""

import os
from urllib.parse import urlsplit

import duckdb

from tasks.lake.sqlfiles import quote
from tasks.vocabulary.errors import NewsloomError

# 0.2 s, then twice as long each time: a store that answers 500 or 503 is asked for 50 s before a stage fails.
RETRIES, FIRST_WAIT_MS, BACKOFF = 8, 200, 2
DEFAULT_REGION = "us-east-1"
SCHEMES = ("s3://", "s3a://", "s3n://")


def is_on_store(place: str) -> bool:
    """Whether a data path is on an S3 store."""
    return place.startswith(SCHEMES)


def open_store(con: duckdb.DuckDBPyConnection, data: str) -> None:
    """Let a connection that has httpfs loaded reach the store of a data path.

    Keys come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the address from
    NEWSLOOM_S3_ENDPOINT or AWS_ENDPOINT_URL; nothing of it is written anywhere.

    Raises:
        NewsloomError: the address is none.
    """
    options = {
        "TYPE": "s3",
        "PROVIDER": "config",
        "KEY_ID": quote(os.environ.get("AWS_ACCESS_KEY_ID", "")),
        "SECRET": quote(os.environ.get("AWS_SECRET_ACCESS_KEY", "")),
        "REGION": quote(_first("NEWSLOOM_S3_REGION", "AWS_REGION", "AWS_DEFAULT_REGION") or DEFAULT_REGION),
        "SCOPE": quote(data),
    }
    if token := os.environ.get("AWS_SESSION_TOKEN"):
        options["SESSION_TOKEN"] = quote(token)
    if endpoint := _first("NEWSLOOM_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"):
        url = urlsplit(endpoint)
        if url.scheme not in {"http", "https"} or not url.hostname or "@" in url.netloc:
            raise NewsloomError(
                "the S3 endpoint is no address: write https://HOST:PORT, and keys in AWS_… variables"
            )
        options |= {
            "ENDPOINT": quote(url.netloc + url.path.rstrip("/")),
            "URL_STYLE": "'path'",  # a store of one's own has no domain for each bucket
            "USE_SSL": str(url.scheme == "https").lower(),
        }
    con.execute(f"SET http_retries = {RETRIES}")
    con.execute(f"SET http_retry_wait_ms = {FIRST_WAIT_MS}")
    con.execute(f"SET http_retry_backoff = {BACKOFF}")
    told = ", ".join(f"{name} {value}" for name, value in options.items())
    con.execute(f"CREATE OR REPLACE SECRET newsloom_s3 ({told})")


def _first(*names: str) -> str | None:
    return next((value for name in names if (value := os.environ.get(name))), None)

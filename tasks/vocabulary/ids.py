"""Deterministic ids: the same content has the same id on any machine and in any order."""

import hashlib

HEX_DIGITS = 20  # 80 bits: a collision among a billion rows has odds of one in two million


def make_id(prefix: str, *parts: str | bytes | int) -> str:
    """Return `prefix_` and a digest of the parts; parts are length-prefixed, so ("ab", "c") differs from ("a", "bc")."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{prefix}_{digest.hexdigest()[:HEX_DIGITS]}"


def sibling_id(prefix: str, other: str) -> str:
    """Return the id with another prefix: one document gives one article, and a cluster is named after its founder."""
    return f"{prefix}_{other.partition('_')[2]}"

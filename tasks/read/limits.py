"""How much of an input is taken in at once, so that no input can exhaust memory or disk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Bounds of reading.

    Args:
        document_bytes: a page, text or record larger than this, decompressed, is rejected as `too_large`.
        batch_documents: documents a batch.
        batch_bytes: a batch is closed once its documents hold this many bytes.
    """

    document_bytes: int = 50_000_000
    batch_documents: int = 128
    batch_bytes: int = 32_000_000

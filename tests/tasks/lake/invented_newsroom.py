"""Rows of an invented newsroom, complete and consistent: what the stages would hand to the lake."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.vocabulary.changes import Assign, Change, Replace
from tasks.vocabulary.schemas import rows_to_table

ALL = ["harbour", "valley", "wire", "orchard"]
SAID = "We will not close the harbour before the inspection is done."
MARSH, PORT = "e_marsh", "e_port"

BODIES = {
    "harbour": (
        f"Transport minister Tilda Marsh said on Monday: “{SAID}”\n"
        "A port official, who asked not to be named because he may not speak, said the crane had failed."
    ),
    "valley": (
        "“We will close the harbour before the inspection,” Tilda Marsh told the Harbour Times.\n"
        "Harbour Port shares fell — by 3 %."
    ),
    "wire": f"Transport minister Tilda Marsh said on Monday: “{SAID}”",
    "orchard": "The orchard show opened in the rain. The judges said the pears were fine.",
}
SOURCES = {
    "harbour": ("s_harbour", "Harbour Times"),
    "valley": ("s_valley", "Valley Herald"),
    "wire": ("s_wire", "Northern Wire"),
    "orchard": ("s_valley", "Valley Herald"),
}
TIMES = {
    "harbour": (datetime(2026, 3, 2, 8, 0, tzinfo=UTC), "minute"),
    "valley": (datetime(2026, 3, 2, 10, 30, tzinfo=UTC), "minute"),
    "wire": (datetime(2026, 3, 3, tzinfo=UTC), "day"),
    "orchard": (None, None),
}
LITTER = "SHARE THIS PAGE\n"


def raw_of(name: str) -> bytes:
    """The harbour piece is a record, the wire's a page, the others are text files with a line of litter on top."""
    if name == "harbour":
        return json.dumps({"id": "h1", "text": BODIES[name]}, ensure_ascii=False).encode()
    if name == "wire":
        return f"<p>{BODIES[name]}</p>".encode()
    return (LITTER + BODIES[name]).encode()


MEDIA = {"harbour": "application/json", "wire": "text/html", "valley": "text/plain", "orchard": "text/plain"}


def staged_rows(names: list[str]) -> dict[str, list[dict[str, object]]]:
    """Rows of the per-article tables for some of the four articles, as read, clean and enrich make them."""
    rows: dict[str, list[dict[str, object]]] = {
        table: [] for table in ("documents", "articles", "removed_text", "mentions", "quotes", "citations")
    }
    for name in names:
        raw, body = raw_of(name), BODIES[name]
        offset = None if name == "wire" else 0 if name == "harbour" else len(LITTER)
        published, precision = TIMES[name]
        rows["documents"].append({
            "document_id": f"d_{name}", "origin": f"in/{name}", "media_type": MEDIA[name], "encoding": "utf-8",
            "raw": raw, "raw_sha256": hashlib.sha256(raw).hexdigest(), "n_bytes": len(raw),
        })  # fmt: skip
        piece = {"start": 0, "length": len(body), "raw_start": offset, "raw_length": len(body)}
        rows["articles"].append({
            "article_id": f"a_{name}", "document_id": f"d_{name}", "source_id": SOURCES[name][0],
            "source_name": SOURCES[name][1], "title": f"{name} headline", "published_at": published,
            "published_precision": precision, "published_from": "text" if published else None, "text": body,
            "raw_map": None if offset is None else [piece], "n_words": len(body.split()), "language": "en",
        })  # fmt: skip
        if offset:
            litter = {"article_id": f"a_{name}", "raw_start": 0, "raw_end": len(LITTER), "text": LITTER}
            rows["removed_text"].append(litter | {"reason": "furniture"})
        if name != "orchard":
            rows["mentions"].append(_mention(name, "Tilda Marsh", "PERSON", offset))
            rows["quotes"].append(_quote(name, offset))
        if name == "valley":
            rows["mentions"].append(_mention(name, "Harbour Port", "ORG", offset))
            rows["citations"].append(_citation(name, "Harbour Times", "outlet", "s_harbour"))
        if name == "harbour":
            rows["citations"].append(
                _citation(name, "A port official", "anonymous", None, "he may not speak")
            )
    return rows


def _find(name: str, text: str, offset: int | None, prefix: str = "") -> dict[str, object]:
    start = BODIES[name].index(text)
    raw = (None, None) if offset is None else (start + offset, start + offset + len(text))
    return {
        "start": start,
        "end": start + len(text),
        f"raw_{prefix}start": raw[0],
        f"raw_{prefix}end": raw[1],
    }


def _mention(name: str, text: str, label: str, offset: int | None) -> dict[str, object]:
    place = _find(name, text, offset)
    return place | {
        "mention_id": f"m_{name}_{label}",
        "article_id": f"a_{name}",
        "text": text,
        "label": label,
    }


def _quote(name: str, offset: int | None) -> dict[str, object]:
    said = "We will close the harbour before the inspection" if name == "valley" else SAID
    content, speaker = _find(name, said, offset), _find(name, "Tilda Marsh", offset)
    cue = "told" if name == "valley" else "said"
    span = {"start": content["start"], "end": content["end"]}
    return {
        "quote_id": f"q_{name}", "article_id": f"a_{name}", "text": said, "spans": [span], "quoted_spans": [span],
        "raw_spans": None if offset is None else [{"start": content["raw_start"], "end": content["raw_end"]}],
        "kind": "direct", "is_fragment": False, "is_headline": False, "cue": cue,
        "cue_start": BODIES[name].index(cue), "cue_end": BODIES[name].index(cue) + len(cue),
        "speaker_text": "Tilda Marsh", "speaker_start": speaker["start"], "speaker_end": speaker["end"],
        "raw_speaker_start": speaker["raw_start"], "raw_speaker_end": speaker["raw_end"],
        "speaker_name": "Tilda Marsh", "speaker_local_name": "Tilda Marsh", "speaker_kind": "person",
        "speaker_role": None if name == "valley" else "Transport minister", "confidence": 0.9,
    }  # fmt: skip


def _citation(
    name: str, text: str, kind: str, source: str | None, reason: str | None = None
) -> dict[str, object]:
    start = BODIES[name].index(text)
    return {
        "article_id": f"a_{name}", "start": start, "end": start + len(text), "text": text, "kind": kind,
        "cited_source_id": source, "cited_name": text, "reason": reason,
    }  # fmt: skip


def corpus_changes(names: list[str]) -> list[Change]:
    """What dedupe, stories and resolve ask for when exactly these articles are in the lake."""
    names = sorted(names, key=ALL.index)
    copies = {"wire"} if {"wire", "harbour"} <= set(names) else set()
    ferry = [name for name in names if name != "orchard"]
    original = "harbour" if "harbour" in names else "wire"
    clusters = [
        {
            "article_id": f"a_{name}",
            "duplicate_cluster": f"c_{original if name in copies else name}",
            "duplicate_of": f"a_{original}" if name in copies else None,
            "duplicate_kind": "contained" if name in copies else None,
        }
        for name in names
    ]
    texts = pa.string()
    cluster_rows = pa.Table.from_pylist(
        clusters,
        pa.schema(
            [(name, texts) for name in ("article_id", "duplicate_cluster", "duplicate_of", "duplicate_kind")]
        ),
    )
    story = {name: "t_orchard" if name == "orchard" else "t_ferry" for name in names}
    changes: list[Change] = [
        Assign("articles", "article_id", cluster_rows),
        Assign("articles", "article_id", pa.table({"article_id": [f"a_{n}" for n in names], "story_id": [story[n] for n in names]})),
        Replace("duplicate_pairs", rows_to_table("duplicate_pairs", [
            {"article_a": "a_harbour", "article_b": "a_wire", "kind": "contained", "jaccard": 0.5, "containment": 1.0}
        ] if copies else [])),
        Replace("stories", rows_to_table("stories", _stories(names, copies))),
        Replace("sources", rows_to_table("sources", [
            {"source_id": key, "name": label, "aliases": [label]}
            for key, label in sorted({SOURCES[name] for name in names} | {SOURCES["harbour"]})
        ])),
    ]  # fmt: skip
    if not ferry:
        return changes
    mentions = {f"m_{name}_PERSON": MARSH for name in ferry}
    if "valley" in ferry:
        mentions["m_valley_ORG"] = PORT
    return [
        *changes,
        Assign("mentions", "mention_id", pa.table({"mention_id": list(mentions), "entity_id": list(mentions.values())})),
        Assign("quotes", "quote_id", pa.table({
            "quote_id": [f"q_{n}" for n in ferry], "speaker_entity_id": [MARSH] * len(ferry), "utterance_id": ["u_1"] * len(ferry),
        })),
        Replace("entities", rows_to_table("entities", _entities(ferry))),
        Replace("utterances", rows_to_table("utterances", [{
            "utterance_id": "u_1", "text": SAID, "speaker_entity_id": MARSH, "speaker_name": "Tilda Marsh",
            "n_quotes": len(ferry), "n_articles": len(ferry), "n_sources": len({SOURCES[n][0] for n in ferry}),
            "first_published_at": min(t for n in ferry if (t := TIMES[n][0])),
            "first_source_id": SOURCES[min(ferry, key=lambda n: str(TIMES[n][0]))][0],
        }])),
        Replace("quote_alignments", rows_to_table("quote_alignments", [_alignment(n) for n in ferry])),
    ]  # fmt: skip


def _stories(names: list[str], copies: set[str]) -> list[dict[str, object]]:
    out = []
    for story in ("t_ferry", "t_orchard"):
        members = [name for name in names if (name == "orchard") == (story == "t_orchard")]
        times = [t for n in members if (t := TIMES[n][0])]
        if members:
            out.append({
                "story_id": story, "title": f"{members[0]} headline", "n_articles": len(members),
                "n_sources": len({SOURCES[n][0] for n in members}), "n_independent": len(set(members) - copies),
                "first_published_at": min(times, default=None), "last_published_at": max(times, default=None),
            })  # fmt: skip
    return out


def _entities(ferry: list[str]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = [
        {"entity_id": MARSH, "name": "Tilda Marsh", "kind": "PERSON", "aliases": ["Marsh", "Tilda Marsh"],
         "n_mentions": len(ferry), "n_articles": len(ferry)}
    ]  # fmt: skip
    if "valley" in ferry:
        out.append({"entity_id": PORT, "name": "Harbour Port", "kind": "ORG", "aliases": ["Harbour Port"],
                    "n_mentions": 1, "n_articles": 1})  # fmt: skip
    return out


def _alignment(name: str) -> dict[str, object]:
    row = {"quote_id": f"q_{name}", "utterance_id": "u_1", "relation": "identical", "similarity": 1.0}
    if name != "valley":
        return row | {"ops": [{"op": "keep", "text": SAID, "base_text": SAID}], "meaning_changed": False}
    ops = [("keep", "We will", "We will"), ("cut", None, "not"), ("keep", "close the harbour before the inspection",
           "close the harbour before the inspection"), ("replace", "over", "done"), ("add", "soon", None)]  # fmt: skip
    return row | {
        "relation": "altered", "similarity": 0.8, "meaning_changed": True, "meaning_reason": "negation",
        "ops": [dict(zip(("op", "text", "base_text"), op, strict=True)) for op in ops],
    }  # fmt: skip


def stage(folder: Path, rows: dict[str, list[dict[str, object]]]) -> dict[str, list[Path]]:
    """Write rows as a run's staged Parquet files."""
    folder.mkdir(parents=True, exist_ok=True)
    staged = {}
    for table, some in rows.items():
        if some:
            path = folder / f"{table}.parquet"
            pq.write_table(rows_to_table(table, some), path)
            staged[table] = [path]
    return staged

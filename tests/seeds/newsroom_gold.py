"""The sample newsroom's gold and an export of it, laid side by side."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

SEEDS = Path(__file__).parents[2] / "seeds"
NEWSROOM, GOLD = SEEDS / "newsroom", SEEDS / "gold"
Row = dict[str, Any]


@cache
def gold(name: str) -> tuple[Row, ...]:
    """Return the rows of seeds/gold/<name>.jsonl."""
    return tuple(json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines())


def gold_by_article(name: str) -> dict[str, list[Row]]:
    """Return the gold rows of each article."""
    out: dict[str, list[Row]] = defaultdict(list)
    for row in gold(name):
        out[row["article"]].append(row)
    return out


@cache
def aliases() -> dict[str, frozenset[str]]:
    """Return every name by which an entity goes, under each of them, folded."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in gold("entities"):
        names[row["name"]] |= {fold(row["name"]), *map(fold, row["aliases"])}
    return {fold(name): frozenset(group) for name, group in names.items()}


def fold(text: str | None) -> str:
    """Return the words of a text in lower case, without accents, apostrophes and marks."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b|['’]", "", text or ""))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower()))


class Export:
    """The Parquet files of one export, joined to the gold by file name, record id or address."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.documents = {row["document_id"]: row for row in self.rows("documents")}
        self.articles: dict[str, Row] = {}
        self.key_of: dict[str, str] = {}
        keys = [row["article"] for row in gold("articles")]
        for article in self.rows("articles"):
            document = self.documents[article["document_id"]]
            names = {document["external_id"], article["external_id"], document["url"]}
            origin = (document["origin"] or "").replace("\\", "/")
            found = [k for k in keys if k in names or origin.endswith("/" + k)]
            if found:
                self.articles[found[0]] = article
                self.key_of[article["article_id"]] = found[0]

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table; none if it was not exported. Times lose their zone and stay UTC."""
        path = self.folder / f"{table}.parquet"
        if not path.exists():
            return []
        data = pq.read_table(path)
        if table == "documents":
            data = data.drop_columns(["raw"])
        return data.to_pylist()

    def by_article(self, table: str) -> dict[str, list[Row]]:
        """Return the rows of each article that the gold knows."""
        out: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            if key := self.key_of.get(row["article_id"]):
                out[key].append(row)
        return out


def overlap(a: str, b: str) -> float:
    """Return shared words / all words of two texts, as bags."""
    x, y = Counter(fold(a).split()), Counter(fold(b).split())
    both = sum((x & y).values())
    return both / max(1, sum((x | y).values()))


def pair_up(wanted: list[str], found: list[str], least: float = 0.5) -> dict[int, int]:
    """Pair texts one to one, the most alike first; pairs of less than `least` overlap stay apart."""
    scored = sorted(
        ((overlap(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        key=lambda x: (-x[0], x[1], x[2]),
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names can be of one thing: aliases, or all words of the shorter are in the longer."""
    x, y = fold(a), fold(b)
    if y in aliases().get(x, frozenset()) or x in aliases().get(y, frozenset()):
        return True
    drop = {"the", "a", "an", "of", "its", "one", "said"}
    p, q = set(x.split()) - drop, set(y.split()) - drop
    return bool(p and q) and (p <= q or q <= p)


def pairwise(labels: list[tuple[str, str | None]]) -> float:
    """Return the F of pairs put together, in per cent; a thing without a group stands alone."""
    want: Counter[str] = Counter(label for label, _ in labels)
    got: Counter[str] = Counter(group for _, group in labels if group is not None)
    both: Counter[tuple[str, str]] = Counter((label, group) for label, group in labels if group is not None)
    n_want, n_got, n_both = (sum(n * (n - 1) // 2 for n in c.values()) for c in (want, got, both))
    return 100.0 if n_want == n_got == 0 else round(200 * n_both / (n_want + n_got), 1)

"""Score what is told of many articles together: duplicates, stories, people, and what was left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from newsroom_gold import Export, fold, gold, pairwise, same_name
from newsroom_tally import Tally


def score_groups(tally: Tally, export: Export) -> dict[str, float]:
    """Score duplicates and stories."""
    english = [
        row for row in gold("articles") if row["language"] == "en" and row["article"] in export.articles
    ]
    stories = [(row["story"], export.articles[row["article"]]["story_id"]) for row in english]
    got = {
        frozenset((export.key_of.get(p["article_a"], ""), export.key_of.get(p["article_b"], ""))): p
        for p in export.rows("duplicate_pairs")
    }
    want = {frozenset((row["article_a"], row["article_b"])): row for row in gold("duplicates")}
    for pair, row in want.items():
        a, b = (export.articles.get(key, {}) for key in pair)
        tally.add("duplicates_recall", pair in got, " + ".join(sorted(pair)), row["kind"], None)
        ok = (
            a
            and b
            and a["duplicate_cluster"] is not None
            and a["duplicate_cluster"] == b["duplicate_cluster"]
        )
        tally.add("duplicates_together", ok, " + ".join(sorted(pair)), "one cluster", None)
        if row["is_version"] and a and b:
            ok = a["duplicate_of"] is None and b["duplicate_of"] is None
            tally.add(
                "versions_no_copies",
                ok,
                " + ".join(sorted(pair)),
                "no copies",
                (a["duplicate_of"], b["duplicate_of"]),
            )
    for pair, row in got.items():
        tally.add(
            "duplicates_precision",
            pair in want,
            " + ".join(sorted(pair)),
            None,
            (row["jaccard"], row["containment"]),
        )
    for label, ids in _split(stories).items():
        tally.add("stories_whole", len(ids) == 1, label, "one story", f"{len(ids)} stories")
    return {"stories_f": pairwise(stories), "stories_b3": _b_cubed(stories)}


def _split(labels: Iterable[tuple[str, str | None]]) -> dict[str, set[str | None]]:
    out: dict[str, set[str | None]] = defaultdict(set)
    for label, group in labels:
        out[label].add(group)
    return out


def _b_cubed(labels: list[tuple[str, str | None]]) -> float:
    items = [(label, group if group is not None else f"alone {i}") for i, (label, group) in enumerate(labels)]
    both, want, got = Counter(items), Counter(x for x, _ in items), Counter(y for _, y in items)

    def mean(c: Counter[Any], at: int) -> float:
        return sum(both[i] / c[i[at]] for i in items) / max(1, len(items))

    p, r = mean(got, 1), mean(want, 0)
    return round(200 * p * r / (p + r), 1) if p + r else 0.0


def score_names(tally: Tally, export: Export) -> dict[str, float]:
    """Score people and organisations: found, told apart, put together across articles."""
    mentions = export.by_article("mentions")
    known = {row["entity_id"]: row for row in export.rows("entities")}
    labels: list[tuple[str, str | None]] = []
    for row in gold("entities"):
        if row["article"] not in export.articles:
            continue
        names = {fold(row["name"]), *map(fold, row["aliases"])}
        ids = Counter(
            m["entity_id"]
            for m in mentions[row["article"]]
            if m["label"] == row["kind"] and fold(m["text"]).removeprefix("the ") in names
        )
        if row["kind"] in ("PERSON", "ORG"):
            tally.add(f"{row['kind'].lower()}_found", ids, row["article"], row["name"], None)
        best = ids.most_common(1)[0][0] if ids else None
        if row["kind"] == "PERSON" and best:
            labels.append((row["name"], best))
            ok = same_name(row["name"], known.get(best, {}).get("name"))
            tally.add("person_named", ok, row["article"], row["name"], known.get(best, {}).get("name"))
    for group, names_of in _split((b or "", a) for a, b in labels).items():
        tally.add("people_apart", len(names_of) == 1, group, "one person", sorted(map(str, names_of)))
    return {"people_f": pairwise(labels)}


def score_rejections(tally: Tally, export: Export) -> dict[str, float]:
    """Score whether whatever is broken has its row."""
    rows = [row for row in export.rows("rejections") if row["stage"] != "enrich"]
    for want in gold("rejections"):
        name, _, line = want["input"].partition(" line ")
        hit = [
            r
            for r in rows
            if name in f"{r['origin']} {r['detail']}" and (not line or r["origin"].rpartition("=")[2] == line)
        ]
        tally.add("rejections", hit, want["input"], want["because"], [r["origin"] for r in rows])
    return {}

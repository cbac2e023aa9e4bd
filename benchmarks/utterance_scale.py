"""What entities, outlets and utterances cost in a growing warehouse, on invented articles.

    python benchmarks/utterance_scale.py [--sizes 10000,100000] [--delta 1000] [--run 10000]

Prints, for each size: CPU ms an article so far and their parts, CPU seconds for a delta on top of it and their parts, and
the peak of memory; at the end how much a delta costs more at the greatest size than at the least.

The made-up newsroom: 274 articles a day by forty outlets. An event has six people, three bodies and two towns, is told by
one to six outlets, and each of them prints four of the eight sentences that were said, some cut short or with a word changed.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
from growing import grow, options

from tasks.lake.relations import PLACED
from tasks.resolve.entity_task import resolve_entities, show_scope
from tasks.resolve.source_task import resolve_sources
from tasks.resolve.task import see
from tasks.resolve.utterance_task import resolve_utterances
from tasks.vocabulary.changes import Assign, Change
from tasks.vocabulary.ids import make_id, sibling_id
from tasks.vocabulary.schemas import TABLES, empty, rows_to_table

PER_DAY = 274
OF_ARTICLE = ("articles", "mentions", "quotes", "citations")
START = datetime(2020, 1, 1, tzinfo=UTC)
COUNTRIES = ("France", "Norway", "Kenya", "Chile", "Japan", "Canada", "Iran", "Peru")
FIRST_NAMES = (
    "Ana",
    "Piet",
    "Ida",
    "John",
    "Maria",
    "Omar",
    "Lena",
    "Paul",
    "Grace",
    "Ivan",
    "Ruth",
    "Carlos",
)


class Event(NamedTuple):
    """Who does what where, and what is said of it."""

    number: int
    people: list[str]
    bodies: list[str]
    places: list[str]
    said: list[str]


def word(chance: random.Random) -> str:
    return "".join(
        chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
    )


def newsroom(seed: int = 7) -> Iterator[dict[str, list[dict]]]:
    chance = random.Random(seed)
    common = [word(chance) for _ in range(3000)]
    people = [f"{chance.choice(FIRST_NAMES)} {word(chance).title()}" for _ in range(6000)]
    bodies = [f"{word(chance).title()} {word(chance).title()} Council" for _ in range(1500)]
    towns = [word(chance).title() for _ in range(800)]
    tellers: list[Event] = []
    for number in count():
        if not tellers:
            event = Event(
                number,
                chance.sample(people, 6),
                chance.sample(bodies, 3),
                [*chance.sample(towns, 2), chance.choice(COUNTRIES)],
                [" ".join(chance.choice(common) for _ in range(chance.randint(5, 30))) for _ in range(8)],
            )
            tellers = [event] * chance.choice((1, 1, 1, 2, 2, 3, 4, 6))
        yield one_article(number, tellers.pop(), common, chance)


def one_article(number: int, event: Event, common: list[str], chance: random.Random) -> dict[str, list[dict]]:
    article_id = sibling_id("a", make_id("d", "made-up", number))
    outlet = chance.randrange(40)
    out: dict[str, list[dict]] = {name: [] for name in OF_ARTICLE}
    text = ""

    def mention(words: str, label: str, entity: int, name: str) -> None:
        nonlocal text
        row = {
            "mention_id": make_id("m", article_id, len(text)),
            "article_id": article_id,
            "start": len(text),
        }
        row |= {"end": len(text) + len(words), "text": words, "label": label, "local_entity": entity}
        out["mentions"].append(row | {"local_name": name, "is_pronoun": False})
        text += words + " "

    for entity, (name, label) in enumerate(
        [
            *((n, "PERSON") for n in event.people),
            *((n, "ORG") for n in event.bodies),
            *((n, "GPE") for n in event.places),
        ]
    ):
        is_full = label != "PERSON" or chance.random() < 0.8  # some know a person by the surname alone
        for form in (name if is_full else name.split()[-1], name.split()[-1], name.split()[-1])[
            : chance.randint(1, 3)
        ]:
            mention(form if label == "PERSON" else name, label, entity, name if is_full else name.split()[-1])
    for place in sorted(chance.sample(range(8), 4)):
        words = event.said[place].split()
        if chance.random() < 0.3:
            words = words[: max(4, len(words) * 2 // 3)]
        if chance.random() < 0.3:
            words[chance.randrange(len(words))] = chance.choice(common)
        text += '"'
        start, quote = len(text), " ".join(words)
        text += f'{quote}" '
        spans = [{"start": start, "end": start + len(quote)}]
        row = {
            "quote_id": make_id("q", article_id, start),
            "article_id": article_id,
            "text": quote,
            "spans": spans,
        }
        row |= {"quoted_spans": spans, "kind": "direct", "is_fragment": len(words) < 5, "is_headline": False}
        row |= {"cue": "said", "cue_start": len(text), "cue_end": len(text) + 4, "confidence": 0.9}
        known = chance.random() < 0.85
        row |= {
            "speaker_kind": "person" if known else "unknown",
            "speaker_local_entity": place % 6 if known else None,
        }
        row |= {"speaker_local_name": event.people[place % 6] if known else None}
        out["quotes"].append(row | {"speaker_name": row["speaker_local_name"]})
        text += "said.\n"
    out["articles"].append(
        {
            "article_id": article_id,
            "document_id": make_id("d", "made-up", number),
            "source_name": f"Outlet {outlet}",
            "source_domain": f"outlet{outlet}.example",
            "text": text,
            "published_at": START + timedelta(days=number // PER_DAY, minutes=number % PER_DAY),
            "section": f"st_{event.number}",
        }
    )
    if chance.random() < 0.3:
        out["citations"].append(
            {"article_id": article_id, "start": 0, "end": 4, "text": "told", "kind": "outlet"}
            | {"cited_name": f"Outlet {chance.randrange(40)}"}
        )
    return out


class Warehouse:
    """A growing corpus on disk; each run adds articles and makes the changes that `resolve` asks for."""

    def __init__(self, path: str) -> None:
        self.con = duckdb.connect(path, config={"threads": 1, "memory_limit": "2GB"})
        self.con.execute("SET TimeZone = 'UTC'")
        for table in TABLES:
            self._put(f"CREATE TABLE kept_{table} AS FROM given", empty(table))
            self.con.execute(f"CREATE VIEW old_{table} AS FROM kept_{table}")
        for table in PLACED:
            self.con.execute(f"CREATE VIEW placed_{table} AS SELECT rowid AS lake_rowid, * FROM kept_{table}")

    def run(self, batch: dict[str, pa.Table]) -> dict[str, float]:
        """Add articles; return CPU seconds by part."""
        for table in TABLES:
            self._put(
                f"CREATE OR REPLACE TEMP TABLE new_{table} AS FROM given", batch.get(table, empty(table))
            )
            self.con.execute(
                f"CREATE OR REPLACE TEMP VIEW all_{table} AS FROM old_{table} UNION ALL BY NAME FROM new_{table}"
            )
        self.con.execute(
            "CREATE OR REPLACE TEMP TABLE replaced_articles AS "
            "SELECT article_id, document_id, story_id, duplicate_cluster FROM old_articles WHERE false"
        )
        self.con.execute(
            "CREATE OR REPLACE TEMP VIEW replaced_article_names AS FROM old_article_names WHERE false"
        )
        is_all = show_scope(self.con)
        self.con.execute(
            "CREATE OR REPLACE TEMP VIEW article_stories AS SELECT article_id, section AS story_id FROM all_articles"
        )
        self.con.execute(
            "CREATE OR REPLACE TEMP VIEW article_clusters AS "
            "SELECT article_id, NULL::VARCHAR AS duplicate_cluster FROM all_articles"
        )
        seconds, changes = {}, []
        for name, part in (
            ("see", lambda con: see(con) or []),
            ("entities", lambda con: resolve_entities(con, is_all=is_all)),
            ("sources", resolve_sources),
            ("utterances", resolve_utterances),
        ):
            began = time.process_time()
            changes += part(self.con)
            seconds[name] = time.process_time() - began
        for table in OF_ARTICLE:
            self.con.execute(f"INSERT INTO kept_{table} BY NAME FROM new_{table}")
        self.con.execute("UPDATE kept_articles SET story_id = section")
        for change in changes:
            self._make(change)
        return seconds

    def _make(self, change: Change) -> None:
        kept = f"kept_{change.table}"
        if isinstance(change, Assign):
            columns = [name for name in change.rows.column_names if name != change.key]
            sets = ", ".join(f"{name} = given.{name}" for name in columns)
            statement = f"UPDATE {kept} SET {sets} FROM given WHERE {kept}.{change.key} = given.{change.key}"
            self._put(statement, change.rows)
            return
        if change.scope is None:
            self.con.execute(f"DELETE FROM {kept}")
        else:
            key = ", ".join(change.key)
            self._put(f"DELETE FROM {kept} WHERE ({key}) IN (SELECT ({key}) FROM given)", change.scope)
        self._put(f"INSERT INTO {kept} BY NAME FROM given", change.rows)

    def _put(self, statement: str, rows: pa.Table) -> None:
        self.con.register("given", rows)
        self.con.execute(statement)
        self.con.unregister("given")


def tables_of(articles: Sequence[dict[str, list[dict]]]) -> dict[str, pa.Table]:
    out = {}
    for table in OF_ARTICLE:
        parts = [
            rows_to_table(table, [row for article in articles[k : k + 2000] for row in article[table]])
            for k in range(0, len(articles), 2000)
        ]
        out[table] = pa.concat_tables([empty(table), *parts])
    return out


def main() -> None:
    arguments = options(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        grow(
            Warehouse(str(Path(folder) / "warehouse.duckdb")),
            newsroom(),
            tables_of,
            arguments,
            ("mentions", "entities", "quotes", "utterances"),
        )


if __name__ == "__main__":
    main()

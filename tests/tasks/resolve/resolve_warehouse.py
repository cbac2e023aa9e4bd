"""A warehouse in memory: the relations that the stage reads, and its changes made."""

import datetime as dt
import random

import duckdb
import pyarrow as pa

from tasks.lake.relations import PLACED
from tasks.resolve.task import resolve
from tasks.vocabulary.changes import Replace
from tasks.vocabulary.schemas import TABLES, rows_to_table

OF_ARTICLE = ("articles", "mentions", "quotes", "citations")


class MemoryWarehouse:
    """Tables as lists of dicts; `run` adds articles and makes the changes that `resolve` asks for."""

    def __init__(self, overrides=None):
        self.tables = {name: [] for name in TABLES}
        self.overrides = overrides

    def run(self, batch):
        """Add a batch {table: rows}; articles that are there already are derived again."""
        con = duckdb.connect()
        con.execute("SET TimeZone = 'UTC'; SET threads = 1")
        again = {row["article_id"] for row in batch["articles"]}
        gone = {row["quote_id"] for row in self.tables["quotes"] if row["article_id"] in again}
        con.register("replaced_articles", self._rows_of(again, "articles"))
        con.register("replaced_article_names", self._rows_of(again, "article_names"))
        for name in TABLES:
            old = [
                row
                for row in self.tables[name]
                if row.get("article_id") not in again
                and not (name.startswith("quote_") and row["quote_id"] in gone)
            ]
            self.tables[name] = old + [dict(row) for row in batch.get(name, [])]
            con.register(f"old_{name}", rows_to_table(name, old))
            if name in PLACED:
                places = pa.array(range(len(old)), pa.int64())
                con.register(f"placed_{name}", rows_to_table(name, old).append_column("lake_rowid", places))
            con.register(f"new_{name}", rows_to_table(name, batch.get(name, [])))
            con.register(f"all_{name}", rows_to_table(name, self.tables[name]))
        self._show_context(con)
        changes = resolve(con, self.overrides) if self.overrides else resolve(con)
        for change in changes:
            self._make(change)
        for row in self.tables["articles"]:
            row.update({name: ids[row["article_id"]] for name, ids in self.contexts.items()})
        con.close()
        return changes

    def _rows_of(self, article_ids, table):
        return rows_to_table(table, [row for row in self.tables[table] if row["article_id"] in article_ids])

    def _show_context(self, con):
        """Give each article its story and its copy cluster: "mill|wire" is the cluster "wire" of the story "mill"."""
        places = {
            row["article_id"]: [*(row["section"] or "").split("|"), ""] for row in self.tables["articles"]
        }
        self.contexts = {
            name: {one: self._founder(prefix, places, part, place[part]) for one, place in places.items()}
            for name, prefix, part in (("story_id", "s", 0), ("duplicate_cluster", "c", 1))
        }
        for view, name in (("article_stories", "story_id"), ("article_clusters", "duplicate_cluster")):
            ids = self.contexts[name]
            columns = {
                "article_id": pa.array(list(ids), pa.string()),
                name: pa.array(list(ids.values()), pa.string()),
            }
            con.register(view, pa.table(columns))

    def _founder(self, prefix, places, part, label):
        mates = [row for row in self.tables["articles"] if places[row["article_id"]][part] == label]
        first = min(mates, key=lambda r: (r["published_at"] is None, r["published_at"], r["article_id"]))
        return prefix + first["article_id"][1:] if label else None

    def _make(self, change):
        rows = change.rows.to_pylist()
        if isinstance(change, Replace):
            scope = (
                None
                if change.scope is None
                else {tuple(r[k] for k in change.key) for r in change.scope.to_pylist()}
            )
            kept = (
                []
                if scope is None
                else [
                    r for r in self.tables[change.table] if tuple(r.get(k) for k in change.key) not in scope
                ]
            )
            self.tables[change.table] = kept + rows
        else:
            by_key = {row[change.key]: row for row in rows}
            for row in self.tables[change.table]:
                row.update(by_key.get(row[change.key], {}))

    def snapshot(self):
        """Return all tables in an order of their own."""
        return {
            name: sorted(repr(sorted(row.items(), key=lambda kv: kv[0])) for row in full(name, rows))
            for name, rows in self.tables.items()
        }


def full(name, rows):
    """Return rows with all columns of their table."""
    return rows_to_table(name, rows).to_pylist()


def article(
    number,
    text,
    *,
    story=None,
    source=None,
    domain=None,
    day=None,
    speaker=None,
    quotes=(),
    people=(),
    cites=(),
):
    """Build the rows of one invented article: quotes are exact substrings of the text, people (text, label, local name)."""
    article_id = f"a_{number:04d}"
    when = None if day is None else dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
    out = {name: [] for name in OF_ARTICLE}
    out["articles"] = [
        {
            "article_id": article_id,
            "document_id": "d" + article_id[1:],
            "text": text,
            "title": "Headline",
            "source_name": source,
            "source_domain": domain,
            "published_at": when,
            "section": story,
        }
    ]
    names = {}
    for text_, label, name in people:
        local = names.setdefault(name, len(names))
        out["mentions"].append(
            {
                "mention_id": f"m_{number:04d}_{len(out['mentions'])}",
                "article_id": article_id,
                "start": 0,
                "end": len(text_),
                "text": text_,
                "label": label,
                "local_entity": local,
                "local_name": name,
                "is_pronoun": False,
            }
        )
    for k, words in enumerate(quotes):
        who = speaker if isinstance(speaker, str) or speaker is None else speaker[k]
        start = text.index(words)
        span = [{"start": start, "end": start + len(words)}]
        out["quotes"].append(
            {
                "quote_id": f"q_{number:04d}_{k}",
                "article_id": article_id,
                "text": words,
                "spans": span,
                "quoted_spans": span,
                "kind": "direct",
                "is_fragment": len(words.split()) < 5,
                "is_headline": False,
                "cue": "said",
                "cue_start": start + len(words) + 2,
                "speaker_kind": "person" if who else "unknown",
                "speaker_local_name": who,
                "speaker_local_entity": names.get(who),
            }
        )
    for name in cites:
        at = text.index(name)
        out["citations"].append(
            {
                "article_id": article_id,
                "start": at,
                "end": at + len(name),
                "text": name,
                "kind": "outlet",
                "cited_name": name,
            }
        )
    return out


def together(articles):
    """Return one batch of several articles."""
    return {name: [row for one in articles for row in one[name]] for name in OF_ARTICLE}


NAMES = {
    "PERSON": [
        "Ana Lindqvist",
        "Lindqvist",
        "Ana M. Lindqvist",
        "Jonas Lindqvist",
        "A. Lindqvist",
        "Anna Lindqvist Jr.",
        "Ana",
        "Piet Okoro",
        "Okoro",
        "P. Okoro",
        "Piet Marr Okoro",
        "Marr",
        "John Marr",
        "Jack Marr",
        "George W. Marr",
        "George H. Marr",
        "George Marr",
        "Paula Marr",
        "George",
        "Queen Mathilde",
        "Mathilde",
        "Mathilde Okoro",
        "Pelo",
        "John Marr III",
    ],
    "ORG": [
        "Oddby Flood Agency",
        "OFA",
        "Norwegian Navy",
        "Swedish Navy",
        "Navy",
        "the Navy",
        "Department of Justice",
        "Justice Department",
        "U.S. Department of Justice",
        "Marr",
        "Marr Co.",
        "Marr Company",
        "Lindqvist",
        "France",
        "Oddby",
    ],
    "GPE": [
        "Oddby",
        "Springfield",
        "Springfield, Ill.",
        "Springfield, Ore.",
        "France",
        "U.S.",
        "the United States",
        "Marr",
        "Norway",
    ],
    "NORP": ["Norwegian", "Norwegians", "French", "Oddbyer", "Oddbyers"],
    "FAC": ["Oddby", "Marr Bridge", "Norwegian Navy"],
    "PRODUCT": ["Pelo", "Marr", "OFA"],
}
TITLES = ["", "", "", "Mr ", "Ms "]


def named_newsroom(seed, size=24):
    """Return invented articles that name few things in many ways, some in stories and copy clusters."""
    rnd = random.Random(seed)
    labels = rnd.choices(list(NAMES), [6, 4, 2, 1, 1, 1], k=size * 6)
    pool = {
        label: rnd.sample(names, max(3, len(names) // rnd.choice([1, 2]))) for label, names in NAMES.items()
    }
    stories = [*rnd.choice(["xyz", "tuvwxyz"]), "", ""]
    articles = []
    for number in range(size):
        people = []
        for _ in range(rnd.randint(1, 4)):
            label = rnd.choice(labels)
            name = rnd.choice(pool[label])
            text = rnd.choice(TITLES) + name if label == "PERSON" else name
            people.append((text, label, name))
            if label == "ORG" and name == "Oddby Flood Agency" and rnd.random() < 0.5:
                people.append(("OFA", label, name))
        speaker = rnd.choice([name for _, _, name in people])
        story, cluster = rnd.choice(stories), rnd.choice(["", "", "k", "l"])
        words = rnd.choice(SAYINGS)
        articles.append(
            article(
                number,
                f"“{words}” said {speaker}.",
                story=f"{story}|{cluster}",
                day=rnd.choice([None, 1, 2, 3]),
                speaker=speaker,
                quotes=[words],
                people=people,
            )
        )
    return articles


SAYINGS = [
    "We will not close the mill at Oddby before June, because forty families depend on it.",
    "We won't close the mill at Oddby before June",
    "close the mill at Oddby before June, because forty families depend on it. That is a promise.",
    "That is a promise.",
    "forty families",
    "The river took the bridge in one night and nobody had a boat to cross it.",
    "The river took the bridge in one night, and nobody owned a boat to cross it.",
    "nobody had a boat",
    "I have nothing to add to what the council said in its letter of Tuesday evening.",
]
PEOPLE = [
    "Ana Lindqvist",
    "Lindqvist",
    "Ana M. Lindqvist",
    "Jonas Lindqvist",
    "Piet Okoro",
    "Okoro",
    "P. Okoro",
]


def random_newsroom(seed, size=14):
    """Return invented articles in which a few people say a few things again and again."""
    rnd = random.Random(seed)
    articles = []
    for number in range(size):
        people = rnd.sample(PEOPLE, rnd.randint(1, 3))
        quotes = rnd.sample(SAYINGS, rnd.randint(1, 3))
        speakers = [rnd.choice([*people, None]) for _ in quotes]
        text = " ".join(
            f"“{words}” said {who or 'someone'}.{rnd.choice(['', chr(10)])}"
            for words, who in zip(quotes, speakers, strict=False)
        )
        source = rnd.choice(
            [
                ("Harbor Ledger", "harborledger.example"),
                ("The Quarry Post", None),
                (None, "quarrypost.example"),
                (None, None),
            ]
        )
        articles.append(
            article(
                number,
                text + " The Quarry Post was told.",
                story=rnd.choice(["x", "x", "y", None]),
                source=source[0],
                domain=source[1],
                day=rnd.choice([None, 1, 2, 3, 4]),
                speaker=speakers,
                quotes=quotes,
                people=[(p, "PERSON", p) for p in people]
                + [("Oddby", "GPE", "Oddby"), ("FEMA", "ORG", "FEMA")],
                cites=rnd.choice([(), ("The Quarry Post",)]),
            )
        )
    return articles

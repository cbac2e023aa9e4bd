"""What duplicates and stories cost in a growing warehouse, on NewsArticles repeated with edits.

    python benchmarks/dedupe_scale.py ARTICLES.jsonl.gz [--sizes 10000,100000] [--delta 1000] [--run 10000]

Prints, for each size: CPU ms an article so far, CPU seconds for a delta on top of it, the peak of memory; and at the end
how much a delta costs more at the greatest size than at the least.

The made-up newsroom: 274 articles a day, so 100,000 are a year. An event is one article of the source, told by one to
six outlets within four days, each with its own sentences kept and one word in eight changed; a quarter of all articles
are copies (one word in fifty changed, or cut, or put before another text); every outlet has a footer on a third of its pages.
"""

import gzip
import json
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from dedupe_warehouse import Warehouse
from growing import grow, options

from tasks.vocabulary.ids import make_id, sibling_id
from tasks.vocabulary.schemas import rows_to_table

PER_DAY = 274
FOOTER = (
    "follow us on the usual channels and sign up for our morning letter copyright {} press group all rights reserved this "
    "material may not be published broadcast rewritten or redistributed without permission of the {} press group"
)


def reworded(words: list[str], one_in: int, vocabulary: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(vocabulary) if chance.randrange(one_in) == 0 else word for word in words]


def newsroom(records: list[dict], seed: int = 7) -> Iterator[dict]:
    chance = random.Random(seed)
    texts = [record["text"].split() for record in records if len(record["text"].split()) >= 60]
    titles = [record.get("title") or "" for record in records if len(record["text"].split()) >= 60]
    vocabulary = sorted({word for text in texts for word in text})
    start = datetime(2020, 1, 1, tzinfo=UTC)
    pending: list[tuple[int, int, list[str]]] = []
    recent: list[list[str]] = []
    for number in count():
        day = number // PER_DAY
        outlet = f"Outlet {chance.randrange(40)}"
        if recent and chance.random() < 0.25:
            text = reworded(chance.choice(recent), 50, vocabulary, chance)
            way = chance.randrange(3)
            if way == 1:
                text = text[: int(len(text) * 0.7)]
            elif way == 2:
                text = text + chance.choice(texts)[:150]
            title = "Copy"
        else:
            if not pending:
                base = chance.randrange(len(texts))
                facts = reworded(texts[base], 8, vocabulary, chance)
                pending = [(base, k, facts) for k in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6)))]
                chance.shuffle(pending)
            base, _, facts = pending.pop()
            text = reworded(facts, 8, vocabulary, chance)
            title = titles[base]
            recent = [*recent[-300:], text]
        if chance.randrange(3) == 0:
            text = text + FOOTER.format(outlet, outlet).split()
        document = make_id("d", "made-up", number)
        yield {
            "article_id": sibling_id("a", document),
            "document_id": document,
            "source_id": make_id("s", outlet),
            "title": title,
            "text": " ".join(text),
            "n_words": len(text),
            "published_at": start + timedelta(days=day),
            "published_precision": "day",
            "agencies": [],
        }


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("articles")
    arguments = parser.parse_args()
    with gzip.open(arguments.articles, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        grow(
            Warehouse(str(Path(folder) / "warehouse.duckdb")),
            newsroom(records),
            partial(rows_to_table, "articles"),
            arguments,
            ("duplicate_pairs", "shared_passages", "stories"),
        )


if __name__ == "__main__":
    main()

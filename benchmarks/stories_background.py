"""Count in how many articles each stem stands: makes tasks/stories/background.txt.gz.

    python benchmarks/stories_background.py ARTICLES.jsonl.gz tasks/stories/background.txt.gz

The input holds records with `title` and `text`; only counts of single stems leave it. Stems of fewer than LEAST
articles are left out: they count as unseen.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from tasks.stories.terms import stems

LEAST = 2


def main() -> None:
    source, target = sys.argv[1:]
    n_documents = 0
    frequencies: Counter[str] = Counter()
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            frequencies.update(
                {word for word in stems(f"{record.get('title') or ''}\n{record['text']}") if word}
            )
            n_documents += 1
    kept = sorted((word, count) for word, count in frequencies.items() if count >= LEAST)
    rows = "".join(f"{word}\t{count}\n" for word, count in kept)
    Path(target).write_bytes(gzip.compress(f"{n_documents}\n{rows}".encode(), mtime=0))
    print(f"{n_documents} articles, {len(kept)} stems, {Path(target).stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""The columns of our own bookkeeping, kept in the lake so that a run reads only what it touches. No analyst needs them."""

import pyarrow as pa

BOOKKEEPING: dict[str, pa.Schema] = {
    "outlet_lines": pa.schema(
        [  # evidence for cleaning text: lines that recur on an outlet's pages
            ("outlet", pa.string()),  # the outlet's key: domain, else folded name
            ("line_key", pa.int64()),  # hash of the folded line
            ("body_key", pa.int64()),  # hash of the document's longest line: copies of one article count once
            ("document_id", pa.string()),
        ]
    ),
    "fingerprints": pa.schema(
        [  # the containment index of dedupe
            ("fingerprint", pa.uint64()),
            ("article_id", pa.string()),
        ]
    ),
    "article_shingles": pa.schema(
        [  # how much text an article has, as the search for copies counts it
            ("article_id", pa.string()),
            ("n_fingerprints", pa.int32()),
            ("n_shingles", pa.int32()),
        ]
    ),
    "quote_fingerprints": pa.schema(
        [  # the index by which resolve finds quotations that share words
            ("fingerprint", pa.int64()),
            ("quote_id", pa.string()),
        ]
    ),
    "article_terms": pa.schema(
        [  # the weighted terms of an article, for stories
            ("article_id", pa.string()),
            ("terms", pa.list_(pa.uint32())),
            ("weights", pa.list_(pa.float32())),
        ]
    ),
    "article_names": pa.schema(
        [  # what each article names, for resolving entities
            ("article_id", pa.string()),
            ("local_entity", pa.int32()),
            ("kind", pa.string()),
            ("name", pa.string()),
            ("acronyms", pa.list_(pa.string())),
            ("gender", pa.string()),
            ("entity_id", pa.string()),
            ("settled_by", pa.string()),
        ]
    ),
    "known_names": pa.schema(
        [  # what each name says by itself
            ("kind", pa.string()),
            ("name", pa.string()),
            ("settled_kind", pa.string()),
            ("entity_kind", pa.string()),
            ("key", pa.string()),
            ("short", pa.string()),
            ("blocks", pa.list_(pa.uint32())),
        ]
    ),
    "short_forms": pa.schema(
        [  # which entities a short form may stand for
            ("kind", pa.string()),
            ("short", pa.string()),
            ("key", pa.string()),
            ("rank", pa.int32()),
            ("gender", pa.string()),
            ("n_articles", pa.int64()),
        ]
    ),
    "rules": pa.schema(
        [  # by which rules the above was made
            ("stage", pa.string()),
            ("digest", pa.string()),
        ]
    ),
}

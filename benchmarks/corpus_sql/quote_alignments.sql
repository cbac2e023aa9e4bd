-- grain: one quotation of an utterance; a third of them is changed
INSERT INTO lake.quote_alignments BY NAME
SELECT
    quote_id,
    utterance_id,
    CASE
        WHEN hash(quote_id) % 100 < 66 THEN 'identical'
        WHEN is_fragment THEN 'fragment'
        ELSE ['truncated', 'extended', 'altered'][1 + (hash(quote_id) % 3)::INTEGER]
    END AS relation,
    CASE
        WHEN hash(quote_id) % 100 < 66 THEN [{'op': 'keep', 'text': text, 'base_text': text}]
        ELSE [
            {'op': 'keep', 'text': text[:20], 'base_text': text[:20]},
            {'op': 'cut', 'text': NULL, 'base_text': text[21:30]},
            {'op': 'replace', 'text': 'now', 'base_text': 'soon'}
        ]
    END AS ops,
    CASE WHEN hash(quote_id) % 100 < 66 THEN 1.0 ELSE 0.8 END AS similarity,
    hash(quote_id) % 100 > 92 AS meaning_changed,
    CASE WHEN hash(quote_id) % 100 > 92 THEN 'modal' END AS meaning_reason
FROM lake.quotes
WHERE utterance_id IS NOT NULL

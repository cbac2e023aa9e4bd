-- grain: one mention of a fresh article. key: mention_id.
-- question: which unit (one thing that one article names: its local entity) is mentioned, by which words, and what was resolved so far?
-- A unit is a number: that of its article, and in the last twenty bits that of its local entity. NULL: nothing that has a name.
CREATE OR REPLACE TEMP TABLE seen_mentions AS
SELECT
    m.mention_id, (a.article::BIGINT << 20) + m.local_entity AS unit, m.text, m.label, n.number AS name,
    coalesce(m.is_pronoun, false) AS is_pronoun, m.entity_id AS was_entity_id
FROM fresh_mentions m
JOIN seen_articles a USING (article_id)
LEFT JOIN seen_names n ON n.name = m.local_name

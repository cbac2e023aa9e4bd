-- grain: one thing that one article names. key: article_id, local_entity. question: of what kind does its label make it?
SELECT l.article_id, l.local_entity, l.name, k.kind, l.n_mentions
FROM labelled l
JOIN kind_of_label k USING (label)

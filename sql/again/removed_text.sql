-- grain: one span taken out of an article of the documents in the relation `again`
-- key: article_id, raw_start, raw_end, text, reason, may repeat
-- question: what had cleaning taken out of the articles?
SELECT removed_text.*
FROM lake.removed_text
SEMI JOIN (SELECT article_id FROM lake.articles SEMI JOIN again USING (document_id)) USING (article_id)
ORDER BY article_id, raw_start

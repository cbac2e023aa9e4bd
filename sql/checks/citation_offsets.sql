-- grain: one citation whose offsets do not cut its text out of the article
-- key: article_id, start, end
-- question: Does articles.text from start to end read as the citation does?
SELECT citations.article_id, start, "end", citations.text, substring(articles.text, start + 1, "end" - start) AS found
FROM citations
JOIN articles USING (article_id)
-- A credit that stood in text taken out by cleaning has no place.
WHERE (start IS NULL) <> ("end" IS NULL)
    OR start < 0
    OR start >= "end"
    OR (start IS NOT NULL AND substring(articles.text, start + 1, "end" - start) IS DISTINCT FROM citations.text);

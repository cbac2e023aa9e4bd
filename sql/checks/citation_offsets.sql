-- grain: one citation whose offsets do not cut its text out of the article
-- key: article_id, start, end
-- question: Does articles.text from start to end read as the citation does?
SELECT citations.article_id, start, "end", citations.text, substring(articles.text, start + 1, "end" - start) AS found
FROM citations
JOIN articles USING (article_id)
WHERE start < 0 OR start >= "end" OR substring(articles.text, start + 1, "end" - start) IS DISTINCT FROM citations.text;

-- grain: one mention whose offsets do not cut its text out of the article
-- key: mention_id
-- question: Does articles.text from start to end read as the mention does?
SELECT mentions.mention_id, mentions.text, substring(articles.text, start + 1, "end" - start) AS found
FROM mentions
JOIN articles USING (article_id)
WHERE start < 0 OR start >= "end" OR substring(articles.text, start + 1, "end" - start) IS DISTINCT FROM mentions.text;

-- grain: the whole run
-- How much of the lake this run makes void: articles and documents derived again, and documents that were left out
-- by an earlier run and are articles now.
SELECT
    (SELECT count(*) FROM replaced_articles) AS n_articles,
    (SELECT count(*) FROM replaced_documents) AS n_documents,
    (
        SELECT count(*)
        FROM lake.rejections
        WHERE document_id IN (SELECT document_id FROM new_articles)
    ) AS n_accepted;

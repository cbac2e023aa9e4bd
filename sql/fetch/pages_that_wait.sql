-- grain: one page of feed ?1 that may be tried at ?2, at most ?3, as they were listed
SELECT url, said, tries
FROM pages
WHERE state = 'waiting' AND feed = ?1 AND wait_until <= ?2
ORDER BY rowid
LIMIT ?3;

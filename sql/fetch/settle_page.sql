-- question: what became of this page? It may be an address that a redirect led to, which no feed has listed.
INSERT INTO pages (url, feed, said, state)
VALUES (?1, ?2, '{}', ?3)
ON CONFLICT DO UPDATE SET state = ?3;

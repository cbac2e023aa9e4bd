-- grain: one citation. key: as in citations, may repeat. question: whom do articles cite?
CREATE OR REPLACE TEMP TABLE seen_citations AS
SELECT * FROM all_citations

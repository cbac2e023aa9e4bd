-- grain: one place where an article names where it got something
-- key: article_id, start, end, kind, cited_name, may repeat
-- Outlets, agencies, officials, documents and anonymous sources that an article rests on.
CREATE TABLE IF NOT EXISTS citations (
    article_id VARCHAR NOT NULL, -- article that cites
    start BIGINT, -- first character in articles.text; NULL for a credit that stood in text taken out by cleaning
    "end" BIGINT, -- one past the last character in articles.text, or NULL
    text VARCHAR NOT NULL, -- the words that cite
    kind VARCHAR NOT NULL, -- outlet, agency, anonymous, official or document
    cited_source_id VARCHAR, -- outlet that is cited, if it is one that is known
    cited_name VARCHAR, -- name of what is cited
    reason VARCHAR, -- reason the article states for anonymity, or NULL
    cue VARCHAR -- the reporting words, or NULL
);

-- grain: one cleaned article
-- key: article_id
-- The article as a reader would read it, with what is known of it, its copies and its story.
CREATE TABLE IF NOT EXISTS articles (
    article_id VARCHAR NOT NULL, -- id of the article, the sibling of its document's id
    document_id VARCHAR NOT NULL, -- the document it was cleaned from
    external_id VARCHAR, -- the id the record itself gave, or NULL
    url VARCHAR, -- address of the article, or NULL
    canonical_url VARCHAR, -- address the page names as its own, or NULL
    source_id VARCHAR, -- outlet that published it, or NULL if unknown
    source_name VARCHAR, -- name of that outlet as the whole corpus knows it
    source_domain VARCHAR, -- domain of the outlet, without www, or NULL
    section VARCHAR, -- section or rubric the page names, or NULL
    title VARCHAR, -- headline, without the site's name; not part of `text`
    title_raw_start BIGINT, -- where the title stands in the raw text, or NULL if it came from elsewhere
    authors VARCHAR[], -- people of the byline, in order; desks, agencies and roles are left out
    published_at TIMESTAMPTZ, -- when it was published (UTC), as exactly as `published_precision` says
    published_precision VARCHAR, -- second, minute, day, month or year; NULL if there is no time
    published_from VARCHAR, -- where the time was read: metadata, text, url or record
    modified_at TIMESTAMPTZ, -- when it was last changed (UTC), or NULL
    dateline VARCHAR, -- place the text opens with (“GENEVA”), or NULL
    agencies VARCHAR[], -- news agencies credited for the text
    language VARCHAR, -- ISO 639-1 code of the language the text is in
    language_declared VARCHAR, -- language the page or record says it is in, or NULL
    text VARCHAR NOT NULL, -- cleaned body, paragraphs separated by a newline
    raw_map STRUCT(start BIGINT, length BIGINT, raw_start BIGINT, raw_length BIGINT)[], -- where each piece of `text` stands in the raw text; NULL for HTML
    n_words BIGINT, -- number of words of `text`
    extractor VARCHAR, -- what took the text out of the input
    duplicate_cluster VARCHAR, -- id shared by copies of one text, made from its founder's id; every article has one
    duplicate_of VARCHAR, -- the article this one copies; NULL = the cluster's original, or unique
    duplicate_kind VARCHAR, -- exact, near or contained; NULL = the cluster's original, or unique
    story_id VARCHAR, -- event the article tells of
    run_id VARCHAR -- run that wrote this row
);

-- grain: one quotation in one article
-- key: quote_id
-- Who said what in which words, with the exact place of every part.
CREATE TABLE IF NOT EXISTS quotes (
    quote_id VARCHAR NOT NULL, -- id of the quotation, made from article and offsets
    article_id VARCHAR NOT NULL, -- article it stands in
    text VARCHAR NOT NULL, -- the content, the parts of `spans` joined by one space
    spans STRUCT(start BIGINT, "end" BIGINT)[] NOT NULL, -- parts of the content in articles.text (in articles.title if is_headline), without marks and interrupting cue
    raw_spans STRUCT(start BIGINT, "end" BIGINT)[], -- the same parts in the raw text, one for one; NULL for HTML
    quoted_spans STRUCT(start BIGINT, "end" BIGINT)[], -- the parts between quotation marks: all of a direct quote, some of a mixed one, none of an indirect one
    kind VARCHAR NOT NULL, -- direct, mixed or indirect
    is_fragment BOOLEAN, -- whether it is a quoted phrase of few words rather than a clause
    is_headline BOOLEAN, -- whether it stands in the headline; then spans index articles.title
    cue VARCHAR, -- the reporting words (“said”, “according to”), or NULL
    cue_start BIGINT, -- first character of the cue, in the same text as the spans
    cue_end BIGINT, -- one past the cue's last character
    speaker_text VARCHAR, -- the words that name the speaker there, or NULL
    speaker_start BIGINT, -- first character of speaker_text in articles.text
    speaker_end BIGINT, -- one past the last character of speaker_text
    raw_speaker_start BIGINT, -- first character of speaker_text in the raw text; NULL for HTML
    raw_speaker_end BIGINT, -- one past its last character in the raw text; NULL for HTML
    speaker_entity_id VARCHAR, -- entity that speaks, across all articles, or NULL
    speaker_local_entity INTEGER, -- number of the speaker's entity within the article, or NULL
    speaker_name VARCHAR, -- who speaks, resolved across the corpus (he → John Kerry), or NULL
    speaker_local_name VARCHAR, -- who speaks, as resolved within the article alone
    speaker_role VARCHAR, -- role or title given to the speaker (“defence minister”), or NULL
    speaker_kind VARCHAR, -- person, organization, group, anonymous, role, document or unknown
    told_to VARCHAR, -- outlet or venue it was told to, or NULL
    reported_by VARCHAR, -- who relays it at second hand, or NULL
    confidence DOUBLE, -- how sure the attribution is, 0 to 1
    rule VARCHAR, -- rule or model that found it
    utterance_id VARCHAR -- the utterance it renders
);

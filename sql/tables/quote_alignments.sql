-- grain: one quotation against its utterance's fullest form
-- key: quote_id
-- What an outlet cut, added or changed.
CREATE TABLE IF NOT EXISTS quote_alignments (
    quote_id VARCHAR NOT NULL, -- the quotation
    utterance_id VARCHAR NOT NULL, -- the utterance it is held against
    relation VARCHAR NOT NULL, -- identical, truncated, extended, altered or fragment
    ops STRUCT(op VARCHAR, text VARCHAR, base_text VARCHAR)[], -- the edit from the fullest form to this wording: keep, cut, add, replace, bracket or ellipsis, with this text and the base's
    similarity DOUBLE, -- shared words as a share of the words of both, 0 to 1
    meaning_changed BOOLEAN, -- whether the edit touches a negation, a modal, a number or a name
    meaning_reason VARCHAR -- what it touches, or NULL
);

-- grain: one quotation whose speaker or cue is not where it says
-- key: quote_id
-- question: Do the offsets of speaker and cue cut out the words given, in the article and in the raw text?
WITH placed AS (
    SELECT
        quotes.*,
        articles.text AS body,
        CASE WHEN quotes.is_headline THEN articles.title ELSE articles.text END AS whole,
        [piece FOR piece IN articles.raw_map IF piece.length <> piece.raw_length] AS repaired,
        coalesce(
            documents.decoded,
            CASE documents.media_type
                WHEN 'application/json' THEN json_extract_string(TRY(decode(documents.raw)), '$.text')
                ELSE TRY(decode(documents.raw))
            END
        ) AS raw_text
    FROM quotes
    JOIN articles USING (article_id)
    JOIN documents USING (document_id)
)
SELECT
    quote_id,
    speaker_text,
    substring(whole, speaker_start + 1, speaker_end - speaker_start) AS found,
    substring(raw_text, raw_speaker_start + 1, raw_speaker_end - raw_speaker_start) AS found_raw,
    cue,
    substring(whole, cue_start + 1, cue_end - cue_start) AS found_cue
FROM placed
WHERE (speaker_start IS NOT NULL AND found IS DISTINCT FROM speaker_text)
    OR (cue_start IS NOT NULL AND lower(found_cue) IS DISTINCT FROM lower(cue))
    OR (
        raw_speaker_start IS NOT NULL
        AND found_raw IS DISTINCT FROM speaker_text
        AND NOT list_bool_or(
            [piece.start < speaker_end AND speaker_start < piece.start + piece.length FOR piece IN repaired]
        ) IS TRUE
    );

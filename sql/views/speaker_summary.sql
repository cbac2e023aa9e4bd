-- grain: one named speaker
-- key: speaker_entity_id, speaker_name
-- question: Whom do outlets quote, how often, how directly, and with which reporting words?
-- columns:
--   speaker_name: the speaker
--   speaker_kind: person, organization, group, role, document or anonymous: what most quotations say; of equals the first in the alphabet
--   n_quotes: quotations, copies included
--   n_utterances: different things said
--   n_articles: articles that quote the speaker
--   n_sources: outlets that do; unknown outlets are not counted
--   share_direct: share of the quotations wholly between quotation marks, 0 to 1
--   share_mixed: share partly between quotation marks, 0 to 1
--   share_indirect: share without quotation marks, 0 to 1
--   n_meaning_changed: quotations in which a negation, modal, number or name was touched
--   cues: the ten most frequent reporting words, with their counts
--   roles: roles and titles the speaker is given, most frequent first
--   first_quoted_at: time of the first article that quotes the speaker (UTC), or NULL
--   last_quoted_at: time of the last one (UTC), or NULL
--   speaker_entity_id: entity of the speaker; NULL if the name stands for no entity
CREATE OR REPLACE VIEW speaker_summary AS
WITH quotations AS (
    SELECT
        quotes.*,
        articles.source_id,
        articles.published_at,
        coalesce(quote_alignments.meaning_changed, false) AS is_meaning_changed
    FROM quotes
    JOIN articles USING (article_id)
    LEFT JOIN quote_alignments USING (quote_id)
    WHERE quotes.speaker_name IS NOT NULL
),
cue_counts AS (
    SELECT speaker_entity_id, speaker_name, lower(cue) AS cue, count(*) AS n
    FROM quotations
    WHERE cue IS NOT NULL
    GROUP BY ALL
),
cues AS (
    SELECT speaker_entity_id, speaker_name, list({'cue': cue, 'n': n} ORDER BY n DESC, cue)[:10] AS cues
    FROM cue_counts
    GROUP BY ALL
),
role_counts AS (
    SELECT speaker_entity_id, speaker_name, speaker_role, count(*) AS n
    FROM quotations
    WHERE speaker_role IS NOT NULL
    GROUP BY ALL
),
roles AS (
    SELECT speaker_entity_id, speaker_name, list(speaker_role ORDER BY n DESC, speaker_role) AS roles
    FROM role_counts
    GROUP BY ALL
),
speakers AS (
    SELECT
        speaker_entity_id,
        speaker_name,
        mode(speaker_kind ORDER BY speaker_kind) AS speaker_kind,
        count(*) AS n_quotes,
        count(DISTINCT utterance_id) AS n_utterances,
        count(DISTINCT article_id) AS n_articles,
        count(DISTINCT source_id) AS n_sources,
        count(*) FILTER (kind = 'direct') AS n_direct,
        count(*) FILTER (kind = 'mixed') AS n_mixed,
        count(*) FILTER (kind = 'indirect') AS n_indirect,
        count(*) FILTER (is_meaning_changed) AS n_meaning_changed,
        min(published_at) AS first_quoted_at,
        max(published_at) AS last_quoted_at
    FROM quotations
    GROUP BY speaker_entity_id, speaker_name
)
SELECT
    speakers.speaker_name,
    speakers.speaker_kind,
    speakers.n_quotes,
    speakers.n_utterances,
    speakers.n_articles,
    speakers.n_sources,
    speakers.n_direct / speakers.n_quotes AS share_direct,
    speakers.n_mixed / speakers.n_quotes AS share_mixed,
    speakers.n_indirect / speakers.n_quotes AS share_indirect,
    speakers.n_meaning_changed,
    coalesce(cues.cues, []) AS cues,
    coalesce(roles.roles, []) AS roles,
    speakers.first_quoted_at,
    speakers.last_quoted_at,
    speakers.speaker_entity_id
FROM speakers
LEFT JOIN cues
    ON cues.speaker_name = speakers.speaker_name
    AND cues.speaker_entity_id IS NOT DISTINCT FROM speakers.speaker_entity_id
LEFT JOIN roles
    ON roles.speaker_name = speakers.speaker_name
    AND roles.speaker_entity_id IS NOT DISTINCT FROM speakers.speaker_entity_id;

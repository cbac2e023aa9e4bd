-- grain: one utterance
-- key: utterance_id
-- question: what was carried by the most outlets, and by which?
-- An utterance's outlets are at least its known ones and at most its articles, so few utterances can be among the first:
-- only theirs are counted, where a million quotations would take a second.
with candidates as (
    select utterance_id, speaker_name, text
    from utterances
    where n_articles >= (select min(n_sources) from (select n_sources from utterances order by n_sources desc limit {limit}))
),
carried as (
    select
        quotes.utterance_id,
        count(distinct quotes.article_id) as n_articles,
        count(distinct coalesce(articles.source_id, articles.article_id)) as n_outlets,
        list_sort(list(distinct articles.source_name) filter (where articles.source_name is not null)) as outlets
    from quotes
    join articles using (article_id)
    where quotes.utterance_id in (select utterance_id from candidates)
    group by quotes.utterance_id
)

select
    candidates.speaker_name as speaker,
    candidates.text,
    carried.n_articles,
    carried.outlets
from carried
join candidates using (utterance_id)
order by carried.n_outlets desc, carried.n_articles desc, length(candidates.text) desc, candidates.utterance_id
limit {limit}

-- grain: one utterance
-- key: utterance_id
-- question: what was carried by the most outlets, and by which?
with carried as (
    select
        quotes.utterance_id,
        count(distinct quotes.article_id) as n_articles,
        count(distinct coalesce(articles.source_id, articles.article_id)) as n_outlets,
        list_sort(list(distinct articles.source_name) filter (where articles.source_name is not null)) as outlets
    from quotes
    join articles using (article_id)
    where quotes.utterance_id is not null
    group by quotes.utterance_id
)

select
    utterances.speaker_name as speaker,
    utterances.text,
    carried.n_articles,
    carried.outlets
from carried
join utterances using (utterance_id)
order by carried.n_outlets desc, carried.n_articles desc, length(utterances.text) desc, utterances.utterance_id
limit {limit}

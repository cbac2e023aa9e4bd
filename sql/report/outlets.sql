-- grain: one outlet
-- key: source_name
-- question: how many articles of each outlet did this run bring, and how many are copies?
select
    coalesce(source_name, 'outlet unknown') as outlet,
    count(*) as n_articles,
    count(duplicate_of) as n_copies,
    count(published_at) as n_dated
from articles
where run_id = ?
group by all
order by n_articles desc, outlet
limit 30

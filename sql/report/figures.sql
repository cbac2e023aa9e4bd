-- grain: one run under way
-- question: by which figures will it be compared with the runs before? From the rows it has staged: $articles and $quotes are files.
-- Headlines and quoted phrases of few words seldom name their speaker: they would drown what changes.
with written as (
    select count(*) as n_articles, count(*) filter (published_at is null) as n_undated
    from read_parquet($articles)
),
said as (
    select count(*) as n_quotes, count(*) filter (coalesce(speaker_kind, 'unknown') = 'unknown') as n_unattributed
    from read_parquet($quotes)
    where not is_headline and not is_fragment
)
select n_undated, n_quotes, n_unattributed
from written, said

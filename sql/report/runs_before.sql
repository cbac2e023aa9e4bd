-- grain: one run of those that stand for how it was: the last $most before this one, with enough articles to tell
-- key: run_id
-- question: how many of the articles had no date, how many quotations stood in them, how many of these were nobody's?
select run_id, n_new as n_articles, n_undated, n_quotes, n_unattributed
from runs
where run_id <> $run_id and n_new >= $fewest and n_undated is not null
order by started_at desc, run_id desc
limit $most

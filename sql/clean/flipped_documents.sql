-- grain: one document of the lake that carries a line whose verdict this run has turned
-- key: document_id
-- question: which articles must be cleaned again, because a line of theirs has come to recur?
with carried as (
    select distinct outlet, line_key
    from new_outlet_lines
),

on_site as (
    select outlet, line_key
    from all_outlet_lines
    semi join carried using (outlet, line_key)
    group by outlet, line_key
    having count(distinct body_key) >= {site_bodies}
),

on_site_before as (
    select outlet, line_key
    from old_outlet_lines
    semi join carried using (outlet, line_key)
    group by outlet, line_key
    having count(distinct body_key) >= {site_bodies}
),

everywhere as (
    select line_key
    from all_outlet_lines
    where line_key in (select line_key from carried)
    group by line_key
    having count(distinct outlet) >= {outlets}
),

everywhere_before as (
    select line_key
    from old_outlet_lines
    where line_key in (select line_key from carried)
    group by line_key
    having count(distinct outlet) >= {outlets}
),

turned_on_site as (
    select outlet, line_key
    from on_site
    anti join on_site_before using (outlet, line_key)
),

turned_everywhere as (
    select line_key
    from everywhere
    anti join everywhere_before using (line_key)
)

select document_id
from old_outlet_lines
semi join turned_on_site using (outlet, line_key)
union
select document_id
from old_outlet_lines
semi join turned_everywhere using (line_key)

-- grain: one line of one outlet that any document of this run carries
-- key: outlet, line_key
-- question: which lines recur, counting the whole warehouse and this run?
with carried as (
    select distinct outlet, line_key
    from all_outlet_lines
    where document_id in (select document_id from again union all select document_id from new_outlet_lines)
),

on_site as (
    select outlet, line_key, count(distinct body_key) >= {site_bodies} as is_on_site
    from all_outlet_lines
    semi join carried using (outlet, line_key)
    group by outlet, line_key
),

everywhere as (
    select line_key, count(distinct outlet) >= {outlets} as is_everywhere
    from all_outlet_lines
    where line_key in (select line_key from carried)
    group by line_key
)

select on_site.outlet, on_site.line_key, on_site.is_on_site, everywhere.is_everywhere
from on_site
join everywhere using (line_key)
where on_site.is_on_site or everywhere.is_everywhere

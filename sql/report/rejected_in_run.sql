-- grain: one reason at one stage of one run
-- key: stage, reason
-- question: what did this run leave out, and why?
select
    stage,
    reason,
    count(*) as n,
    min(origin) as example,
    min_by(detail, origin) as detail
from rejections
where run_id = ?
group by stage, reason
order by n desc, stage, reason
limit 50

-- grain: the whole warehouse
-- question: how much is in it?
select
    (select count(*) from articles) as articles,
    (select count(*) from quotes) as quotes,
    (select count(*) from utterances) as utterances,
    (select count(*) from entities) as entities,
    (select count(*) from sources) as outlets,
    (select count(*) from stories) as stories

"""From a parse to the mentions of an article."""

from tasks.enrich.entities.acronyms import acronyms
from tasks.enrich.entities.clusters import cluster, local_name
from tasks.enrich.entities.gazetteer import listed_names
from tasks.enrich.entities.humans import with_people
from tasks.enrich.entities.known_people import with_known_people
from tasks.enrich.entities.mention import Found, Mention
from tasks.enrich.entities.pronouns import resolve_pronouns
from tasks.enrich.entities.spans import mended_spans
from tasks.enrich.entities.spread import spread
from tasks.enrich.parse import Parse


def find_mentions(parse: Parse) -> list[Mention]:
    """Return an article's mentions in the order of the text, resolved within the article; none overlap."""
    tagged = [Found(*ent) for ent in parse.ents]
    mended = mended_spans(parse.text, [*tagged, *listed_names(parse), *acronyms(parse)])
    found = spread(parse.text, with_known_people(parse, with_people(parse, mended)))
    out: list[Mention] = []
    for number, entity in enumerate(cluster(parse.text, found)):
        name = local_name(entity)
        out += [Mention(found[i].start, found[i].end, found[i].label, number, name) for i in entity.members]
    out.sort(key=lambda m: (m.start, m.end))
    return sorted(out + resolve_pronouns(parse, out), key=lambda m: (m.start, m.end))

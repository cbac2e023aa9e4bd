"""From what was found to the rows handed back: kind, quoted parts, speaker, venue, who relays it."""

from collections.abc import Sequence

from tasks.enrich.quotes.headlines import read_headline
from tasks.enrich.quotes.kinds import is_fragment, kind_of, quoted_parts
from tasks.enrich.quotes.marks import find_segments
from tasks.enrich.quotes.people import MentionLike
from tasks.enrich.quotes.records import Found, Quote, Span
from tasks.enrich.quotes.speakers import UNKNOWN, Speaker, SpeakerResolver
from tasks.enrich.quotes.tree import Tree
from tasks.enrich.quotes.venue import told_to

HEADLINE_SURE = 0.7


def finish(
    tree: Tree, mentions: Sequence[MentionLike], found: Sequence[Found], title: str | None
) -> tuple[list[Quote], list[tuple[Found, Speaker]]]:
    """Return an article's quotes (headline first) and who each finding was resolved to."""
    resolver = SpeakerResolver(tree, mentions, [span for f in found for span in f.spans])
    resolved = [(f, resolver.resolve(f)) for f in sorted(found, key=lambda f: f.speaker or f.spans[0])]
    by_id = {id(f): s for f, s in resolved}
    ends = [s.end for s in tree.segments]
    body = []
    for f in sorted(found, key=lambda f: f.spans[0]):
        body.append(_row(tree, f, by_id[id(f)], ends, _reporter(f, found, by_id)))
    return [*_headline_rows(title, resolver, body), *body], resolved


def _reporter(f: Found, found: Sequence[Found], speakers: dict[int, Speaker]) -> str | None:
    """Who relays it: the speaker of the indirect quotation that holds this one with its speaker."""
    if f.speaker is None:
        return None
    for outer in found:
        if outer is f or outer.speaker is None:
            continue
        if any(
            a <= f.speaker[0] and f.speaker[1] <= b and a <= f.spans[0][0] and f.spans[-1][1] <= b + 1
            for a, b in outer.spans
        ):
            speaker = speakers[id(outer)]
            if speaker.name and speaker.name != speakers[id(f)].name:
                return speaker.name
    return None


def _row(tree: Tree, f: Found, speaker: Speaker, ends: Sequence[int], reporter: str | None) -> Quote:
    quoted = quoted_parts(f.spans, tree.segments, ends)
    kind = kind_of(tree.text, f.spans, quoted)
    text = tree.text
    return Quote(
        spans=f.spans if kind != "direct" else quoted or f.spans,
        quoted_spans=quoted,
        kind=kind,
        is_fragment=is_fragment(text, kind, quoted),
        is_headline=False,
        cue=text[slice(*f.cue)] if f.cue else None,
        cue_start=f.cue[0] if f.cue else None,
        cue_end=f.cue[1] if f.cue else None,
        speaker_text=text[slice(*f.speaker)] if f.speaker else None,
        speaker_start=f.speaker[0] if f.speaker else None,
        speaker_end=f.speaker[1] if f.speaker else None,
        speaker_local_entity=speaker.entity,
        speaker_name=speaker.name,
        speaker_role=speaker.role,
        speaker_kind=speaker.kind,
        told_to=told_to(tree, f),
        reported_by=reporter,
        confidence=round(f.score, 3),
        rule=f.rule,
    )


def _headline_rows(title: str | None, resolver: SpeakerResolver, body: Sequence[Quote]) -> list[Quote]:
    if not title:
        return []
    segments = find_segments(title)
    ends = [s.end for s in segments]
    out = []
    for h in read_headline(title):
        quoted = quoted_parts(h.spans, segments, ends)
        kind = kind_of(title, h.spans, quoted)
        words = title[slice(*h.speaker)] if h.speaker else None
        speaker, said = (
            (_by_name(words, resolver), None) if words else _by_words(title, quoted, resolver.tree.text, body)
        )
        if words is None and said is None:
            continue
        out.append(
            Quote(
                spans=quoted if kind == "direct" else list(h.spans),
                quoted_spans=quoted,
                kind=kind,
                is_fragment=is_fragment(title, kind, quoted),
                is_headline=True,
                cue=title[slice(*h.cue)] if h.cue else None,
                cue_start=None,
                cue_end=None,
                speaker_text=words,
                speaker_start=None,
                speaker_end=None,
                speaker_local_entity=speaker.entity,
                speaker_name=speaker.name or words,
                speaker_role=speaker.role,
                speaker_kind=speaker.kind,
                told_to=None,
                reported_by=None,
                confidence=HEADLINE_SURE,
                rule="headline" if words else "headline-words",
            )
        )
    return out


def _by_name(words: str, resolver: SpeakerResolver) -> Speaker:
    """The person or body of the article whose name ends with the headline's words."""
    key = words.lower()
    for person in resolver.people.by_entity.values():
        name = person.name.lower()
        if name == key or name.endswith(" " + key) or key.endswith(" " + name):
            return Speaker(
                person.entity, person.name, resolver.people.role_of(person.entity), "person", person.gender
            )
    for m in resolver.mentions:
        if m.label in ("ORG", "GPE") and m.local_name.lower() in (key, "the " + key):
            return Speaker(m.local_entity, m.local_name, None, "organization")
    holder = resolver.people.holder(words, len(resolver.tree.text))
    if holder:
        return Speaker(
            holder.entity, holder.name, resolver.people.role_of(holder.entity), "person", holder.gender
        )
    return UNKNOWN


def _by_words(
    title: str, quoted: Sequence[Span], text: str, body: Sequence[Quote]
) -> tuple[Speaker, Quote | None]:
    """The speaker of the body's quotation that has the headline's marked words in its own marks."""
    for a, b in quoted:
        wanted = _fold(title[a:b])
        for quote in body:
            own = _fold(" ".join(text[x:y] for x, y in quote.quoted_spans))
            if wanted and f" {wanted} " in f" {own} ":
                return Speaker(
                    quote.speaker_local_entity, quote.speaker_name, quote.speaker_role, quote.speaker_kind
                ), quote
    return UNKNOWN, None


def _fold(text: str) -> str:
    return " ".join(
        "".join(ch.lower() if ch.isalnum() else " " for ch in text.replace("’", "").replace("'", "")).split()
    )

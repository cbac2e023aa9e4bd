"""The quotations of a headline as rows, their speakers found among the people and the quotations of the body."""

from collections.abc import Sequence

from tasks.enrich.quotes.headlines import HeadlineQuote, read_headline
from tasks.enrich.quotes.kinds import content_spans, is_fragment, kind_of, quoted_parts
from tasks.enrich.quotes.marks import find_segments
from tasks.enrich.quotes.records import Found, Quote, Span
from tasks.enrich.quotes.speakers import UNKNOWN, Speaker, SpeakerResolver
from tasks.enrich.quotes.tree import Tree

HEADLINE_SURE = 0.7


def headline_rows(
    title: str | None,
    resolver: SpeakerResolver,
    body: Sequence[Quote],
    tree: Tree | None = None,
    found: Sequence[Found] = (),
) -> list[Quote]:
    """Return the quotations of the headline.

    Args:
        title: the headline.
        resolver: knows the people of the body.
        body: the body's quotations, whose words a headline repeats.
        tree: the parsed headline, if it was parsed.
        found: what was found in it by its parse; used where the headline's own patterns say nothing.
    """
    if not title:
        return []
    segments = find_segments(title)
    ends = [s.end for s in segments]
    out = []
    for h, score in _readings(title, tree, found):
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
                spans=content_spans(h.spans, segments, ends) if kind == "direct" else list(h.spans),
                quoted_spans=quoted,
                kind=kind,
                is_fragment=is_fragment(title, kind, quoted),
                is_headline=True,
                cue=title[slice(*h.cue)] if h.cue else None,
                speaker_text=words,
                speaker_local_entity=speaker.entity,
                speaker_name=speaker.name or words,
                speaker_role=speaker.role,
                speaker_kind=speaker.kind,
                confidence=round(score, 3),
                rule="headline" if words else "headline-words",
            )
        )
    return out


def _readings(title: str, tree: Tree | None, found: Sequence[Found]) -> list[tuple[HeadlineQuote, float]]:
    """By the headline's patterns, then by its parse where these say nothing of a stretch."""
    out = [(h, HEADLINE_SURE) for h in read_headline(title)]
    if tree is not None and tree.text == title:
        for f in found:
            own = (f.spans[0][0], f.spans[-1][1])
            if not any(a < own[1] and own[0] < b for h, _ in out for a, b in h.spans):
                out.append((HeadlineQuote(list(f.spans), f.speaker, f.cue), f.score))
    return sorted(out, key=lambda x: x[0].spans[0])


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

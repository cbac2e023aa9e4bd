"""From what was found to the rows handed back: kind, quoted parts, speaker, venue, who relays it."""

from collections.abc import Sequence

from tasks.enrich.quotes.headline_rows import headline_rows
from tasks.enrich.quotes.kinds import is_fragment, kind_of, quoted_parts, speech_spans
from tasks.enrich.quotes.people import MentionLike
from tasks.enrich.quotes.records import Found, Quote
from tasks.enrich.quotes.speakers import Speaker, SpeakerResolver
from tasks.enrich.quotes.tree import Tree
from tasks.enrich.quotes.venue import told_to

NEIGHBOURS = 6  # quotations before one among which the one that holds it stands


def finish(
    tree: Tree,
    mentions: Sequence[MentionLike],
    found: Sequence[Found],
    title: str | None,
    *,
    title_tree: Tree | None = None,
    title_found: Sequence[Found] = (),
) -> tuple[list[Quote], list[tuple[Found, Speaker]]]:
    """Return an article's quotes (headline first) and who each finding was resolved to."""
    resolver = SpeakerResolver(tree, mentions, [span for f in found for span in f.spans])
    resolved = [(f, resolver.resolve(f)) for f in sorted(found, key=lambda f: f.speaker or f.spans[0])]
    by_id = {id(f): s for f, s in resolved}
    ends = [s.end for s in tree.segments]
    body = []
    ordered = sorted(found, key=lambda f: f.spans[0])
    for k, f in enumerate(ordered):
        near = ordered[max(0, k - NEIGHBOURS) : k + 2]
        body.append(_row(tree, f, by_id[id(f)], ends, _reporter(f, near, by_id)))
    return [*headline_rows(title, resolver, body, title_tree, title_found), *body], resolved


def _reporter(f: Found, found: Sequence[Found], speakers: dict[int, Speaker]) -> str | None:
    """Who relays it: the speaker of the indirect quotation that holds this one with its speaker."""
    if f.speaker is None:
        return None
    start, end = min(f.speaker[0], f.spans[0][0]), max(f.speaker[1], f.spans[-1][1] - 1)
    for outer in found:
        if outer is f or outer.speaker is None:
            continue
        for a, b in outer.spans:
            if a <= start and end <= b:
                speaker = speakers[id(outer)]
                if speaker.name and speaker.name != speakers[id(f)].name:
                    return speaker.name
    return None


def _row(tree: Tree, f: Found, speaker: Speaker, ends: Sequence[int], reporter: str | None) -> Quote:
    quoted = quoted_parts(f.spans, tree.segments, ends)
    kind = "direct" if f.rule == "transcript" else kind_of(tree.text, f.spans, quoted)
    text = tree.text
    return Quote(
        spans=speech_spans(f.spans, tree.segments, ends) if kind == "direct" else list(f.spans),
        quoted_spans=quoted,
        kind=kind,
        is_fragment=f.rule != "transcript" and is_fragment(text, kind, quoted),
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
        confidence=round(f.score * f.speaker_score, 3),
        rule=f.rule,
    )

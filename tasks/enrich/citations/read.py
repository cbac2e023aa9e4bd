"""The sources that an article names: outlets, agencies, unnamed speakers, documents."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from tasks.enrich.citations.outlets import (
    AMBIGUOUS,
    FORMED,
    agency,
    fold,
    is_formed_as_agency,
    is_formed_as_outlet,
    is_outlet,
)
from tasks.enrich.citations.reasons import reason_for
from tasks.enrich.quotes.inventory import KNOWN_VERBS
from tasks.enrich.quotes.nouns import ANONYMOUS, NOT_SAID_WHO, OFFICIAL, PLURAL_TAGS
from tasks.enrich.quotes.people import MentionLike
from tasks.enrich.quotes.records import Citation, CitationKind, Found
from tasks.enrich.quotes.speakers import Speaker
from tasks.enrich.quotes.tree import SUBJECTS, Tree
from tasks.enrich.quotes.wordlist import words

# Verbs after which "by X" or of which X is the subject tells where something was first to be read.
PUBLISHING = KNOWN_VERBS | words(
    "report break publish obtain cite quote air release post file make run carry interview conduct tell"
)
EVIDENCE = words(
    """
    report story footage interview article poll editorial column account reporting investigation claim
    news reporter review survey dispatch analysis broadcast op-ed piece exclusive correspondent website
    site video coverage post tweet tally database transcript blog
    """
)
MEDIA = words(
    """
    newspaper paper magazine daily weekly tabloid broadcaster network agency wire website site outlet
    channel station blog firm publication journal monitor
    """
)
CREDIT = re.compile(
    r"[\[(]\s*(?:With|By|Via|Source:?|Photo:?|Image:?)?\s*(?:reporting (?:by|from)\s+)?"
    r"([A-Z][\w.'’ -]*?(?:(?:,| and| &|/)\s*[A-Z][\w.'’ -]*?)*)"
    r"(?:\s+(?:Photo|photo|Images|File|file|contributed)\b[^\])]*)?\s*(?:,[^\])]*)?[\])]"
)
CONTRIBUTED = re.compile(
    r"((?:The\s+)?[A-Z][\w.'’]*(?:\s+[A-Z][\w.'’]*){0,3})\s+contributed to this (?:report|story|article)"
)
UNNAMED = OFFICIAL | ANONYMOUS | {"people"}
BEHIND = 6  # tokens behind a noun that tell how somebody knows
NAMING = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "GPE", "PERSON", "NORP", "FAC", "LAW", "EVENT", "LOC"})
DESCRIBED = frozenset({"ORG", "PERSON", "PRODUCT"})  # what may be an outlet by the noun before it
SPLIT = re.compile(r"\s*(?:,|/|&|\band\b)\s*")


def read_citations(
    tree: Tree,
    mentions: Sequence[MentionLike],
    resolved: Sequence[tuple[Found, Speaker]],
    agencies: Sequence[str] = (),
) -> list[Citation]:
    """Return the citations of one article in the order of the text, each place once.

    Args:
        tree: the article.
        mentions: its named things.
        resolved: the quotations found, with who each was resolved to.
        agencies: agencies credited in text that cleaning took out; they get no offsets (-1).
    """
    out = {
        (-1 - k, -1 - k): Citation(-1, -1, name, "agency", agency(name) or name, None, "credit")
        for k, name in enumerate(agencies)
    }
    for citation in [
        *_outlets(tree, mentions),
        *_untagged(tree, mentions),
        *_credits(tree),
        *_speakers(tree, resolved),
        *_cited(tree),
    ]:
        out.setdefault((citation.start, citation.end), citation)
    return sorted(out.values(), key=lambda c: (c.start, c.end))


def _outlets(tree: Tree, mentions: Sequence[MentionLike]) -> list[Citation]:
    out = []
    for m in mentions:
        if m.is_pronoun or m.label not in NAMING:
            continue
        text = tree.text[m.start : m.end]
        known, outlet, formed = _by_name(text, m.local_name)
        is_named = known is not None or outlet or formed
        if not is_named and m.label not in DESCRIBED:
            continue
        first = bisect_left(tree.start, m.start)
        if first == tree.n or tree.start[first] != m.start:
            continue
        last = first
        while last + 1 < tree.n and tree.start[last + 1] < m.end:
            last += 1
        if not is_named and not any(
            tree.lemma[c] in MEDIA and tree.is_inside(c, last) for c in range(max(0, first - 4), first)
        ):
            continue
        cue = _evidence(tree, first, last)
        if cue is None or (m.label in ("EVENT", "LOC") and not formed):
            continue
        if formed and is_formed_as_agency(text):
            known = text.removeprefix("the ").removeprefix("The ")
        if fold(text) in AMBIGUOUS and m.label not in ("ORG", "WORK_OF_ART"):
            continue
        name = known or (m.local_name if is_outlet(m.local_name) else text)
        out.append(
            Citation(
                m.start,
                m.end,
                text,
                "agency" if known else "outlet",
                name,
                None,
                tree.text[slice(*tree.span(cue, cue))],
            )
        )
    return out


@lru_cache(maxsize=20_000)
def _by_name(text: str, full: str) -> tuple[str | None, bool, bool]:
    """The agency it is, whether it is a known outlet, and else whether it is named like one; `full`: its fullest name."""
    known = agency(text) or agency(full)
    outlet = is_outlet(text) or is_outlet(full)
    return known, outlet, not (known or outlet) and is_formed_as_outlet(text)


def _untagged(tree: Tree, mentions: Sequence[MentionLike]) -> list[Citation]:
    """Outlets by the form of their names that the tagger has not seen."""
    out = []
    formed = list(FORMED.finditer(tree.text))
    tagged = sorted((m.start, m.end) for m in mentions) if formed else []
    for match in formed:
        at = bisect_left(tagged, (match.end(), 0))
        if any(match.start() < end for _, end in tagged[max(0, at - 3) : at]):
            continue
        first, last = bisect_left(tree.start, match.start()), bisect_left(tree.start, match.end()) - 1
        cue = _evidence(tree, first, last) if last >= first else None
        if cue is not None and is_formed_as_outlet(match.group()):
            kind: CitationKind = "agency" if is_formed_as_agency(match.group()) else "outlet"
            words = tree.text[slice(*tree.span(cue, cue))]
            out.append(Citation(match.start(), match.end(), match.group(), kind, match.group(), None, words))
    return out


def _evidence(tree: Tree, first: int, last: int) -> int | None:
    """The word by which the named thing is a source: its verb, the noun it owns, "according"."""
    top = next(
        (i for i in range(first, last + 1) if not first <= tree.head[i] <= last or tree.head[i] == i), last
    )
    for _ in range(3):
        if (
            tree.dep[top] in ("conj", "appos", "compound", "nmod")
            and tree.head[top] != top
            and (tree.dep[top] != "compound" or tree.lemma[tree.head[top]] not in EVIDENCE)
        ):
            top = tree.head[top]
    head, dep = tree.head[top], tree.dep[top]
    if dep in SUBJECTS and tree.lemma[head] in PUBLISHING:
        return head
    if dep in ("dobj", "dative") and tree.lemma[head] == "tell":
        return head
    if dep in ("poss", "compound", "nmod", "amod") and tree.lemma[head] in EVIDENCE:
        return head
    if dep == "pobj":
        verb = tree.head[head]
        if tree.lemma[head] == "to" and (
            tree.lemma[verb] in ("accord", "say", "tell", "confirm", "speak", "write")
            or tree.words[verb].lower() == "according"
        ):
            return verb
        if tree.lemma[head] in ("by", "from", "in", "with", "on", "for") and (
            tree.lemma[verb] in EVIDENCE
            or (
                tree.lemma[head] in ("by", "in", "with")
                and tree.lemma[verb] in PUBLISHING
                and tree.tag[verb] in ("VBN", "VBD", "VBG")
            )
        ):
            return verb
    if dep in ("npadvmod", "dobj", "ROOT", "nsubj", "dep", "appos") and tree.lemma[head] in (
        "report",
        "tell",
        "say",
    ):
        return head
    return None


def _credits(tree: Tree) -> list[Citation]:
    out = []
    bracketed = CREDIT.finditer(tree.text)
    contributed = CONTRIBUTED.finditer(tree.text) if " contributed to this " in tree.text else ()
    for matches in (bracketed, contributed):
        for match in matches:
            at = match.start(1)
            for part in SPLIT.split(match.group(1)):
                where = tree.text.find(part, at)
                known = agency(part) or agency(part.split()[0] if part.split() else part)
                if part and known and where >= 0:
                    out.append(Citation(where, where + len(part), part, "agency", known, None, "credit"))
                    at = where + len(part)
    return out


def _speakers(tree: Tree, resolved: Sequence[tuple[Found, Speaker]]) -> list[Citation]:
    """Those who speak without a name, offices and documents."""
    out = []
    for found, speaker in resolved:
        if found.speaker is None or found.speaker_head is None:
            continue
        head = found.speaker_head
        kind = _kind(tree, head, speaker)
        if kind is None:
            continue
        start, end = found.speaker
        cue = tree.text[slice(*found.cue)] if found.cue else None
        reason = reason_for(tree, found) if kind == "anonymous" else None
        out.append(Citation(start, end, tree.text[start:end], kind, speaker.name, reason, cue))
    return out


def _kind(tree: Tree, head: int, speaker: Speaker) -> CitationKind | None:
    if speaker.kind == "document":
        return "document"
    if tree.pos[head] == "PRON" or speaker.kind == "person":
        return None
    lemma = tree.lemma[head]
    if speaker.kind == "anonymous":
        return "anonymous"
    if speaker.kind == "group" and tree.tag[head] in PLURAL_TAGS and (lemma in OFFICIAL):
        return "anonymous"
    if speaker.kind == "role" and lemma in ("spokesman", "spokeswoman", "spokesperson"):
        return "official"
    return None


def _is_kept_secret(tree: Tree, i: int) -> bool:
    """Whether what hangs on the noun tells how somebody knows instead of who it is: “people familiar with the matter”."""
    behind = range(i, min(tree.right[i], i + BEHIND) + 1)
    return any(tree.words[k].lower() in NOT_SAID_WHO for k in behind)


def _cited(tree: Tree) -> list[Citation]:
    """“... cited unnamed U.S. officials as saying”, “other officials have confirmed it”."""
    out = []
    unnamed = [i for i, pos in enumerate(tree.pos) if pos == "NOUN" and tree.lemma[i] in UNNAMED]
    for i in unnamed:
        if tree.segment_of[i]:
            continue
        if tree.lemma[i] not in OFFICIAL and not _is_kept_secret(tree, i):
            continue
        head, dep = tree.head[i], tree.dep[i]
        if dep == "pobj":
            verb = tree.head[head]
            if tree.lemma[head] not in ("by", "to", "from") or tree.words[verb].lower() not in (
                "according",
                "provided",
                "told",
                "confirmed",
                "described",
            ):
                continue
            head = verb
        elif not (dep == "dobj" and tree.lemma[head] in ("cite", "quote")) and not (
            dep in SUBJECTS and tree.lemma[head] in KNOWN_VERBS
        ):
            continue
        if any(tree.dep[c] == "appos" and tree.pos[c] == "PROPN" for c in tree.children[i]):
            continue
        first = min(
            [
                tree.left[c]
                for c in tree.children[i]
                if c < i
                and tree.dep[c] in ("det", "amod", "compound", "nmod", "nummod", "poss", "conj", "cc")
            ]
            or [i]
        )
        start, end = tree.span(first, i)
        text = tree.text[start:end]
        name = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
        out.append(
            Citation(start, end, text, "anonymous", name, None, tree.text[slice(*tree.span(head, head))])
        )
    return out

"""Whether an outlet's wording changes what was said: by a negation, a modal, a number, a name or a lost condition.

Only words count that were cut, added or replaced within a sentence of which the quotation keeps a part: leaving out a
whole neighbouring sentence is a choice, not a change. What stands in brackets is an editor's word, and owned up to.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tasks.resolve.align import Op
from tasks.resolve.contractions import uncontracted
from tasks.resolve.rewording import EMPTY_WORDS
from tasks.resolve.wording import SENTENCE_END, word_key, words_of
from tasks.vocabulary.titles import words_of as listed

MeaningReason = Literal["negation", "modal", "number", "name", "scope_cut"]

NEGATIONS = listed("""
    not no never none nobody nothing nowhere neither nor without hardly barely scarcely cannot cant wont
    dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt wouldnt shouldnt couldnt mustnt neednt
    shant aint
""")
MODALS = listed("""
    may might could would should must shall can will cannot cant wont wouldnt shouldnt couldnt mustnt
    probably perhaps possibly maybe likely unlikely allegedly apparently certainly definitely
""")
NUMBER_WORDS = listed("""
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    million billion trillion half third quarter dozen
""")
CLAUSE_END = re.compile(r"[.!?;:…](?=\s|$)|,(?=\s)|--+|\s[–—-](?=\s)|—")
# Words that narrow a statement: without them it says more than the speaker did.
LIMITS = listed("""
    if unless until only except some most many few almost nearly partly sometimes often usually
    generally seems seem think believe hope hopefully assuming provided suggest suggests
""")
UNCHANGED = ("keep", "bracket")  # steps that leave what was said as it was
# "Next year" is not "this year".
TIMES = listed("this next last past coming previous today tomorrow yesterday tonight now then")
CONTRACTED = frozenset({"im", "ive", "ill", "id", "its", "thats", "theyre", "youre", "weve", "were"})


def _keys(text: str) -> list[str]:
    """Return the keys of a text with contractions undone, so that "didn't" for "did not" is no change."""
    # "May" is the month; a sentence that begins with the modal is a question or a wish.
    keys = uncontracted(word.key for word in words_of(text) if text[word.start : word.end] != "May")
    return ["if" if key == "whether" else key for key in keys]


def _names(text: str, before: str) -> set[str]:
    """Return the words of a piece that begin with a capital where no sentence begins."""
    found = set()
    for word in words_of(text):
        lead = (before + text[: word.start]).rstrip(" \n\"'“‘(—–-")
        starts_sentence = not lead or lead[-1] in '.!?…:”"'
        raw = text[word.start : word.end]
        if (
            raw[0].isupper()
            and not starts_sentence
            and word.key not in EMPTY_WORDS
            and word.key not in CONTRACTED
        ):
            found.add(_without_possessive(raw))
    return found


def _without_possessive(raw: str) -> str:
    return word_key(re.sub(r"['’]s?$", "", raw))


def _numbers(keys: Iterable[str]) -> list[str]:
    return sorted(k for k in keys if k[0].isdigit() or k in NUMBER_WORDS)


def _within_kept_sentences(ops: Sequence[Op], at: int) -> str:
    """Return the parts of an inner cut that belong to sentences of which something is kept."""
    base = ops[at].base_text
    ends = [m.end() for m in SENTENCE_END.finditer(base)]
    if not ends:
        return base
    ended_before = bool(SENTENCE_END.search(ops[at - 1].base_text.rstrip()[-3:]))
    return ("" if ended_before else base[: ends[0]]) + base[ends[-1] :]


def _next_clause(text: str, before: str, *, is_leading: bool) -> str:
    """Return the part of what is cut or added at an end that stands in one clause with what is kept."""
    if is_leading:
        return text[max((m.end() for m in CLAUSE_END.finditer(text)), default=0) :]
    if CLAUSE_END.search(before.rstrip()[-4:] + " "):
        return ""
    first = CLAUSE_END.search(text)
    return text[: first.start()] if first else text


@dataclass(slots=True)
class _Difference:
    """What the base has and the quotation lacks, and the other way round: inside, and in the clause next to an end."""

    lost: list[tuple[str, str]] = field(default_factory=list)
    gained: list[tuple[str, str]] = field(default_factory=list)
    lost_beside: list[str] = field(default_factory=list)
    gained_beside: list[str] = field(default_factory=list)


def _difference(ops: Sequence[Op]) -> _Difference:
    found = _Difference()
    for at, op in enumerate(ops):
        base_before = "".join(o.base_text for o in ops[:at])[-40:]
        text_before = "".join(o.text for o in ops[:at])[-40:]
        is_end = at in (0, len(ops) - 1)
        if op.op in UNCHANGED:
            continue
        if op.op == "replace":
            found.lost.append((op.base_text, base_before))
            found.gained.append((op.text, text_before))
        elif op.op == "add":
            if is_end:
                found.gained_beside.append(_next_clause(op.text, text_before, is_leading=at == 0))
            else:
                found.gained.append((op.text, text_before))
        elif is_end:
            found.lost_beside.append(_next_clause(op.base_text, base_before, is_leading=at == 0))
        else:
            found.lost.append((_within_kept_sentences(ops, at), base_before))
    return found


def meaning_change(ops: Sequence[Op], *, is_fragment: bool = False) -> MeaningReason | None:
    """Return why the quotation says something else than the fullest form, or None.

    Numbers and names count where they are changed inside what is quoted, not where the quotation begins later or ends
    earlier. A fragment quotes a phrase and claims no more: it changes the meaning only when it leaves out a negation
    right before it.
    """
    if is_fragment:
        lead = words_of(ops[0].base_text)[-FRAGMENT_REACH:] if ops and ops[0].op == "cut" else []
        return "negation" if NEGATIONS.intersection(word.key for word in lead) else None
    if all(op.op in UNCHANGED for op in ops):
        return None
    found = _difference(ops)
    cut, put = ([key for text, _ in side for key in _keys(text)] for side in (found.lost, found.gained))
    all_cut = cut + [key for text in found.lost_beside for key in _keys(text)]
    all_put = put + [key for text in found.gained_beside for key in _keys(text)]
    if sum(k in NEGATIONS for k in all_cut) != sum(k in NEGATIONS for k in all_put):
        return "negation"
    if sorted(k for k in all_cut if k in MODALS) != sorted(k for k in all_put if k in MODALS):
        return "modal"
    if _numbers(cut) != _numbers(put):
        return "number"
    if _names_changed(found, ops):
        return "name"
    times = [{k for k in keys if k in TIMES} for keys in (cut, put)]
    if {k for k in all_cut if k in LIMITS} - set(all_put) or (all(times) and times[0] != times[1]):
        return "scope_cut"
    return None


def _names_changed(found: _Difference, ops: Sequence[Op]) -> bool:
    """Whether a name is gone that stands nowhere else in the quotation, or is there that the base lacks."""
    lost = {name for text, before in found.lost for name in _names(text, before)}
    gained = {name for text, before in found.gained for name in _names(text, before)}
    return _has_beyond(lost, (op.text for op in ops)) or _has_beyond(gained, (op.base_text for op in ops))


def _has_beyond(names: set[str], pieces: Iterable[str]) -> bool:
    """Whether any of the names stands nowhere in a text, given in pieces."""
    if not names:
        return False
    text = "".join(pieces)
    return bool(names - {_without_possessive(text[word.start : word.end]) for word in words_of(text)})


FRAGMENT_REACH = (
    2  # words before a fragment in which a negation governs it: "is not an option" quoted as "an option"
)

"""Whether an outlet's wording changes what was said: by a negation, a modal, a number, a name or a lost condition.

Only words count that were cut, added or replaced within a sentence of which the quotation keeps a part: leaving out a
whole neighbouring sentence is a choice, not a change. What stands in brackets is an editor's word, and owned up to.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from tasks.resolve.align import Op
from tasks.resolve.contractions import uncontracted
from tasks.resolve.wording import SENTENCE_END, words_of
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
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    million billion trillion half third quarter dozen
""")
# Words that narrow a statement: without them it says more than the speaker did.
LIMITS = listed("""
    if unless until only except some most many few almost nearly partly sometimes often usually
    generally seems seem think believe hope hopefully assuming provided suggest suggests
""")
# "Next year" is not "this year".
TIMES = listed("this next last past coming previous today tomorrow yesterday tonight now then")
_TOO_SHORT_FOR_NAME = frozenset({"I", "Im", "Ive", "Ill", "Id"})


def _keys(text: str) -> list[str]:
    """Return the keys of a text with contractions undone, so that "didn't" for "did not" is no change."""
    # "May" is the month; a sentence that begins with the modal is a question or a wish.
    return uncontracted(word.key for word in words_of(text) if text[word.start : word.end] != "May")


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
            and raw.replace("'", "").replace("’", "") not in _TOO_SHORT_FOR_NAME
        ):
            found.add(re.sub(r"['’]s?$", "", raw).casefold())
    return found


def _numbers(keys: Iterable[str]) -> list[str]:
    return sorted(k for k in keys if k[0].isdigit() or k in NUMBER_WORDS)


def _within_kept_sentence(ops: Sequence[Op], at: int) -> str:
    """Return the part of a cut that belongs to a sentence of which something is kept."""
    base = ops[at].base_text
    ends = [m.end() for m in SENTENCE_END.finditer(base)]
    kept_before = any(op.op == "keep" for op in ops[:at])
    kept_after = any(op.op == "keep" for op in ops[at + 1 :])
    ended_before = at > 0 and bool(SENTENCE_END.search(ops[at - 1].base_text.rstrip()[-3:]))
    head = base[: ends[0]] if ends else base
    tail = base[ends[-1] :] if ends else base
    parts = []
    if kept_before and not ended_before:
        parts.append(head)
    if kept_after and (not parts or ends):
        parts.append(tail)
    return " ".join(parts)


def _reason(lost: str, gained: str, lost_before: str, gained_before: str) -> MeaningReason | None:
    cut, put = _keys(lost), _keys(gained)
    if sum(k in NEGATIONS for k in cut) != sum(k in NEGATIONS for k in put):
        return "negation"
    if sorted(k for k in cut if k in MODALS) != sorted(k for k in put if k in MODALS):
        return "modal"
    if _numbers(cut) != _numbers(put):
        return "number"
    if _names(lost, lost_before) != _names(gained, gained_before):
        return "name"
    if {k for k in cut if k in LIMITS} - set(put):
        return "scope_cut"
    times = [{k for k in keys if k in TIMES} for keys in (cut, put)]
    if all(times) and times[0] != times[1]:
        return "scope_cut"
    return None


def _before(ops: Sequence[Op], at: int) -> tuple[str, str]:
    return "".join(op.base_text for op in ops[:at])[-40:], "".join(op.text for op in ops[:at])[-40:]


def meaning_change(ops: Sequence[Op], *, is_fragment: bool = False) -> MeaningReason | None:
    """Return why the quotation says something else than the fullest form, or None.

    A fragment quotes a phrase and claims no more: it changes the meaning only when the word right before it, or a word
    between, is a negation that it leaves out.
    """
    order: list[MeaningReason] = ["negation", "modal", "number", "name", "scope_cut"]
    found: set[MeaningReason] = set()
    for at, op in enumerate(ops):
        if op.op in ("keep", "bracket"):
            continue
        lost = _within_kept_sentence(ops, at) if op.op in ("cut", "ellipsis") else op.base_text
        if is_fragment:
            near = [w.key for w in words_of(lost)][-FRAGMENT_REACH:] if at == 0 else []
            if NEGATIONS.intersection(near):
                found.add("negation")
            continue
        base_before, text_before = _before(ops, at)
        reason = _reason(lost, op.text if op.op != "ellipsis" else "", base_before, text_before)
        if reason:
            found.add(reason)
    return next((reason for reason in order if reason in found), None)


FRAGMENT_REACH = (
    2  # words before a fragment in which a negation governs it: "is not an option" quoted as "an option"
)

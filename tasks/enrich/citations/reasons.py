"""Why somebody is not named: “on condition of anonymity because ...”, “not authorized to speak publicly”."""

import re

from tasks.enrich.quotes.records import Found
from tasks.enrich.quotes.tree import Tree

REACH = 400  # characters around the speaker in which the reason stands
ANONYMITY = re.compile(
    r"(?:on|under) (?:the )?condition of anonymity[^.“”\"]*"
    r"|(?:asked|declined|refused|wished|requested|insisted|demanded)(?: \w+)?"
    r" (?:not to be|to remain|not being|to be|on|remain)"
    r" (?:named|identified|anonymous|unnamed|anonymity|quoted by name)[^.“”\"]*"
    r"|(?:was|were|is|are)(?: not|n[’']t) (?:authori[sz]ed|permitted|allowed|cleared|empowered) to [^.“”\"]*"
    r"|(?:spoke|speaking|talked) (?:on background|anonymously)[^.“”\"]*"
    r"|for fear of [^.“”\"]*",
    re.IGNORECASE,
)


def reason_for(tree: Tree, found: Found) -> str | None:
    """Return the reason stated near the speaker in the same paragraph, or None."""
    if found.speaker is None:
        return None
    low = tree.text.rfind("\n", 0, found.speaker[0]) + 1
    high = tree.text.find("\n", found.speaker[1])
    high = len(tree.text) if high < 0 else high
    match = ANONYMITY.search(
        tree.text, max(low, found.speaker[0] - REACH), min(high, found.speaker[1] + REACH)
    )
    return match.group().strip(" ,") if match else None

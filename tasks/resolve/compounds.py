"""What one outlet writes as one word and another as a verb and its particle: "rollout", "roll out".

Keys are words as `wording.word_key` gives them.
"""

from collections.abc import Iterable

_PARTICLES = {
    "out": "roll buy bail break fall hand hide hold lay lock look melt pay print sell shoot shut stake take turn work wash",
    "down": "shut crack break count melt slow show sit touch wind",
    "up": "build clean cover follow hold line make mix run set shake slip start step tune turn warm wrap back check",
    "off": "lay kick pay sell show spin stand take trade cut play",
    "back": "feed fall kick pay play pull roll set throw come draw cut",
    "over": "take hand hang turn make roll",
    "through": "break walk drive follow",
}
_COMPOUNDS = {(verb, particle) for particle, verbs in _PARTICLES.items() for verb in verbs.split()}


def compounded(keys: Iterable[str]) -> list[str]:
    """Return the keys with a verb and its particle as the one word that they are as a noun: "roll out", "rollout"."""
    out: list[str] = []
    for key in keys:
        if out and (out[-1], key) in _COMPOUNDS:
            out[-1] += key
        else:
            out.append(key)
    return out

"""The language of a text: what the page declares, and what the words show."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

CHARACTERS = (
    500  # enough for news; more costs time (1.4 ms a whole article, 0.23 ms so) and changes no verdict
)
SHORTEST = 40  # characters: below that the model guesses
SURE = 0.8
# English shows in its function words: 1,806 of 2,077 English articles hold these shares of them in their first 500
# characters, and py3langid finds all of those English too. It need not be asked (it costs four times as much).
ENGLISH_ONLY_WORDS = (
    "the and that with his their they from have has been would said who this its after about when there"
)
ENGLISH_WORDS = (
    "of to in on is was for a as at by it be an or we you he she not are were but will had her more"
)
ENGLISH_ONLY = frozenset(ENGLISH_ONLY_WORDS.split())
ENGLISH = ENGLISH_ONLY | frozenset(ENGLISH_WORDS.split())
OWN_SHARE, SHARE = 0.06, 0.22
FEWEST_WORDS = 30
CODE = re.compile(r"^[a-z]{2,3}(?![a-z])", re.IGNORECASE)


@lru_cache(1)
def identifier() -> LanguageIdentifier:
    """Load the model once per process (0.3 s)."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> tuple[str | None, float]:
    """Return (ISO 639-1 code, probability) of the start of `text`; (None, 0) where it is too short."""
    start = " ".join(text[: 2 * CHARACTERS].split())[:CHARACTERS]
    if len(start) < SHORTEST:
        return None, 0.0
    if is_plainly_english(start):
        return "en", 1.0
    code, probability = identifier().classify(start)
    return code, float(probability)


def is_plainly_english(text: str) -> bool:
    """Whether the function words of a text say that it is English without a doubt."""
    words = text.lower().split()
    return (
        len(words) >= FEWEST_WORDS
        and sum(map(ENGLISH_ONLY.__contains__, words)) >= OWN_SHARE * len(words)
        and sum(map(ENGLISH.__contains__, words)) >= SHARE * len(words)
    )


def language_code(declared: str | None) -> str | None:
    """Return `en` for `en-GB`, `EN_us`; None for what is no language code."""
    match = CODE.match((declared or "").strip())
    return match[0].lower() if match else None


def choose_language(text: str, declared: str | None) -> str | None:
    """Return the detected language if the model is sure, else the declared one, else the detected one."""
    code, probability = detect_language(text)
    stated = language_code(declared)
    if code and (probability >= SURE or not stated):
        return code
    return stated or code

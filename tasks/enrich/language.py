"""Whether an article is in a language that is read here. What language it is in was found when it was cleaned."""

READ = "en"


def is_read(language: str | None) -> bool:
    """Return whether names and speech can be read in this language (an ISO 639-1 code, region ignored).

    An article whose language nobody could tell is short; it is read as English.
    """
    return language is None or language.lower().replace("_", "-").split("-")[0] == READ

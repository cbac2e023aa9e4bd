"""The name an entity goes by, and the other names it is known by."""

from collections.abc import Mapping

from tasks.vocabulary.names import fold_name, plain_name

# A fuller form becomes the name when at least a third as many articles use it as use the commonest form: in a newsroom
# that writes "Ana Lindqvist" nine times in ten, one "Ana Maria Lindqvist" stays an alias.
WELL_SUPPORTED = 1 / 3
MAX_ALIASES = 50


def canonical_name(forms: Mapping[str, int]) -> str:
    """Return the fullest of the well-supported forms, given in how many articles each stands.

    Forms that differ in case, accents or marks alone support each other.
    """
    if len(forms) == 1:  # most entities; all are named in each run
        return next(iter(forms))
    support: dict[str, int] = {}
    for form, count in forms.items():
        support[fold_name(form)] = support.get(fold_name(form), 0) + count
    most = max(support.values())
    fit = [f for f in forms if support[fold_name(f)] >= WELL_SUPPORTED * most]
    return min(fit, key=lambda f: (-len(f.split()), -len(fold_name(f)), -support[fold_name(f)], -forms[f], f))


def aliases_of(name: str, surfaces: Mapping[str, int]) -> list[str]:
    """Return the other forms met, sorted, each once whatever its possessive or article; the commonest if there are very many."""
    counts: dict[str, int] = {}
    for surface, count in surfaces.items():
        form = plain_name(surface)
        if form and form != name:
            counts[form] = counts.get(form, 0) + count
    return sorted(sorted(counts, key=lambda form: (-counts[form], form))[:MAX_ALIASES])

"""The columns of all trees say what a walk from each token up says."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.parse import Parse
from tasks.enrich.quotes.shape import Shape


@st.composite
def heads(draw: st.DrawFn) -> list[int]:
    """Heads of one article: each token hangs on one that is nearer to a root, in any order of the text."""
    n = draw(st.integers(0, 12))
    order = draw(st.permutations(range(n)))
    out = [0] * n
    for k, i in enumerate(order):
        out[i] = order[draw(st.integers(0, k))]
    return out


def above(head: list[int], i: int) -> list[int]:
    """The token and all that govern it."""
    out = [i]
    while head[out[-1]] != out[-1]:
        out.append(head[out[-1]])
    return out


@given(st.lists(heads(), max_size=4))
def test_edges_children_and_depths_are_those_of_a_walk(articles: list[list[int]]) -> None:
    shape = Shape([Parse("", head=head) for head in articles])
    assert shape.bounds.tolist() == [sum(map(len, articles[:k])) for k in range(len(articles) + 1)]
    for number, head in enumerate(articles):
        low = int(shape.bounds[number])
        paths = [above(head, i) for i in range(len(head))]
        under = [[i for i, path in enumerate(paths) if top in path] for top in range(len(head))]
        assert shape.edges(number) == ([min(mine) for mine in under], [max(mine) for mine in under])
        children = shape.children(number)
        for top in range(len(head)):
            assert children[top] == [i for i, h in enumerate(head) if h == top and i != top]
        for i, path in enumerate(paths):
            assert shape.depth[low + i] == len(path) - 1
            assert shape.size[low + i] == len(under[i])
            tin, size = shape.tin[low + i], shape.size[low + i]
            inside = [j for j in range(len(head)) if tin <= shape.tin[low + j] < tin + size]
            assert inside == under[i]

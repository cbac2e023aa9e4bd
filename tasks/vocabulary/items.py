"""Tell whoever runs a batch which of its items is being worked on, so that a hang or a crash is laid at its door."""

from collections.abc import Callable

_listeners: list[Callable[[int], None]] = []


def begin_item(number: int) -> None:
    """Say that work on item `number` of the batch begins, counted from 0; costs some 10 µs in a worker process."""
    for listener in _listeners:
        listener(number)


def listen(listener: Callable[[int], None] | None) -> None:
    """Have begun items told to `listener`, and to no other; None for nobody."""
    _listeners[:] = [listener] if listener else []

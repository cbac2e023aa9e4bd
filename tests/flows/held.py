"""The command line, but it stops for long before a function of ours, so that it can be ended just there.

python tests/flows/held.py tasks.lake.publish:publish run …
"""

import importlib
import sys
import time
from typing import Any

HELD_S = 300.0


def hold_before(place: str) -> None:
    """Have a function, named as module:function, wait before it begins."""
    module_name, _, name = place.partition(":")
    module = importlib.import_module(module_name)
    function = getattr(module, name)

    def held(*given: Any, **named: Any) -> Any:
        time.sleep(HELD_S)
        return function(*given, **named)

    setattr(module, name, held)


if __name__ == "__main__":
    from flows.cli import main

    hold_before(sys.argv.pop(1))
    main()

"""Where log lines go: a file in the warehouse, and the terminal only when asked."""

import logging
from pathlib import Path

FORMAT = "%(asctime)s.%(msecs)03d %(levelname)-7s %(name)s %(message)s"


def send_logs_to(path: Path, *, verbose: bool) -> None:
    """Let Prefect's and our loggers write to `path`; with `verbose` also to the terminal, as Prefect does by itself.

    The handlers that carry log lines to the Prefect API stay; what they cannot deliver is not told in the midst of ours.
    """
    from prefect.logging.configuration import setup_logging

    setup_logging()
    logging.raiseExceptions = verbose
    path.parent.mkdir(parents=True, exist_ok=True)
    to_file = logging.FileHandler(path, encoding="utf-8")
    to_file.setFormatter(logging.Formatter(FORMAT, datefmt="%Y-%m-%d %H:%M:%S"))
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "prefect"]
    for logger in (logging.root, *(logging.getLogger(name) for name in names)):
        has_terminal = any(_writes_to_terminal(handler) for handler in logger.handlers)
        if not verbose:
            logger.handlers = [handler for handler in logger.handlers if not _writes_to_terminal(handler)]
        if has_terminal or logger is logging.root:
            logger.addHandler(to_file)


def _writes_to_terminal(handler: logging.Handler) -> bool:
    return isinstance(handler, logging.StreamHandler) and not isinstance(handler, logging.FileHandler)


def flush_to_api() -> None:
    """Send the log lines that wait, before the server that takes them is stopped."""
    from prefect.logging.handlers import APILogHandler

    for name in ("prefect.flow_runs", "prefect.task_runs"):
        for handler in logging.getLogger(name).handlers:
            if isinstance(handler, APILogHandler):
                handler.flush()

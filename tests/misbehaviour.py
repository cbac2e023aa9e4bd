"""Functions that do to a worker process what hostile pages do. A job is a list of words; some of them are orders."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from tasks.vocabulary.items import begin_item

warmed = []


def halves(words):
    middle = len(words) // 2
    return [words[:middle], words[middle:]] if middle else [words]


def behave(words):
    return [_obey(word) for word in words]


def behave_and_tell(words):
    out = []
    for number, word in enumerate(words):
        begin_item(number)
        out.append(_obey(word))
    return out


def warm_up():
    time.sleep(0.3)
    warmed.append(os.getpid())


def cannot_warm_up():
    raise FileNotFoundError("no model of that name")


def dies_warming_up():
    os._exit(3)


def was_warmed(words):
    return len(warmed) == 1


def who_warmed_whom(words):
    time.sleep(0.3)
    return warmed[0], os.getpid()


def surroundings(_words):
    return {
        "prefect": any(name.partition(".")[0] == "prefect" for name in sys.modules),
        "main": getattr(sys.modules["__main__"], "__file__", None),
        "threads": os.environ["OMP_NUM_THREADS"],
        "pid": os.getpid(),
    }


def _obey(word):
    order, _, argument = word.partition(":")
    match order:
        case "segfault":
            ctypes.string_at(0)
        case "hog":
            held = []
            while True:
                held.append(bytearray(50_000_000))
        case "hang":
            time.sleep(600)
        case "spin":  # in C, holding the interpreter's lock
            return sum(range(10**12))
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "kill-once":  # the machine, not the item: the second try comes through
            if not Path(argument).exists():
                Path(argument).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ValueError("this one is odd")
        case "full":
            raise OSError(28, "No space left on device")
        case "unpicklable":
            return lambda: None
        case "sleep":
            time.sleep(float(argument))
        case "pid":
            return os.getpid()
    return word.upper()


def verdicts_of_cleaning(documents, evidence):
    """Clean a table of documents; return what came of each: "article" or the reason of its rejection."""
    from tasks.clean.batch import clean_batch

    batch = clean_batch(documents, evidence)
    reasons = dict(
        zip(batch.rejections["document_id"].to_pylist(), batch.rejections["reason"].to_pylist(), strict=True)
    )
    return [reasons.get(document_id, "article") for document_id in documents["document_id"].to_pylist()]

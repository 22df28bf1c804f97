"""`make fuzz`: try every property of the tests for as long as there is time, each time with other inputs.

    python -m tests.fuzz [--seconds 600] [WORD ...]     # only the properties whose name holds one of the words

Prints how many inputs each property was tried with. The first input that breaks one is made as small as it gets and
shown; then the exit code is 1. Hypothesis keeps it in .hypothesis/ and begins with it the next time.
"""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from importlib import import_module
from inspect import signature
from io import StringIO
from pathlib import Path
from typing import Any

from tests.fuzz import profiles

HERE = Path(__file__).parent


class EnoughError(KeyboardInterrupt):
    """The time of a property is over. Hypothesis lets an interruption through, and nothing else."""


def targets(words: list[str]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every property of the tests that needs nothing but inputs, with its name."""
    tests = HERE.parent
    found = sorted(path for path in tests.rglob("test_*.py") if "hypothesis" in path.read_text(encoding="utf-8"))
    for path in found:
        module = import_module(".".join(path.relative_to(tests.parent).with_suffix("").parts))
        for name, test in vars(module).items():
            if name.startswith("test_") and hasattr(test, "hypothesis") and not signature(test).parameters:
                full = f"{path.relative_to(tests).with_suffix('')}: {name.removeprefix('test_').replace('_', ' ')}"
                if not words or any(word in full for word in words):
                    yield full, test


def tried(test: Any, seconds: float) -> tuple[int, BaseException | None]:
    """How many inputs a property was tried with in so much time, and what it failed with."""
    inner = test.hypothesis.inner_test
    until = time.monotonic() + seconds
    number = 0

    def counted(*arguments: Any, **named: Any) -> None:
        nonlocal number
        if time.monotonic() > until:
            raise EnoughError
        inner(*arguments, **named)
        number += 1

    counted.__name__ = inner.__name__
    test.hypothesis.inner_test = counted
    try:
        while time.monotonic() < until:
            before = number
            with redirect_stdout(StringIO()):  # where Hypothesis tells how to repeat what we ended ourselves
                test()
            if number == before:
                break  # there are no other inputs
    except EnoughError:
        return number, None
    except Exception as error:
        return number, error
    return number, None


def main() -> int:
    """Try all of them; 1 when one broke."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", nargs="*")
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args()
    os.environ["FUZZ"] = profiles.LONG
    profiles.load()
    chosen = list(targets(options.words))
    if not chosen:
        sys.exit("no property has such a name")
    total, broken, begin = 0, [], time.monotonic()
    for at, (name, test) in enumerate(chosen):
        left = options.seconds - (time.monotonic() - begin)
        number, error = tried(test, max(0.5, left / (len(chosen) - at)))
        total += number
        print(f"{number:>9,}  {name}{'  BROKEN' if error else ''}", flush=True)
        if error:
            broken.append(name)
            traceback.print_exception(error)
    took = time.monotonic() - begin
    print(f"{total:>9,}  inputs for {len(chosen)} properties in {took:.0f} s; {len(broken)} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

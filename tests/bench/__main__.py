"""`python -m tests.bench [--short] [ROW ...]`: what the bot costs, against baselines in the same run.

`--short` takes each row through its smallest form: it shows that the row still measures, and nothing of how fast it is.
"""

from __future__ import annotations

import sys

from tests.bench.catalogue import ROWS, SHORT


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a target was missed, 2 if there is no such row."""
    short = "--short" in arguments
    names = [argument for argument in arguments if argument != "--short"]
    if not ROWS.keys() >= {*names}:
        print(f"The rows are: {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    print("| what | baseline | measured | to reach | |")
    print("|---|---|---|---|---|")
    missed = 0
    for name in names or list(ROWS):
        for row in (SHORT if short else ROWS)[name]():
            judged = not short and (row.target or not row.reached)
            mark = ("yes" if row.reached else "NO") if judged else ""
            print(f"| {row.what} | {row.baseline} | {row.value} | {row.target} | {mark} |", flush=True)
            missed += not short and not row.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

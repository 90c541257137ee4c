"""What a command costs by itself: parse, validate and render the largest form. Seconds of this process, no network."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import commands
from bot.command.arguments import validate
from bot.command.binding import bind
from bot.command.declaration import Command
from bot.command.parse import parse
from bot.edge.forms import simple
from bot.edge.origin import Origin
from bot.errors import BadArguments
from tests.bench.rows import Row

ROUNDS = 50
TARGET = 0.005


def forms(rounds: int = ROUNDS) -> Iterator[Row]:
    """The median of the slowest of all commands."""
    router = commands.collect()
    slowest, seconds = "", 0.0
    for command in router:
        if any(arg.asked for arg in command.arguments):
            took = statistics.median(_once(command) for _ in range(rounds))
            if took > seconds:
                slowest, seconds = command.path, took
    yield Row(
        "a command's own work: parse, validate, render the largest form, median",
        "",
        f"{seconds * 1000:.2f} ms ({slowest})",
        f"<= {TARGET * 1000:g} ms",
        seconds <= TARGET,
    )


def _once(command: Command) -> float:
    began = time.perf_counter()
    router = commands.collect()
    match = router.match(parse(f'{command.path} name=\'a b\' json=\'{{"details": {{"name": "x"}}}}\''))
    assert match is not None
    bound = bind(command.arguments, match.rest)
    problems = list(bound.problems)
    try:
        validate(command.args, bound.values)
    except BadArguments as error:
        problems += error.problems
    simple.view(command, bound.values, Origin("C1"), problems)
    return time.perf_counter() - began

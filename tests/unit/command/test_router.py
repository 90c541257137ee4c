"""Commands are found by their words, and by those that they had once where a button of an older message says them."""

from __future__ import annotations

from bot.command import Args, Ctx, Effect, Reply, Router
from bot.command.parse import parse


async def _run(ctx: Ctx, args: Args) -> Reply:
    """Do something."""
    raise AssertionError("not run here")


def test_a_renamed_command_is_found_by_its_earlier_path_but_not_by_typing_it() -> None:
    router, others = Router(), Router()
    others.command("now this", Effect.READ, hidden=True, was=("once", "once that"))(_run)
    router.include([others])
    assert {command.path for path in ("now this", "once", "once that") if (command := router.get(path))} == {"now this"}
    assert [command.path for command in router] == ["now this"]
    assert router.get("twice") is None
    assert router.match(parse("once that")) is None
    assert router.match(parse("now this")) is not None

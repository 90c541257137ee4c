"""What may have been meant: near commands, and none that ends something unless the words ask for that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commands
from bot.command.router import ends_something

ROUTER = commands.collect()
ENDING = [command for command in ROUTER if ends_something(command) and not command.hidden]


@pytest.mark.parametrize("command", ENDING, ids=lambda command: command.path)
def test_what_ends_something_is_offered_to_who_asks_for_it_alone(command: object) -> None:
    path = str(getattr(command, "path", ""))
    words = path.split()
    misspelled = " ".join([*words[:-1], words[-1][:-1]]) if len(words) > 1 else path[:-1]
    assert path in ROUTER.suggest(misspelled, limit=10)
    for typed in (" ".join(words[:-1]), " ".join([*words[:-1], "zzz"])):
        assert path not in ROUTER.suggest(typed, limit=10)


@given(
    st.lists(
        st.sampled_from(["whatsapp", "template", "templates", "sender", "rcs", "lst", "webhook", "dlt"]), min_size=1
    )
)
def test_nobody_is_led_to_delete(words: list[str]) -> None:
    for path in ROUTER.suggest(" ".join(words), limit=20):
        found = ROUTER.get(path)
        assert found is not None
        assert not ends_something(found)

"""A name stands for an id where typing that name leads to the same resource, and nowhere else."""

from __future__ import annotations

import pytest

import commands
from bot.flows.understanding.by_name import as_called
from bot.understanding.names import Name, Names

ROUTER = commands.collect()
SENDERS = {"01A": "Orchid Hotels", "01B": "Twin Shop", "01C": "Twin Shop", "01D": "Shop24", "01E": 'The "Best" Bikes'}
NAMES = Names(
    [
        *(Name(name, "rcs senders", {"sender_id": sender}) for sender, name in SENDERS.items()),
        Name("Orchid Hotels", "whatsapp senders", {"sender_id": "01W"}),
        Name("Hanok Tea", "kakaotalk senders", {"plus_friend_id": "@hanok"}),
        Name("Order sent", "kakaotalk templates", {"plus_friend_id": "@hanok", "code": "k7"}),
    ]
)


@pytest.mark.parametrize(
    ("path", "values", "shown"),
    [
        ("rcs senders progress", {"sender_id": "01A"}, {"sender_id": "Orchid Hotels"}),
        ("whatsapp senders get", {"sender_id": "01W"}, {"sender_id": "Orchid Hotels"}),
        ("rcs senders launch", {"sender_id": "01B"}, {"sender_id": "01B"}),
        ("rcs senders get", {"sender_id": "01D"}, {"sender_id": "01D"}),
        ("rcs senders get", {"sender_id": "01Z"}, {"sender_id": "01Z"}),
        ("rcs senders comment", {"sender_id": "01A", "text": "all done"}, {"sender_id": "Orchid Hotels"}),
        (
            "kakaotalk templates get",
            {"plus_friend_id": "@hanok", "code": "k7"},
            {"plus_friend_id": "Hanok Tea", "code": "Order sent"},
        ),
    ],
)
def test_a_name_is_shown_where_it_leads_to_the_same(path: str, values: dict[str, str], shown: dict[str, str]) -> None:
    command = ROUTER.get(path)
    assert command is not None
    assert as_called(ROUTER, command, values, NAMES) == {**values, **shown}


def test_without_names_all_stays_as_it_is() -> None:
    command = ROUTER.get("rcs senders get")
    assert command is not None
    assert as_called(ROUTER, command, {"sender_id": "01A"}, Names()) == {"sender_id": "01A"}
    bikes = as_called(ROUTER, command, {"sender_id": "01E"}, NAMES)["sender_id"]
    assert bikes == "01E", "its quotes cannot be typed"

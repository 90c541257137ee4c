"""Every kind of resource stands in every table of kinds, or the reason why not is said here."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import signature
from typing import Any
from unittest.mock import Mock

import pytest

import bot
import commands
from bot.cards.vocabulary.kinds import CARDS
from bot.provisioning.kinds import KINDS, Kind
from bot.provisioning.operations import Operations
from bot.provisioning.subjects import Subject
from bot.provisioning.transport import Transport

ACCOUNTS = {Kind.whatsapp_account, Kind.rcs_account}
LEFT_OUT: dict[str, set[Kind]] = {
    "FROM_ENTRY": {Kind.bundle},  # it has no activity list
    "FROM_STATE": {Kind.kakaotalk_sender, Kind.rcs_account},  # every state of theirs has an activity, or there is none
    "FOLLOW_UPS": {Kind.rcs_account},  # nothing changes it but comments
    "LISTS": {*ACCOUNTS, Kind.bundle},  # what is counted by state
}


def tables() -> dict[str, dict[Kind, Any]]:
    """Every table keyed by kind, by module and name."""
    found = {}
    for package in (bot, commands):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not {"sandbox", "migrations", "models", "__main__"} & set(module.name.split(".")):
                for name, value in vars(import_module(module.name)).items():
                    if isinstance(value, dict) and len(value) > 3 and all(isinstance(key, Kind) for key in value):
                        found[f"{module.name}.{name}"] = value
    return found


@pytest.mark.parametrize("name", tables())
def test_every_kind_is_in_every_table(name: str) -> None:
    missing = set(Kind) - set(tables()[name]) - {Kind.unknown}
    assert missing <= LEFT_OUT.get(name.rpartition(".")[2], set())


def test_a_kind_is_described_once_for_the_api_and_once_for_its_cards() -> None:
    router = commands.collect()
    assert set(CARDS) == set(Kind) - {Kind.unknown}
    for kind, card in CARDS.items():
        assert len(card.arguments) == len(KINDS[kind].id_fields), kind
        verbs = {name for name in ("get", "comment", "activity") if getattr(KINDS[kind], name)}
        for verb in verbs:
            command = router.get(f"{card.commands} {verb}")
            assert command, f"{card.commands} {verb} is no command"
            assert {*card.arguments} <= {arg.name for arg in command.arguments}, command.path


@pytest.mark.parametrize("kind", Kind)
def test_operations_take_the_ids_of_a_subject(kind: Kind) -> None:
    info, api = KINDS[kind], Operations(Mock(spec=Transport))
    ids = [f"id{nth}" for nth in range(info.id_counts[-1] if info.id_counts else 0)]
    if info.get:
        signature(info.get(api)).bind(*ids)
    if info.comment:
        signature(info.comment(api)).bind(*ids, "text")
    if info.activity:
        signature(info.activity(api)).bind(*ids, page_token=None, page_size=None)
    assert Subject(kind, tuple(ids)).complete == (kind is not Kind.unknown)
    assert not info.id_fields or len(info.id_fields) == info.id_counts[-1]

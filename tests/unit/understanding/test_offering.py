"""What is not surely understood is asked back, with readings that differ, and no wrong one runs."""

from __future__ import annotations

import pytest

from bot.understanding.exact import typed
from bot.understanding.names import Name, Names
from bot.understanding.understand import Intent, understand
from tests.unit.understanding.corpus import NAMES, lexicon


def paths(phrase: str) -> list[str]:
    """The commands that are offered for it; it must be a choice."""
    found = understand(phrase, lexicon(), NAMES)
    assert found.intent is Intent.CHOOSE, found
    return [reading.path for reading in found.readings]


@pytest.mark.parametrize("verb", ["perforate", "hoover", "defenestrate", "steam"])
def test_an_unknown_verb_before_a_name_does_not_just_show_it(verb: str) -> None:
    offered = paths(f"{verb} the German order_update")
    assert offered[:2] == ["whatsapp templates update", "whatsapp templates get"]
    assert len(set(offered)) == 3


@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("lunch Sunny Bank", "rcs senders launch"),
        ("what's wanting for me", "waiting"),
        ("how is sunni doing", "rcs senders get"),
        ("Which solution is assigned to us?", "whatsapp solutions list"),
        ("please produce a record of all deletions", "audit"),
        ("spare me the details until Thursday", "mute"),
        ("kindly withdraw my last alteration", "undo"),
        ("Is order_update different in DE and EN?", "whatsapp templates compare"),
    ],
)
def test_what_may_be_meant_is_among_the_three(phrase: str, path: str) -> None:
    assert path in paths(phrase)


@pytest.mark.parametrize("phrase", ["bind Alerts to telegram", "strike order_update", "delate order_update"])
def test_no_word_that_nobody_knows_deletes(phrase: str) -> None:
    assert not any(reading.removes for reading in understand(phrase, lexicon(), NAMES).readings)


@pytest.mark.parametrize("kind", ["template", "sender"])
def test_categories_are_those_of_the_kind_that_is_said(kind: str) -> None:
    best = understand(f"kakao {kind} categories", lexicon(), NAMES).best
    assert best is not None
    assert best.path == f"kakaotalk categories {kind}s"


VERBS = ("open", "show", "show me", "get", "see", "look at", "how is", "edit", "what about", "")


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_called_the_same_in_two_areas_is_asked_back_whatever_the_verb(verb: str) -> None:
    names = Names([*NAMES.all, Name("sunny_bank", "whatsapp templates", {"name": "sunny_bank"}, ("EN",))])
    found = understand(f"{verb} Sunny Bank".strip(), lexicon(), names)
    assert found.intent is Intent.CHOOSE
    assert len({name.kind for reading in found.readings[:2] for name in reading.names}) == 2


def test_the_kind_the_language_or_the_state_tells_which_of_two_is_meant() -> None:
    names = Names([*NAMES.all, Name("sunny_bank", "whatsapp templates", {"name": "sunny_bank"}, ("EN",))])
    for phrase in ("open the Sunny Bank template", "open sunny bank in English", "open the rcs sender Sunny Bank"):
        assert understand(phrase, lexicon(), names).intent is Intent.DO, phrase


@pytest.mark.parametrize(
    ("phrase", "exact", "left_out"),
    [
        ("what happened in whatsapp and rcs today", "/sinch activity whatsapp since=today", ("rcs",)),
        ("waiting whatsapp rcs", "/sinch waiting whatsapp", ("rcs",)),
        ("templates quality=RED", "/sinch whatsapp templates list", ("quality",)),
        ("what happened between monday and tuesday", "/sinch activity since=monday", ("tuesday",)),
        ("what happened from 2026-11-01 to 2026-11-10", "/sinch activity since=2026-11-01", ("2026-11-10",)),
        ("what happened on 2026-11-28?", "/sinch activity since=2026-11-28", ()),
        ("what happened on friday", "/sinch activity since=friday", ()),
        ("what is new since 9 am", '/sinch activity since="9 am"', ()),
        ("waiting all", "/sinch waiting all=yes", ()),
        ("what is waiting in rcs, senders in test too", "/sinch waiting rcs all=yes", ()),
        ("what waits, drafts included", "/sinch waiting all=yes", ()),
        ("show all that is waiting", "/sinch waiting", ()),
    ],
)
def test_what_narrows_is_done_or_said_to_be_left_out(phrase: str, exact: str, left_out: tuple[str, ...]) -> None:
    found = understand(phrase, lexicon(), NAMES)
    assert found.intent is Intent.DO
    assert found.best is not None
    assert (typed(found.best.command, found.best.values), found.best.left_out) == (exact, left_out)


@pytest.mark.parametrize(
    ("phrase", "path"),
    [("edit list", "whatsapp templates update"), ("enter the code 123456 for Acme Support", "whatsapp senders verify")],
)
def test_a_change_is_of_what_was_named(phrase: str, path: str) -> None:
    names = Names([*NAMES.all, Name("acme_support", "whatsapp templates", {"name": "acme_support"}, ("EN",))])
    found = understand(phrase, lexicon(), names)
    assert found.intent is Intent.DO
    assert found.best is not None
    assert (found.best.path, [name.kind for name in found.best.names]) == (path, [path.rpartition(" ")[0]])


@pytest.mark.parametrize("phrase", ["launch it", "delete it", "please edit it", "check it again"])
def test_a_verb_with_it_is_no_name(phrase: str) -> None:
    verbs = ("launch", "delete", "edit", "check")
    names = Names([*NAMES.all, *(Name(verb, "whatsapp templates", {"name": verb}, ("EN",)) for verb in verbs)])
    found = understand(phrase, lexicon(), names)
    assert not any(reading.names for reading in found.readings), found.readings


@pytest.mark.parametrize("verb", ["withdraw", "pause", "resume"])
def test_a_command_that_can_not_take_what_was_named_is_not_offered_for_its_verb(verb: str) -> None:
    offered = paths(f"{verb} order_update")
    assert offered
    assert all(path.startswith("whatsapp templates ") for path in offered)

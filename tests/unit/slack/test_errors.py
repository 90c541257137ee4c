"""Every error code that Slack documents for the methods we call has a decided meaning."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.slack import errors
from bot.slack.decisions import RefusalAction, RefusalAudience
from bot.slack.errors import BY_CODE, KINDS, SlackProblem

ROOT = Path(__file__).parents[3]
DOCUMENTED: dict[str, list[str]] = json.loads(
    (ROOT / "tests" / "samples" / "slack" / "error_codes.json").read_text(encoding="utf-8")
)
"""By method, as https://docs.slack.dev/reference/methods had them in August 2026."""
CODES = sorted({code for codes in DOCUMENTED.values() for code in codes})


def test_the_sample_knows_every_method_that_is_called() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot" / "slack").glob("*.py"))
    groups = "|".join({method.partition(".")[0] for method in DOCUMENTED if "." in method})
    called = set(re.findall(rf'"((?:{groups})(?:\.[a-zA-Z]+)+)"', source))
    assert called <= DOCUMENTED.keys()
    assert len(called) > 20
    assert len(CODES) > 150


@pytest.mark.parametrize("code", CODES)
def test_a_documented_code_has_a_meaning(code: str) -> None:
    kind = BY_CODE[code]
    found = errors.problem(code)
    assert type(found) is kind
    assert found.code == code
    assert isinstance(found.then, RefusalAction)
    assert isinstance(found.tells, RefusalAudience)


def test_a_code_has_one_meaning() -> None:
    codes = [code for kind in KINDS for code in kind.codes]
    assert len(codes) == len(set(codes))


def test_every_kind_of_problem_is_decided() -> None:
    for kind in KINDS:
        assert (
            ("then" in vars(kind) and "tells" in vars(kind))
            or any("then" in vars(parent) for parent in kind.__mro__[1:-3])
            or kind is errors.BadRequest
        ), kind.__name__


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.then is RefusalAction.RETRY])
def test_what_is_tried_again_at_once_may_have_been_done_or_only_reads(kind: type[SlackProblem]) -> None:
    assert not kind.certain or kind is errors.CursorGone


def test_what_waits_for_people_is_told_to_those_who_can_act() -> None:
    assert BY_CODE["token_revoked"].tells is RefusalAudience.ADMINS
    assert BY_CODE["org_login_required"].tells is RefusalAudience.ADMINS
    assert BY_CODE["restricted_action"].tells is RefusalAudience.MAKER
    assert BY_CODE["is_archived"].then is RefusalAction.WAIT


def test_what_passes_and_what_is_of_the_place_are_two_things() -> None:
    for kind in KINDS:
        found = errors.problem(kind.codes[0]) if kind.codes else errors.SlackDown("timeout")
        assert not (found.passes and found.is_of_place), kind.__name__
    passing = ("ratelimited", "internal_error", "token_revoked", "missing_scope", "invalid_cursor")
    assert all(errors.problem(code).passes for code in passing)
    assert all(errors.problem(code).is_of_place for code in ("is_archived", "restricted_action", "never_heard_of"))


def test_what_an_unknown_code_refuses_waits_and_somebody_hears_of_it() -> None:
    found = errors.problem("never_heard_of")
    assert (type(found), found.then, found.tells) == (errors.UnknownCode, RefusalAction.WAIT, RefusalAudience.MAKER)
    assert isinstance(errors.problem("restricted_action_of_a_new_kind"), errors.NotInChannel)


def test_invalid_arguments_are_about_blocks_where_slack_points_at_them() -> None:
    pointing = ("unsupported type: data_table [json-pointer:/view/blocks/3/type]",)
    assert isinstance(errors.problem("invalid_arguments", messages=pointing), errors.InvalidBlocks)
    assert isinstance(errors.problem("invalid_arguments"), errors.BadRequest)

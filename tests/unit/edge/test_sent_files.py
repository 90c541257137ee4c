"""Files sent with words stand where the form would ask for one."""

from __future__ import annotations

import commands
from bot.command.invocation import check
from bot.edge import sent_files

ROUTER = commands.collect()
FILES = sent_files.of({"files": [{"id": "F1", "name": "rows.csv", "url_private": "https://elsewhere.example/"}, 7]})


def test_a_file_is_what_the_command_would_ask_for() -> None:
    for path in ("whatsapp templates plan", "whatsapp templates import", "whatsapp templates check"):
        command = ROUTER.get(path)
        assert command is not None
        request = sent_files.filled_in(check(command, {}), FILES)
        assert request.complete, request.problems
        assert request.values["file"] == [{"id": "F1", "name": "rows.csv"}]


def test_other_problems_stay_and_a_second_file_is_not_dropped() -> None:
    plan = ROUTER.get("kakaotalk templates plan")
    assert plan is not None
    assert {p.field for p in sent_files.filled_in(check(plan, {}), FILES).problems} == {"plus_friend_id"}
    import_ = ROUTER.get("whatsapp templates import")
    assert import_ is not None
    both = sent_files.filled_in(check(import_, {}), FILES * 2)
    assert not both.complete
    assert "one at a time" in both.problems[0].message


def test_what_takes_no_file_or_has_one_stays_as_it_is() -> None:
    listing, import_ = ROUTER.get("whatsapp templates list"), ROUTER.get("whatsapp templates import")
    assert listing is not None
    assert import_ is not None
    for request in (check(listing, {}), check(import_, {"file": [{"id": "F2"}]})):
        assert sent_files.filled_in(request, FILES) is request
        assert sent_files.filled_in(request, ()) is request

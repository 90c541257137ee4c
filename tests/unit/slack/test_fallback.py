"""What Slack dislikes is said in a plainer way, and kinds of blocks that it does not take are remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.blocks import chart, layout, table
from bot.sandbox.slack import validate
from bot.sandbox.slack.errors import SlackError
from bot.slack.errors import BY_CODE, InvalidBlocks, UnknownCode, problem
from bot.slack.fallback import Fallback, pointed_at
from bot.slack.plain_blocks import BASIC, in_words

Block = dict[str, Any]
TABLE = table.data_table("Templates", ["Name", "State"], [["order_update", "approved"], ["summer_sale", "rejected"]])
PIE = chart.pie("States", {"approved": 7, "rejected": 1}) or {}
BUTTONS = layout.actions({"type": "button", "action_id": "a", "text": layout.plain_text("Export CSV", 75)})
BLOCKS: list[Block] = [layout.header("Templates"), TABLE, PIE, layout.context("2 in all"), *BUTTONS]


class Workspace:
    """Refuses some kinds of blocks, and remembers what was sent."""

    def __init__(self, refused: set[str], *, reasons: bool = True) -> None:
        self.refused, self.reasons = refused, reasons
        self.sent: list[tuple[str, list[Block]]] = []

    async def send(self, text: str, blocks: list[Block]) -> str:
        self.sent.append((text, blocks))
        try:
            validate.message_blocks(blocks, self.refused)
        except SlackError as error:
            raise InvalidBlocks(error.code, tuple(error.messages) if self.reasons else ()) from None
        return "sent"

    @property
    def shown(self) -> str:
        return str(self.sent[-1])


@pytest.mark.parametrize("reasons", [True, False])
@pytest.mark.parametrize("refused", [{"data_table"}, {"data_visualization"}, {"data_table", "data_visualization"}])
async def test_a_kind_of_block_that_is_refused_is_said_in_words(refused: set[str], reasons: bool) -> None:
    workspace, fallback = Workspace(refused, reasons=reasons), Fallback()
    assert await fallback.message("Templates", BLOCKS, workspace.send) == "sent"
    assert len(workspace.sent) <= 3
    for words in ("order_update", "summer_sale", "approved", "Export CSV"):
        assert words in workspace.shown
    assert set(await fallback.memory.refused()) >= refused


async def test_only_the_kind_that_slack_points_at_is_given_up() -> None:
    workspace, fallback = Workspace({"data_visualization"}), Fallback()
    await fallback.message("Templates", BLOCKS, workspace.send)
    assert [block["type"] for block in workspace.sent[-1][1]] == [
        "header",
        "data_table",
        "section",
        "context",
        "actions",
    ]
    assert set(await fallback.memory.refused()) == {"data_visualization"}


async def test_what_was_refused_is_not_tried_again() -> None:
    workspace, fallback = Workspace({"data_table"}), Fallback()
    await fallback.message("Templates", BLOCKS, workspace.send)
    before = len(workspace.sent)
    await fallback.message("Templates", BLOCKS, workspace.send)
    assert len(workspace.sent) == before + 1


async def test_a_fault_of_one_message_is_not_held_against_the_workspace() -> None:
    """An image that Slack cannot load, a text that is too long."""
    for wrong in (
        {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_100}},
        {"type": "data_table", "caption": "x", "rows": [], "page_size": 5},
    ):
        workspace, fallback = Workspace(set()), Fallback()
        assert await fallback.message("Words", [wrong, *BUTTONS], workspace.send) == "sent"
        assert "Export CSV" in workspace.shown
        assert not await fallback.memory.refused()


async def test_too_much_for_one_message_keeps_its_text_and_buttons() -> None:
    workspace, fallback = Workspace(set()), Fallback()
    much = [layout.section("x" * 2_900) for _ in range(5)]
    assert await fallback.message("In short", [*much, *BUTTONS], workspace.send) == "sent"
    assert "In short" in workspace.shown
    assert "Export CSV" in workspace.shown


async def test_at_last_the_text_alone() -> None:
    sent: list[list[Block]] = []

    async def send(_text: str, blocks: list[Block]) -> str:
        sent.append(blocks)
        if blocks:
            raise InvalidBlocks("invalid_blocks")
        return "sent"

    assert await Fallback().message("Words", BLOCKS, send) == "sent"
    assert len(sent) <= 4


@pytest.mark.parametrize(
    ("code", "remembered"), [("invalid_arguments", True), ("invalid_payload", True), ("new_word_for_blocks", False)]
)
async def test_a_refusal_that_does_not_say_what_it_is_about_may_be_about_the_blocks(
    code: str, remembered: bool
) -> None:
    """Only what is surely no refusal of the place, or of the moment, is remembered of the workspace."""
    sent: list[list[Block]] = []

    async def send(_text: str, blocks: list[Block]) -> str:
        sent.append(blocks)
        if TABLE in blocks:
            raise problem(code)
        return "sent"

    fallback = Fallback()
    assert await fallback.message("Templates", BLOCKS, send) == "sent"
    assert "Export CSV" in str(sent[-1]), "a button is nowhere else"
    assert len(sent) == 2
    assert ("data_table" in await fallback.memory.refused()) is remembered
    home = {"type": "home", "blocks": [TABLE, *BUTTONS]}
    assert await Fallback().view(home, lambda shown: send("", shown["blocks"])) == "sent"
    assert "order_update" in str(sent[-1])


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_a_confirmation_keeps_its_buttons_while_one_try_with_them_is_taken(times: int) -> None:
    """Refused with a word that nobody knows yet, which may be a passing one: without buttons it can't be answered."""
    confirmation = [layout.section("Launch?"), layout.context("Asked by Sam"), *BUTTONS]
    sent: list[list[Block]] = []

    async def send(_text: str, blocks: list[Block]) -> str:
        sent.append(blocks)
        if len(sent) <= times:
            raise problem("new_word")
        return "sent"

    if times < 3:
        assert await Fallback().message("Launch?", confirmation, send) == "sent"
        assert ("Export CSV" in str(sent[-1])) is (times == 1)
    else:
        with pytest.raises(UnknownCode):
            await Fallback().message("Launch?", confirmation, send)
        assert len(sent) == 3, "with and without what may be new, and the words alone"


@pytest.mark.parametrize(
    "code", ["channel_not_found", "fatal_error", "token_revoked", "trigger_expired", "ratelimited"]
)
async def test_a_refusal_of_something_else_is_not_tried_in_words(code: str) -> None:
    sent: list[list[Block]] = []

    async def send(_text: str, blocks: list[Block]) -> str:
        sent.append(blocks)
        raise problem(code)

    with pytest.raises(BY_CODE[code]):
        await Fallback().message("Templates", BLOCKS, send)
    assert len(sent) == 1


async def test_what_not_even_words_make_good_is_raised() -> None:
    async def send(_text: str, _blocks: list[Block]) -> str:
        raise InvalidBlocks("invalid_blocks", ("why",))

    with pytest.raises(InvalidBlocks) as caught:
        await Fallback().message("Words", BLOCKS, send)
    assert caught.value.messages == ("why",)


@pytest.mark.parametrize("reasons", [True, False])
async def test_a_home_tab_without_tables_keeps_its_buttons(reasons: bool) -> None:
    shown: list[Block] = []

    async def send(view: dict[str, Any]) -> str:
        try:
            validate.view(view, ("home",), refused={"data_table"})
        except SlackError as error:
            raise InvalidBlocks(error.code, tuple(error.messages) if reasons else ()) from None
        shown.extend(view["blocks"])
        return "V1"

    assert await Fallback().view({"type": "home", "blocks": [TABLE, *BUTTONS]}, send) == "V1"
    assert "order_update" in str(shown)
    assert "Export CSV" in str(shown)


@pytest.mark.parametrize(
    ("message", "at", "kinds"),
    [
        ("unsupported type: data_table [json-pointer:/blocks/1/type]", {1}, {"data_table"}),
        ("unsupported type: data_table [json-pointer:/1/type]", {1}, {"data_table"}),
        ("unsupported type: data_table [json-pointer:/view/blocks/1]", {1}, {"data_table"}),
        ("must be less than 10 [json-pointer:/blocks/1/rows/0]", {1}, set()),
        ("unsupported type [json-pointer:/blocks/0/type]", {0}, set()),
        ("nothing there [json-pointer:/blocks/99/type]", set(), set()),
        ("elsewhere [json-pointer:/attachments/0/blocks/1]", set(), set()),
        ("no pointer at all", set(), set()),
    ],
)
def test_pointers_are_read(message: str, at: set[int], kinds: set[str]) -> None:
    assert pointed_at([message], BLOCKS) == (at, kinds)


@given(st.lists(st.lists(st.text(max_size=40), max_size=4), max_size=30), st.text(max_size=60))
def test_whatever_a_table_holds_slack_takes_its_words(rows: list[list[str]], title: str) -> None:
    said = in_words(table.data_table(title, ["Name", "State", "Since", "By"], rows))
    validate.message_blocks(said)
    assert {block["type"] for block in said} <= BASIC


@pytest.mark.parametrize("build", [lambda: {"type": "from_the_future", "text": {"type": "plain_text", "text": "<b>"}}])
def test_a_kind_that_nobody_knows_yet_is_said_too(build: Callable[[], Block]) -> None:
    assert in_words(build())[0]["text"]["text"] == "&lt;b&gt;"

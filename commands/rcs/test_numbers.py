"""`/sinch rcs senders test-...`: phones on which an RCS sender can be tried before its launch."""

from __future__ import annotations

from pydantic import field_validator

from bot.cards.blocks import done, table
from bot.cards.rcs_progress import INVITATIONS, INVITATIONS_IN_ALL
from bot.cards.vocabulary.payload import Payload, as_payload, mappings, strings, text
from bot.cards.vocabulary.testers import tester_state
from bot.cards.vocabulary.words import in_words
from bot.command import Ctx, Effect, Reply, Router, word
from bot.command.phones import E164, is_e164
from bot.links import CommandLink
from bot.slack.text import code, date, escaped, local_date, moment
from commands.rcs.senders import SenderArgs

router = Router()

HINT = "With country code, like +46701234567"


class AddTestNumbers(SenderArgs):
    numbers: list[str] = word(
        "Numbers",
        f"{HINT}. Separate several with commas",
        min_length=1,
        max_length=INVITATIONS_IN_ALL,
        alias="testNumbers",
    )

    @field_validator("numbers")
    @classmethod
    def _phones(cls, value: list[str]) -> list[str]:
        if wrong := [number for number in value if not is_e164(number)]:
            raise ValueError(f"{', '.join(wrong)[:100]} isn't a phone number. Use the country code, like +46701234567")
        if len(set(value)) < len(value):
            raise ValueError("lists a number twice; list each only once")
        return value


class TestNumberArgs(SenderArgs):
    number: str = word("Number", HINT, pattern=E164)


@router.command(
    "rcs senders test-add",
    Effect.CHANGE,
    submit="Invite",
    title="Invite test numbers",
    ask=f"Invite {{numbers}} to test the sender *{{sender_id}}*?\n{INVITATIONS}",
    calls=("RcsSendersController_addTestNumbers_v1",),
    example="/sinch rcs senders test-add SENDER +46701234567,+46701234568",
    phrases=(
        "add a test number to {sender_id}",
        "invite {numbers} to test {sender_id}",
        "let the phone {numbers} try {sender_id}",
        "add {numbers} as a tester of {sender_id}",
    ),
)
async def add(ctx: Ctx, args: AddTestNumbers) -> Reply:
    """Invite phones to test an RCS sender."""
    found = as_payload(await ctx.api.rcs_senders.add_test_numbers(args.sender_id, {"testNumbers": args.numbers}))
    tz = ctx.actor.tz
    rows: list[list[table.Cell]] = [_row(invited, tz) for invited in mappings(found, "testNumbers")]
    columns = ("Number", "State", "Invited")
    return Reply(table.listing(table.Listing(title="Test numbers", columns=columns, rows=rows, note=f"Times in {tz}.")))


def _row(invited: Payload, tz: str) -> list[table.Cell]:
    at = moment(text(invited, "submitted"))
    state = tester_state(text(invited, "state"))
    return [text(invited, "number"), str(state), local_date(at, tz) if at else None]


@router.command(
    "rcs senders test-get",
    Effect.READ,
    title="Show a test number",
    calls=("RcsSendersController_getTestNumberState_v1",),
    phrases=(
        "how does test number {number} of {sender_id} stand",
        "show test number {number} of {sender_id}",
        "has tester {number} accepted the invitation of {sender_id}",
    ),
)
async def get(ctx: Ctx, args: TestNumberArgs) -> Reply:
    """Show the state of a test number."""
    return _stands(args, as_payload(await ctx.api.rcs_senders.get_test_number(args.sender_id, args.number)))


@router.command(
    "rcs senders test-remove",
    Effect.DESTROY,
    ask="Remove {number} from the test numbers of *{sender_id}*?\nIt no longer gets this sender's messages.",
    calls=("RcsSendersController_deleteTestNumber_v1",),
    phrases=(
        "remove test number {number} from {sender_id}",
        "delete the tester {number} of {sender_id}",
        "take test phone {number} off {sender_id}",
    ),
)
async def remove(ctx: Ctx, args: TestNumberArgs) -> Reply:
    """Remove a test number."""
    await ctx.api.rcs_senders.delete_test_number(args.sender_id, args.number)
    view = CommandLink("View the sender", "rcs senders get", {"sender_id": args.sender_id})
    return Reply(done.card(f"{escaped(args.number)} is no longer a test number.", view))


@router.command(
    "rcs senders test-retry",
    Effect.CHANGE,
    submit="Invite again",
    title="Invite a number again",
    ask="Invite {number} again to test *{sender_id}*?\nIf it had accepted, it must accept again.",
    calls=("RcsSendersController_retryTestNumber_v1",),
    phrases=(
        "invite test number {number} of {sender_id} again",
        "resend the invitation to {number}",
        "retry the test number {number} of {sender_id}",
    ),
)
async def retry(ctx: Ctx, args: TestNumberArgs) -> Reply:
    """Invite a test number again."""
    return _stands(args, as_payload(await ctx.api.rcs_senders.retry_test_number(args.sender_id, args.number)))


@router.command(
    "rcs senders test-capabilities",
    Effect.READ,
    title="What a phone can do",
    calls=("RcsSendersController_getTestNumberCapabilities_v1",),
    phrases=(
        "what can test phone {number} of {sender_id} do",
        "capabilities of test number {number}",
        "can {number} receive rich messages from {sender_id}",
        "does the test number {number} support rcs features",
    ),
)
async def capabilities(ctx: Ctx, args: TestNumberArgs) -> Reply:
    """Show what a test number's phone can do."""
    found = as_payload(await ctx.api.rcs_senders.test_number_capabilities(args.sender_id, args.number))
    features = [f"• {escaped(in_words(feature))}" for feature in strings(found, "features")]
    return Reply(done.card(f"The phone {escaped(args.number)} can:\n" + ("\n".join(features) or "do nothing with RCS")))


def _stands(args: TestNumberArgs, found: dict[str, object]) -> Reply:
    state = tester_state(text(found, "state"))
    keep = {"sender_id": args.sender_id, "number": args.number}
    return Reply(
        done.card(
            f"{code(args.number)} {state.emoji} {escaped(state.word)}",
            CommandLink("What it can do", "rcs senders test-capabilities", keep),
            CommandLink("Invite again", "rcs senders test-retry", keep),
            CommandLink("Remove", "rcs senders test-remove", keep),
            note=f"Invited {date(text(found, 'submitted'))}",
        )
    )

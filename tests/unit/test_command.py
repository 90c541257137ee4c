"""Words find commands, arguments find their fields, and what is wrong is said at the field."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from pydantic import SecretStr

from bot.cards.blocks.message import Message
from bot.command.arguments import Args, NoArgs, arguments_of, hidden, option, rest, validate, word
from bot.command.binding import bind
from bot.command.context import Ctx, Role
from bot.command.declaration import Effect, Reply
from bot.command.parse import parse
from bot.command.router import DuplicateCommand, Router
from bot.errors import BadArguments


class Template(Args):
    name: str = word("Template")
    language: Literal["EN", "EN_US", "PT_BR"] = word("Language")


class Comment(Template):
    text: str = rest("Comment", max_length=20)


class Hook(Args):
    target: str = option("Target", min_length=1)
    secret: SecretStr = option("Secret")
    page_size: int = option("Page size", default=5, ge=1, le=9)
    triggers: list[Literal["ALL", "BUNDLE_DONE"]] = option("Triggers", default=[])
    live: bool = option("Live", default=False)
    page: str = hidden()


class Handed(Args):
    number: int | None = word("Number", default=None)
    state: str | None = word("State", default=None)
    user: str = option("Person", kind="user")
    where: str | None = option("Channel", default=None, kind="channel", alias="in")


class Counted(Args):
    number: int | None = word("Number", default=None)


async def nothing(ctx: Ctx, args: NoArgs) -> Reply:
    """Do nothing."""
    return Reply(Message(""))


def router(*paths: str) -> Router:
    made = Router()
    for path in paths:
        made.command(path, Effect.READ)(nothing)
    return made


PATHS = (
    "whatsapp templates list",
    "whatsapp templates get",
    "whatsapp templates delete",
    "whatsapp account get",
    "kakaotalk categories senders",
    "kakaotalk senders list",
    "digest remove",
    "digest list",
    "subscribe",
    "help",
)


@pytest.mark.parametrize(
    ("typed", "path", "left"),
    [
        ("whatsapp templates list", "whatsapp templates list", 0),
        ("WhatsApp Template LS", "whatsapp templates list", 0),
        ("wa templates show order EN", "whatsapp templates get", 2),
        ("whatsapp template rm order", "whatsapp templates delete", 1),
        ("digest rm 4", "digest remove", 1),
        ("kakao category sender", "kakaotalk categories senders", 0),
        ("subscribe whatsapp", "subscribe", 1),
    ],
)
def test_words_are_forgiving(typed: str, path: str, left: int) -> None:
    match = router(*PATHS).match(parse(typed))
    assert match
    assert match.command.path == path
    assert len(match.rest.words) == left


def test_the_verb_of_others_is_no_plural() -> None:
    made = router("comments", "comments send", "rcs senders comment")
    assert made.match(parse("comment hello")) is None
    assert made.match(parse("comments ask"))


def test_the_longest_path_wins() -> None:
    made = router("whatsapp", "whatsapp templates", "whatsapp templates list")
    match = made.match(parse("whatsapp templates list x"))
    assert match
    assert match.command.path == "whatsapp templates list"


def test_quoted_words_are_no_command() -> None:
    assert router("help").match(parse('"help"')) is None
    match = router("digest", "digest list").match(parse('digest "list"'))
    assert match
    assert match.command.path == "digest"


def test_curly_quotes_round_a_word_of_a_command_make_no_difference() -> None:
    match = router("whatsapp templates list").match(parse("“whatsapp” templates ‘list’ “x”"))
    assert match
    assert match.command.path == "whatsapp templates list"
    assert [word.text for word in match.rest.words] == ["x"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("whatsap templates list", "whatsapp templates list"),
        ("whatsapp templtes lst", "whatsapp templates list"),
        ("templates list", "whatsapp templates list"),
        ("digset list", "digest list"),
    ],
)
def test_did_you_mean(typed: str, near: str) -> None:
    assert near in router(*PATHS).suggest(typed)


def test_a_path_declared_twice_stops_the_start() -> None:
    made = router("digest list")
    with pytest.raises(DuplicateCommand):
        made.include([router("help"), router("digests list")])
    assert made.get("help") is None


def test_roles_follow_from_the_effect() -> None:
    made = Router()
    made.command("a", Effect.CHANGE)(nothing)
    made.command("b", Effect.DESTROY)(nothing)
    made.command("c", Effect.READ, role=Role.ADMIN)(nothing)
    assert [command.role for command in made] == [Role.OPERATOR, Role.ADMIN, Role.ADMIN]
    assert [command.asks for command in made] == [True, True, False]


def bound(model: type[Args], line: str) -> dict[str, Any]:
    found = bind(arguments_of(model), parse(line))
    assert not found.problems, found.problems
    return found.values


def test_places_fields_and_rest() -> None:
    assert bound(Comment, "order en-us it's fine, name=value") == {
        "name": "order",
        "language": "EN_US",
        "text": "it's fine, name=value",
    }
    assert bound(Comment, "name=order language=pt_br hello") == {
        "name": "order",
        "language": "PT_BR",
        "text": "hello",
    }


@pytest.mark.parametrize("said", ["English (US)", "english us", "EN-US"])
def test_a_value_by_the_name_that_forms_show(said: str) -> None:
    assert bound(Template, f'order "{said}"')["language"] == "EN_US"


def test_fields_by_any_spelling() -> None:
    values = bound(Hook, "target=x secret=y pageSize=7 triggers=all,bundle-done live=yes")
    args = validate(Hook, values)
    assert (args.page_size, args.triggers, args.live) == (7, ["ALL", "BUNDLE_DONE"], True)
    assert args.secret.get_secret_value() == "y"


class Translation(Args):
    name: str = word("Template")
    targets: list[Literal["SV", "FI", "NB"]] = word("Targets", min_length=1)
    note: str = option("Note", default="")


@pytest.mark.parametrize("said", ["SV, FI,NB", "sv ,fi, nb", "SV , FI , NB", "targets=SV, FI, NB", "SV, FI, NB public"])
def test_a_list_goes_on_behind_a_comma_with_a_blank(said: str) -> None:
    assert bound(Translation, f"order {said} note=x")["targets"] == ["SV", "FI", "NB"]


def test_a_list_ends_where_no_comma_stands() -> None:
    found = bind(arguments_of(Translation), parse("order SV, FI NB"))
    assert (found.values["targets"], found.unknown) == (["SV", "FI"], ["NB"])


@pytest.mark.parametrize(
    "line",
    ["7 open <@U1> <#C1|ops>", "<@U1> 7 <#C1> open", "<#C1> in=<#C1> 7 open user=<@U1|anna>", "7 open <@U1> in=C1"],
)
def test_a_mention_is_for_the_argument_that_takes_such_wherever_it_stands(line: str) -> None:
    found = bind(arguments_of(Handed), parse(line))
    assert found.values == {"number": "7", "state": "open", "user": "U1", "where": "C1"}
    assert found.problems == []


def test_a_mention_that_no_argument_is_for_goes_where_it_stands() -> None:
    assert bind(arguments_of(Template), parse("order <@U1>")).values == {"name": "order", "language": "<@U1>"}
    assert bind(arguments_of(Comment), parse("order EN ask <@U1>")).values["text"] == "ask <@U1>"
    twice = bind(arguments_of(Handed), parse("7 <@U1> user=<@U2>"))
    assert [problem.message for problem in twice.problems] == ["`user` is given twice; keep one."]


def test_a_whole_body_as_json() -> None:
    values = bound(Hook, """json='{"target": "x", "pageSize": 3, "triggers": ["ALL"]}' secret=s""")
    assert validate(Hook, values).page_size == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nmae=order", "Did you mean `name`"),
        ("order EN extra", "what `extra` means here"),
        ("order EN and so on", "what `and so on` means here"),
        ("order EN json={oops", "n't valid JSON"),
        ('order "EN', "is never closed"),
        ("name=order name=other EN", "`name` is given twice"),
        ("order EN name=other", "`name` is given twice"),
        ("""name=order json='{"name": "other"}'""", "`name` is given twice"),
        ("""json='{"name": "a", "name": "b"}'""", "has `name` twice"),
    ],
)
def test_wrong_words_are_named(line: str, said: str) -> None:
    found = bind(arguments_of(Template), parse(line))
    assert any(said in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    ("model", "values", "field", "said"),
    [
        (Template, {"name": "x"}, "language", "is required"),
        (Template, {"name": "x", "language": "EM"}, "language", "Did you mean EN?"),
        (Template, {"name": "x", "language": "Englsh US"}, "language", "Did you mean EN_US?"),
        (Comment, {"name": "x", "language": "EN", "text": "x" * 21}, "text", "has 21 characters; 20 at most"),
        (Hook, {"target": "x", "secret": "s", "page_size": "many"}, "page_size", "must be a number, like 3000"),
        (Hook, {"target": "x", "secret": "s", "page_size": 10}, "page_size", "must be at most 9"),
        (Counted, {"number": "9223372036854775808"}, "number", "is too large"),
        (Counted, {"number": -(2**70)}, "number", "is too large"),
        (Hook, {"target": "x", "secret": "s", "live": "maybe"}, "live", "must be yes or no"),
        (Hook, {"target": "", "secret": "s"}, "target", "is required"),
        (Hook, {"target": "x", "secret": "s", "triggers": ["NOPE"]}, "triggers", "Use one of: ALL, BUNDLE_DONE"),
    ],
)
def test_problems_stand_at_their_field(model: type[Args], values: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(BadArguments) as caught:
        validate(model, values)
    (problem,) = caught.value.problems
    assert problem.field == field
    assert said in problem.message


def test_public_and_project_belong_to_every_command() -> None:
    found = bind(arguments_of(Template), parse("order EN public project=p2"))
    assert (found.public, found.project, found.problems) == (True, "p2", [])


class Overview(Args):
    area: str = word("Area", default="")


@pytest.mark.parametrize("said", ["public", "public rcs", "rcs public", "PUBLIC"])
def test_public_is_not_taken_for_a_word_that_may_be_left_out(said: str) -> None:
    found = bind(arguments_of(Overview), parse(said))
    assert (found.public, found.values.get("area", ""), found.problems) == (True, "rcs" if "rcs" in said else "", [])


@pytest.mark.parametrize("said", ["public EN", '"public" EN'])
def test_a_template_may_be_called_public(said: str) -> None:
    found = bind(arguments_of(Template), parse(said))
    assert (found.public, found.values["name"]) == (False, "public")

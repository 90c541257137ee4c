"""What people say to the bot, however they name it and wherever they copied the command from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command.addressing import command_line, is_addressed, said_to
from bot.command.parse import parse
from bot.slack.text import INVISIBLE

BOT = "U0SINCHBOT"
COMMANDS = ("rcs senders list", "whatsapp templates list states=REJECTED", 'whatsapp senders comment 1 "a b"')
ME, OTHER = f"<@{BOT}>", "<@U0OTHER|anna>"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "message",
    [
        "{me} {c}",
        "{me}: {c}",
        "{me},{c}",
        "{c} {me}",
        "{me} {c} {me}",
        "{other} {me} {c}",
        "{me} {other} {c}",
        "{me} {me} {c}",
        "  {other},  {me}:  {c}  ",
        "<@U0SINCHBOT|Sinch> {c}",
        "\u200b{me}\u00a0{c}\u2060",
        "{me} `{c}`",
        "{me} ```{c}```",
        "{me} ```\n{c}\n```",
        "{me} &gt; {c}",
        "{me} /sinch {c}",
        "{me} `/sinch {c}`",
        "{me} “/sinch {c}”",
        "{me} *{c}*",
        "{me} Sinch {c}",
        "{me} @Sinch {c}",
        "*{me}* {c}",
        "_{me}_: _{c}_",
    ],
)
def test_the_command_is_what_is_left(message: str, command: str) -> None:
    text = message.format(me=ME, other=OTHER, c=command)
    assert command_line(said_to(BOT, text)) == command


def test_an_emoji_behind_the_name_stays_whole() -> None:
    assert command_line(said_to(BOT, f"{ME} :wave:")) == ":wave:"
    assert command_line(said_to(BOT, f"{ME}: /sinch :+1: webhooks list")) == ":+1: webhooks list"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("`rcs senders get` Northwind", "rcs senders get Northwind"),
        ("`whatsapp templates get` `order_update` EN_US", "whatsapp templates get `order_update` EN_US"),
        ("*whatsapp templates get* *order_update* _EN_US_", "whatsapp templates get order_update EN_US"),
        ("_rcs senders_ list name=*offers*", "rcs senders list name=*offers*"),
        ("comment add *very* late", "comment add *very* late"),
        ("templates list name=*order* _x", "templates list name=*order* _x"),
    ],
)
def test_marks_round_parts_of_a_command_say_nothing(typed: str, line: str) -> None:
    assert command_line(typed) == line


def test_people_in_the_middle_of_a_command_stay() -> None:
    assert said_to(BOT, f"{ME} access grant {OTHER} operator") == f"access grant {OTHER} operator"
    assert said_to(BOT, f"access grant {OTHER} operator {ME}") == f"access grant {OTHER} operator"


@pytest.mark.parametrize(
    ("text", "area", "line"),
    [
        ("templates list", "whatsapp", "whatsapp templates list"),
        ("/sinch whatsapp templates list", "whatsapp", "whatsapp templates list"),
        ("/sinch-whatsapp templates list", "", "whatsapp templates list"),
        ("/sinch-whatsapp templates list", "whatsapp", "whatsapp templates list"),
        ("`/sinch-whatsapp templates list`", "rcs", "whatsapp templates list"),
        ("/sinch status", "whatsapp", "status"),
        ("whatsapp templates list", "whatsapp", "whatsapp templates list"),
        ("/SINCH-RCS senders list", "", "rcs senders list"),
        ("/sinch", "", ""),
        ("", "rcs", "rcs"),
        ("/sinch /sinch help", "", "help"),
        ("sinchy things", "", "sinchy things"),
        ('```{"name": "x"}```', "", '```{"name": "x"}```'),
        ('comment "x" and "y"', "", 'comment "x" and "y"'),
        ("`a` `b`", "", "`a` `b`"),
    ],
)
def test_a_command_line_loses_what_only_addresses_the_bot(text: str, area: str, line: str) -> None:
    assert command_line(text, area) == line


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{ME} help", True),
        (f"{OTHER} {ME} help", True),
        (f"thanks {ME}", False),
        (f"{OTHER} thanks {ME}", False),
        (f"hey {ME}, is it approved", True),
        (f"Ok {OTHER} {ME} show it", True),
        (f"submit it {ME}", True),
        (f"{OTHER} can you look at what {ME} says", False),
        (f"could you show it again {ME}", True),
        (f"ok, we asked {ME} for it", False),
        (f"isolated case {ME}", False),
        ("what is its state?", False),
        ("help", False),
    ],
)
def test_who_is_addressed(text: str, wanted: bool) -> None:
    assert is_addressed(BOT, text) is wanted
    assert not is_addressed("", text)


@pytest.mark.parametrize(
    "word", ["“whatsapp” templates list", "‘whatsapp’ “templates” list", "`whatsapp` templates `list`"]
)
def test_quotes_round_a_command_word_make_no_difference(word: str) -> None:
    assert [item.text for item in parse(word).words] == ["whatsapp", "templates", "list"]


@given(st.text(st.sampled_from(sorted(INVISIBLE)), max_size=3), st.text(st.sampled_from(sorted(INVISIBLE)), max_size=3))
def test_invisible_characters_at_the_edges_go_and_those_inside_stay(before: str, after: str) -> None:
    line = parse(f'{before}get{after} {before}a\u200db{after} name={before}x{after} text={before}"y z"{after}')
    assert [(word.name, word.text) for word in line.words] == [
        ("", "get"),
        ("", "a\u200db"),
        ("name", "x"),
        ("text", "y z"),
    ]


@pytest.mark.parametrize(
    "text", ["<@U1> " * 20_000, " " * 100_000 + "x", "`" * 50_000, "/sinch " * 10_000, "> " * 50_000]
)
def test_long_nonsense_is_cheap(text: str) -> None:
    command_line(said_to(BOT, text))

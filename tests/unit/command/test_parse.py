"""What people type, on phones and keyboards, becomes the words they meant."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command.parse import decode, encode, parse, quote, reference
from bot.slack.text import plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
CLOSERS = "\"'`”“’‘»«„‟‚"


def texts(line: str) -> list[str]:
    return [word.text for word in parse(line).words]


def fields(line: str) -> dict[str, str]:
    return {word.name: word.text for word in parse(line).words if word.name}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("   ", []),
        ("whatsapp templates list", ["whatsapp", "templates", "list"]),
        ('say "hello there" now', ["say", "hello there", "now"]),
        ("say “hello there” now", ["say", "hello there", "now"]),
        ("say „hallo du“", ["say", "hallo du"]),
        ("say «bon jour»", ["say", "bon jour"]),
        ("say ‘it’s fine’", ["say", "it’s fine"]),
        ("don't stop", ["don't", "stop"]),
        (r'say "a \"b\" c"', ["say", 'a "b" c']),
        ("get <https://example.com/a?b=1&amp;c=2>", ["get", "https://example.com/a?b=1&c=2"]),
        ("mail <mailto:a@example.com|a@example.com>", ["mail", "a@example.com"]),
        ("a &lt;b&gt; &amp;amp;", ["a", "<b>", "&amp;"]),
    ],
)
def test_quotes_links_and_entities_become_plain_words(line: str, words: list[str]) -> None:
    assert texts(line) == words


def test_fields_take_quotes_lists_and_dashes() -> None:
    line = "name='two words' triggers=A,B --public —dry target=<https://a.example|a.example>"
    assert fields(line) == {
        "name": "two words",
        "triggers": "A,B",
        "public": "true",
        "dry": "true",
        "target": "https://a.example",
    }


@pytest.mark.parametrize("line", ['say "oh', "say ‘oh", 'x name="a b'])
def test_a_quote_that_does_not_close_is_marked_and_nothing_is_lost(line: str) -> None:
    last = parse(line).words[-1]
    assert not last.closed
    assert last.text in ("oh", "a b")


@pytest.mark.parametrize(
    "line",
    [
        """json='{"a": "it's", "b": [1, 2]}' x=1""",
        """json={"a": "it's", "b": [1, 2]} x=1""",
        """json=“{“a”: “it's”, “b”: [1, 2]}” x=1""",
        """json=```{"a": "it's", "b": [1, 2]}``` x=1""",
        """```json\n{"a": "it's", "b": [1, 2]}\n``` x=1""",
    ],
)
def test_json_ends_where_its_value_ends(line: str) -> None:
    found = fields(line)
    assert json.loads(found["json"]) == {"a": "it's", "b": [1, 2]}
    assert found["x"] == "1"


def test_json_with_slack_entities() -> None:
    found = fields('json={"a":"&lt;b&gt; &amp; c"} x=1')
    assert json.loads(found["json"]) == {"a": "<b> & c"}
    assert found["x"] == "1"


@pytest.mark.parametrize("tail", ["\"}}>'", "\"}}'>", "\">}}'", "\"}>}'"])
def test_json_may_end_inside_what_slack_took_for_an_address(tail: str) -> None:
    found = fields(f"""json='{{"a":{{"b":"<https://example.com/c?d=1{tail} x=1""")
    assert json.loads(found["json"]) == {"a": {"b": "https://example.com/c?d=1"}}
    assert found["x"] == "1"
    assert len(found) == 2


def test_rest_is_what_was_typed() -> None:
    words = parse("""rcs account comment it's  "half quoted and name=value &lt;b&gt;""")
    assert words.after(3).rest() == """it's  "half quoted and name=value <b>"""


def test_rest_loses_one_pair_of_quotes_around_all_of_it() -> None:
    assert parse("comment “all of it”").after(1).rest() == "all of it"


def test_references_to_people_and_channels_stay_references() -> None:
    assert texts("grant <@U123|anna> <#C9|ops> <!channel>") == ["grant", "<@U123>", "<#C9>", "<!channel>"]
    assert reference("<@U123>") == "U123"
    assert reference("<#C9|ops>") == "C9"
    assert reference("U123") == "U123"


@given(TEXT)
def test_a_quoted_text_parses_back_to_itself(text: str) -> None:
    words = parse(f"a {quote(text)}").words
    if any(closer in text for closer in CLOSERS):
        return  # a curly quote inside may close early: that is what people on phones rely on
    assert [word.text for word in words] == ["a", text]
    assert words[1].closed


@given(TEXT)
def test_decoding_undoes_encoding(text: str) -> None:
    assert decode(encode(text)) == text


@given(st.text(max_size=200))
def test_anything_can_be_typed(line: str) -> None:
    words = parse(line)
    assert all(0 <= word.start < word.end <= len(line) for word in words.words)
    starts = [word.start for word in words.words]
    assert starts == sorted(starts)
    words.rest()


TYPED = st.lists(
    st.one_of(
        st.sampled_from(["Shop.se", "example.com/Path?a=1&b=2", "https://a.example/x?y=1&z=<2>", "http://b.example"]),
        st.sampled_from(["anna@example.com", "+46701234567", "+46-70-123 45 67", "070-1234567", "a&b", "<tag>", "R&D"]),
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8),
    ),
    max_size=5,
).map(" ".join)
LINKS = re.compile(
    r"(?P<url>https?://\S+)|(?P<mail>\S+@\S+\.\w+)|(?P<domain>[\w-]+\.(?:se|com)\S*)|(?P<tel>\+?\d[\d -]{8,}\d)"
)


def as_slack_sends(typed: str) -> str:
    """Escaped, and linked as Slack's clients do by themselves."""

    def link(found: re.Match[str]) -> str:
        text = encode(found[0])
        match found.lastgroup:
            case "url":
                return f"<{text}>"
            case "mail":
                return f"<mailto:{text}|{text}>"
            case "tel":
                return f"<tel:{re.sub(r'[^0-9+]', '', text)}|{text}>"
        return f"<http://{text}|{text}>"

    parts, at = [], 0
    for found in LINKS.finditer(typed):
        parts += [encode(typed[at : found.start()]), link(found)]
        at = found.end()
    return "".join([*parts, encode(typed[at:])])


@given(TYPED)
def test_automatic_links_are_what_was_typed(typed: str) -> None:
    assert decode(as_slack_sends(typed)) == typed
    assert plain(as_slack_sends(typed)) == typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<http://Shop.se|Shop.se>", "Shop.se"),
        ("<http://shop.se/|Shop.se/>", "Shop.se/"),
        ("<http://shop.se/?a=1&amp;b=2|Shop.se/?a=1&amp;b=2>", "Shop.se/?a=1&b=2"),
        ("<tel:+46701234567|+46 70-123 45 67>", "+46 70-123 45 67"),
        ("<mailto:anna@shop.se|Anna@Shop.se>", "Anna@Shop.se"),
        ("<mailto:anna@shop.se|Write to Anna>", "anna@shop.se"),
        ("<https://shop.se/a|our shop>", "https://shop.se/a"),
        ("<https://shop.se>", "https://shop.se"),
    ],
)
def test_what_slack_made_a_link_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert fields(f"name={sent} x=1") == {"name": typed, "x": "1"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("get *shop*", ["get", "shop"]),
        ("get _shop_", ["get", "shop"]),
        ("get ~shop~ now", ["get", "shop", "now"]),
        ("get *Velo Rentals* now", ["get", "Velo Rentals", "now"]),
        ("get *_order_update_* EN", ["get", "order_update", "EN"]),
        ("get *order_update* EN", ["get", "order_update", "EN"]),
        ("get *`shop`*", ["get", "shop"]),
        ("get *", ["get", "*"]),
        ("get order*", ["get", "order*"]),
        ("get * shop *", ["get", "*", "shop", "*"]),
        ("5 * 3 * 2", ["5", "*", "3", "*", "2"]),
        ("get snake_case_name", ["get", "snake_case_name"]),
    ],
)
def test_bold_and_italics_round_a_word_go_as_quotes_do(line: str, words: list[str]) -> None:
    assert texts(line) == words


def test_a_pattern_keeps_its_stars() -> None:
    assert fields("subscribe name=*shop*") == {"name": "*shop*"}


def test_free_text_keeps_its_bold() -> None:
    assert parse("*all is well*").rest() == "*all is well*"

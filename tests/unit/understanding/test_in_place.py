"""What a word means by where it stands: a name behind a verb, a value in a field, a language behind `from`."""

from __future__ import annotations

import pytest

from bot.understanding.understand import Intent, understand
from tests.unit.understanding.corpus import CARD, NAMES, REGULARS, lexicon

VERBS = {
    "delete": "delete", "remove": "delete", "edit": "update", "change": "update", "fix": "update",
    "translate": "translate", "check": "check", "validate": "check",
}  # fmt: skip
"""Verbs -> those of the commands about templates."""


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["check", "report"])
def test_a_verb_behind_a_verb_is_a_name(verb: str, name: str) -> None:
    found = understand(f"{verb} {name}", lexicon(), REGULARS)
    assert found.best is not None
    assert (found.best.path, found.best.values["name"]) == (f"whatsapp templates {VERBS[verb]}", name)


def test_what_nobody_is_named_stays_a_verb() -> None:
    found = understand("show report", lexicon(), NAMES)
    assert found.best is not None
    assert found.best.path == "report"


@pytest.mark.parametrize("typed", ['name="Two Words"', "name=“Two Words”", "name='Two Words'", "name=`Two Words`"])
def test_a_field_takes_what_stands_in_quotes(typed: str) -> None:
    found = understand(f"please make an sms app {typed} for me", lexicon(), NAMES)
    assert found.best is not None
    assert found.best.path == "sms apps create"
    assert found.best.values["name"] == "Two Words"


@pytest.mark.parametrize("field", ["category", "cat", "categ"])
def test_a_field_may_be_short(field: str) -> None:
    found = understand(f"show me the templates {field}=UTILITY", lexicon(), NAMES)
    assert found.best is not None
    assert found.best.values["category"] == ["UTILITY"]


@pytest.mark.parametrize("verb", ["bring", "take", "copy", "make", "get", "convert", "translate", "turn"])
def test_from_one_language_to_another_is_a_translation(verb: str) -> None:
    found = understand(f"{verb} ticket_ready from English to Swedish", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "whatsapp templates translate"
    assert found.best.values == {"name": "ticket_ready", "source": "EN_US", "targets": ["SV"]}


@pytest.mark.parametrize("language", ["Spanish", "Portuguese", "Chinese", "French", "English"])
def test_a_language_of_many_kinds_is_one_target(language: str) -> None:
    found = understand(f"translate check into {language}", lexicon(), REGULARS)
    assert found.best is not None
    assert len(found.best.values["targets"]) == 1


@pytest.mark.parametrize("verb", ["mute", "delete", "translate", "follow", "unsubscribe", "submit"])
def test_a_change_of_many_is_asked_back_not_only_shown(verb: str) -> None:
    found = understand(f"{verb} rejected templates", lexicon(), NAMES)
    assert found.intent is Intent.CHOOSE
    assert not found.readings[0].reads


@pytest.mark.parametrize(
    "phrase",
    [
        "I don't want to hear about login_code",
        "we do not wish to be told about login_code any more",
        "I don't care to be informed about login_code",
    ],
)
def test_what_nobody_wants_to_hear_of_is_not_followed(phrase: str) -> None:
    found = understand(phrase, lexicon(), REGULARS)
    assert all(reading.path != "follow" for reading in found.readings)
    assert "unfollow" in {reading.path for reading in found.readings}


@pytest.mark.parametrize("verb", ["switch", "move", "set", "change", "put", "make"])
@pytest.mark.parametrize("category", ["utility", "marketing", "authentication"])
def test_a_category_behind_to_is_a_change(verb: str, category: str) -> None:
    found = understand(f"{verb} ticket_ready EN_US to {category}", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "whatsapp templates update"
    assert found.best.values["category"] == category.upper()


@pytest.mark.parametrize(
    ("said", "code"),
    [("English (UK)", "EN_GB"), ("US English", "EN_US"), ("Portuguese (Brazil)", "PT_BR"), ("mexico spanish", "ES_MX")],
)
def test_a_language_may_have_a_country(said: str, code: str) -> None:
    found = understand(f"translate check to {said}", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.values["targets"] == [code]


@pytest.mark.parametrize("verb", ["resume", "restart", "re-enable", "continue"])
@pytest.mark.parametrize("what", ["notifications", "posting", "the alerts", "sending updates"])
def test_going_on_is_the_end_of_silence(verb: str, what: str) -> None:
    found = understand(f"{verb} {what} please", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "unmute"


@pytest.mark.parametrize("file", ["my CSV", "this spreadsheet", "the file", "our excel sheet"])
@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("load templates from {}", "whatsapp templates import"),
        ("test {} before importing", "whatsapp templates check"),
        ("what differs between {} and what we have", "whatsapp templates plan"),
    ],
)
def test_a_file_goes_in_is_checked_or_compared(phrase: str, path: str, file: str) -> None:
    found = understand(phrase.format(file), lexicon(), NAMES)
    assert found.best is not None
    assert found.best.path == path


def test_an_order_in_strange_words_is_no_translation_alone() -> None:
    found = understand("spruce up the French login_code", lexicon(), REGULARS)
    assert found.intent is Intent.CHOOSE
    assert {"whatsapp templates update", "whatsapp templates translate"} <= {reading.path for reading in found.readings}


@pytest.mark.parametrize(
    "phrase", ["mute off", "turn off the mute", "snooze off please", "end the mute", "stop the snooze"]
)
def test_mute_off_ends_it(phrase: str) -> None:
    found = understand(phrase, lexicon(), NAMES)
    assert [reading.path for reading in found.readings][:1] == ["unmute"]


@pytest.mark.parametrize(
    "better", ["gets more clicks", "does better", "is read most", "has fewer clicks", "works best"]
)
def test_which_of_two_does_better_compares_them(better: str) -> None:
    found = understand(f"summer_sale or winter_promo, which one {better}?", lexicon(), NAMES)
    assert found.best is not None
    assert found.best.path == "whatsapp templates compare"
    assert (found.best.values["name"], found.best.values["other_name"]) == ("summer_sale", "winter_promo")


@pytest.mark.parametrize(
    "said", ["that guests' rooms are ready", "saying the order was rejected", "about paused orders"]
)
def test_what_a_new_template_says_is_no_filter(said: str) -> None:
    found = understand(f"please write a template {said}", lexicon(), NAMES)
    assert found.intent is Intent.DO
    assert found.best is not None
    assert found.best.path == "whatsapp templates create"


@pytest.mark.parametrize("what", ["what is waiting", "the rejected templates", "what happened", "the report"])
def test_what_is_to_come_again_is_a_digest(what: str) -> None:
    found = understand(f"remind us every monday morning of {what}", lexicon(), NAMES)
    assert found.best is not None
    assert "digest add" in {reading.path for reading in found.readings}


@pytest.mark.parametrize(
    "phrase", ["only rejections in this channel", "just rcs here please", "only kakao in our channel"]
)
def test_only_something_here_is_a_subscription(phrase: str) -> None:
    found = understand(phrase, lexicon(), NAMES)
    assert found.best is not None
    assert found.best.path == "subscribe"


@pytest.mark.parametrize(
    "said",
    ["looks outdated", "needs a nicer emoji", "contains an ugly emoji", "is a bit clumsy", "has an odd link"],
)
def test_what_is_said_of_a_template_is_asked_back(said: str) -> None:
    found = understand(f"the German order_update {said}", lexicon(), NAMES)
    assert found.intent is Intent.CHOOSE
    assert {"whatsapp templates update", "whatsapp templates get"} <= {reading.path for reading in found.readings}


@pytest.mark.parametrize("verb", ["gets", "is told", "follows", "hears"])
def test_who_is_told_is_no_question_for_changes(verb: str) -> None:
    at_card = understand(f"who else {verb} this?", lexicon(), NAMES, card=CARD)
    elsewhere = understand(f"who {verb} about Sunny Bank?", lexicon(), NAMES)
    assert [found.best.path if found.best else "" for found in (at_card, elsewhere)] == ["why", "subscriptions"]


@pytest.mark.parametrize(
    "asked", ["does {} irk anybody?", "is {} gaudy?", "will {} annoy Meta?", "could {} bore people?"]
)
def test_a_question_in_a_strange_word_is_asked_back(asked: str) -> None:
    found = understand(asked.format("the German ticket_ready"), lexicon(), REGULARS)
    assert found.intent is Intent.CHOOSE
    assert {"whatsapp templates check", "whatsapp templates get"} <= {reading.path for reading in found.readings}


@pytest.mark.parametrize("arrow", ["->", "=>", "→", "-->"])
def test_an_arrow_between_languages_is_a_translation(arrow: str) -> None:
    found = understand(f"ticket_ready, french {arrow} danish", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "whatsapp templates translate"
    assert (found.best.values["source"], found.best.values["targets"]) == ("FR", ["DA"])


@pytest.mark.parametrize("phrase", ["show report EN", "report EN", "check IT please", "what does report EN say"])
def test_a_verb_before_its_own_language_is_a_name(phrase: str) -> None:
    found = understand(phrase, lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "whatsapp templates get"


@pytest.mark.parametrize("time", ["last night", "yesterday", "the past two days"])
def test_a_time_alone_is_asked_of_the_activity(time: str) -> None:
    found = understand(f"tell me about {time}", lexicon(), NAMES)
    assert found.best is not None
    assert found.best.path == "activity"


@pytest.mark.parametrize("part", ["an emoji", "a second paragraph", "our address", "a footer"])
@pytest.mark.parametrize("verb", ["add {} to", "put {} into", "insert {} in"])
def test_a_part_is_added_to_what_exists(verb: str, part: str) -> None:
    found = understand(f"{verb.format(part)} the German ticket_ready", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "whatsapp templates update"


@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("changes in the last hour", "activity"),
        ("90 days of rcs decisions", "report"),
        ("rcs stuff since monday", "activity"),
    ],
)
def test_an_area_and_a_time_are_enough_to_ask_back(phrase: str, path: str) -> None:
    assert path in {reading.path for reading in understand(phrase, lexicon(), NAMES).readings}


@pytest.mark.parametrize(
    "phrase", ["see you tomorrow", "is it friday yet?", "the cat sat on the mat", "lunch at noon?"]
)
def test_a_time_in_talk_asks_for_nothing(phrase: str) -> None:
    assert understand(phrase, lexicon(), REGULARS).intent is Intent.UNKNOWN


@pytest.mark.parametrize("what", ["pings", "posts", "messages", "notifications"])
def test_none_of_it_for_a_while_is_a_mute(what: str) -> None:
    found = understand(f"no {what} for two hours please", lexicon(), REGULARS)
    assert found.best is not None
    assert found.best.path == "mute"

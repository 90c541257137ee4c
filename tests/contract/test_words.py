"""How the bot speaks: every text that it can say, against the voice of Slack's own, and against Slack's limits.

A text that fails here is mended where it stands; a pattern that is wrong about a good text is narrowed, with a reason.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import commands
from bot import wording
from bot.cards import activity
from bot.cards.blocks import form, layout
from bot.cards.blocks.input import Option
from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.state import PENDING_WORDS
from bot.cards.vocabulary.tone import CHANGES
from bot.cards.vocabulary.waits import StateGroup
from bot.edge.forms import simple
from bot.provisioning.event_types import EVENT_TYPES
from tests.unit.cards.samples import event

ROOT = Path(__file__).parents[2]
UNSAID = {"bot/slack/decisions.py", "bot/cards/blocks/buttons.py", "bot/cards/templates/preview.py"}
"""Words for the code itself, and WhatsApp's own texts."""


@cache
def said() -> list[wording.Phrase]:
    """Read once a run, by the worker that needs it."""
    return [*forms(), *(phrase for phrase in wording.phrases(ROOT) if phrase.file not in UNSAID)]


@cache
def forms() -> list[wording.Phrase]:
    """What every form says, with its errors."""
    return wording.forms(commands.collect())


NOT = (
    r"\b(does|do|did|is|are|was|has|have) not\b"
    r"(?! (set|accepted|connected|registered|this bot|UTF-8|valid CSV|reach|share)\b)"
)
"""Not contracted; a terminal's lines and set phrases are left."""
FORBIDDEN = {
    r"\banew\b": "again, or a new one",
    r"\bany ?more\b": "no longer, or any longer",
    r"\b(take|takes|took|taken|taking) (it|this|that)? ?back\b": "cancel, delete or undo",
    r"\bI do not\b|\bI am\b|\bI have (?!no )|\bI cannot\b": "contractions: I don't, I'm, I've, I can't",
    NOT: ("contractions: doesn't, isn't, hasn't"),
    r"\bcannot\b(?! (open|listen))": "can't",
    r"\bmeanwhile\b": "until then, in the meantime",
    r"\bwhatever\b|\bwhoever\b": "say which",
    r"\bnone: |\bempty: |\bnothing: ": "Leave empty for ...",
    r"\bsomebody\b(?! at Sinch)|\beverybody\b|\banybody\b": "someone, everyone, anyone; or a name",
    r"\bNarrower\b|\bHand over\b": "Add filters, Change owner",
    r"\bI tell\b|\btells you\b|\bSinch tells\b": "I'll message you",
    r"\ball the same\b": "anyway",
    r"\bfor good\b": "permanently, or you can't undo this",
    r"\bput (it |this )?right\b": "fix",
    r"\b[Cc]orrect (it|them|this)\b": "fix it; the button says Edit",
    r"\b[Mm]ay not\b(?! (see|work|have))": "can't, or isn't allowed to",
    r"\bgive (a file|its id)\b": "enter, add",
    r"\bwhere everything stands\b": "status overview",
    r"\b[Aa]t a glance\b": "overview",
    r"\bwait(s|ing)? for (somebody|someone|you)\b": "needs attention, needs you",
    r"\bgets nothing\b|\bcomes then\b|\bcome again\b": "unsubscribed; I'll post a summary",
    r"\bby text message\b": "by SMS",
    r"\bfits\.": "No ... match.",
    r"\b[Tt]here is (a form|no template|no sender|nothing)\b": "say what to do instead",
    r"\bis being sent\b|\bare asked to\b|\bis asked whether\b": "active voice",
    r"\bTrade\b": "exchange",
    r"\bsince (today|yesterday)\b": "Added today",
    r"\bthrough /sinch\b": "via /sinch",
    r"\bSet up by\b": "Added by",
    r"\bAsked for by\b": "Started by",
    r"\bone a line\b": "one per line",
    r"\bstays here\b|\bstays there\b": "kept in Slack, remains",
    r"\bHow (two )?templates do\b|\bdo in\b": "performance",
    r"\bshould match pattern\b|\bInput should\b|\bunable to parse\b": "a validator's words",
    r"\butili[sz]e|\bsuccessfully\b|\bin order to\b": "shorter",
    r"\b[Pp]lease\b(?! have a look| look at it| *$)": "say it without; only the comment to Sinch asks politely",
    r"\b(could|would|should|must|need) not\b(?! convert)": "couldn't, can't, doesn't have to",
    r"(?<!as )(?<!in )\b[Ii]t is\b": "it's",
    r"\b[Ii]nvalid\b(?! literal)": "say what is wrong with it",
    r"\b(is|are) refused\b": "who can't have what",
    r"\bMend\b(?! it)|\b[Cc]orrect the\b": "fix",
    r"\b[Gg]ive (an|the) (address|example|whole)\b": "enter, add",
    r"\bConversation API app\b": "Conversation app, as everywhere",
    r"\bseldom\b": "rarely",
    r"\bkB\b": "KB",
    r"\w\((s|es)\)": "count it: 1 row, 2 rows",
}
"""Patterns of the old voice, with what to write instead."""

SENTENCE_WORDS = 32
"""More words than this in a sentence are two sentences."""

STATE_WORDS = {
    "active", "approved", "approved, low quality", "blocked", "disabled", "done", "draft", "error", "failed",
    "inactive", "in review", "in test", "launched", "launching", "onboarded", "paused", "pending verification",
    "preparing launch", "rejected", "setting up", "suspended", "unlaunched", "verifying",
    "waiting for Meta's verification",
    "changes in draft", "changes in review", "changes rejected", "changes failed",
}  # fmt: skip
OVERVIEW_WORDS = {"live", "setting up", "in review", "needs you", "blocked", "inactive"}


def _reads(phrase: wording.Phrase) -> bool:
    """Whether it is a text for people: not a command's path, a pattern or a name."""
    return (
        bool(re.search(r"\s", phrase.text)) and "\\b" not in phrase.text and not phrase.text.startswith(("^", "[", "("))
    )


@pytest.mark.parametrize(("pattern", "instead"), FORBIDDEN.items())
def test_nothing_is_said_in_the_old_voice(pattern: str, instead: str) -> None:
    found = [phrase for phrase in said() if _reads(phrase) and re.search(pattern, phrase.text)]
    assert not found, f"write: {instead}\n" + "\n".join(f"{item.file}:{item.line}: {item.text}" for item in found)


def test_every_form_is_read_and_its_labels_are_no_names_of_the_api() -> None:
    assert {phrase.file.removeprefix("/sinch ") for phrase in forms()} >= {
        command.path for command in commands.collect() if any(arg.asked for arg in command.arguments)
    }
    names = re.compile(r"\b(?:url|uri|uris|id|ids|sms|rcs|csv)\b|[a-z][A-Z]|\w_\w")
    labels = [field.title for command in commands.collect() for field in simple.inputs(command, {})]
    assert not [label for label in labels if names.search(label.replace("WhatsApp", ""))]


MADE_OF_A_PATH = {
    "activity", "add", "assign", "comment", "create", "delete", "follow", "get", "help", "launcher", "list", "mute",
    "pause", "register", "remove", "replace", "report", "require", "retry", "revoke", "subscribe", "subscriptions",
    "undo", "unfollow", "unsubscribe", "update", "use", "verify",
}  # fmt: skip
"""Verbs that make a title together with the resource before them: `Delete template`."""


def test_no_title_is_a_path_read_aloud() -> None:
    """`Retry statu`, `Approve approval`, `Import stop template`: what has no short summary names its title."""
    made = [
        command
        for command in commands.collect()
        if not command.title and not (command.wizard and command.wizard.title) and len(command.summary) > form.TITLE
    ]
    assert not [item.path for item in made if item.words[-1] not in MADE_OF_A_PATH], "say `title=`"


def test_hints_and_choices_begin_with_a_capital() -> None:
    fields = [field for command in commands.collect() for field in simple.inputs(command, {})]
    choices = {option.label for field in fields for option in field.options if isinstance(option, Option)}
    texts = {*(field.hint for field in fields if field.hint), *choices}
    assert not [text for text in texts if text[0].islower() and not re.fullmatch(r"v\d", text)]


def test_the_patterns_know_the_old_voice() -> None:
    """Each sentence that was replaced is caught by one of them, so that none comes back."""
    old = [
        "Deleting it takes it back too; an edit begins the wait anew.",
        "I tell you in a direct message when it is done.",
        "Everything Sinch tells.",
        "Set up by the setting DEFAULT_CHANNEL",
        "This channel gets nothing from Sinch any more.",
        "What happens meanwhile comes then, in one summary.",
        "Waiting for somebody",
        "Where everything stands, or rather where everything stands",
        "All of it at a glance",
        "It cannot be sent. Correct it and submit it again.",
        "is active by olivia through /sinch",
        "I do not know which card you mean.",
        "There is a form for this.",
        "No template fits.",
        "Asked for by",
        "Code sent by text message",
        "Its operators are asked to approve it.",
        "none: whatever happens",
        "Sinch did not answer in time.",
        "It could not be stored; please send it again.",
        "A link is refused in one-time codes.",
        "It is being registered.",
        "The format is invalid.",
        "give an example for {{1}}",
    ]
    missed = [text for text in old if not any(re.search(pattern, text) for pattern in FORBIDDEN)]
    assert not missed


def test_the_sandbox_page_counts_what_it_names() -> None:
    for file in (ROOT / "bot" / "sandbox" / "page").rglob("*.py"):
        nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        filled_in = [ast.unparse(node) for node in nodes if isinstance(node, ast.JoinedStr)]
        assert not [text for text in filled_in if re.search(r"[a-z]\(s\)\W", text)], file


def test_sentences_are_short() -> None:
    found = []
    for phrase in said():
        if not _reads(phrase):
            continue
        for sentence in re.split(r"(?<=[.!?:])\s+|\n|;\s", phrase.text):
            if len(sentence.split()) > SENTENCE_WORDS:
                found.append(f"{phrase.file}:{phrase.line}: {sentence}")
    assert not found, "\n".join(found)


def test_sentences_begin_with_a_capital_and_have_single_spaces() -> None:
    wrong = re.compile(r"[a-z)] {2,}[a-zA-Z]|[a-z] [,.;!?](?=\s|$)|[a-z]{2}\. [a-z]")
    found = [
        f"{phrase.file}:{phrase.line}: {phrase.text}"
        for phrase in said()
        if _reads(phrase) and wrong.search(phrase.text)
    ]
    assert not found, "\n".join(found)


STATES = (*(card.states for card in CARDS.values()), CHANGES)


def test_a_state_has_one_word() -> None:
    words = {
        state.word for states in (*(card.states for card in CARDS.values()), CHANGES) for state in states.values()
    } | {*PENDING_WORDS.values()}
    assert words <= STATE_WORDS, "a new word for a state: is there one already?"
    assert {meaning.value for meaning in StateGroup} == OVERVIEW_WORDS


def test_what_a_state_means_is_a_sentence() -> None:
    for states in STATES:
        for value, state in states.items():
            assert not state.means or re.fullmatch(r"[A-Z].*\.", state.means), (value, state.means)


@pytest.mark.parametrize("type", sorted(EVENT_TYPES))
def test_an_event_is_told_once_and_by_name(type: str) -> None:
    happened = event(type)
    message = activity.reply(happened)
    sentences = [
        sentence.strip()
        for text in layout.texts(message.blocks)
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text)
        if len(sentence.split()) > 3
    ]
    twice = [sentence for sentence, times in Counter(sentences).items() if times > 1]
    assert not twice, "the same sentence twice in one message"
    name = full_name(happened.subject, happened.payload)
    ids = [id for id in happened.subject.ids if id not in name]
    assert not [id for id in ids if id in activity.headline(happened)], "an id where the name is known"


LIMITS = {"offer": 75, "Choice": 75, "Option": 75, "button": 75}
"""https://docs.slack.dev/reference/block-kit/block-elements/button-element and .../composition-objects/option-object"""
KEYWORDS = {"title": 24, "submit": 24, "yes": 75, "mend": 75, "placeholder": 150}
"""https://docs.slack.dev/reference/views/modal-views: titles and buttons of modals have 24 characters."""


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for place in ("commands", "bot/cards", "bot/edge", "bot/flows"):
        for file in sorted((ROOT / place).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_labels_fit_where_slack_shows_them() -> None:
    found = []
    for where, call in _calls():
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        texts = [(_text(arg), LIMITS[name]) for arg in call.args if name in LIMITS]
        if name == "command":
            texts += [
                (_text(keyword.value), KEYWORDS[keyword.arg]) for keyword in call.keywords if keyword.arg in KEYWORDS
            ]
        found += [f"{where}: {text}" for text, most in texts if text and len(text) > most]
    assert not found, "\n".join(found)


def test_a_button_has_one_label_for_one_action() -> None:
    """`Edit` is not `Correct it` beside it: what opens or runs the same command is called the same, by few words."""
    labels: dict[str, set[str]] = defaultdict(set)
    for _, call in _calls():
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "Offer" and len(call.args) > 1 and isinstance(call.args[1], ast.Call):
            verbs = [text for arg in call.args[1].args if (text := _text(arg))]
            if verbs and (label := _text(call.args[0])):
                labels[verbs[-1] if verbs[-1] != "form" else verbs[-2] if len(verbs) > 1 else ""].add(label)
    assert labels["update"] <= {"Edit", "Submit"}
    assert labels["discard"] <= {"Discard changes"}
    assert labels["register"] <= {"Send a code", "Send a new code", "Register again"}
    assert labels["verify"] <= {"Enter code"}

"""What a sentence holds: verbs, kinds, states, names, what nobody knows. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.lexicon import Sense
from bot.understanding.names import Name
from bot.understanding.sentence import Token


@dataclass(slots=True)
class Frame:
    """A sentence's contents in the order they were said; `because` says which words were taken for what."""

    verbs: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    unwanted: set[str] = field(default_factory=set)
    """Verbs of commands to which a denied word belongs: `do not notify us`."""
    past: set[str] = field(default_factory=set)
    """What was done, be it by somebody or not: history."""
    asks: bool = False
    """Whether it ends as a question."""
    over: bool = False
    """Whether something is asked, not asked for."""
    kinds: list[str] = field(default_factory=list)
    plural: bool = False
    """Whether a kind was said in the plural."""
    areas: list[str] = field(default_factory=list)
    states: list[tuple[Sense, bool]] = field(default_factory=list)
    """With whether it was negated."""
    options: list[Sense] = field(default_factory=list)
    languages: list[tuple[str, ...]] = field(default_factory=list)
    spoken: list[tuple[str, ...]] = field(default_factory=list)
    """The languages once more, one entry for each that was said."""
    source: tuple[str, ...] = ()
    """The language after `from`."""
    countries: list[str] = field(default_factory=list)
    sorts: dict[str, list[str]] = field(default_factory=dict)
    """Sorts of meanings -> the words that had only that meaning, as they were said."""
    names: list[list[Name]] = field(default_factory=list)
    """What each mention may be: several where a name exists twice."""
    guessed: bool = False
    """Whether a name was spelled otherwise than it is."""
    people: list[str] = field(default_factory=list)
    meaning: str = ""
    """The word whose meaning is asked for."""
    begins: str = ""
    """How the names begin that are asked for: `templates that start with order`."""
    new_name: str = ""
    """What something is to be called: `rename Alerts to Offers`."""
    chosen: dict[str, str] = field(default_factory=dict)
    """Arguments -> values that a turn of phrase gives them: `replies should stay in Slack` is the mode `off`."""
    numbers: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    spelled: tuple[str, ...] = ()
    """All words as they were meant to be written."""
    settled: bool = False
    """Whether a turn of phrase stands for exactly that command."""
    content: set[str] = field(default_factory=set)
    times: bool = False
    leftovers: list[Token] = field(default_factory=list)
    strange_verb: Token | None = None
    """The verb of an order that nobody knows: `spruce up the French one`."""
    pronoun: bool = False
    removal: bool = False
    """Whether the words ask for something to be gone."""
    again: bool = False
    ability: bool = False
    how: bool = False
    why: bool = False
    who: bool = False
    here: bool = False
    """Whether the channel one stands in was said."""
    table: bool = False
    """Whether a spreadsheet was asked for."""
    low: str = ""
    """The words in small letters."""
    said: int = 0
    """How many words say something."""
    because: list[tuple[str, str]] = field(default_factory=list)
    aside: set[str] = field(default_factory=set)
    """Verbs that only say when or why: `before we can launch it`."""

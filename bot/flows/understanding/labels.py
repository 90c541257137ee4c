"""What a reading is called on its button, and the names in a sentence that nothing has. Pure."""

from __future__ import annotations

import re

from bot.understanding.frame import Frame
from bot.understanding.readings import Reading
from bot.understanding.understand import Understanding
from bot.understanding.vocabulary import SUBMIT

LONGEST_SAID = 16
"""A longer word with digits may be a secret: it is not repeated."""
_MORE = re.compile(r"[:;] ")
"""What a summary says after this is too much for a button."""


def label(reading: Reading) -> str:
    """`Show an RCS sender: Sunny Bank`, with names where they are known."""
    called = {value: name.text for name in reading.names for value in name.values.values()}
    shown = [name.text for name in reading.names]
    others: list[str] = []
    for arg in reading.command.arguments:
        value = reading.values.get(arg.name)
        if arg.hidden or arg.kind == "secret" or value in (None, "", [], SUBMIT):
            continue
        words = [str(word) for word in (value if isinstance(value, list) else [value])]
        if arg.where == "words" and any(word in called for word in words):
            shown = [" ".join(called.get(word, word) for word in words)]  # `rcs senders Sunny Bank`, as it is typed
            continue
        others += [word for word in words if word not in called and word not in shown and word not in reading.path]
    if reading.called:
        others = [reading.called]
    summary = _MORE.split(reading.command.summary, maxsplit=1)[0]
    if SUBMIT in reading.values.values():
        summary = f"Submit {summary.partition(' ')[2]}"  # the changes there are, and no edit
    summary += " (inferred)" if reading.command.note.startswith("inferred") else ""
    return ": ".join(part for part in (summary, ", ".join([*shown, *others])) if part)


def unknown_name(found: Understanding) -> str:
    """A name that was said and that nothing here has: `launch Sunny Bank`."""
    best = found.best
    if best is None or found.several:
        return ""
    return " ".join(word for word in _named(found.frame) if word not in repr(best.values) and not _may_be_secret(word))


def strange_name(frame: Frame | None) -> str:
    """A name that something is asked about and that nothing has, where no reading is left: `delete Sunny Bank`."""
    asks = frame is not None and bool(frame.verbs - {"show"}) and not frame.names
    named = _named(frame) if asks else []
    return "" if any(map(_may_be_secret, named)) else " ".join(named)


def unknown_followed(found: Understanding) -> str:
    """What is to be followed, or no longer, where nothing is called so: `follow nosuchthing`."""
    best, frame = found.best, found.frame
    if best is None or frame is None or best.path not in ("follow", "unfollow"):
        return ""
    if best.values.get("what") or frame.names or frame.pronoun or frame.kinds or frame.areas:
        return ""
    said = [token.text for token in frame.leftovers] or [*frame.sorts.get("state", []), *frame.sorts.get("option", [])]
    return "" if any(map(_may_be_secret, said)) else " ".join(said[:4])


def _may_be_secret(word: str) -> bool:
    """Whether a word that nothing here is called may be a code or a token: it is not repeated."""
    return len(word) > LONGEST_SAID and re.search(r"\d", word) is not None


def _named(frame: Frame | None) -> list[str]:
    """Words that are written as names are, and that nothing has."""
    unknown = frame.leftovers if frame else []
    return [token.text for token in unknown if token.quoted or token.text[:1].isupper() or "_" in token.text][:4]

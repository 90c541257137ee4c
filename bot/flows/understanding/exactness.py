"""Whether a sentence says more than the exact command that its first words name. Pure."""

from __future__ import annotations

import re
from typing import Any

from bot.command.declaration import Effect
from bot.command.invocation import Request
from bot.command.parse import parse
from bot.command.router import Router
from bot.flows.subscriptions.following import named
from bot.times import duration
from bot.understanding import small_words as small
from bot.understanding import telling
from bot.understanding.exact import typed
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon
from bot.understanding.readings import Reading
from bot.understanding.sentence import plain
from bot.understanding.understand import Intent, Understanding

COMMENT = "comment"
_NUMBER = re.compile(r"\d+")


def only_missing(request: Request) -> bool:
    """Whether nothing is wrong but that something is not said yet."""
    return bool(request.problems) and all(problem.message == "is required" for problem in request.problems)


def may_be_sentence(request: Request, text: str) -> bool:
    """Whether words that begin like an exact command may mean something else."""
    return is_loose(request) if request.complete else says_more(request, text)


def says_more(request: Request, text: str) -> bool:
    """Whether some words fit nowhere in the exact command, so that they may be a sentence."""
    if telling.SUBSCRIBE_ME.search(text.casefold()):
        return True
    if any(problem.message.startswith("`json`") for problem in request.problems):
        return False
    free = {arg.name for arg in request.command.arguments if arg.where in ("rest", "words")} | _choices(request)
    words = any(not problem.field or problem.field in free for problem in request.problems)
    return words and not any(arg.where == "field" and arg.name in request.values for arg in request.command.arguments)


def _choices(request: Request) -> set[str]:
    """Of a command that only reads, the words of which there are few: `activity yesterday`, `report week`."""
    if request.command.effect is not Effect.READ:
        return set()
    return {arg.name for arg in request.command.arguments if arg.where == "word" and arg.options}


def is_loose(request: Request) -> bool:
    """Whether a command's free words are no value of its own grammar: `mute this channel for two hours`."""
    values = request.values
    if "duration" in values:
        return not duration.is_one(str(values["duration"]))
    what = values.get("what")
    if not what or request.command.path not in ("follow", "unfollow"):
        return False
    if all(word.lower() in ("me", "it", "this") for word in what):
        return False
    return named(what) is None and (request.command.path == "follow" or len(what) > 1)


def better(found: Understanding, request: Request) -> bool:
    """Whether the sentence says more than the exact command that its first words name."""
    if found.intent is Intent.DO and found.best is not None:
        if request.complete:
            return not (_forgets(found.best, request, found.frame) or (found.best.missing and _unknown(found.frame)))
        return not (_loses(found.best, request) or _drops(found, request))
    if request.command.path in ("mute", "unmute") and found.readings and found.frame is not None and found.frame.names:
        return True  # of a resource: only that, or the channel?
    if found.intent is Intent.CHOOSE and {reading.path for reading in found.readings} == {"follow"}:
        return True  # one for each language of a template
    return found.intent in (Intent.LEAVE, Intent.ABILITY, Intent.HOW, Intent.EXPLAIN) or (
        found.intent is Intent.CHOOSE and request.command.path in ("follow", "unfollow", "why", "comments")
    )


def _unknown(frame: Frame | None) -> bool:
    return frame is not None and bool(frame.leftovers)


def _forgets(reading: Reading, request: Request, frame: Frame | None) -> bool:
    """Whether the same command would go on without the length that was typed: `mute 3 moons`."""
    same = reading.path == request.command.path and "duration" in request.values
    return same and "duration" not in reading.values and frame is not None and (frame.times or bool(frame.leftovers))


def _loses(reading: Reading, request: Request) -> bool:
    """Whether the same command would go on without what its field has refused: a value, a number, a day."""
    if reading.path != request.command.path:
        return False
    refused = {problem.field for problem in request.problems if problem.field in request.values}
    said, kept = [request.values[name] for name in refused], [*reading.values.values()]
    times = [request.values[name] for name in refused & {"duration", "schedule"}]
    return bool(refused & {*reading.missing} or _numbers(said) - _numbers(kept) or _times(times) - _times(kept))


def _drops(found: Understanding, request: Request) -> bool:
    """Whether the reading of an exact command goes without what was typed: `mute 2h foo`, `zone=Europe/Berlin`.

    A question that one word asks (`status`, `waiting`) is answered all the same; its note says what was left out.
    """
    reading, frame = found.best, found.frame
    if reading is None or frame is None:
        return False
    fields = [said for said in frame.fields if said.partition("=")[0] not in reading.values]
    phones = frame.phones and not _NUMBER.search(repr(reading.values))
    tolerated = _is_question(request) and not any(problem.field in _choices(request) for problem in request.problems)
    return bool(fields or phones or (left_out(found, reading) and not tolerated))


def _is_question(request: Request) -> bool:
    return request.command.effect is Effect.READ and len(request.command.words) == 1


def left_out(found: Understanding, reading: Reading) -> list[str]:
    """The words that nobody knows, and that the reading does without."""
    kept = f"{reading.values} {reading.left_out}".casefold()
    unknown = [token.text for token in found.frame.leftovers if token.low not in kept] if found.frame else []
    return [*reading.left_out, *unknown]


def _numbers(values: list[Any]) -> set[str]:
    return {*_NUMBER.findall(str(values))}


def _times(values: list[Any]) -> set[str]:
    """The words of days, lengths and clocks in some values."""
    return {*(small.TIMES - small.FILLERS).intersection(re.findall(r"[a-z]+", str(values).casefold()))}


def comment_on_nothing(said: str, found: Understanding) -> str:
    """The text of `comment TEXT` where no resource is named: not `comment on order_update`, nor in a card's thread."""
    first, _, text = said.partition(" ")
    if first.casefold().rstrip(":") != COMMENT or text.casefold().startswith(("on ", "about ", "to ", "for ")):
        return ""
    unsure = found.intent in (Intent.CHOOSE, Intent.UNKNOWN) or (found.best is not None and found.best.missing)
    return text.strip() if unsure and not found.several else ""


def may_name_a_person(frame: Frame) -> bool:
    """Whether a name may be somebody's: rights are given and taken, the audit log is about people."""
    if frame.people:
        return False
    rights = "access" in frame.kinds and bool(frame.leftovers or frame.verbs - {"show", "list"})
    return rights or (bool(frame.leftovers) and ("audit" in frame.verbs or (frame.over and bool(frame.past))))


def names_commands(text: str, router: Router, lexicon: Lexicon) -> bool:
    """Whether the words are a group's (`rcs senders`) or mere kinds: help knows those."""
    said = plain(text).split()
    if len(router.group(said)) == len(said) or said[-1:] == ["help"]:
        return True
    return all(lexicon.is_only(word, "kind") for word in said)


def says_it_all(found: Understanding, best: Reading, text: str) -> bool:
    """Whether the words are those of the command that is meant, in another order: `rcs activity since=7d`."""
    words = set(re.split(r"[\s=]+", f"{typed(best.command, best.values)} since from".casefold()))
    return found.intent is Intent.DO and best.reads and words.issuperset(re.split(r"[\s=]+", plain(text).casefold()))


def is_nearly_command(text: str, router: Router, lexicon: Lexicon) -> bool:
    """Whether the words are nearly a command's, which help knows: `rcs sender show X`."""
    said = plain(text).split()
    nearly = bool(said) and said[0] in lexicon.areas and len(said) <= 4 and not router.match(parse(text))
    return nearly and all(lexicon.in_path(word) or not lexicon.means(word) for word in said)


def is_request(found: Understanding, path: str) -> bool:
    """Whether the words surely ask for another command than this one."""
    return found.intent is Intent.DO and found.best is not None and found.best.path != path

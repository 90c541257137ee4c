"""One reading for each of several names, people or languages, where the command takes one. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding import readings
from bot.understanding.frame import Frame
from bot.understanding.lexicon import Lexicon
from bot.understanding.names import Name
from bot.understanding.readings import LIKELY, Reading
from bot.understanding.sentence import Sentence
from bot.understanding.utterance import LISTING

MOST_NAMES = 4
"""Each is read on its own; three are offered."""


def names(sentence: Sentence, best: Reading, frame: Frame, lexicon: Lexicon, card: Name | None) -> tuple[Reading, ...]:
    """`show order_update and summer_sale`"""
    if best.path == "audit":
        return ()
    named = [mention for mention in frame.names if any(name.kind in LISTING for name in mention)]
    mentions = list({tuple(name.key for name in mention): mention for mention in named}.values())
    taken = repr([*best.values.values()])
    used = [mention for mention in mentions if any(value in taken for n in mention for value in n.values.values())]
    joined = {token.low for token in sentence.tokens} & {"and", "or", ",", "&", "plus", "both"}
    if len(mentions) < 2 or len(used) != 1 or not joined or "other_name" in best.values:
        return ()
    each: dict[tuple[str, str], Reading] = {}
    for mention in mentions[:MOST_NAMES]:
        meant = readings.of(sentence, replace(frame, names=[mention]), lexicon, card)
        like = [reading for reading in meant if reading.reads == best.reads and reading.score >= LIKELY]
        if not like or not (best.reads or like[0].path == best.path):
            return ()
        each.setdefault(like[0].key, like[0])
    return tuple(each.values())


def people(best: Reading, frame: Frame) -> tuple[Reading, ...]:
    """`make Naomi and Martin operators`"""
    if best.reads or "user" not in best.values:
        return ()
    named = [mention[0].values["user"] for mention in frame.names if mention[0].kind == "people"]
    return tuple(replace(best, values={**best.values, "user": user}) for user in dict.fromkeys((*frame.people, *named)))


def languages(best: Reading, frame: Frame) -> tuple[Reading, ...]:
    """`order_update in german and swedish`"""
    if not isinstance(best.values.get("language"), str) or len(frame.spoken) < 2:
        return ()
    if {"source", "other_language"} & best.values.keys():
        return ()
    known = best.names[0].versions if best.names else ()
    codes = [next((code for code in said if code in known), said[0]) for said in frame.spoken]
    return tuple(replace(best, values={**best.values, "language": code}) for code in dict.fromkeys(codes))


def versions(best: Reading) -> tuple[Reading, ...]:
    """The languages of templates that are to be followed, where none was said; the first one of each template first."""
    if best.path not in ("follow", "unfollow") or best.values.get("what"):
        return ()
    longest = max((len(name.versions) for name in best.names), default=0)
    each = [(name, name.versions[at]) for at in range(longest) for name in best.names if at < len(name.versions)]
    return tuple(
        replace(best, values={**best.values, "what": [*name.kind.split(), name.text, code]}) for name, code in each
    )

"""What a sentence says for the arguments of one command. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.command.arguments import Arg
from bot.times import duration, schedule
from bot.times.spans import FEW_WORDS, MOST_WORDS, longest
from bot.times.spoken_days import spoken_days
from bot.understanding import particulars
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.fields import named_by
from bot.understanding.filled import Filled
from bot.understanding.lexicon import Signature
from bot.understanding.names import Name
from bot.understanding.particulars import Particular
from bot.understanding.sentence import comment_span
from bot.understanding.utterance import Utterance

CLOSED = frozenset({"role", "mode", "only", "method", "areas"})
"""Arguments whose few values may be said as they are."""
SECRETS = frozenset({"token", "secret", "password", "key", "credentials", "bearer"})
"""Beside these words, one that looks like an id is not repeated."""
PATHS = {
    "whatsapp templates": ("name", "language"), "whatsapp senders": ("sender_id",), "rcs senders": ("sender_id",),
    "kakaotalk senders": ("plus_friend_id",), "kakaotalk templates": ("plus_friend_id", "code"),
    "bundles": ("bundle_id",),
}  # fmt: skip
"""Kinds that can be followed, and the ids that follow their path."""
_OF_CARD = {(kind, kind) for kind in PATHS} | {("kakaotalk senders", "kakaotalk templates")}
"""What an argument chooses from, and the kinds of cards that give it."""


def fill(signature: Signature, utterance: Utterance) -> Filled:
    """The values that the sentence gives this command."""
    filler = _Filler(signature, utterance)
    for arg in signature.arguments:
        if not arg.hidden and arg.kind not in ("secret", "file", "json"):
            filler.take(arg)
    return filler.done()


class _Filler:
    def __init__(self, signature: Signature, utterance: Utterance) -> None:
        self._signature, self._utterance, self._frame = signature, utterance, utterance.frame
        self._filled = Filled()
        self._names = 0.0
        self._of_card = False
        self._spent: set[str] = set()

    def take(self, arg: Arg) -> None:
        value = self._value(arg)
        if value not in (None, "", []):
            self._filled.values[arg.name] = value

    def done(self) -> Filled:
        filled, frame = self._filled, self._frame
        self._typed_fields()
        listed = self._signature.verb in ("list", "waiting", "activity", "audit", "subscribe", "unsubscribe", "health")
        filled.took += 2.2 * self._names
        free = self._signature.own == "audit"
        filled.strays += 0.0 if free else 2.0 * max(0.0, len(self._utterance.names) - self._names)
        for sort, have in (("state", frame.states), ("option", frame.options), ("language", frame.languages)):
            if have and sort not in self._spent:
                single = (self._names or self._of_card) and not listed
                tolerated = single or self._signature.own in ("follow", "help", "status", "waiting")
                filled.strays += 0.3 if tolerated else 2.0
                filled.left_out += [] if tolerated else frame.sorts.get(sort, [])
        filled.left_out += [frame.new_name] if frame.new_name and frame.new_name not in filled.values.values() else []
        filled.left_out += frame.sorts.get("country", []) if "countries" not in filled.values else []
        filled.strays += 1.5 * bool(frame.people and "people" not in self._spent)
        spanned = self._signature.takes("since") or "days" in filled.values
        filled.strays += (1.2 if self._signature.verb == "list" else 0.6) * bool(self._utterance.since and not spanned)
        if self._signature.verb in ("list", "audit") and self._utterance.since and not spanned:
            filled.left_out.append(self._utterance.since)
        filled.strays += 1.5 * bool(frame.phones and "phones" not in self._spent)
        required = {arg.name: arg for arg in self._signature.arguments if arg.required and not arg.hidden}
        filled.missing = [name for name in required if name not in filled.values]
        return filled

    def _value(self, arg: Arg) -> Any:
        name = arg.name
        if chosen := self._frame.chosen.get(name):
            return chosen
        if arg.choices and (ids := self._id(arg)):
            return ids
        by_name = {
            "language": self._language, "languages": self._language, "source": self._source, "targets": self._targets,
            "other_language": self._other_language, "states": self._states,
            "changes": self._changes, "category": self._option, "duration": self._duration, "since": self._since,
            "schedule": self._schedule, "csv": self._csv, "what": self._what, "user": self._user,
            "text": self._text, "numbers": self._numbers, "number": lambda arg: next(iter(self._numbers(arg)), None),
            "digest_id": self._count, "rule_id": self._count, "change": self._count,
            "all": lambda _: self._utterance.wants_quiet or None,
            "about": self._about, "areas": self._areas, "area": self._area, "days": self._days,
            "status": self._status, "words": self._meaning,
        }  # fmt: skip
        if (found := particulars.of(arg, self._utterance)) is not None:
            return self._particular(found)
        if handler := by_name.get(name):
            return handler(arg)
        if name in CLOSED:
            return self._closed(arg)
        if name == "name" and self._signature.verb == "update" and not arg.choices:
            return self._new_name()
        if name == "which" or (name == "name" and "project" in self._signature.kinds):
            return self._particular(particulars.of_project(arg, self._utterance))
        if name in ("name", "search") and self._signature.verb in ("list", "create", "export"):
            return self._free_name(arg)
        if arg.where == "word" and arg.required and not arg.options:
            return self._raw_id()
        return None

    def _id(self, arg: Arg) -> str | None:
        """The id of a resource that was named, of the card one stands at, or one that only looks like an id."""
        nth = 1 if arg.name.startswith("other_") else 0
        key = arg.name.removeprefix("other_")
        name = self._utterance.named(arg.choices, nth)
        if name is None and arg.choices == "kakaotalk senders":
            name = self._utterance.named("kakaotalk templates")
        if name is not None and (value := name.values.get(key)):
            self._names += 0 if key == "plus_friend_id" and name.kind == "kakaotalk templates" else 1
            return value
        if (
            (card := self._utterance.card) is not None
            and not nth
            and key in card.values
            and (arg.choices, card.kind) in _OF_CARD
        ):
            self._filled.took += 1.5 if self._frame.pronoun or not self._utterance.names else 0
            self._of_card = True
            return card.values[key]
        return self._raw_id() if arg.required and arg.where == "word" and not nth else None

    def _raw_id(self) -> str | None:
        """A word that looks like an id; where secrets are asked for, it may be one of those."""
        said = self._utterance.sentence.lows
        if said & SECRETS or any(arg.kind == "secret" for arg in self._signature.arguments):
            return None
        called = self._utterance.called if self._signature.verb == "create" else ()
        for token in self._utterance.ids:
            if token.start not in self._filled.used and token not in called:
                self._filled.used.add(token.start)
                self._filled.took += 0.8
                return token.text
        return self._utterance.numbered(self._signature.kinds)

    def _language(self, arg: Arg) -> str | list[str] | None:
        """As it was said, in the kind that the template has; the only one it has goes without saying."""
        if not arg.options and arg.kind != "list":
            return None
        said = self._frame.languages
        name = self._utterance.named("whatsapp templates") or (
            self._utterance.card if not self._utterance.names else None
        )
        known = name.versions if name else ()
        if said:
            self._spent.add("language")
            self._filled.took += 1.0
            if arg.many:
                return list(dict.fromkeys(codes[0] for codes in said))
            return next((code for code in said[0] if code in known), said[0][0])
        if name and "language" in name.values and not arg.many:
            return name.values["language"]
        if not arg.required:
            return None
        wanted = {value for sense, negated in self._frame.states if not negated for value in sense.values}
        fitting = [code for code in known if name and name.states.get(code) in wanted]
        if len(fitting) == 1:
            self._filled.took += 1.0
            return fitting[0]
        return known[0] if len(known) == 1 else None

    def _other_language(self, arg: Arg) -> str | None:
        name, said = self._utterance.named("whatsapp templates", 1), self._frame.spoken
        if len(said) > 1:
            return next((code for code in said[1] if name and code in name.versions), said[1][0])
        if name and len(name.versions) == 1:
            return name.versions[0]
        mine = said[0] if said else ()
        return next((code for code in mine if name and code in name.versions), None)

    def _source(self, arg: Arg) -> str | None:
        """What is translated from: said after `from`, or the one language that there is."""
        if not arg.options or "EN" not in arg.options:
            return None
        name = self._utterance.named("whatsapp templates") or self._utterance.card
        known, meant = (name.versions if name else ()), self._frame.source
        if not meant:
            return known[0] if len(known) == 1 else None
        self._spent.add("language")
        self._filled.took += 0.5
        return next((code for code in meant if code in known), meant[0])

    def _targets(self, arg: Arg) -> list[str]:
        """All languages that were said but the one after `from`."""
        found = [codes[0] for codes in self._frame.spoken if not {*codes} & {*self._frame.source}]
        if found:
            self._spent.add("language")
            self._filled.took += 1.0
        return list(dict.fromkeys(found))

    def _status(self, arg: Arg) -> str | None:
        """What the card's own button gives: `submit it`. Once more, it is to be mended first."""
        wanted = "submit" in self._frame.verbs and "update" not in self._frame.verbs and not self._frame.again
        return words.SUBMIT if wanted and self._signature.submits else None

    def _states(self, arg: Arg) -> list[str]:
        found: list[str] = []
        for sense, negated in self._frame.states:
            fitting = next((value for value in sense.values if value in arg.options), None)
            if fitting is not None:
                found += [option for option in arg.options if option != fitting] if negated else [fitting]
        if found:
            self._spent.add("state")
            self._filled.took += 1.5
        return list(dict.fromkeys(found))

    def _changes(self, arg: Arg) -> list[str]:
        return [] if "state" in self._spent else self._states(arg)

    def _option(self, arg: Arg) -> str | list[str] | None:
        for sense in self._frame.options:
            fitting = next((value for value in sense.values if not arg.options or value in arg.options), None)
            if fitting:
                self._spent.add("option")
                self._filled.took += 0.8
                return [fitting] if arg.many else fitting
        return None

    def _closed(self, arg: Arg) -> str | list[str] | None:
        """A value that was said as it is, `admin`, or nearly, `rejected` for `rejections`."""
        low, also = self._utterance.sentence.lows, small.OPTION_WORDS
        spoken = {name: {name.lower(), f"{name.lower()}s", *also.get(name.lower(), ())} for name in arg.options}
        found = [option for option in arg.options if spoken[option] & low]
        if found:
            said = set[str]().union(*(spoken[option] for option in found))
            self._filled.used |= {token.start for token in self._frame.leftovers if token.low in said}
            self._filled.took += 0.8
            self._spent |= {"state", "option"}
        return found if arg.many else (found[-1] if found else None)

    def _areas(self, arg: Arg) -> list[str]:
        """Typed as words (`what`) where the command has such."""
        return [] if any(argument.name == "what" for argument in self._signature.arguments) else self._said_areas(arg)

    def _area(self, arg: Arg) -> str | None:
        said = self._said_areas(arg)
        self._filled.left_out += said[1:]
        return next(iter(said), None)

    def _said_areas(self, arg: Arg) -> list[str]:
        said = [*self._frame.areas, *(f"{kind}s" for kind in self._frame.kinds)]
        return list(dict.fromkeys(area for area in said if not arg.options or area in arg.options))

    def _what(self, arg: Arg) -> list[str]:
        """Of a subscription the areas; of a follow the resource, as its own commands name it."""
        if any(argument.name == "areas" for argument in self._signature.arguments):
            areas = next(argument for argument in self._signature.arguments if argument.name == "areas")
            return self._said_areas(areas)
        if self._signature.own == "require":
            return self._utterance.needs_approval
        for name in self._utterance.names:
            if ids := PATHS.get(name.kind):
                self._names += 1
                values = {**name.values, **({"language": self._best(name)} if "language" in ids else {})}
                if all(values.get(id_) for id_ in ids):
                    return [*name.kind.split(), *(values[id_] for id_ in ids)]
                return []
        return ["rcs", "account"] if {"rcs", "account"} <= {*self._frame.areas, *self._frame.kinds} else []

    def _best(self, name: Name) -> str:
        if self._frame.languages:
            self._spent.add("language")
            codes = self._frame.languages[0]
            return next((code for code in codes if code in name.versions), codes[0])
        return name.versions[0] if len(name.versions) == 1 else ""

    def _user(self, arg: Arg) -> str | None:
        if self._frame.people:
            self._spent.add("people")
            self._filled.took += 1.0
            return self._frame.people[0]
        if person := self._utterance.named("people"):
            self._names += 1
            return person.values["user"]
        return None

    def _about(self, arg: Arg) -> str | None:
        """What the audit log is searched for."""
        if about := [name for name in self._utterance.names if name.kind != "people"]:
            self._names += 1
            return about[0].text
        return self._utterance.card.text if self._utterance.card and self._frame.pronoun else None

    def _numbers(self, arg: Arg) -> list[str]:
        if self._frame.phones:
            self._spent.add("phones")
            self._filled.took += 1.0
        return list(self._frame.phones)

    def _count(self, arg: Arg) -> str | None:
        return self._frame.numbers[0] if self._frame.numbers else None

    def _csv(self, arg: Arg) -> str | None:
        if "export" not in self._frame.verbs:
            return None
        self._filled.took += 1.0
        return "here" if "here" in (low := self._utterance.sentence.lows) and "me" not in low else "me"

    def _days(self, arg: Arg) -> str | None:
        """The shortest of the spans on offer that holds the one that was said: a quarter is 90 days."""
        self._spent.add("state")  # it tells of all decisions
        found = spoken_days(self._utterance.sentence.text)
        if found is None:
            return None
        self._filled.took += 1.0
        spans = sorted(arg.options, key=lambda option: int(option.rstrip("d")))
        return next((option for option in spans if int(option.rstrip("d")) >= found - 1), spans[-1])

    def _duration(self, arg: Arg) -> str | None:
        return self._time(duration.is_one, FEW_WORDS)

    def _since(self, arg: Arg) -> str | None:
        found = self._utterance.since
        self._filled.took += 1.2 * bool(found)
        bare = re.sub(r"['’]s\b", "", found or "")
        self._filled.left_out += self._utterance.ends
        return re.sub(r"^(?:(?:since|from|in|over|during|the|for|on)\s+)+", "", bare, flags=re.IGNORECASE) or None

    def _schedule(self, arg: Arg) -> str | None:
        found = self._utterance.recurrence or self._time(schedule.is_one)
        self._filled.took += 1.2 * bool(self._utterance.recurrence)
        if found and self._utterance.is_begun_before(found):
            return self._utterance.begun_schedule  # `every 3rd tuesday` is no `3rd tuesday`
        return self._utterance.qualified(found) if found else self._utterance.begun_schedule

    def _time(self, reads: Callable[[str], bool], most: int = MOST_WORDS) -> str | None:
        if not self._frame.times:
            return None
        found = longest(self._utterance.sentence.text, reads, most)
        if found:
            self._filled.took += 1.2
            self._filled.used |= {token.start for token in self._frame.leftovers if token.text in found}
        return found

    def _text(self, arg: Arg) -> str | None:
        """A comment's words: in quotes, after a colon, or after `that`."""
        if self._signature.verb != "comment":
            return None
        sentence = self._utterance.sentence
        start, end = comment_span(sentence)
        if start is None:
            return None
        self._filled.used |= {token.start for token in self._frame.leftovers if start <= token.start < end}
        self._filled.took += 1.0
        return sentence.text[start:end].strip(" \"'“”‘’")

    def _free_name(self, arg: Arg) -> str | None:
        """What a list is narrowed to, or what something new is to be called."""
        if self._signature.verb != "create":
            kinds = self._signature.kinds
            fits = self._utterance.names and self._utterance.names[0].kind.split()[-1].rstrip("s") in kinds
            self._names += (1.0 if self._signature.own == "export" else 0.4) * bool(fits)
            self._filled.took += 1.0 * bool(self._frame.begins)
            return self._frame.begins or (self._utterance.names[0].text if fits else None)
        if called := self._utterance.called:
            self._filled.used |= {token.start for token in called}
            self._filled.took += 1.0
            return self._utterance.sentence.text[called[0].start : called[-1].end].strip("\"'“”‘’`")
        return self._raw_id()

    def _particular(self, found: Particular) -> str | list[str] | None:
        self._filled.used |= {token.start for token in found.said}
        self._filled.took += 0.8 * bool(found.value)
        if found.value and found.spent:
            self._spent.add(found.spent)
        return found.value

    def _meaning(self, arg: Arg) -> str:
        return self._frame.meaning

    def _new_name(self) -> str | None:
        self._filled.took += 1.0 * bool(self._frame.new_name)
        return self._frame.new_name or None

    def _typed_fields(self) -> None:
        """`name=value` as it was typed."""
        for field in self._frame.fields:
            name, _, value = field.partition("=")
            if arg := named_by(name, self._signature.arguments):
                self._filled.values[arg.name] = value.split(",") if arg.many else value
                self._filled.took += 1.0
            else:
                self._filled.strays += 1.0
                self._filled.left_out.append(name)  # its value may be a secret

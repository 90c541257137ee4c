"""A sentence read word by word into its frame. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.command.phones import looks_like_phone
from bot.command.router import fold
from bot.provisioning.languages import LANGUAGES
from bot.understanding import mood, tongues, turns
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.combining import combine
from bot.understanding.files import NAME as FILE
from bot.understanding.frame import Frame
from bot.understanding.language_codes import language_code
from bot.understanding.lexicon import LONGEST, Lexicon, Sense, stems
from bot.understanding.names import FEW_GUESSES, MOST_GUESSES, Name, Names, letters
from bot.understanding.orders import unknown_verb
from bot.understanding.sentence import Sentence, Token, comment_span

MANY_WORDS = 25
FARTHEST = 4
"""Words between the halves of a verb."""
MOST_PARTS = 2_000  # names with a word in common that are looked at for one sentence
MOST_NAMED = 12
"""Mentions of resources that are looked at; three readings are offered at most."""
_OWNERS = frozenset({"our", "my", "its", "their", "his", "her", "has"})
_PERFECT = frozenset({"have", "has", "had", "been", "already"})
_TELLS = frozenset({"that", "which", "saying", "about", "telling"})
"""Behind a new template, these begin what it says."""
_AGAIN = re.compile(r"(?:re|pre|double|cross)-(\w{3,})")
"""`re-register` is `register`, `double-check` is `check`."""
NOTIFYING = frozenset({"subscribe", "follow"})
NAMEABLE = frozenset({"template", "sender", "webhook", "bundle", "app", "agent"})
CALLED = frozenset({"called", "named", "titled"})


def of(
    sentence: Sentence, lexicon: Lexicon, names: Names, *, card: Name | None = None, as_names: bool = False
) -> Frame:
    """The frame of a sentence; with `as_names`, names that are also words of ours (`list`) are names."""
    return _Reader(sentence, lexicon, names, as_names).frame(card)


class _Reader:
    def __init__(self, sentence: Sentence, lexicon: Lexicon, names: Names, as_names: bool) -> None:
        self._sentence, self._tokens, self._text = sentence, sentence.tokens, sentence.text
        self._lexicon, self._names, self._as_names = lexicon, names, as_names
        self._letters = ["" if token.mark else letters(token.low) for token in sentence.tokens] if len(names) else []
        self._denies = self._named_until = 0
        self._asides, self._denials = turns.asides(sentence), turns.denials(sentence)
        self._after_from = self._needed = self._told = False
        self._parts, self._guesses = MOST_PARTS, MOST_GUESSES if len(sentence.tokens) < MANY_WORDS else FEW_GUESSES
        self._low = low = " ".join(token.low for token in sentence.words)
        self._frame = mood.frame_of(low, asks=sentence.asks)
        begins = turns.NAME_BEGINS.search(sentence.text)
        self._begun = begins.start(1) if begins else -1
        self._frame.begins = begins[1].rstrip("*") if begins else ""
        renamed = turns.RENAME.search(sentence.text) or turns.RENAME_IN.search(sentence.text)
        if renamed and renamed.re is turns.RENAME_IN and lexicon.is_only(renamed[1], "language"):
            renamed = None  # `rename it in german`
        self._renamed = renamed.end() if renamed else len(sentence.text)
        history = small.HISTORY & sentence.lows or sentence.asks
        self._wished = not history and bool(small.WISHES & sentence.lows)
        self._wished |= not sentence.asks and bool(turns.WOULD_LIKE.search(low))
        self._owned = frozenset(token.start for before, token in pairwise(sentence.tokens) if before.low in _OWNERS)
        self._done = frozenset(
            token.start for before, token in pairwise(sentence.tokens) if before.low in _PERFECT
        )  # `what we have launched`, be there a wish beside it

    def frame(self, card: Name | None) -> Frame:
        at, text = 0, comment_span(self._sentence)[0]
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.start >= self._renamed and "update" in self._frame.verbs:
                self._frame.new_name = self._text[self._renamed :].strip(" \"'“”‘’.!?")
                break
            if text is not None and token.start >= text and "comment" in self._frame.verbs:
                if self._frame.names or (self._frame.pronoun and card is not None):
                    if language_code(self._tokens, at, self._frame, self._named_until) and at == self._named_until:
                        self._literal(at)  # `tell Sinch that order_update DE is urgent`
                    break  # what it is about was named before; the rest is the comment's text
                at += self._name(at) or (0 if self._known(token) or token.mark else self._part(at)) or 1
                continue
            self._after_from = at > 0 and self._tokens[at - 1].low == "from"
            self._needed = at > 0 and self._tokens[at - 1].low in ("need", "needs", "needed")
            if token.start in self._denials:
                self._denies = 5
            if token.mark or token.start <= self._begun < token.end:
                self._denies = 0
                at += 1
                continue
            self._told |= token.low in _TELLS and "create" in self._frame.verbs and "template" in self._frame.kinds
            named = 0 if self._told else self._name(at)  # what a new template says names nothing
            taken = named or self._literal(at) or self._sense(at) or self._small(at)
            taken = taken or (0 if self._told else self._slip(at))
            if not taken:
                self._frame.said += 1
                if token.quoted or token.low not in small.PARTS:
                    self._frame.leftovers.append(token)
            self._denies = max(0, self._denies - (taken or 1))
            at += taken or 1
        if len(self._tokens) <= LONGEST:
            self._frame.spelled = tuple(token.low for token in self._tokens)
        combine(self._frame, self._low, card)
        self._frame.strange_verb = unknown_verb(self._sentence, self._frame, self._lexicon)
        return self._frame

    def _span(self, at: int, length: int) -> list[Token] | None:
        """So many words from here on; None where a mark or the end comes first."""
        span = list(self._tokens[at : at + length])
        return span if len(span) == length and not any(token.mark for token in span) else None

    def _name(self, at: int) -> int:
        if not self._letters:
            return 0
        for length in range(LONGEST, 0, -1):
            found = self._names.spelled("".join(self._letters[at : at + length]))
            span = self._span(at, length) if found else None
            if span is None or any(token.user for token in span):
                continue
            if length == 1 and not (self._free(span[0]) or self._is_called(at, found)):
                continue
            if length > 1 and all(self._plain(token) for token in span) and not self._is_written(span, found):
                continue  # `RCS Sender` is what Sinch calls a sender that nobody has named
            self._take_name(at, span, found)
            return length
        return 0

    def _is_called(self, at: int, found: Sequence[Name]) -> bool:
        """Whether the word before says that this one is a name: `called list`, `template hello`, `delete check`."""
        before, token = self._tokens[at - 1].low if at else "", self._tokens[at]
        if before in CALLED or (before in NAMEABLE and not self._ours(token)):
            return True
        after = self._tokens[at + 1].low if at + 1 < len(self._tokens) and before in small.ARTICLES else ""
        kinds = {before, after} & NAMEABLE  # `the template report`, `the report template`
        of_kind = any(name.kind.endswith(f"{kind}s") for kind in kinds for name in found)
        done = self._lexicon.verbs_of(before)
        done |= self._lexicon.verbs_of(*(word.low for word in self._tokens[max(0, at - 2) : at]))
        code = language_code(self._tokens, at + 1, self._frame, -1) if at + 1 < len(self._tokens) else None
        placed = of_kind or done & words.OF_NAMED or any(code in name.versions for name in found)  # `show help EN`
        return bool(placed and self._lexicon.verbs_of(token.low) - words.GENERIC)

    def _free(self, token: Token) -> bool:
        """Whether a single word may be a name: quoted, none of our words, or all such words are names now."""
        return token.quoted or self._as_names or not (self._ours(token) or token.low in small.FILLERS)

    def _is_written(self, span: Sequence[Token], found: Sequence[Name]) -> bool:
        """Whether a name made of our words is meant: written as it is, `Status Hook`, unless it only says the kind."""
        said = self._text[span[0].start : span[-1].end]
        kinds = all(
            self._lexicon.is_only(token.low, "kind") or self._lexicon.is_only(token.low, "area") for token in span
        )
        return self._as_names or (not kinds and any(name.text == said for name in found))

    def _ours(self, token: Token) -> bool:
        return (token.low,) in self._lexicon.senses or token.low in small.TIMES or token.low in small.NEGATIONS

    def _plain(self, token: Token) -> bool:
        return not token.quoted and (self._ours(token) or token.low in small.FILLERS)

    def _take_name(self, at: int, span: Sequence[Token], found: list[Name], *, guessed: bool = False) -> None:
        frame = self._frame
        if len(frame.names) < MOST_NAMED:
            frame.names.append(found)
        self._named_until = at + len(span)
        frame.guessed |= guessed
        frame.said += 1
        said = " ".join(token.text for token in span)
        if guessed or len(found) == 1:
            frame.because.append((said, found[0].text))

    def _literal(self, at: int) -> int:
        """People, fields, numbers, codes of languages."""
        token, frame = self._tokens[at], self._frame
        if token.user:
            frame.people.append(token.user)
        elif "=" in token.text and re.match(r"[A-Za-z][\w.-]*=.", token.text) and not token.quoted:
            frame.fields.append(token.text)
        elif looks_like_phone(token.text):
            frame.phones.append(token.text)
        elif FILE.fullmatch(token.low):
            return 1  # `templates.csv`
        elif token.text.isdecimal():
            frame.numbers.append(token.text)
            frame.times = True
        elif (code := language_code(self._tokens, at, frame, self._named_until)) is not None:
            frame.languages.append((code, *(language for language in LANGUAGES if language.startswith(f"{code}_"))))
            if self._after_from:
                frame.source += frame.languages[-1]
            frame.spoken.append(frame.languages[-1])
            frame.countries.append(code[-2:])
            frame.because.append((token.text, f"language {code}"))
        elif token.text[0].isdigit() and re.fullmatch(r"[\d:.-]+(?:am|pm|h|hrs?|m|mins?|d|w|st|nd|rd|th)?", token.low):
            frame.times = True
            return 1
        else:
            return 0
        frame.said += 1
        return 1

    def _sense(self, at: int) -> int:
        low = self._tokens[at].low
        longest = max(self._lexicon.longest_from(word) for word in (low, *stems(low)))
        for length in range(longest, 0, -1):
            if length == 1 and (taken := self._split(at)):
                return taken
            span = self._span(at, length)
            if span is None or any(token.quoted or token.user for token in span):
                continue
            key = tuple(token.low for token in span)
            senses = self._lexicon.senses.get(key) or self._gerund(key) or self._lexicon.misspelled(key)
            if senses is None and length == 1 and (again := _AGAIN.match(key[0])):
                senses = tuple(
                    sense
                    for sense in self._lexicon.senses.get((again[1],), ())
                    if sense.value in words.CHANGING | {"check"}
                )
            if senses is None and length == 1 and (single := fold(key[0])) != key[0]:
                senses = tuple(
                    sense
                    for sense in self._lexicon.senses.get((single,), ())
                    if sense.sort in ("kind", "area", "state")
                )
            if senses and not (length == 1 and self._is_verb(at, senses)):
                self._mean(span, senses)
                return length
        return 0

    def _is_verb(self, at: int, senses: Sequence[Sense]) -> bool:
        """Whether the name of a language is a verb here: `polish the wording`."""
        after = self._tokens[at + 1].low if at + 1 < len(self._tokens) else ""
        begins = all(token.low in small.FILLERS for token in self._tokens[:at])
        lower = self._tokens[at].text.islower() and after in ("the", "our", "my", "up", "this", "that", "it")
        return lower and begins and all(sense.sort == "language" for sense in senses)

    def _split(self, at: int) -> int:
        """A verb of two words round what it is about: `hand it in`, `kick the second one off`."""
        halves = self._lexicon.splits.get(self._tokens[at].low)
        if halves is None or at + 1 == len(self._tokens) or self._tokens[at + 1].low in small.PARTICLES:
            return 0
        for token in self._tokens[at + 1 : at + 2 + FARTHEST]:
            if token.mark or token.user or looks_like_phone(token.text):
                return 0  # a person, or a phone, is not launched
            if senses := halves.get(token.low):
                self._mean([self._tokens[at], token], senses)
                return 1
        return 0

    def _gerund(self, key: Sequence[str]) -> tuple[Sense, ...] | None:
        """What `telling sinch` means, where only `tell sinch` is known: a verb, and no word of another meaning."""
        if (key[0],) in self._lexicon.senses or self._needed:
            return None
        for stem in stems(key[0]):
            senses = self._lexicon.senses.get((stem, *key[1:]), ())
            if verbs := tuple(s for s in senses if s.sort == "verb" and s.value not in words.GENERIC):
                return verbs
        return None

    def _mean(self, span: Sequence[Token], senses: Sequence[Sense]) -> None:
        frame, key = self._frame, tuple(token.low for token in span)
        said = " ".join(token.text for token in span)
        frame.content.update(word for word in key if word not in small.FILLERS)
        frame.said += any(sense.value != "show" for sense in senses)
        for sense in senses:
            match sense.sort:
                case "verb" if self._denies and sense.value not in ("show", "list", "get", "waiting", "export"):
                    frame.denied.add(sense.value)
                case "verb" | "state" if self._told:
                    continue  # `a template that tells guests their room is ready`
                case "verb" if key == ("new",) and span[0].start in self._owned:
                    continue  # `our new opening hours`
                case "verb" if span[0].start in self._asides and sense.value in words.CHANGING:
                    frame.aside.add(sense.value)
                case "verb":
                    frame.verbs.add(sense.value)
                    frame.removal |= bool(small.WANTS_REMOVAL & set(key)) and sense.value in words.ENDING
                case "kind":
                    frame.kinds.append(sense.value)
                    frame.plural |= key[-1].endswith("s")
                case "area":
                    frame.areas.append(sense.value)
                case "state" if self._denies and key[0] in words.NOUNS and turns.OF_US.search(self._low):
                    frame.denied.add(words.NOUNS[key[0]])  # `we won't be launching it`
                case "state":
                    frame.states.append((sense, self._denies > 0))
                case "option":
                    frame.options.append(sense)
                case "language":
                    frame.languages.append(sense.values)
                    if self._after_from:
                        frame.source += sense.values
                case "aside":
                    frame.said -= 1
                case _:
                    frame.countries.append(sense.value)
        wished = self._wished and span[0].start not in self._done
        if wished and (verb := words.PAST.get(key[0])) and len(key) == 1 and frame.states:
            frame.states.pop()
            frame.verbs.add("submit" if key[0] == "submitted" else verb)
        sorts = {sense.sort for sense in senses}
        if len(sorts) == 1:
            frame.sorts.setdefault(senses[0].sort, []).append(said)
        if sorts == {"language"}:
            frame.spoken.append(tuple(dict.fromkeys(value for sense in senses for value in sense.values)))
        if sorts != {"aside"} and (sorts != {"verb"} or senses[0].value != "show"):
            frame.because.append((said, senses[0].meaning))

    def _small(self, at: int) -> int:
        """Negation, pronouns, times, the past, cues, and words that mean nothing."""
        token, frame = self._tokens[at], self._frame
        if token.quoted:
            return 0
        low = token.low
        if (again := _AGAIN.match(low)) and again[1] in self._lexicon.cues:
            low = again[1]  # `re-invite`
        if low in small.NEGATIONS:
            self._denies = 5
            frame.content.add("not")
        elif low in words.PAST:
            if self._wished and self._denies:
                frame.denied.add(words.PAST[low])  # `I don't want it deleted`
            elif self._wished and token.start not in self._done:
                frame.verbs.add(words.PAST[low])
                frame.removal |= words.PAST[low] in words.REMOVING
            else:
                frame.past.add(words.PAST[low])
            frame.content.add(low)
        elif low in self._lexicon.cues:
            frame.cues.append(low)
            if self._denies and low in words.NOUNS:
                frame.denied.add(words.NOUNS[low])  # `no launches today`
            if self._denies:
                frame.unwanted |= NOTIFYING & {path.rpartition(" ")[2] for path in self._lexicon.cues[low]}
            frame.content.add(low)
            frame.said += 1
            if small.WANTS_REMOVAL & {low}:
                frame.removal |= self._denies == 0
        elif low in small.TIMES:
            frame.times |= low != "am" or self._tokens[at - 1].low != "i"  # `i am` is no time
        elif low not in small.FILLERS and low not in small.PRONOUNS:
            return 0
        frame.pronoun |= low in small.PRONOUNS
        return 1

    def _slip(self, at: int) -> int:
        """What a slip of the pen may have been: one of our words, or a name, by a part of it or nearly."""
        token = self._tokens[at]
        if taken := self._part(at):
            return taken
        if not token.quoted:
            meant = self._lexicon.corrected(token.low)
            if meant != token.low:
                spelled = Token(meant, meant, token.start, token.end)
                self._tokens = (*self._tokens[:at], spelled, *self._tokens[at + 1 :])
                if taken := (self._sense(at) or self._small(at)):
                    return taken
                self._tokens = (*self._tokens[:at], token, *self._tokens[at + 1 :])
        for length in (3, 2, 1):
            span = self._span(at, length)
            if span is None or self._guesses == 0 or any(self._known(word) for word in span):
                continue
            self._guesses -= 1
            if found := self._names.near([word.low for word in span]):
                self._take_name(at, span, found, guessed=True)
                return length
        return 0

    def _part(self, at: int) -> int:
        """A word of a name stands for it: `larder` for `Larder & Co`."""
        self._parts -= len(shared := self._names.part(self._tokens[at].low)[: self._parts])
        if not (found := [name for name in shared if self._fits(at, name)]):
            return 0
        length = 1
        while (span := self._span(at, length + 1)) and self._names.is_near_part(span[-1].low, found[0]):
            length += 1  # `nordic parcl`
        self._take_name(at, self._tokens[at : at + length], found, guessed=True)
        return length

    def _fits(self, at: int, name: Name) -> bool:
        """Whether the words beside a part of a name are none of another name: `Sunny Beans` is not `spring_beans`."""
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(self._tokens)]
        return all(
            letters(token.low) in letters(name.text) or self._names.is_near_part(token.low, name)
            for near in beside
            if self._is_strange(token := self._tokens[near], begins=near == 0)
        )

    def _is_strange(self, token: Token, *, begins: bool) -> bool:
        """Whether a word may be of a name that nothing has: none of ours and no English, or written as names are."""
        if token.mark or token.quoted or token.user or not token.text[:1].isalpha() or self._lexicon.means(token.low):
            return False
        named = token.text[:1].isupper() and not begins
        return named or not (self._known(token) or self._lexicon.corrected(token.low) != token.low)

    def _known(self, token: Token) -> bool:
        return self._ours(token) or token.low in small.FILLERS or token.low in tongues.KNOWN_ENGLISH

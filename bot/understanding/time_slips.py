"""Words of times with a slip of the pen, written as they were meant: `wendesday`, `evry monady`. Pure."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding import small_words as small
from bot.understanding import tongues
from bot.understanding.lexicon import Lexicon
from bot.understanding.names import Names
from bot.understanding.sentence import Sentence, Token, read

SHORTEST, LONGEST = 4, 12
MOST_GUESSES = 8
"""Words of a sentence that are looked at; each costs some microseconds."""
_WORDS = tuple(sorted(word for word in small.TIMES if word.isalpha() and len(word) > SHORTEST))
_SHORT = {"".join(sorted(word)): word for word in ("days", "hour", "week", "year", "mins", "noon", "last")}
"""Of four letters: only their order may be wrong, as in `30 dyas`."""


def mended(sentence: Sentence, lexicon: Lexicon, names: Names) -> Sentence:
    """The sentence as it was meant; itself where nothing is misspelled."""
    text = sentence.text
    strange = [token for token in sentence.tokens if _is_strange(token, lexicon, names)]
    for token in reversed(strange[:MOST_GUESSES]):
        if (meant := _meant(token.low, lexicon)) is not None:
            text = text[: token.start] + meant + text[token.end :]
    return read(text) if text != sentence.text else sentence


def _is_strange(token: Token, lexicon: Lexicon, names: Names) -> bool:
    word = token.low
    if token.quoted or token.mark or not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return False
    return not (word in tongues.KNOWN_ENGLISH or word in tongues.FOREIGN or lexicon.means(word) or names.exact([word]))


def _meant(word: str, lexicon: Lexicon) -> str | None:
    if len(word) == SHORTEST and (swapped := _SHORT.get("".join(sorted(word)))) and swapped[0] == word[0]:
        return swapped
    slips = 1 if len(word) < 7 else 2
    found = process.extractOne(word, _WORDS, scorer=OSA.distance, score_cutoff=slips)
    if found is None or found[0][0] != word[0]:
        return None
    nearer = lexicon.corrected(word)
    return found[0] if nearer == word or OSA.distance(word, nearer) >= found[1] else None

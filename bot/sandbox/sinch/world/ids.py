"""Ids of the documented shapes, repeatable: the n-th id of a world is always the same."""

from __future__ import annotations

import hashlib
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


class Ids:
    """A counter and what follows from it; `count` is all there is to store."""

    def __init__(self, seed: int = 0, count: int = 0) -> None:
        self.seed = seed
        self.count = count

    def _bits(self) -> int:
        self.count += 1
        return int.from_bytes(hashlib.sha256(f"{self.seed}:{self.count}".encode()).digest(), "big")

    def uuid(self) -> str:
        """Version 4 by its looks."""
        hexes = f"{self._bits() % 16**32:032x}"
        return f"{hexes[:8]}-{hexes[8:12]}-4{hexes[13:16]}-a{hexes[17:20]}-{hexes[20:]}"

    def hex(self, digits: int) -> str:
        """Lower-case hexadecimal digits."""
        return f"{self._bits() % 16**digits:0{digits}x}"

    def digits(self, count: int) -> str:
        """A number that does not begin with 0."""
        return str(10 ** (count - 1) + self._bits() % (9 * 10 ** (count - 1)))

    def code(self, length: int = 20) -> str:
        """Letters and digits, as KakaoTalk's template codes."""
        return _spell(self._bits(), _ALNUM, length)

    def ulid(self, moment: datetime) -> str:
        """26 characters: 48 bits of milliseconds, then 80 that are unlike any other."""
        millis = int(moment.timestamp() * 1000) % 2**48
        return _spell(millis, _CROCKFORD, 10)[::-1] + _spell(self._bits(), _CROCKFORD, 16)


def _spell(number: int, alphabet: str, length: int) -> str:
    letters = []
    for _ in range(length):
        number, index = divmod(number, len(alphabet))
        letters.append(alphabet[index])
    return "".join(letters)

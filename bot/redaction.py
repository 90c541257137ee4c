"""Secrets taken out of texts: event bodies before they are stored, errors before anybody reads them, lines of the log.

Pure. Known by the name of their field, or by their shape: bearer tokens, JSON Web Tokens, private keys, passwords in
addresses, keys and tokens of those who give theirs a shape (Meta, Slack, Google, Amazon, GitHub, GitLab, Stripe).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, AnyStr

MASK = "***"
SHORT = 6
"""Characters below which a given secret is not looked for in a text: it would be found in ordinary words."""

_NAMED = re.compile(
    r"(?:secret|passw(?:or)?d|passphrase|passcode|(?:^|[_-]|user)pass|(?:^|[_-])pwd|credential|authorization|bearer|cookie"
    r"|jwt|(?:^|[_-])otp|(?:auth(?:entication|orization)?|verification|security|one[_-]?time)[_-]?code"
    r"|(?:api|private|access|signing|secret|encryption|shared|master|hmac|webhook)[_-]?key"
    r"|(?<!page)(?<!page[_-])(?<!next)(?<!next[_-])token)s?(?:[_-]?value)?$",
    re.IGNORECASE,
)
_SHAPED = re.compile(
    r"(?P<head>\b(?:authorization|cookie)[\\\"']*\s*:[\s\\\"']*(?:[A-Za-z]+\s+)?)(?=[^\s\"',]*\d)[^\s\\\"',}\]]{8,}"
    r"|(?P<scheme>\bbearer[\s:]+|\b(?:basic|oauth)\s+(?=\S*(?:[\d=]|(?-i:[a-z][A-Z]))))[A-Za-z0-9._~+/=-]{8,}"
    r"|(?P<name>\b[\w-]{0,40}(?:secret|passw(?:or)?d|pwd|token|api[_-]?key)[\\\"']*\s*[=:][\s\\\"']*)"
    r"(?!\*{3})[^\s\\\"'&,;}\]]{6,}"
    r"|(?P<said>\b(?:(?:passw(?:or)?d|secret|token)\s+is|(?:access|auth|refresh|bearer|api|session)[ _-]?token)\s+"
    r"[\\\"'`]*)"
    r"(?=[^\s\"'`]*\d)[^\s\\\"'`,;{}]{6,}"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"
    r"|\bEAA[A-Za-z0-9]{20,}"
    r"|\bxox[a-z]-[\w-]{4,}|\bxapp-[\w-]{4,}"
    r"|\bAKIA[A-Z0-9]{16}\b|\bya29\.[\w-]{8,}|\bAIza[\w-]{30,}|\bgh[opsur]_[A-Za-z0-9]{20,}|\bglpat-[\w-]{16,}"
    r"|\b[sr]k_(?:live|test)_[A-Za-z0-9]{8,}|\bwhsec_[\w+/=-]{8,}|\bsk-[\w-]{16,}|\bSG\.[\w-]{8,}\.[\w-]{8,}"
    r"|\bgithub_pat_\w{20,}|\bnpm_[A-Za-z0-9]{20,}|\bIGQV[\w-]{20,}"
    r"|(?P<hook>\bhooks\.slack\.com/(?:services|workflows|triggers)/)[\w/-]{8,}"
    r"|(?P<address>\b[a-z][a-z0-9+.-]{1,20}://[^\s/@:\"']{0,100}:)[^\s/@\"']{1,200}(?=@)"
    r"|(?P<begin>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]{1,10000}",
    re.IGNORECASE,
)
_NAMING, _PAIRED = ("name", "key", "header", "field", "parameter"), ("value", "data", "content")
"""Where the name of a field and what it holds are fields themselves: `{"name": "apiToken", "value": "..."}`."""
_DESCRIBES = re.compile(
    r"id|type|kind|name|user|username|state|status|scopes?|(?:expires|created|updated)\w*", re.IGNORECASE
)
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "k": ("token", "apikey", "api_key", "api-key", "akia", "private key", "cookie", "sk-", "hooks.slack.com/"),
    "j": ("eyj",),
    "x": ("xox", "xapp-"),
    "z": ("aiza", "authorization"),
    "q": ("igqv",),
    "g": ("sg.",),
    "u": ("oauth",),
    "9": ("ya29.",),
    "gh": ("gho_", "ghp_", "ghs_", "ghu_", "ghr_"),
    "k_": ("k_live_", "k_test_"),
    "c_": ("whsec_",),
    "t_": ("github_pat_",),
    "m_": ("npm_",),
    "-": ("glpat-",),
    "c": ("secret", "basic"),
    "w": ("passw", "pwd"),
    "b": ("bearer",),
    "a": ("eaa",),
    "@": ("://",),
}
"""What a text holds in which `_SHAPED` finds something, in small letters, by a rare part of it: a look for these
costs a hundredth of the pattern."""
_NAMES: Mapping[str, tuple[str, ...]] = {
    "k": ("key", "token", "akia", "cookie", "sk-", "hooks.slack.com/"),
    "j": ("eyj", "jwt"),
    "code": (
        *("authcode", "auth_code", "auth-code", "ioncode", "ion_code", "ion-code"),
        *("itycode", "ity_code", "ity-code", "imecode", "ime_code", "ime-code"),
    ),
    "p": ("pass", "pwd", "otp"),
    "c": ("secret", "basic", "credential"),
    "\\": ("\\u",),
}
"""The same of a body in which besides a field may be that `_NAMED` finds; any letter may be escaped."""
_Hints = Sequence[tuple[AnyStr, Sequence[AnyStr]]]
_IN_TEXT: _Hints[str] = tuple(_SHAPES.items())
_IN_BODY: _Hints[bytes] = tuple(
    (part.encode(), tuple(hint.encode() for hint in hints)) for part, hints in {**_SHAPES, **_NAMES}.items()
)
KNOWN_NAMES = 2048
"""Names of fields of which it is remembered whether they are those of secrets."""


@lru_cache(KNOWN_NAMES)
def _is_named(field: str) -> bool:
    return _NAMED.search(field) is not None


def _may_hold(lower: AnyStr, hints: _Hints[AnyStr]) -> bool:
    """Whether some hint is in a text of small letters."""
    return any(part in lower and any(map(lower.__contains__, found)) for part, found in hints)


def redacted_text(text: str, given: Collection[str] = ()) -> str:
    """The text without what looks like a secret, and without the secrets that were `given`."""
    for secret in given:
        if len(secret) >= SHORT:
            text = text.replace(secret, MASK)
    if _may_hold(text.lower(), _IN_TEXT):
        return _SHAPED.sub(lambda found: next(filter(None, found.groups()), "") + MASK, text)
    return text


def redacted(value: Any, given: Collection[str] = ()) -> Any:
    """JSON without secrets, however deep."""
    if isinstance(value, Mapping):
        told = _PAIRED if any(isinstance(value.get(name), str) and _is_named(value[name]) for name in _NAMING) else ()
        return {
            name: _hidden(inner, given) if name in told or _is_named(str(name)) else redacted(inner, given)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [redacted(inner, given) for inner in value]
    return redacted_text(value, given) if isinstance(value, str) else value


def _hidden(value: Any, given: Collection[str]) -> Any:
    """What stands under the name of a secret: texts, lists of them, structures but for what only describes it."""
    if isinstance(value, list):
        return [_hidden(inner, given) for inner in value]
    if isinstance(value, Mapping):
        return {
            name: redacted(inner, given) if _DESCRIBES.fullmatch(str(name)) else _hidden(inner, given)
            for name, inner in value.items()
        }
    return MASK if value and isinstance(value, str) else redacted(value, given)


def redacted_body(body: bytes) -> bytes:
    """An event as it may be stored; the very same bytes where there is nothing to hide."""
    if not _may_hold(body.lower(), _IN_BODY):
        return body
    try:
        found = json.loads(body)
        hidden = redacted(found)
        return body if hidden == found else json.dumps(hidden, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return redacted_text(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def secrets_of(value: Any) -> frozenset[str]:
    """The texts that stand under the name of a secret."""
    if isinstance(value, Mapping):
        named = [inner for name, inner in value.items() if _is_named(str(name))]
        own = [text for inner in named for text in (inner if isinstance(inner, list) else [inner])]
        texts = frozenset(text for text in own if isinstance(text, str))
        return texts.union(*(secrets_of(inner) for inner in value.values()))
    if isinstance(value, list):
        return frozenset[str]().union(*map(secrets_of, value))
    return frozenset()

"""Secrets taken out of texts: event bodies before they are stored, errors before anybody reads them, lines of the log.

Pure. Known by the name of their field, or by their shape: bearer tokens, JSON Web Tokens, private keys, passwords in
addresses, keys and tokens of those who give theirs a shape (Meta, Slack, Google, Amazon, GitHub, GitLab, Stripe).
Most texts hold none: RE2, whose time is linear in the text whatever stands in it, says so for a tenth of the cost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import re2

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
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+$")
_NAMING, _PAIRED = ("name", "key", "header", "field", "parameter"), ("value", "data", "content")
"""Where the name of a field and what it holds are fields themselves: `{"name": "apiToken", "value": "..."}`."""
_DESCRIBES = re.compile(
    r"id|type|kind|name|user|username|state|status|scopes?|(?:expires|created|updated)\w*", re.IGNORECASE
)
_HINTS = (
    r"token|secret|passw|pwd|bearer|cookie|authorization|api[_-]?key|private key|(?:basic|oauth)[^\pL\pN_\"-]"
    r"|eyj|eaa|xox|xapp-|akia|ya29\.|aiza|gh[opsur]_|glpat-|[sr]k_(?:live|test)_|whsec_|sk-|sg\.|github_pat_|npm_|igqv"
    r"|hooks\.slack\.com\\?/|:(?:\\?/){2}[^\s/@:\"']*:[^\s/@\"']+@"
)
"""What a text holds in which `_SHAPED` finds something, as it is or as JSON writes it."""
_NAME_HINTS = (
    r"jwt|credential|pass(?:phrase|code)"
    r"|(?:auth(?:entication|orization)?|verification|security|one[_-]?time)[_-]?code"
    r"|(?:access|signing|encryption|shared|master|hmac|webhook)[_-]?key"
    r"|(?:pass|otp)s?(?:[_-]?value)?(?:\\n)?\""
    r"|\\u(?:00[2-7]|017f|212a)"
)
"""What besides stands in a body in which `_NAMED` finds a field; the last are letters that JSON may escape."""
_MAY_HOLD = re2.compile(f"(?i){_HINTS}")
_MAY_HOLD_IN_BODY = re2.compile(f"(?i){_HINTS}|{_NAME_HINTS}")
KNOWN_NAMES = 2048
"""Names of fields of which it is remembered whether they are those of secrets."""


@lru_cache(KNOWN_NAMES)
def _is_named(field: str) -> bool:
    return _NAMED.search(field) is not None


def redacted_text(text: str, given: Collection[str] = ()) -> str:
    """The text without what looks like a secret, and without the secrets that were `given`."""
    for secret in given:
        if len(secret) >= SHORT:
            text = text.replace(secret, MASK)
    if _MAY_HOLD.search(text.encode("utf-8", "replace")):
        return _SHAPED.sub(lambda found: next(filter(None, found.groups()), "") + MASK, text)
    return text


def is_secret_address(text: str) -> bool:
    """Whether it is an address with a password or a token in it."""
    return _ADDRESS.match(text) is not None and redacted_text(text) != text


def redacted(value: Any, given: Collection[str] = ()) -> Any:
    """JSON without secrets, however deep."""
    if isinstance(value, Mapping):
        paired = _PAIRED if any(isinstance(value.get(name), str) and _is_named(value[name]) for name in _NAMING) else ()
        return {
            name: _hidden(inner, given) if name in paired or _is_named(str(name)) else redacted(inner, given)
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
    if not _MAY_HOLD_IN_BODY.search(body):
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

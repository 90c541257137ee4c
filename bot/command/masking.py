"""Secrets among a command's values: whether there are any, and the values without them. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import SecretStr

from bot.redaction import MASK, SHORT, is_secret_address, redacted_text


def masked(value: Any, secrets: frozenset[str]) -> Any:
    """The value without its secrets, however deep; structures may still be the JSON text that was typed."""
    if isinstance(value, Mapping):
        return {
            name: MASK if name.rpartition(".")[2] in secrets else masked(inner, secrets)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [masked(inner, secrets) for inner in value]
    if isinstance(value, str) and secrets and value.lstrip()[:1] in ("[", "{"):
        try:
            return masked(json.loads(value), secrets)
        except (ValueError, RecursionError):
            return MASK if any(name in value for name in secrets) else value
    return value


def without_address_secrets(value: Any) -> Any:
    """The value without passwords and tokens that stand in addresses, however deep; other texts as they are."""
    if isinstance(value, Mapping):
        return {name: without_address_secrets(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_address_secrets(inner) for inner in value]
    return redacted_text(value) if isinstance(value, str) and is_secret_address(value) else value


def holds_secret(values: Mapping[str, Any], secrets: frozenset[str]) -> bool:
    """Whether a value of a secret's name is given, however deep."""
    return bool(secrets) and masked(values, secrets) != dict(values)


def secret_texts(value: Any, secrets: frozenset[str]) -> frozenset[str]:
    """The texts of all secrets among the values that are long enough to be looked for."""
    return frozenset(text for text in _texts(value, secrets, inside=False) if len(text) >= SHORT)


def _texts(value: Any, secrets: frozenset[str], *, inside: bool) -> list[str]:
    if isinstance(value, Mapping):
        return [
            text
            for name, inner in value.items()
            for text in _texts(inner, secrets, inside=inside or name.rpartition(".")[2] in secrets)
        ]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, secrets, inside=inside)]
    if isinstance(value, SecretStr):
        return [value.get_secret_value()]
    if isinstance(value, str) and inside:
        return [value]
    if isinstance(value, str) and secrets and value.lstrip()[:1] in ("[", "{"):
        try:
            return _texts(json.loads(value), secrets, inside=False)
        except (ValueError, RecursionError):
            return []
    return []


def without(value: Any, texts: frozenset[str]) -> Any:
    """The value (text, list, mapping) with each of the texts masked wherever it stands."""
    if not texts:
        return value
    if isinstance(value, str):
        for text in texts:
            value = value.replace(text, MASK)
        return value
    if isinstance(value, Mapping):
        return {name: without(inner, texts) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(without(inner, texts) for inner in value)
    return value


class Hidden(Exception):
    """Stands in for an error whose words cannot be changed and hold a secret."""


@contextmanager
def kept_out_of_errors(texts: frozenset[str]) -> Iterator[None]:
    """An error raised inside says none of the texts, nor does what it came of: it is shown, logged and audited."""
    try:
        yield
    except Exception as error:
        if not texts:
            raise
        chain = [*_chain(error)]
        for each in chain:
            _mask(each, texts)
        if any(text in str(each) for each in chain for text in texts):
            raise Hidden(f"{type(error).__name__}: {without(str(error), texts)}") from None
        raise


def _mask(error: BaseException, texts: frozenset[str]) -> None:
    """What it was raised with, and what it says of itself."""
    error.args = without(error.args, texts)
    for name, value in vars(error).items():
        if type(value) in (str, dict, list, tuple):
            setattr(error, name, without(value, texts))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error with all that led to it."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or any(each is known for known in seen):
            continue
        seen.append(each)
        yield each
        inner = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting += [each.__cause__, each.__context__, *inner]

"""The commands. Every module of an area has a `router`; all are found, nobody keeps a list.

`_shared` holds what several areas need, and names that end in `_form` hold the form of the command beside them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from bot.command import Router
from bot.errors import StartError


@cache
def collect() -> Router:
    """All commands; a path that is declared twice, and a module that fails, raise `StartError`."""
    router = Router()
    router.include(_router(name) for name in modules())
    return router


def _router(name: str) -> Router:
    found = getattr(load(name), "router", None)
    if not isinstance(found, Router):
        raise StartError(f"{name} has no `router`: declare its commands on `router = Router()`")
    return found


def load(name: str) -> ModuleType:
    """Import a module; one that can't be imported, whatever it fails at, raises a `StartError` that names it."""
    try:
        return import_module(name)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise StartError(f"{name} can't be imported: {reason}") from error


def modules() -> list[str]:
    """The full names of the modules with commands, for who imports them one by one."""
    areas = [area.name for area in iter_modules(__path__) if area.ispkg and not area.name.startswith("_")]
    return sorted(
        f"{__name__}.{area}.{module.name}"
        for area in areas
        for module in iter_modules([f"{folder}/{area}" for folder in __path__])
        if not module.name.endswith("_form")
    )

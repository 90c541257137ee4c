"""The commands. Every module of an area has a `router`; all are found, nobody keeps a list.

`_shared` holds what several areas need, and names that end in `_form` hold the form of the command beside them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.command import Router


@cache
def collect() -> Router:
    """All commands; a path that is declared twice raises."""
    router = Router()
    router.include(import_module(name).router for name in modules())
    return router


def modules() -> list[str]:
    """The full names of the modules with commands, for who imports them one by one."""
    areas = [area.name for area in iter_modules(__path__) if area.ispkg and not area.name.startswith("_")]
    return sorted(
        f"{__name__}.{area}.{module.name}"
        for area in areas
        for module in iter_modules([f"{folder}/{area}" for folder in __path__])
        if not module.name.endswith("_form")
    )

"""The commands. Every module here has a `router`; all are found, nobody keeps a list."""

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
    return sorted(f"{__name__}.{one.name}" for one in iter_modules(__path__) if not one.name.startswith("_"))

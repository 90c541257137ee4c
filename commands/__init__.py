"""The commands. Every module here has a `router`; all are found, nobody keeps a list."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.command import Router


@cache
def collect() -> Router:
    """All commands; a path that is declared twice raises."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    router = Router()
    router.include(import_module(f"{__name__}.{name}").router for name in names)
    return router

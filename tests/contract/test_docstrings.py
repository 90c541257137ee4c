"""Whatever a module shows to others says in one line what it is for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import bot
import commands

GENERATED = ("bot.provisioning.models.", "bot.storage.migrations.")


def modules() -> Iterator[ModuleType]:
    for package in (bot, commands):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(GENERATED) and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def shown(module: ModuleType) -> Iterator[tuple[str, object]]:
    """The public classes and functions of a module, and the public methods of its classes."""
    for name, thing in tuple(vars(module).items()):
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(thing):
            yield name, thing
        elif inspect.isclass(thing):
            yield name, thing
            for attribute, method in tuple(vars(thing).items()):
                function = getattr(method, "__func__", method)
                if not attribute.startswith("_") and inspect.isfunction(function) and function.__name__ != "<lambda>":
                    yield f"{name}.{attribute}", getattr(thing, attribute)


def test_everything_public_says_what_it_is_for() -> None:
    silent = sorted(
        f"{module.__name__}.{name}"
        for module in modules()
        for name, thing in shown(module)
        if not (inspect.getdoc(thing) or "").strip()
    )
    assert not silent, f"{len(silent)} without a docstring: " + ", ".join(silent)

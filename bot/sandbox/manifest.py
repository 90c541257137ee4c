"""The app's manifest, as a Slack workspace reads it when the app is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.sandbox.slack.model import App, Command, Shortcut

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def read_manifest(path: Path = MANIFEST) -> dict[str, Any]:
    """The manifest; one with only `/sinch` when there is no file."""
    if not path.is_file():
        return {"features": {"slash_commands": [{"command": "/sinch", "usage_hint": "help"}]}}
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def installed_app(manifest: dict[str, Any]) -> App:
    """The app with its commands, shortcuts, scopes and events."""
    app = App()
    install(app, manifest)
    return app


def has_home(manifest: dict[str, Any]) -> bool:
    """Does the app have a Home tab?"""
    home = (manifest.get("features") or {}).get("app_home") or {}
    return bool(home.get("home_tab_enabled"))


def install(app: App, manifest: dict[str, Any]) -> None:
    """Take over what the manifest says; what it leaves out is empty afterwards."""
    features = manifest.get("features") or {}
    settings = manifest.get("settings") or {}
    app.commands = [_command(entry) for entry in features.get("slash_commands") or []]
    app.shortcuts = [_shortcut(entry) for entry in features.get("shortcuts") or []]
    scopes = (manifest.get("oauth_config") or {}).get("scopes") or {}
    app.scopes = list(dict.fromkeys([*(scopes.get("bot") or []), *(scopes.get("bot_optional") or [])]))
    app.events = list((settings.get("event_subscriptions") or {}).get("bot_events") or [])


def _command(entry: dict[str, Any]) -> Command:
    return Command(
        name=str(entry["command"]),
        description=str(entry.get("description", "")),
        usage_hint=str(entry.get("usage_hint", "")),
        should_escape=bool(entry.get("should_escape")),
    )


def _shortcut(entry: dict[str, Any]) -> Shortcut:
    return Shortcut(
        callback_id=str(entry["callback_id"]),
        name=str(entry["name"]),
        type="global" if entry.get("type") == "global" else "message",
        description=str(entry.get("description", "")),
    )

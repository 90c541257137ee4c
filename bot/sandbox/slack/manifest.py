"""Reads an app manifest, as Slack does when an app is made from one."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.model import JSON, App, Command, Shortcut


def configure(app: App, manifest: JSON) -> App:
    """Give the app the name, commands, shortcuts, scopes and event subscriptions of its manifest."""
    features: JSON = manifest.get("features") or {}
    settings: JSON = manifest.get("settings") or {}
    app.name = (features.get("bot_user") or {}).get("display_name") or manifest["display_information"]["name"]
    app.commands = [_command(one) for one in features.get("slash_commands") or []]
    app.shortcuts = [_shortcut(one) for one in features.get("shortcuts") or []]
    app.scopes = list(((manifest.get("oauth_config") or {}).get("scopes") or {}).get("bot") or [])
    app.events = list((settings.get("event_subscriptions") or {}).get("bot_events") or [])
    return app


def _command(value: Any) -> Command:
    return Command(
        name=value["command"],
        description=value.get("description", ""),
        usage_hint=value.get("usage_hint", ""),
        should_escape=bool(value.get("should_escape")),
    )


def _shortcut(value: Any) -> Shortcut:
    return Shortcut(value["callback_id"], value["name"], value["type"], value.get("description", ""))

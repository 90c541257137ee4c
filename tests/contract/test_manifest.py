"""The app's manifest as Slack takes it: names, lengths and counts, scopes that are used, events that are handled.

The limits are those of https://docs.slack.dev/reference/app-manifest and of the schema that Slack publishes for it,
https://github.com/slackapi/manifest-schema.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import yaml
from jsonschema import Draft7Validator

from bot import docs
from bot.edge.events import SUBSCRIPTIONS, Events
from bot.sandbox.slack.api import scopes as sandbox_scopes
from bot.slack.scopes import OPTIONAL, SCOPES
from commands.admin.help import AT_SINCH

ROOT = Path(__file__).parents[2]
COMMITTED = (ROOT / "manifest.yml").read_text(encoding="utf-8")
MANIFESTS = {
    "committed": COMMITTED,
    "socket mode": docs.manifest(socket_mode=True),
    "long address": docs.manifest(url="https://" + "a" * 60 + ".example.com/bot/"),
}


def text(longest: int, *, shortest: int = 1, pattern: str = "") -> dict[str, Any]:
    return {"type": "string", "minLength": shortest, "maxLength": longest, **({"pattern": pattern} if pattern else {})}


def each(item: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": 1, "maxItems": most, "uniqueItems": True}


def only(required: list[str], /, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


FLAG = {"type": "boolean"}
ADDRESS = text(3000, pattern="^https?://")
SCHEMA = only(
    ["display_information", "features", "oauth_config", "settings"],
    display_information=only(
        ["name"], name=text(35), description=text(140), background_color=text(7, pattern="^#[0-9a-f]{6}$")
    ),
    features=only(
        [],
        app_home=only([], home_tab_enabled=FLAG, messages_tab_enabled=FLAG, messages_tab_read_only_enabled=FLAG),
        bot_user=only(["display_name"], display_name=text(80), always_online=FLAG),
        shortcuts=each(
            only(
                ["name", "type", "callback_id", "description"],
                name=text(24),
                type={"enum": ["message", "global"]},
                callback_id=text(255),
                description=text(150),
            ),
            10,
        ),
        slash_commands=each(
            only(
                ["command", "description"],
                command=text(32, shortest=2, pattern="^/[a-z0-9_-]+$"),
                url=ADDRESS,
                description=text(2000),
                usage_hint=text(1000),
                should_escape=FLAG,
            ),
            50,
        ),
    ),
    oauth_config=only(["scopes"], scopes=only(["bot"], bot=each(text(50), 255), bot_optional=each(text(50), 255))),
    settings=only(
        [],
        event_subscriptions=only(["bot_events"], request_url=ADDRESS, bot_events=each(text(50), 100)),
        interactivity=only(["is_enabled"], is_enabled=FLAG, request_url=ADDRESS, message_menu_options_url=ADDRESS),
        org_deploy_enabled=FLAG,
        socket_mode_enabled=FLAG,
        token_rotation_enabled=FLAG,
    ),
)
TAKEN = frozenset(
    [
        "apps",
        "archive",
        "away",
        "call",
        "collapse",
        "dm",
        "dnd",
        "expand",
        "feed",
        "feedback",
        "help",
        "invite",
        "invite_people",
        "join",
        "kick",
        "leave",
        "me",
        "msg",
        "mute",
        "open",
        "people",
        "prefs",
        "remind",
        "remove",
        "rename",
        "search",
        "shortcuts",
        "shrug",
        "star",
        "status",
        "topic",
        "who",
    ]
)
"""Slack's own commands, which no app may have."""
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_deleted": "groups:read",
    "group_left": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "user_change": "users:read",
}
WITHOUT_SCOPE = {"app_home_opened", "app_uninstalled", "tokens_revoked", "channel_id_changed"}
OTHER_USES = {
    "commands": "slash commands and shortcuts",
    "mpim:read": "conversations.info in a group's direct messages",
    "im:read": "conversations.info in a direct message",
    "usergroups:read": "usergroups.list",
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_slack_takes_the_manifest(name: str) -> None:
    found = [
        f"{'.'.join(str(step) for step in error.path)}: {error.message}"
        for error in Draft7Validator(SCHEMA).iter_errors(yaml.safe_load(MANIFESTS[name]))
    ]
    assert found == []


def test_the_check_knows_a_name_that_is_too_long() -> None:
    manifest = yaml.safe_load(COMMITTED)
    manifest["features"]["shortcuts"][0]["name"] = "Comment on a Sinch resource"
    assert not Draft7Validator(SCHEMA).is_valid(manifest)


def test_commands_are_our_own_and_come_once() -> None:
    names = [slash_command["command"] for slash_command in yaml.safe_load(COMMITTED)["features"]["slash_commands"]]
    assert names[0] == "/sinch"
    assert len(set(names)) == len(names)
    assert {f"/sinch-{area}" for area in AT_SINCH} <= set(names)
    assert not {name.removeprefix("/") for name in names} & TAKEN


def test_commands_arrive_escaped_at_our_door() -> None:
    for slash_command in yaml.safe_load(COMMITTED)["features"]["slash_commands"]:
        assert slash_command["should_escape"] is True
        assert slash_command["url"].endswith("/slack/events")


def test_socket_mode_needs_no_address() -> None:
    assert "url" not in MANIFESTS["socket mode"]
    assert yaml.safe_load(MANIFESTS["socket mode"])["settings"]["socket_mode_enabled"] is True


def test_every_event_asked_for_is_handled_and_the_other_way_round() -> None:
    asked = yaml.safe_load(COMMITTED)["settings"]["event_subscriptions"]["bot_events"]
    assert asked == sorted(SUBSCRIPTIONS)
    assert {name.partition(".")[0] for name in asked} == Events(Mock(), Mock(), Mock()).handled


def test_every_event_asked_for_has_its_scope() -> None:
    assert set(SUBSCRIPTIONS) <= EVENT_SCOPES.keys() | WITHOUT_SCOPE
    assert {EVENT_SCOPES[name] for name in SUBSCRIPTIONS if name in EVENT_SCOPES} <= set(SCOPES)


def test_every_scope_is_used() -> None:
    by_event = {scope for name, scope in EVENT_SCOPES.items() if name in SUBSCRIPTIONS}
    by_call = {sandbox_scopes.needed(method) for method in called_methods()}
    unused = set(SCOPES) - by_event - by_call - OTHER_USES.keys()
    assert unused == set()
    assert OTHER_USES.keys() <= set(SCOPES)


def test_every_call_has_its_scope() -> None:
    assert {sandbox_scopes.needed(method) for method in called_methods()} - {""} <= set(SCOPES)


def test_what_is_optional_is_asked_for_too() -> None:
    scopes = yaml.safe_load(COMMITTED)["oauth_config"]["scopes"]
    assert set(scopes["bot_optional"]) == OPTIONAL.keys()
    assert set(scopes["bot_optional"]) < set(scopes["bot"]) == set(SCOPES)


def called_methods() -> set[str]:
    """The methods of Slack's Web API that the client names."""
    source = (ROOT / "bot" / "slack" / "client.py").read_text(encoding="utf-8")
    return set(re.findall(r'"([a-z]+(?:\.[a-zA-Z]+)+)"', source))

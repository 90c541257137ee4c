"""Writes what follows from the declarations: the command table, the README's tables, and manifest.yml."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import commands
from bot.command.context import Role
from bot.command.declaration import Command, Effect
from bot.edge.events import SUBSCRIPTIONS
from bot.errors import StartError
from bot.settings import SERVE_NEEDS, Settings
from bot.slack.scopes import OPTIONAL, SCOPES
from commands.admin.help import AT_SINCH, usual

NAME = "Sinch"
PLACEHOLDER_URL = "https://bot.example.com"


def run(root: Path, *, check: bool, say: Callable[[str], object]) -> int:
    """Write (or with `check` compare) the pages and manifest.yml; 1 when something was out of step.

    Raises `StartError` where `root` is not the project's own folder.
    """
    declared = commands.collect()
    parts = {
        "README.md": {"areas": area_table(declared), "settings": settings_table()},
        "commands/README.md": {"commands": command_tables(declared)},
    }
    missing = [name for name in parts if not (root / name).is_file()]
    if missing:
        raise StartError(f"{missing[0]} not found: run this in the project folder")
    wanted = {name: fill((root / name).read_text(encoding="utf-8"), tables) for name, tables in parts.items()}
    wanted["manifest.yml"] = manifest()
    stale = [name for name, text in wanted.items() if not _same(root / name, text)]
    for name in stale:
        if not check:
            (root / name).write_text(wanted[name], encoding="utf-8")
        say(f"{name} {'is out of date: run python -m bot docs' if check else 'written'}\n")
    return 1 if check and stale else 0


def fill(text: str, parts: dict[str, str]) -> str:
    """`text` with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced."""
    for name, part in parts.items():
        head, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition(f"<!-- /{name} -->")
        if not begin or not end:
            raise ValueError(f"the page has no place for {name}")
        text = f"{head}{begin}{part}{end}{tail}"
    return text


def area_table(declared: Iterable[Command]) -> str:
    """One row an area that reaches Sinch: what it is about, and what can be done there."""
    rows = ["| Area | About | What you can do |", "|---|---|---|"]
    for area, about in AT_SINCH.items():
        under = sorted((command for command in declared if command.area == area and not command.hidden), key=usual)
        words = dict.fromkeys(word for command in under for word in command.words[1:2])
        rows.append(f"| `/sinch {area}` | {about} | {', '.join(words)} |")
    return "\n".join(rows) + "\n"


def command_tables(declared: Iterable[Command]) -> str:
    """One table an area, in the order in which help lists them."""
    by_area: dict[str, list[Command]] = {}
    for command in declared:
        by_area.setdefault(command.area, []).append(command)
    order = [*AT_SINCH, *sorted(by_area.keys() - AT_SINCH.keys())]
    shown = [(area, [command for command in by_area.get(area, ()) if not command.hidden]) for area in order]
    return "\n".join(f"### {area}\n\n{command_table(rows)}" for area, rows in shown if rows)


def command_table(declared: Iterable[Command]) -> str:
    """One row a command, in Markdown."""
    rows = ["| Command | What it does | Who can use it |", "|---|---|---|"]
    for command in declared:
        if command.hidden:
            continue
        usage = f"/sinch {command.path} {command.usage}".strip().replace("|", "\\|")
        notes = [command.note.rstrip(".")] if command.note else []
        if command.asks and command.effect is not Effect.READ:
            notes.append("asks first")
        note = f" ({'; '.join(notes)})" if notes else ""
        who = "everyone" if command.role is Role.VIEWER else f"{command.role}s"
        rows.append(f"| `{usage}` | {command.summary}{note} | {who} |")
    return "\n".join(rows) + "\n"


def settings_table() -> str:
    """One row a setting, in Markdown."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "required" if name in SERVE_NEEDS else _default(field.default)
        rows.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def _default(value: Any) -> str:
    if value is None or value == ():
        return "none"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def manifest(*, url: str | None = None, socket_mode: bool = False) -> str:
    """The Slack app's manifest as YAML; with Socket Mode no address appears in it."""
    address = None if socket_mode else f"{(url or PLACEHOLDER_URL).rstrip('/')}/slack/events"
    return _yaml(
        {
            "display_information": {
                "name": NAME,
                "description": "Run your Sinch messaging channels from Slack",
                "background_color": "#0b2545",
            },
            "features": _features(address),
            "oauth_config": {"scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL)}},
            "settings": _delivery(address),
        }
    )


def _features(address: str | None) -> dict[str, Any]:
    """What people meet: the Home and Messages tabs, the shortcut, the slash commands."""
    sent_to = {"url": address} if address else {}
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "shortcuts": [
            {
                "name": "Send comment to Sinch",
                "type": "message",
                "callback_id": "comment_on_resource",
                "description": "Add this message to an account, sender or template as a comment",
            }
        ],
        "slash_commands": [
            {"command": name, **sent_to, "description": description, "usage_hint": hint, "should_escape": True}
            for name, description, hint in _slash_commands()
        ],
    }


def _delivery(address: str | None) -> dict[str, Any]:
    """Which events and presses Slack sends, and where to: to `address`, or over a socket."""
    sent_to = {"request_url": address} if address else {}
    return {
        "event_subscriptions": {**sent_to, "bot_events": sorted(SUBSCRIPTIONS)},
        "interactivity": {
            "is_enabled": True,
            **sent_to,
            **({"message_menu_options_url": address} if address else {}),
        },
        "org_deploy_enabled": False,
        "socket_mode_enabled": address is None,
        "token_rotation_enabled": False,
    }


def _slash_commands() -> Iterable[tuple[str, str, str]]:
    yield "/sinch", "Run your Sinch messaging channels", "help | AREA [RESOURCE] VERB [ID] [field=value]"
    for area, description in AT_SINCH.items():
        listed = [command for command in commands.collect() if command.area == area and not command.hidden]
        under = sorted(listed, key=usual)
        resources = dict.fromkeys(command.words[1] for command in under)
        if resources:
            yield f"/sinch-{area}", description, _hint(resources)


def _hint(words: Iterable[str]) -> str:
    """Slack shows at most 1,000 characters; a hint is read at a glance."""
    hint = " | ".join(words)
    return hint if len(hint) <= 100 else hint[:97].rpartition(" |")[0] + " | ..."


def _yaml(value: Any, indent: int = 0) -> str:
    """YAML for mappings, lists and scalars; strings are quoted as JSON, which YAML reads."""
    pad = "  " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list) and inner:
                lines.append(f"{pad}{key}:\n{_yaml(inner, indent + 1)}")
            else:
                lines.append(f"{pad}{key}: {_scalar(inner)}\n")
    else:
        for inner in value:
            if isinstance(inner, dict):
                lines.append(f"{pad}- {_yaml(inner, indent + 1).lstrip()}")
            else:
                lines.append(f"{pad}- {_scalar(inner)}\n")
    return "".join(lines)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text

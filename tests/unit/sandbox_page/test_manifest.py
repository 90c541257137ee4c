"""What the workspace takes over from the app's manifest."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.manifest import has_home, installed_app, read_manifest


def test_commands_shortcuts_scopes_and_events_come_from_the_manifest(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(
        """
features:
  slash_commands: [{command: /sinch, description: All, usage_hint: "[help]", should_escape: true}]
  shortcuts:
    - {name: Comment, type: message, callback_id: c1, description: d}
    - {name: Open, type: global, callback_id: g1}
oauth_config: {scopes: {bot: [chat:write, commands]}}
settings: {event_subscriptions: {bot_events: [app_mention]}}
"""
    )
    app = installed_app(read_manifest(path))
    assert [(c.name, c.usage_hint, c.should_escape) for c in app.commands] == [("/sinch", "[help]", True)]
    assert [(s.callback_id, s.type) for s in app.shortcuts] == [("c1", "message"), ("g1", "global")]
    assert app.scopes == ["chat:write", "commands"]
    assert app.events == ["app_mention"]


def test_without_a_manifest_there_is_one_command_and_nothing_is_checked(tmp_path: Path) -> None:
    app = installed_app(read_manifest(tmp_path / "none.yml"))
    assert [c.name for c in app.commands] == ["/sinch"]
    assert app.scopes == []
    assert app.events == []


def test_a_home_tab_is_shown_only_where_the_manifest_has_one() -> None:
    assert has_home({"features": {"app_home": {"home_tab_enabled": True}}})
    assert not has_home({"features": {"app_home": {"home_tab_enabled": False}}})
    assert not has_home({})

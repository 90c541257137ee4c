"""The settings of a bot that stands between the two emulators."""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr

from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.sandbox.slack.emulator import SlackEmulator
from bot.settings import Settings


def settings_between(slack: SlackEmulator, sinch_url: str, **more: Any) -> Settings:
    """What the bot has to know of both, and `more`."""
    app = slack.workspace.app
    values: dict[str, Any] = {
        "slack_bot_token": SecretStr(app.token),
        "slack_signing_secret": SecretStr(app.signing_secret),
        "slack_api_url": slack.api_url,
        "sinch_project_id": PROJECT_ID,
        "sinch_key_id": KEY_ID,
        "sinch_key_secret": SecretStr(KEY_SECRET),
        "sinch_api_url": sinch_url,
        "sinch_auth_url": f"{sinch_url}/oauth2/token",
    }
    return Settings(_env_file=None, **{**values, **more})

"""Settings from the environment and `.env`; read once in `bot.__main__` and handed on."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.suggest import suggest

SERVE_NEEDS = (
    "slack_bot_token",
    "slack_signing_secret",
    "sinch_project_id",
    "sinch_key_id",
    "sinch_key_secret",
)


_BOT_TOKEN = ("xoxb-", "OAuth & Permissions")


class InvalidSettings(Exception):
    """Settings are missing or malformed; the message has a line for each, which names it."""


ADDRESS = r"https?://[^\s/]+(/\S*)?"


def _base_url(value: str) -> str:
    if not re.fullmatch(ADDRESS, value):
        raise ValueError("must be an address like https://bot.example.com")
    return value


def _is_key(text: str) -> bool:
    """32 bytes in URL-safe Base64, as https://cryptography.io/en/latest/fernet/ wants them."""
    try:
        return len(base64.b64decode(text, altchars=b"-_", validate=True)) == 32
    except ValueError:
        return False


HttpUrl = Annotated[str, AfterValidator(_base_url)]


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals; the README's table describes them all."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    slack_bot_token: SecretStr | None = Field(None, description="Bot token of the Slack app (`xoxb-...`)")
    slack_signing_secret: SecretStr | None = Field(None, description="Signing secret of the Slack app")
    slack_app_token: SecretStr | None = Field(
        None, description="App-level token (`xapp-...`): Socket Mode instead of HTTP for Slack; webhooks stay HTTP"
    )
    slack_api_url: HttpUrl = Field("https://slack.com/api/", description="Base of every Web API call")
    sinch_project_id: str | None = Field(None, description="First Sinch project; more are added in Slack")
    sinch_key_id: str | None = Field(None, description="Access key ID of that project")
    sinch_key_secret: SecretStr | None = Field(None, description="Access key secret of that project")
    sinch_api_url: HttpUrl = Field("https://provisioning.api.sinch.com", description="Base of the Provisioning API")
    sinch_auth_url: HttpUrl = Field("https://auth.sinch.com/oauth2/token", description="OAuth2 token endpoint")
    sinch_webhook_secret: SecretStr | None = Field(
        None, max_length=128, description="Signs what Sinch sends; without it, the webhook route answers 503"
    )
    public_url: HttpUrl | None = Field(None, description="Public address of this bot; needed to register the webhook")
    database_url: str = Field(
        "sqlite+aiosqlite:///bot.db", description="SQLite or PostgreSQL; `postgres://` and `postgresql://` are accepted"
    )
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(3000, ge=0, le=65535, description="Port to listen on")
    default_channel: str | None = Field(
        None, pattern=r"^[CGD][A-Z0-9_]+$", description="Channel ID to subscribe to everything at the first start"
    )
    admins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Slack user IDs, comma-separated, of admins besides the workspace's own"
    )
    encryption_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        description="Keys for secrets at rest (`python -m bot key`), comma-separated: the first encrypts, all decrypt",
    )
    comment_hold_seconds: float = Field(
        5.0, ge=0, le=300, description="How long a thread reply waits before it becomes a comment; 0 sends it at once"
    )
    retention_days: int = Field(
        90, ge=1, le=36_500, description="Events, deliveries, comments and finished imports older than this are deleted"
    )
    clock_ahead_seconds: float = Field(
        0.0, ge=0, le=10**9, description="How far the bot's clock is ahead of the machine's; only the sandbox moves it"
    )
    metrics_token: SecretStr | None = Field(
        None, description="Bearer token for `/metrics` and the detail of `/ready`, except from loopback"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = Field(
        "INFO", description="Lowest level shown"
    )
    log_format: Literal["json", "console"] | None = Field(
        None, description="`json`, or `console` for people; default: `console` on a terminal, otherwise `json`"
    )

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _token(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """https://docs.slack.dev/authentication/tokens"""
        begins, where = ("xapp-", "Basic Information") if info.field_name == "slack_app_token" else _BOT_TOKEN
        if value is not None and not value.get_secret_value().startswith(("xoxe.", begins)):
            raise ValueError(f"must begin with {begins}; copy it from {where} of the Slack app")
        return value

    @field_validator("admins", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = tuple(part.strip() for part in value.split(",") if part.strip())
        for user in ids:
            if not re.fullmatch(r"[UW][A-Z0-9_]+", user):
                raise ValueError(f"{user!r} isn't a Slack user ID")
        return ids

    @field_validator("encryption_keys", mode="before")
    @classmethod
    def _keys(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        keys = tuple(part.strip() for part in value.split(",") if part.strip())
        for number, key in enumerate(keys, 1):
            if not _is_key(key):
                raise ValueError(f"key {number} of {len(keys)} isn't from python -m bot key")
        return keys

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _case(cls, value: object, info: object) -> object:
        if not isinstance(value, str):
            return value
        return value.upper() if getattr(info, "field_name", "") == "log_level" else value.lower()

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not re.match(r"(sqlite(\+aiosqlite)?|postgres(ql)?(\+asyncpg)?)://", value):
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql://")
        return value


Explain = Callable[[Mapping[str, Any]], str]
"""What is wrong with a value, from one of pydantic's errors."""


def load(
    *, needs: tuple[str, ...] = (), env_file: Path | None = Path(".env"), explain: Explain = lambda _: "is malformed"
) -> Settings:
    """Read the settings; raises `InvalidSettings` with a line for each that is unknown, malformed or missing."""
    wrong = _unknown(env_file)
    if unreadable := _unreadable(env_file):
        raise InvalidSettings("\n".join([*unreadable, *wrong]))
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        wrong += [
            f"{str(detail['loc'][0]).upper() if detail['loc'] else 'settings'}: {explain(dict(detail))}"
            for detail in error.errors()
        ]
        given = _given(env_file)
        wrong += _missing([name.upper() for name in needs if name.upper() not in given])
        raise InvalidSettings("\n".join(wrong)) from None
    wrong += _missing([name.upper() for name in needs if getattr(settings, name) is None])
    if wrong:
        raise InvalidSettings("\n".join(wrong))
    return settings


def _missing(names: list[str]) -> list[str]:
    return [f"missing settings: {', '.join(names)} (set them in the environment or in .env)"] if names else []


def _given(env_file: Path | None) -> set[str]:
    """The names of what is set, well formed or not."""
    from dotenv import dotenv_values  # pydantic-settings reads the file with it; only a start that fails needs it here

    read = {**dotenv_values(env_file), **os.environ} if env_file else os.environ
    return {name.upper() for name, value in read.items() if value}


def _unreadable(env_file: Path | None) -> list[str]:
    """Lines of `.env` that would be passed over, with all that they set."""
    if env_file is None or not env_file.is_file():
        return []
    from dotenv.parser import parse_stream  # as in `_given`

    with env_file.open(encoding="utf-8", errors="replace") as lines:
        found = [binding.original.line for binding in parse_stream(lines) if binding.error]
    return [f"{env_file}: line {line} can't be read; write NAME=value, and close each quote" for line in found]


def _unknown(env_file: Path | None) -> list[str]:
    """A misspelt name in `.env` would silently leave its default in force."""
    if env_file is None or not env_file.is_file():
        return []
    known = [name.upper() for name in Settings.model_fields]
    found = []
    for line in env_file.read_text(encoding="utf-8", errors="replace").splitlines():
        name = line.partition("=")[0].strip().removeprefix("export ").strip()
        if "=" not in line or name.startswith("#") or name.upper() in known:
            continue
        near = suggest(name, known, similar=0.85)
        if near or name.upper().startswith(("SLACK_", "SINCH_")):
            meant = f"; did you mean {near[0]}?" if near else ""
            found.append(f"{name}: there is no such setting (in {env_file}){meant}")
    return found

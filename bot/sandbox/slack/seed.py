"""A small workspace to begin with."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.sandbox.slack.model import SLACKBOT, App, User
from bot.sandbox.slack.workspace import Workspace

OWNER, MEMBER, ABROAD, GUEST = "U0OLIVIA01", "U0MARTIN01", "U0NAOMI001", "U0GABRIEL1"
GENERAL, ACTIVITY, RANDOM, SECRET, STAFF = "C0GENERAL1", "C0ACTIVITY", "C0RANDOM01", "C0SECRET01", "C0STAFF001"


def sample_workspace(app: App | None = None, *, now: Callable[[], float] = time.time) -> Workspace:
    """Four people, the bot, and channels of every kind; the bot is a member of some.

    #general and #sinch-activity (public, with the bot), #random (public, without), secret-launch (private, with the
    bot), staff-only (private, without); everybody has the app's direct message.
    """
    workspace = Workspace(app=app, now=now)
    for user in _people(workspace.app):
        workspace.add_user(user)
    bot, everybody = workspace.app.user_id, [OWNER, MEMBER, ABROAD]
    add = workspace.add_channel
    add("general", "public", [*everybody, bot], channel_id=GENERAL, is_general=True, creator=OWNER, topic="Everybody")
    add(
        "sinch-activity",
        "public",
        [*everybody, GUEST, bot],
        channel_id=ACTIVITY,
        creator=OWNER,
        topic="What happens at Sinch",
    )
    add("random", "public", everybody, channel_id=RANDOM, creator=MEMBER)
    add("secret-launch", "private", [OWNER, MEMBER, bot], channel_id=SECRET, creator=OWNER)
    add("staff-only", "private", [OWNER, ABROAD], channel_id=STAFF, creator=OWNER)
    for number, person in enumerate([*everybody, GUEST], 1):
        add("", "im", [bot, person], channel_id=f"D0APPDM00{number}", creator=person)
    add("", "im", [OWNER, MEMBER], channel_id="D0PEOPLE01", creator=OWNER)
    return workspace


def _people(app: App) -> list[User]:
    return [
        User(OWNER, "olivia", "Olivia Berg", "olivia@example.com", is_admin=True, is_owner=True, color="9f69e7"),
        User(MEMBER, "martin", "Martin Keller", "martin@example.com", "Europe/Berlin", color="4bbe2e"),
        User(ABROAD, "naomi", "Naomi Tanaka", "naomi@example.com", "Asia/Tokyo", color="e7392d"),
        User(
            GUEST, "gabriel", "Gabriel Costa", "gabriel@example.com", "America/Sao_Paulo", is_guest=True, color="3c989f"
        ),
        User(SLACKBOT, "slackbot", "Slackbot", is_bot=True, tz="UTC", color="757575"),
        User(app.user_id, app.name.lower(), app.name, is_bot=True, bot_id=app.bot_id, tz="UTC", color="e0a729"),
    ]

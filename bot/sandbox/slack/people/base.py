"""What every action of a person needs: the workspace, who may see what, and how failures read on the screen."""

from __future__ import annotations

from bot.sandbox.slack.api.call import Services
from bot.sandbox.slack.delivery import Answer
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.model import JSON, Channel, Message, User
from bot.sandbox.slack.response_urls import ResponseUrls
from bot.sandbox.slack.workspace import Workspace

#: Slack's words for what happened instead of an acknowledgement.
_CODES = {
    "http_timeout": "operation_timeout",
    "http_error": "dispatch_failed",
    "connection_failed": "dispatch_failed",
    "no_url": "app_not_reachable",
}
_TEXTS = {
    "operation_timeout": "failed because the app did not respond",
    "dispatch_failed": 'failed with the error "dispatch_failed"',
    "app_not_reachable": 'failed with the error "app_not_reachable"',
}


class Base:
    """Shared by the parts of ``People``."""

    def __init__(self, services: Services, urls: ResponseUrls) -> None:
        self.services = services
        self.urls = urls
        self._offered: dict[tuple[str, str, str], list[JSON]] = {}

    @property
    def workspace(self) -> Workspace:
        return self.services.workspace

    async def settled(self) -> None:
        """Wait until every event so far was delivered or given up."""
        await self.services.delivery.settled()

    def _person(self, user: str) -> User:
        found = self.workspace.users.get(user)
        if found is None or found.deleted or found.is_bot:
            raise ClientRefused("This account cannot sign in.")
        return found

    def _place(self, user: str, channel: str) -> Channel:
        """The channel, if that person is a member and it is not archived."""
        self._person(user)
        found = self.workspace.channels.get(channel)
        if found is None or (found.kind != "public" and user not in found.members):
            raise ClientRefused("There is no such channel.")
        if found.is_archived:
            raise ClientRefused("This channel is archived.")
        if user not in found.members:
            raise ClientRefused(f"Join #{found.name} first.")
        return found

    def _shown(self, user: str, channel: str, ts: str) -> Message:
        """A message that this person sees, ephemeral ones to them included."""
        found = self._place(user, channel).by_ts.get(ts)
        if found is None or found.deleted or found.ephemeral_to not in (None, user):
            raise ClientRefused("This message is gone.")
        return found

    def _user_json(self, user: str) -> JSON:
        found = self.workspace.users[user]
        return {"id": user, "username": found.name, "name": found.name, "team_id": self.workspace.team.id}

    def _channel_json(self, channel: Channel) -> JSON:
        if channel.is_direct:
            return {"id": channel.id, "name": "directmessage"}
        return {"id": channel.id, "name": channel.name if channel.kind == "public" else "privategroup"}

    def _frame(self, kind: str, user: str) -> JSON:
        """What every interaction payload begins with."""
        team = self.workspace.team
        return {
            "type": kind,
            "user": self._user_json(user),
            "api_app_id": self.workspace.app.id,
            "token": "sandbox",
            "team": {"id": team.id, "domain": team.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }


def failure(answer: Answer) -> tuple[str, str]:
    """(code, what follows the name of the thing that failed), both '' when the app acknowledged."""
    if not answer.code:
        return "", ""
    code = _CODES[answer.code]
    return code, _TEXTS[code]

"""api.*, auth.*, apps.*, team.*, bots.*: who the app is and where."""

from __future__ import annotations

from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON
from bot.sandbox.slack.payloads import bot_json


def api_test(call: ApiCall) -> JSON:
    """Answer `api.test`."""
    if call.text("error"):
        raise SlackError(call.text("error"), args=call.params)
    return {"ok": True, "args": {k: v for k, v in call.params.items() if k != "token"}}


def auth_test(call: ApiCall) -> JSON:
    """Answer `auth.test`."""
    workspace = call.workspace
    return {
        "ok": True,
        "url": workspace.team.url,
        "team": workspace.team.name,
        "user": workspace.bot.name,
        "team_id": workspace.team.id,
        "user_id": workspace.app.user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def auth_revoke(call: ApiCall) -> JSON:
    """Answer `auth.revoke`."""
    if not call.flag("test"):
        call.workspace.token_revoked = True
        call.services.events.tokens_revoked()
    return {"ok": True, "revoked": not call.flag("test")}


def connections_open(call: ApiCall) -> JSON:
    """Answer `apps.connections.open`."""
    return {"ok": True, "url": call.services.sockets.ticket_url()}


def team_info(call: ApiCall) -> JSON:
    """Answer `team.info`."""
    team = call.workspace.team
    body = {"id": team.id, "name": team.name, "domain": team.domain, "url": team.url, "email_domain": "", "icon": {}}
    return {"ok": True, "team": body}


def bots_info(call: ApiCall) -> JSON:
    """Answer `bots.info`."""
    if call.text("bot", call.workspace.app.bot_id) != call.workspace.app.bot_id:
        raise SlackError("bot_not_found")
    return {"ok": True, "bot": bot_json(call.workspace)}


METHODS: dict[str, Method] = {
    "api.test": api_test,
    "auth.test": auth_test,
    "auth.revoke": auth_revoke,
    "apps.connections.open": connections_open,
    "team.info": team_info,
    "bots.info": bots_info,
}

"""Conversation apps: live channel information, read only."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.request import ID
from bot.sandbox.sinch.world.project import Record

UPSTREAM = {
    "instagram": "facebook_api_error",
    "messenger": "facebook_api_error",
    "telegram": "telegram_api_error",
    "viber": "viber_api_error",
}


def _reader(channel: str) -> Callable[[Call], Record]:
    def read(call: Call) -> Record:
        app_id = call.path["conversationAppId"]
        if "conversation_app_id_invalid" in call.operation.errors and not ID.fullmatch(app_id):
            raise ApiError("conversation_app_id_invalid")
        app = call.project.conversation_apps.get(app_id)
        if app is None:
            raise ApiError("conversation_app_not_found")
        if channel not in app["channels"]:
            raise ApiError(f"conversation_app_no_{channel}_channel")
        if channel in app.get("_broken", ()):
            raise ApiError(UPSTREAM[channel])
        info: Record = app["channels"][channel]
        return info

    return read


HANDLERS: dict[str, Handler] = {
    f"Conversation{channel.title()}Controller_get_v1": _reader(channel) for channel in UPSTREAM
}

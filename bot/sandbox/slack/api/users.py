"""users.*: people."""

from __future__ import annotations

from bot.sandbox.slack.api.call import ApiCall, Method
from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import JSON
from bot.sandbox.slack.payloads import user_json


def info(call: ApiCall) -> JSON:
    """Answer `users.info`."""
    return {"ok": True, "user": user_json(call.workspace, call.workspace.user(call.text("user")))}


def list_(call: ApiCall) -> JSON:
    """Answer `users.list`."""
    page, metadata = call.page(list(call.workspace.users.values()))
    answer: JSON = {"ok": True, "members": [user_json(call.workspace, user) for user in page]}
    return answer | {"cache_ts": int(call.workspace.now()), "response_metadata": metadata}


def lookup_by_email(call: ApiCall) -> JSON:
    """Answer `users.lookupByEmail`."""
    email = call.required("email").lower()
    for user in call.workspace.users.values():
        if user.email.lower() == email and not user.deleted:
            return {"ok": True, "user": user_json(call.workspace, user)}
    raise SlackError("users_not_found")


METHODS: dict[str, Method] = {"users.info": info, "users.list": list_, "users.lookupByEmail": lookup_by_email}

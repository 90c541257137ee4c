"""Webhooks: 15 a project, one for each target, the secret is never shown."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.world.project import Record, public

LIMIT = 15


def _list(call: Call) -> Record:
    return call.page("webhooks", sorted(call.project.webhooks.values(), key=lambda webhook: str(webhook["target"])))


def _create(call: Call) -> Record:
    call.unique("triggers", call.body["triggers"])
    _free(call, call.body["target"])
    if len(call.project.webhooks) >= LIMIT:
        raise ApiError("webhook_limit_reached")
    record: Record = {"id": call.ids.hex(32), "projectId": call.project.id}
    call.project.webhooks[record["id"]] = record
    return _write(call, record)


def _get(call: Call) -> Record:
    return public(_find(call))


def _delete(call: Call) -> None:
    webhook = _find(call)
    del call.project.webhooks[webhook["id"]]
    call.changed(f"webhook:{webhook['id']}")


def _change(call: Call) -> Record:
    record = _find(call)
    call.unique("triggers", call.body.get("triggers"))
    if call.body.get("target", record["target"]) != record["target"]:
        _free(call, call.body["target"])
    return _write(call, record)


def _write(call: Call, record: Record) -> Record:
    for name in ("target", "triggers"):
        record[name] = call.body.get(name, record.get(name))
    record["_secret"] = call.body.get("secret", record.get("_secret"))
    call.changed(f"webhook:{record['id']}")
    return public(record)


def _free(call: Call, target: str) -> None:
    if any(webhook["target"] == target for webhook in call.project.webhooks.values()):
        raise ApiError("webhook_exists")


def _find(call: Call) -> Record:
    return call.find(call.project.webhooks, "webhookId", "webhook_not_found")


HANDLERS: dict[str, Handler] = {
    "WebhookWebhookController_listWebhooks_v1": _list,
    "WebhookWebhookController_createWebhook_v1": _create,
    "WebhookWebhookController_getWebhook_v1": _get,
    "WebhookWebhookController_deleteWebhook_v1": _delete,
    "WebhookWebhookController_replaceWebhook_v1": _change,
    "WebhookWebhookController_updateWebhook_v1": _change,
}

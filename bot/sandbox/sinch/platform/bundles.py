"""Bundles: a subproject, an SMS app, a Conversation app and webhooks in one order that is done after a while."""

from __future__ import annotations

from typing import Any

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.platform.sms_apps import make_conversation_app, make_sms_app
from bot.sandbox.sinch.platform.webhooks import LIMIT
from bot.sandbox.sinch.world.deliveries import Deliveries, Delivery
from bot.sandbox.sinch.world.ground import Ground
from bot.sandbox.sinch.world.project import Project, Record, public
from bot.sandbox.sinch.world.scope import Scope, iso

_SERVICES = ("subproject", "smsApp", "convApp")


def _list(call: Call) -> Record:
    query = call.query
    bundles = [
        bundle
        for bundle in call.project.bundles.values()
        if bundle["state"] in query.get("filterStates", (bundle["state"],))
        and _linked(bundle, "convApp", query.get("filterConvAppIds"))
        and _linked(bundle, "smsApp", query.get("filterSmsAppIds"))
    ]
    return call.page("bundles", bundles)


def _linked(bundle: Record, service: str, wanted: list[str] | None) -> bool:
    return wanted is None or bundle.get(service, {}).get("id") in wanted


def _get(call: Call) -> Record:
    bundle = call.find(call.project.bundles, "bundleId", "bundle_not_found")
    owner = call.world.projects.get(bundle["projectId"], call.project)
    if bundle.get("convApp") and bundle["convApp"]["id"] not in owner.conversation_apps:
        raise ApiError("conversation_app_not_found")
    return public(bundle)


def _create(call: Call) -> Record:
    wanted = {name: _asked(call.body.get(name)) for name in _SERVICES}
    if all(asked is None for asked in wanted.values()):
        raise ApiError("no_services_to_create")
    names = {name: asked.get("name", call.body.get("name")) for name, asked in wanted.items() if asked is not None}
    if not all(names.values()):
        raise ApiError("missing_name")
    _check_webhooks(call, call.body.get("webhooks", []), fresh=wanted["subproject"] is not None)
    bundle: Record = {"id": call.ids.hex(24), "projectId": call.project.id, "region": call.body["region"]}
    if "name" in call.body:
        bundle["name"] = call.body["name"]
    bundle["state"] = "IN_PROGRESS"
    owner = Scope(call.world, _subproject(call, bundle, names, wanted))
    _services(owner, bundle, names, wanted)
    bundle["webhooks"] = [public(_webhook(owner, item)) for item in call.body.get("webhooks", [])]
    call.project.bundles[bundle["id"]] = bundle
    call.changed(f"bundle:{bundle['id']}")
    call.later(call.world.work_seconds, "finish_bundle", bundle["id"])
    return public(bundle)


def _asked(block: Any) -> Record | None:
    """None: not asked for; `true` asks for the default values."""
    return None if block is None or block is False else {} if block is True else block


def _check_webhooks(call: Call, webhooks: list[Record], *, fresh: bool) -> None:
    targets = [webhook["target"] for webhook in webhooks]
    call.unique("webhooks", targets)
    for webhook in webhooks:
        call.unique("triggers", webhook["triggers"])
    known = {} if fresh else call.project.webhooks
    if any(webhook["target"] in targets for webhook in known.values()):
        raise ApiError("webhook_exists")
    if len(known) + len(targets) > LIMIT:
        raise ApiError("webhook_limit_reached")


def _subproject(call: Call, bundle: Record, names: Record, wanted: dict[str, Record | None]) -> Project:
    asked = wanted["subproject"]
    if asked is None:
        return call.project
    project = call.world.add_project(call.ids.uuid(), parent=call.project.id)
    bundle["projectId"] = project.id
    bundle["subproject"] = {
        "id": project.id,
        "name": names["subproject"],
        "parentProjectId": call.project.id,
        "status": "PENDING",
        **({"labels": asked["labels"]} if "labels" in asked else {}),
    }
    return project


def _services(owner: Scope, bundle: Record, names: Record, wanted: dict[str, Record | None]) -> None:
    if wanted["smsApp"] is not None:
        app = make_sms_app(owner, names["smsApp"], bundle["region"], "PENDING_ADD")
        bundle["smsApp"] = {**app, "numberVerified": False}
    asked = wanted["convApp"]
    if asked is not None:
        app = make_conversation_app(owner, names["convApp"], bundle["region"])
        bundle["convApp"] = {"id": app["id"], "name": app["name"], **_conversation_settings(owner, asked)}


def _conversation_settings(owner: Scope, asked: Record) -> Record:
    mode = asked.get("processingMode", "DISPATCH")
    policy = asked.get("retentionPolicy", {})
    kind = policy.get("retentionPolicyType", "MESSAGE_EXPIRE_POLICY")
    days = policy.get("ttl", 180 if mode == "CONVERSATION" else 7)
    settings: Record = {"processingMode": mode, "retentionPolicy": {"retentionPolicyType": kind, "ttl": days}}
    if "consentManagerSettings" in asked:
        settings["consentManagerSettings"] = asked["consentManagerSettings"]
    if asked.get("webhooks"):
        kept = ("target", "triggers")
        settings["webhooks"] = [
            {"id": owner.ids.ulid(owner.world.now()), **{name: hook[name] for name in kept}}
            for hook in asked["webhooks"]
        ]
    return settings


def _webhook(owner: Scope, item: Record) -> Record:
    triggers = tuple(item["triggers"])
    webhook_id = owner.world.seed_webhook(item["target"], item["secret"], owner.project.id, triggers)
    return owner.project.webhooks[webhook_id]


def finish(scope: Scope, bundle_id: str) -> None:
    """Everything is set up: BUNDLE_DONE."""
    bundle = scope.project.bundles.get(bundle_id)
    if bundle is None or bundle["state"] != "IN_PROGRESS":
        return
    owner = scope.world.projects.get(bundle["projectId"], scope.project)
    bundle["state"] = "DONE"
    if "subproject" in bundle:
        bundle["subproject"]["status"] = "READY"
    if "smsApp" in bundle:
        bundle["smsApp"]["status"] = "ACTIVE"
        owner.sms_apps.get(bundle["smsApp"]["id"], {})["status"] = "ACTIVE"
    if "convApp" in bundle and "smsApp" in bundle:
        bundle["convApp"]["smsChannelStatus"] = "PENDING"
    scope.changed(f"bundle:{bundle_id}")
    Scope(scope.world, owner).emit("BUNDLE_DONE", bundle)


def fail(scope: Scope, bundle_id: str) -> None:
    """Set-up went wrong; no event tells."""
    scope.project.bundles[bundle_id]["state"] = "FAILED"
    scope.changed(f"bundle:{bundle_id}")


def watch_deliveries(world: Ground, deliveries: Deliveries) -> None:
    """Write each attempt to deliver BUNDLE_DONE into its bundle."""

    def attempted(delivery: Delivery) -> None:
        if delivery.type != "BUNDLE_DONE" or not delivery.statuses or delivery.state == "given up":
            return
        for project in world.projects.values():
            for bundle in project.bundles.values():
                if f'"{bundle["id"]}"' in delivery.body:
                    status = {"webhookId": delivery.webhook_id, "httpStatusCode": delivery.statuses[-1]}
                    if delivery.error:
                        status["errorMessage"] = delivery.error
                    bundle.setdefault("webhookDeliveryStatuses", []).append({**status, "date": iso(world.now())})

    deliveries.observers.append(attempted)


HANDLERS: dict[str, Handler] = {
    "BundlesBundlesController_list_v1": _list,
    "BundlesBundlesController_create_v1": _create,
    "BundlesBundlesController_get_v1": _get,
}

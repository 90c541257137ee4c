"""SMS apps: a name, a region, perhaps a Conversation app beside it."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import Scope


def make_sms_app(scope: Scope, name: str, region: str, status: str = "ACTIVE") -> Record:
    """A new SMS app; the first one of a project brings its SMS service."""
    project = scope.project
    project.sms_service = project.sms_service or scope.ids.hex(32)
    app: Record = {
        "id": scope.ids.hex(32),
        "smsServiceId": project.sms_service,
        "name": name,
        "status": status,
        "regions": [region],
        "test": False,
    }
    project.sms_apps[app["id"]] = app
    scope.changed(f"sms_app:{app['id']}")
    return app


def make_conversation_app(scope: Scope, name: str, region: str) -> Record:
    """A new Conversation app without channels."""
    app: Record = {"id": scope.ids.ulid(scope.world.now()), "name": name, "region": region, "channels": {}}
    scope.project.conversation_apps[app["id"]] = app
    scope.changed(f"conversation_app:{app['id']}")
    return app


def _list(call: Call) -> Record:
    if not call.project.sms_service:
        raise ApiError("sms_service_not_found")
    return call.page("smsApps", list(call.project.sms_apps.values()))


def _create(call: Call) -> Record:
    body = call.body
    linked = body.get("convApiAppId")
    if linked and body.get("convApiApp"):
        raise call.invalid("convApiApp and convApiAppId cannot be used together")
    if linked and linked not in call.project.conversation_apps:
        raise call.invalid("convApiAppId must be the id of a Conversation API app of this project")
    app = make_sms_app(call, body["name"], body["region"])
    if body.get("convApiApp"):
        linked = make_conversation_app(call, body["name"], body["region"])["id"]
    if linked:
        app["conversationApiAppDetails"] = {
            "id": linked,
            "projectId": call.project.id,
            "region": call.project.conversation_apps[linked]["region"],
            "channelStatus": "ACTIVE",
        }
    return public(app)


def _get(call: Call) -> Record:
    return public(_find(call))


def _update(call: Call) -> Record:
    app = _find(call)
    if "name" not in call.body:
        raise ApiError("no_fields_to_update")
    app["name"] = call.body["name"]
    call.changed(f"sms_app:{app['id']}")
    return public(app)


def _delete(call: Call) -> None:
    app = _find(call)
    del call.project.sms_apps[app["id"]]
    call.changed(f"sms_app:{app['id']}")


def _find(call: Call) -> Record:
    return call.find(call.project.sms_apps, "smsAppId", "sms_app_not_found")


HANDLERS: dict[str, Handler] = {
    "SmsSmsAppsController_listSmsApps_v1": _list,
    "SmsSmsAppsController_createSmsApp_v1": _create,
    "SmsSmsAppsController_getSmsApp_v1": _get,
    "SmsSmsAppsController_updateSmsApp_v1": _update,
    "SmsSmsAppsController_deleteSmsApp_v1": _delete,
}

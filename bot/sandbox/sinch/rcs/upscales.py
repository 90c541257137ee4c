"""RCS upscales. Inferred: the published API names the area and nothing more, so every field passes through."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.world.project import Record

_FIXED = ("id", "state")


def _list(call: Call) -> Record:
    part, head = call.window.cut(list(call.project.upscales.values()))
    return {**head, "upscales": part}


def _create(call: Call) -> Record:
    record: Record = {**call.body, "id": call.ids.ulid(call.world.now()), "state": "ACTIVE"}
    call.project.upscales[record["id"]] = record
    call.changed(f"rcs_upscale:{record['id']}")
    return record


def _get(call: Call) -> Record:
    return _find(call)


def _update(call: Call) -> Record:
    record = _find(call)
    if not call.body:
        raise ApiError("no_fields_to_update")
    wrong = [f"{name} must be a string" for name in ("senderId", "smsServiceId") if not _text(call.body, name)]
    if wrong:
        raise call.invalid(*wrong)
    record.update({name: value for name, value in call.body.items() if name not in _FIXED})
    call.changed(f"rcs_upscale:{record['id']}")
    return record


def _text(body: Record, name: str) -> bool:
    return isinstance(body.get(name, ""), str)


def _delete(call: Call) -> None:
    record = _find(call)
    del call.project.upscales[record["id"]]
    call.changed(f"rcs_upscale:{record['id']}")


def _find(call: Call) -> Record:
    return call.find(call.project.upscales, "upscaleId", "upscale_not_found")


HANDLERS: dict[str, Handler] = {
    "RcsUpscalesController_listUpscales_v1": _list,
    "RcsUpscalesController_createUpscale_v1": _create,
    "RcsUpscalesController_getUpscale_v1": _get,
    "RcsUpscalesController_updateUpscale_v1": _update,
    "RcsUpscalesController_deleteUpscale_v1": _delete,
}

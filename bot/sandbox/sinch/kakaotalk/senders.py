"""KakaoTalk senders and their categories. The first sender of a project initialises its KakaoTalk account."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.files import check_files
from bot.sandbox.sinch.kakaotalk.data import is_sender_category, sender_categories, template_categories
from bot.sandbox.sinch.world.facts import ONE_TIME_CODE
from bot.sandbox.sinch.world.project import Project, Record, public
from bot.sandbox.sinch.world.scope import REVIEWER, Scope

GRACE_DAYS = 60
_CODES = ("topLevelCategoryCode", "midLevelCategoryCode", "subLevelCategoryCode")


def key_of(sender: Record) -> str:
    """Where its activities are kept."""
    return f"kakaotalk_sender:{sender['plusFriendId']}"


def name_of(sender: Record) -> str:
    """The name people know it by."""
    details = sender.get("details") or sender.get("changes", {}).get("details", {})
    return str(details.get("name", sender["plusFriendId"]))


def initialized(project: Project) -> None:
    """Refuse a project without a KakaoTalk account."""
    if project.kakaotalk_account is None:
        raise ApiError("project_not_initialized")


def find_sender(call: Call) -> Record:
    """The sender of the path."""
    initialized(call.project)
    return call.find(call.project.kakaotalk_senders, "plusFriendId", "sender_not_found")


def _categories(call: Call) -> Record:
    initialized(call.project)
    return {"categories": sender_categories()}


def _template_categories(call: Call) -> Record:
    find_sender(call)
    return call.page("categories", template_categories())


def _list(call: Call) -> Record:
    initialized(call.project)
    return call.page("senders", [*filter(call.matches_filters, call.project.kakaotalk_senders.values())])


def _get(call: Call) -> Record:
    return public(find_sender(call))


def _create(call: Call) -> Record:
    body = call.body
    details = body.get("details", {})
    account = call.project.kakaotalk_account
    if account is not None and call.now() < account["ready"]:
        raise ApiError("account_is_in_progress")
    if body["plusFriendId"] in _used_ids(call):
        raise ApiError("plus_friend_id_used")
    status = "DRAFT" if body.get("status") == "DRAFT" else "IN_PROGRESS"
    try:
        _check(call, details, whole=status != "DRAFT")
    except ApiError:
        if status == "IN_PROGRESS" and body.get("saveDraftOnFailure"):
            _store(call, body["plusFriendId"], details, "DRAFT")
        raise
    return _store(call, body["plusFriendId"], details, status)


def _used_ids(call: Call) -> set[str]:
    return {plus_id for project in call.world.projects.values() for plus_id in project.kakaotalk_senders}


def _store(call: Call, plus_id: str, details: Record, status: str) -> Record:
    now = call.now()
    if call.project.kakaotalk_account is None:
        call.project.kakaotalk_account = {"ready": now}
    sender: Record = {
        "id": call.ids.uuid(),
        "plusFriendId": plus_id,
        "changes": {"status": status, "details": details},
        "created": now,
        "modified": now,
    }
    call.project.kakaotalk_senders[plus_id] = sender
    call.note(key_of(sender), "CREATED")
    call.note(key_of(sender), status)
    return public(sender)


def _check(call: Call, details: Record, *, whole: bool) -> None:
    if whole:
        call.require("KakaotalkInputSenderDetailsDto", {k: v for k, v in details.items() if v is not None})
    codes = [details.get(name) for name in _CODES]
    if all(codes) and not is_sender_category(*map(str, codes)):
        raise ApiError("sender_invalid_category_code")
    check_files([("details.logoImage", details.get("logoImage"))], call.operation.errors)


def _update(call: Call) -> Record:
    sender = find_sender(call)
    given = call.body.get("details", {})
    submit = call.body.get("status") == "SUBMIT"
    changes = sender.get("changes")
    if not given and not (submit and changes):
        raise ApiError("no_fields_to_update")
    if changes is not None and changes["status"] != "DRAFT":
        raise ApiError("sender_changes_not_updatable")
    if changes is None and sender.get("state") != "ACTIVE":
        raise ApiError("sender_not_updatable")
    merged = {**(changes or {}).get("details", {}), **given}
    details = {name: value for name, value in merged.items() if value is not None}
    _check(call, {**sender.get("details", {}), **details}, whole=submit)
    if given.get("logoImage", "") is None:
        sender["_removed"] = ["logoImage"]
    sender["changes"] = {"status": "IN_PROGRESS" if submit else "DRAFT", "details": details}
    call.touch(key_of(sender), sender)
    call.note(key_of(sender), "EDITED")
    call.note(key_of(sender), sender["changes"]["status"])
    return public(sender)


def _delete(call: Call) -> None:
    """Active for 60 more days, then gone; a sender that never was live goes at once."""
    sender = find_sender(call)
    if "_deleted" in sender:
        raise ApiError("sender_already_deleted")
    if "state" not in sender:
        remove(call, sender["plusFriendId"])
        return
    sender["_deleted"] = call.now()
    call.touch(key_of(sender), sender)
    call.later(GRACE_DAYS * 86_400, "remove_kakaotalk_sender", sender["plusFriendId"])


def remove(scope: Scope, plus_id: str) -> None:
    """Gone, its templates with it."""
    sender = scope.project.kakaotalk_senders.pop(plus_id, None)
    if sender is None:
        return
    scope.forget(key_of(sender))
    for key in [key for key in scope.project.kakaotalk_templates if key.startswith(f"{plus_id}/")]:
        del scope.project.kakaotalk_templates[key]
        scope.forget(f"kakaotalk_template:{key}")


def _discard(call: Call) -> None:
    initialized(call.project)
    sender = call.project.kakaotalk_senders.get(call.path["plusFriendId"], {})
    if "changes" not in sender:
        raise ApiError("sender_changes_not_found")
    if sender["changes"]["status"] not in ("DRAFT", "REJECTED"):
        raise ApiError("sender_changes_not_deletable")
    if "state" not in sender:
        remove(call, sender["plusFriendId"])
        return
    del sender["changes"]
    call.touch(key_of(sender), sender)


def _activities(call: Call) -> Record:
    return call.activities(key_of(find_sender(call)))


def _comment(call: Call) -> Record:
    sender = find_sender(call)
    return call.comment(key_of(sender), "KAKAOTALK_SENDER_COMMENT_ADDED", sender)


def _register(call: Call) -> Record:
    sender = find_sender(call)
    if sender.get("state") == "ACTIVE":
        raise ApiError("not_allowed_register")
    sender["state"] = "VERIFYING"
    sender["_code"] = ONE_TIME_CODE
    call.touch(key_of(sender), sender)
    return public(sender)


def _verify(call: Call) -> Record:
    sender = find_sender(call)
    if sender.get("state") != "VERIFYING":
        raise ApiError("not_allowed_verify")
    if call.body["code"] != int(sender.get("_code", "0")):
        raise ApiError("not_allowed_verify", "The one-time code is wrong.")
    activate(call, sender)
    return public(sender)


def activate(scope: Scope, sender: Record, text: str = "") -> None:
    """Usable: what was under review becomes live."""
    changes = sender.pop("changes", {})
    live = {**sender.get("details", {}), **changes.get("details", {})}
    for name in sender.pop("_removed", ()):
        live.pop(name, None)
    fallback = {"adminPhoneNo": "+821000000000", "name": sender["plusFriendId"]}
    codes = dict(zip(_CODES, ("019", "0006", "0001"), strict=True))
    sender["details"] = {**fallback, **codes, **live}
    sender["state"] = "ACTIVE"
    sender.pop("_code", None)
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "ACTIVE", text, REVIEWER)
    scope.emit("KAKAOTALK_SENDER_ACTIVE", sender, comment=text)


def deactivate(scope: Scope, sender: Record, text: str = "") -> None:
    """No longer usable."""
    sender["state"] = "INACTIVE"
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "INACTIVE", text, REVIEWER)
    scope.emit("KAKAOTALK_SENDER_INACTIVE", sender, comment=text)


def reject(scope: Scope, sender: Record, text: str = "") -> None:
    """Its changes are refused; they can only be discarded."""
    sender["changes"]["status"] = "REJECTED"
    scope.touch(key_of(sender), sender)
    scope.note(key_of(sender), "REJECTED", text, REVIEWER)
    scope.emit("KAKAOTALK_SENDER_REJECTED", sender, comment=text)


HANDLERS: dict[str, Handler] = {
    "KakaotalkCategoriesController_listSenderCategories_v1": _categories,
    "KakaotalkCategoriesController_getTemplateCategories_v1": _template_categories,
    "KakaotalkSendersController_listSenders_v1": _list,
    "KakaotalkSendersController_createSender_v1": _create,
    "KakaotalkSendersController_getSender_v1": _get,
    "KakaotalkSendersController_updateSender_v1": _update,
    "KakaotalkSendersController_deleteSender_v1": _delete,
    "KakaotalkSendersController_deleteChanges_v1": _discard,
    "KakaotalkSendersController_listActivities_v1": _activities,
    "KakaotalkSendersController_createComment_v1": _comment,
    "KakaotalkSendersController_registerSender_v1": _register,
    "KakaotalkSendersController_verifySender_v1": _verify,
}

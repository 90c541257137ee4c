"""The WhatsApp account (WABA): one a project, reviewed by Meta, corrected only when rejected."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.world.project import Project, Record, public
from bot.sandbox.sinch.world.scope import REVIEWER, Scope

KEY = "whatsapp_account:account"
BUSINESS_MANAGERS = {"EU": "SINCH_UK", "US": "SINCH_UK", "BR": "SINCH_BR"}
LOCAL_STORAGE = {"EU": "DE", "US": "US", "BR": "BR"}
_FOR_ENVIRONMENT = ("SINCH_AMERICA", "SINCH_BR", "SINCH_MX", "SINCH_UK")


def account_of(project: Project) -> Record:
    """The account of a project that has one."""
    if project.whatsapp_account is None:
        raise ApiError("account_not_found")
    return project.whatsapp_account


def initialized(project: Project) -> Record:
    """The account of a project that is onboarded for WhatsApp."""
    account = project.whatsapp_account
    if account is None or account.get("state") != "ONBOARDED":
        raise ApiError("project_not_initialized")
    return account


def new_account(scope: Scope, *, embedded: bool, manager: str) -> Record:
    """An account without state."""
    account: Record = {
        "isEmbeddedSignup": embedded,
        "businessManager": manager,
        "wabaMaxPriceOnboarded": False,
        "wabaEnabledForInsights": False,
        "wabaEnabledForDirectSend": False,
        "compatibleRegions": ["eu", "us"] if manager == "SINCH_UK" else ["br", "us"],
        "businessDailyLimit": "TIER_250",
        "currency": "EUR" if manager == "SINCH_UK" else "USD",
    }
    scope.project.whatsapp_account = account
    scope.note(KEY, "CREATED")
    return account


def _get(call: Call) -> Record:
    return public(account_of(call.project))


def _create(call: Call) -> Record:
    body = call.body
    if call.project.whatsapp_account is not None:
        raise ApiError("account_exists")
    given = body.get("senderDetails", {})
    manager = body.get("businessManager") or BUSINESS_MANAGERS[given.get("region", "EU")]
    _fits_environment(manager)
    account = new_account(call, embedded=False, manager=manager)
    details: Record = {"clientBusinessManagerId": body["clientBusinessManagerId"]}
    details["wabaName"] = body.get("wabaName") or body["companyLegalName"]
    if "companyLegalName" in body:
        details["companyLegalName"] = body["companyLegalName"]
    if given:
        details["senderDetails"] = _sender_details(given)
    account["changes"] = {"status": "IN_PROGRESS", "details": details}
    call.note(KEY, "IN_PROGRESS")
    return public(account)


def _fits_environment(manager: str) -> None:
    if manager not in _FOR_ENVIRONMENT:
        allowed = ", ".join(_FOR_ENVIRONMENT)
        raise ApiError("invalid_business_manager_for_environment", f"Allowed business managers: {allowed}.")


def _sender_details(given: Record) -> Record:
    region = given.get("region", "EU")
    return {"region": region, "metaLocalStorage": LOCAL_STORAGE[region], **given}


def _update(call: Call) -> Record:
    account = account_of(call.project)
    if not call.body or call.body == {"senderDetails": {}}:
        raise ApiError("no_fields_to_update")
    changes = account.get("changes", {})
    if "REJECTED" not in (account.get("state"), changes.get("status")) or changes.get("status") == "IN_PROGRESS":
        raise ApiError("account_not_updatable")
    old = changes.get("details") or account.get("details", {})
    details = {**old, **call.body}
    if "senderDetails" in call.body:
        merged = {**old.get("senderDetails", {}), **call.body["senderDetails"]}
        name = details.get("wabaName", "WhatsApp")
        details["senderDetails"] = {"displayName": name, "businessCategory": "OTHER", **_sender_details(merged)}
    account["changes"] = {"status": "IN_PROGRESS", "details": details}
    call.note(KEY, "EDITED")
    call.note(KEY, "IN_PROGRESS")
    return public(account)


def _delete(call: Call) -> None:
    project = call.project
    if project.whatsapp_account is None:
        raise ApiError("project_not_initialized")
    live = [sender["id"] for sender in project.whatsapp_senders.values() if "state" in sender]
    if live:
        raise ApiError("account_has_senders", projectId=project.id, senderIds=live)
    if project.whatsapp_senders:
        raise ApiError("account_has_sender_changes", projectId=project.id)
    project.whatsapp_account = None
    for key in [key for key, template in project.templates.items() if "state" not in template]:
        del project.templates[key]
    call.forget(KEY)


def _activities(call: Call) -> Record:
    account_of(call.project)
    return call.activities(KEY)


def _comment(call: Call) -> Record:
    return call.comment(KEY, "WHATSAPP_ACCOUNT_COMMENT_ADDED", account_of(call.project))


def onboard(scope: Scope, text: str = "") -> None:
    """Meta accepts the account: its changes become its details."""
    account = account_of(scope.project)
    changes = account.pop("changes", {})
    account["details"] = changes.get("details") or account.get("details", {})
    account["state"] = "ONBOARDED"
    account.setdefault("wabaId", scope.ids.digits(15))
    scope.changed(KEY)
    scope.emit("WHATSAPP_ACCOUNT_ONBOARDED", account, comment=text)


def reject(scope: Scope, text: str = "") -> None:
    """Meta refuses the account or its changes."""
    account = account_of(scope.project)
    if "changes" in account:
        account["changes"]["status"] = "REJECTED"
    else:
        account["state"] = "REJECTED"
    scope.note(KEY, "REJECTED", text, REVIEWER)
    scope.emit("WHATSAPP_ACCOUNT_REJECTED", account, comment=text)


def ask_verification(scope: Scope, text: str = "") -> None:
    """Facebook wants the business verified."""
    account = account_of(scope.project)
    status = "PENDING_FACEBOOK_VERIFICATION"
    account["changes"] = {**account.get("changes", {"details": account.get("details", {})}), "status": status}
    scope.note(KEY, status, text, REVIEWER)
    scope.emit("WHATSAPP_ACCOUNT_PENDING_VERIFICATION", account, comment=text)


def set_daily_limit(scope: Scope, limit: str) -> None:
    """Meta changes how many conversations a day the business may open."""
    account = account_of(scope.project)
    account["businessDailyLimit"] = limit
    scope.changed(KEY)
    scope.emit("WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED", account)


def change_waba(scope: Scope, ban: str = "") -> None:
    """Meta changes the business account: bans or reinstates it, or moves it to another WABA."""
    account = account_of(scope.project)
    if ban:
        account["wabaBanState"] = ban
        account["wabaBanDate"] = scope.now()
    else:
        account["wabaId"] = scope.ids.digits(15)
    scope.changed(KEY)
    scope.emit("WHATSAPP_WABA_ACCOUNT_CHANGED", account)


HANDLERS: dict[str, Handler] = {
    "WhatsappAccountsController_getAccount_v1": _get,
    "WhatsappAccountsController_createAccount_v1": _create,
    "WhatsappAccountsController_updateAccount_v1": _update,
    "WhatsappAccountsController_deleteAccount_v1": _delete,
    "WhatsappAccountsController_listActivities_v1": _activities,
    "WhatsappAccountsController_createComment_v1": _comment,
}

"""WhatsApp helpers: template analytics, Facebook tokens, and read-only flows and solutions."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.whatsapp.account import initialized
from bot.sandbox.sinch.world.project import Record, public


def _enable_analytics(call: Call) -> None:
    account = initialized(call.project)
    if account.get("wabaBanState") in ("DISABLE", "SCHEDULE_FOR_DISABLE"):
        raise ApiError("template_insights_not_yet_available")
    account["wabaEnabledForInsights"] = True
    call.changed("whatsapp_account:account")


def check_facebook(call: Call, token: str | None, code: str | None = None) -> None:
    """Refuse what does not look like Meta's: tokens and codes that begin with `invalid`."""
    if token is not None and token.startswith("invalid"):
        raise ApiError("invalid_facebook_token")
    if code is not None and code.startswith("invalid"):
        raise ApiError(
            "invalid_facebook_code" if "invalid_facebook_code" in call.operation.errors else "invalid_facebook_token"
        )


def _check_manager(call: Call) -> None:
    account = call.project.whatsapp_account
    manager = call.body.get("businessManager")
    if manager == "SINCH_SEP":
        raise ApiError("invalid_business_manager_for_environment")
    if manager and account is not None and manager != account["businessManager"]:
        raise ApiError("invalid_business_manager")


def _long_lived_token(call: Call) -> Record:
    token, code = call.body.get("facebookToken"), call.body.get("facebookCode")
    if token is None and code is None:
        raise call.invalid("facebookToken should not be empty", "facebookCode should not be empty")
    check_facebook(call, token, code)
    _check_manager(call)
    return {"longLivedAccessToken": f"SANDBOX{call.ids.code(40)}"}


def _waba_details(call: Call) -> Record:
    check_facebook(call, call.body["facebookToken"])
    _check_manager(call)
    account = call.project.whatsapp_account or {}
    used = [
        {
            "id": sender.get("_phone_number_id", sender["id"]),
            "displayPhoneNumber": f"+{sender['countryCode']} {sender['phoneNumber']}",
            "provisioned": "state" in sender,
        }
        for sender in call.project.whatsapp_senders.values()
    ]
    free = {"id": "222222222222222", "displayPhoneNumber": "+46 70 000 00 22", "provisioned": False}
    return {"wabas": [{"id": account.get("wabaId", "100000000000000"), "numbers": [*used, free]}]}


def _flows(call: Call) -> Record:
    initialized(call.project)
    return call.page("flows", list(call.project.flows.values()))


def _screens(call: Call) -> Record:
    initialized(call.project)
    flow = call.find(call.project.flows, "flowId", "flow_not_found")
    if not flow["_screens"]:
        raise ApiError("flow_screens_not_found")
    return {"screens": [{"id": screen} for screen in flow["_screens"]]}


def _solutions(call: Call) -> Record:
    return {"solutions": [public(solution) for solution in call.project.solutions.values()]}


def _create_solutions(call: Call) -> Record:
    """One solution for the Tech Provider's app; a token that begins with `partial` has a second app that fails."""
    made: Record = {
        "id": call.ids.digits(8),
        "details": {"name": call.body["details"]["name"]},
        "ownerApp": {"id": 1001, "name": "Sinch"},
        "partnerApp": {"id": int(call.ids.digits(6)), "name": "Tech provider"},
        "assigned": False,
    }
    failed: Record = {
        "partnerAppId": "2004",
        "errorCode": "CREATION_FAILED",
        "errorMessage": "Could not create the solution.",
    }
    call.project.solutions[made["id"]] = made
    call.changed(f"whatsapp_solution:{made['id']}")
    return {"solutions": [public(made)], "failedSolutions": [failed] if _partial(call) else []}


def _partial(call: Call) -> bool:
    return str(call.body["accessToken"]).startswith("partial")


def _solution(call: Call) -> Record:
    return public(_find_solution(call))


def _assign(call: Call) -> None:
    solution = _find_solution(call)
    if (call.project.whatsapp_account or {}).get("state") == "ONBOARDED":
        raise ApiError("solution_cannot_be_reassigned")
    for other in call.project.solutions.values():
        other["assigned"] = other is solution
    call.changed(f"whatsapp_solution:{solution['id']}")


def _find_solution(call: Call) -> Record:
    return call.find(call.project.solutions, "solutionId", "solution_not_found")


HANDLERS: dict[str, Handler] = {
    "WhatsappTemplateAnalyticsHelpersController_enableTemplateAnalytics_v1": _enable_analytics,
    "WhatsappEmbeddedSignupHelperController_createLongLivedAccessToken_v1": _long_lived_token,
    "WhatsappEmbeddedSignupHelperController_listWabaDetailsForToken_v1": _waba_details,
    "WhatsappFlowsController_listFlows_v1": _flows,
    "WhatsappFlowsController_listFlowScreens_v1": _screens,
    "WhatsappSolutionsController_listSolutions_v1": _solutions,
    "WhatsappSolutionsController_createSolution_v1": _create_solutions,
    "WhatsappSolutionsController_getSolution_v1": _solution,
    "WhatsappSolutionsController_assignSolution_v1": _assign,
}

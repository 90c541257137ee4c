"""RCS launch: the checklist, the operators of each country, the brand's registration."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.rcs.data import US_SUBSETS, US_V2
from bot.sandbox.sinch.rcs.questions import is_old_us
from bot.sandbox.sinch.rcs.sender_record import find_sender, key_of
from bot.sandbox.sinch.rcs.senders import set_state
from bot.sandbox.sinch.world.project import Record, public
from bot.sandbox.sinch.world.scope import Scope

_LAUNCHABLE = ("IN_TEST", "LAUNCHING", "LAUNCHED", "UNLAUNCHED")
_ALWAYS = {
    "general": ("optInDescription", "triggerDescription", "interactionsDescription", "optOutDescription"),
    "verification": ("name", "email", "website"),
}
_BY_COUNTRY = {
    "GB": ("gb", ("brandIndustry", "companyLegalName", "messagesVolume")),
    "FR": ("fr", ("fullCompanyAddress", "siren")),
}
_OLD_US = ("companyLegalName", "brandIndustry", "messagesVolume")
_BRAND = ("bannerUrl", "logoUrl", "privacyPolicyUrl", "termsOfServiceUrl")


def missing_for_launch(sender: Record) -> list[str]:
    """What launch still needs, as the API's sentences."""
    return [f"details.{field} should not be empty" for field in _missing(sender)]


def _missing(sender: Record) -> Iterator[str]:
    details = sender["details"]
    brand, countries, answers = details.get("brand", {}), details.get("countries", []), sender["_answers"]
    for section, fields in {**_ALWAYS, **_country_fields(countries, answers)}.items():
        given = answers.get(section, {})
        yield from (f"questionnaire.{section}.answers.{field}" for field in fields if given.get(field) in (None, ""))
    if not countries:
        yield "countries"
    if not brand.get("phones") and not brand.get("emails"):
        yield "brand.phones or details.brand.emails"
    yield from (f"brand.{field}" for field in _BRAND if not brand.get(field))
    if "US" in countries and not is_old_us(answers.get("us", {})) and not answers.get("verification", {}).get("phone"):
        yield "questionnaire.verification.answers.phone"


def _country_fields(countries: list[str], answers: Record) -> dict[str, tuple[str, ...]]:
    fields = {section: needed for country, (section, needed) in _BY_COUNTRY.items() if country in countries}
    if "US" in countries:
        us = answers.get("us", {})
        fields["us"] = _OLD_US if is_old_us(us) else _us_fields(us)
    return fields


def _us_fields(answers: Record) -> tuple[str, ...]:
    place = "US" if answers.get("taxIdCountry", "US") == "US" else "NON_US"
    left_out = US_SUBSETS[f"{place}_{answers.get('ownershipType', 'PRIVATE')}"]
    return tuple(field for field in US_V2 if field not in left_out)


def _launch(call: Call) -> Record:
    sender = find_sender(call)
    if sender["state"] not in _LAUNCHABLE:
        raise ApiError("launch_invalid_agent_state")
    operators = [operator for entry in sender["countryStatus"] for operator in entry["operators"]]
    if any(operator["status"] == "INVALID_IN_GOOGLE_MY_BUSINESS" for operator in operators):
        raise ApiError("verification_suspended_in_gmb")
    if "US" in sender["details"].get("countries", ()) and sender["region"] != "US":
        raise ApiError("invalid_region_for_att_supplier")
    missing = missing_for_launch(sender)
    if missing:
        raise ApiError("launch_precondition_failed", validationErrors=missing)
    verification = sender["_answers"]["verification"]
    if sender.get("_verified", verification) != verification:
        raise ApiError("launch_invalid_verification_state")
    sender["_verified"] = dict(verification)
    _start(call, sender)
    return public(sender)


def _start(call: Call, sender: Record) -> None:
    call.note(key_of(sender), "EDITED")
    if _needs_brand(sender):
        sender["brandDetails"] = _new_brand(call)
    if _needs_brand(sender) or not sender["_answers"]["general"].get("videoUris"):
        set_state(call, sender, "PREPARING_LAUNCH")
        return
    begin_launch(call, sender)


def _new_brand(scope: Scope) -> Record:
    return {"id": scope.ids.uuid(), "status": "DRAFT", "registration": {"id": scope.ids.uuid(), "status": "NEW"}}


def _needs_brand(sender: Record) -> bool:
    """US senders with the new form wait until their brand is registered."""
    us = sender["_answers"].get("us", {})
    approved = sender.get("brandDetails", {}).get("status") == "COMPLETED"
    return "US" in sender["details"].get("countries", ()) and not is_old_us(us) and not approved


def begin_launch(scope: Scope, sender: Record) -> None:
    """LAUNCHING; every operator that is not launched is asked."""
    if sender["state"] != "LAUNCHING":
        set_state(scope, sender, "LAUNCHING")
    for entry in sender["countryStatus"]:
        for operator in entry["operators"]:
            if operator["status"] in ("NOT_LAUNCHED", "UNLAUNCHED"):
                set_operator(scope, sender, entry["country"], operator["name"], "PENDING")


def set_operator(scope: Scope, sender: Record, country: str, name: str, status: str, remark: str = "") -> None:
    """One operator decides; the country follows its operators, the sender its countries."""
    entry = next(entry for entry in sender["countryStatus"] if entry["country"] == country)
    operator = next(operator for operator in entry["operators"] if operator["name"] == name)
    before = operator["status"]
    operator.update(status=status, modified=scope.now())
    operator.pop("remark", None)
    if remark:
        operator["remark"] = remark
    entry["status"] = _country_status([operator["status"] for operator in entry["operators"]])
    scope.touch(key_of(sender), sender)
    scope.emit(
        "RCS_SENDER_OPERATOR_STATUS_UPDATED",
        sender,
        operator=name,
        operatorCountry=country,
        operatorPreviousStatus=before,
        operatorCurrentStatus=status,
        comment=remark,
    )
    if status == "LAUNCHED" and sender["state"] == "LAUNCHING":
        scope.note(key_of(sender), "ACTIVE")
        set_state(scope, sender, "LAUNCHED")


def _country_status(statuses: list[str]) -> str:
    for status in ("LAUNCHED", "PENDING"):
        if status in statuses:
            return status
    return statuses[0] if len(set(statuses)) == 1 else "PENDING"


def set_brand(scope: Scope, sender: Record, status: str, text: str = "") -> None:
    """The brand's registration moves on; COMPLETED lets a waiting launch begin."""
    brand = sender.setdefault("brandDetails", _new_brand(scope))
    brand["registration"]["status"] = status
    brand["status"] = {"COMPLETED": "COMPLETED", "ARCHIVED": "ARCHIVED"}.get(status, "DRAFT")
    scope.touch(key_of(sender), sender)
    scope.emit("RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED", sender, status=status, comment=text)
    if status == "COMPLETED" and sender["state"] == "PREPARING_LAUNCH":
        begin_launch(scope, sender)


HANDLERS: dict[str, Handler] = {"RcsSendersController_launchSender_v1": _launch}

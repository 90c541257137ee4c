"""RCS: senders from nothing to LAUNCHED, test numbers, the questionnaire, the account's trail, upscales."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox_sinch.conftest import Api, Clock

SITE = "https://acme.example"
BRAND = {
    "name": "Acme",
    "logoUrl": f"{SITE}/logo.png",
    "bannerUrl": f"{SITE}/banner.png",
    "privacyPolicyUrl": f"{SITE}/privacy",
    "termsOfServiceUrl": f"{SITE}/terms",
    "emails": [{"label": "Support", "address": "help@acme.example"}],
}
GENERAL = {
    "optInDescription": "a",
    "triggerDescription": "b",
    "interactionsDescription": "c",
    "optOutDescription": "d",
    "videoUris": [f"{SITE}/demo.mp4"],
}
CONTACT = {"name": "Kim", "email": "kim@acme.example", "website": SITE}
ANSWERS = {"general": {"answers": GENERAL}, "verification": {"answers": CONTACT}}
SMALL = {"region": "EU", "billingCategory": "CONVERSATIONAL", "useCase": "OTP"}
WHOLE = {**SMALL, "details": {"brand": BRAND, "countries": ["SE"], "questionnaire": ANSWERS}}
US = {
    "companyLegalName": "Acme Inc",
    "companyPhoneNumber": "+12025550123",
    "companyEmailAddress": "legal@acme.example",
    "brandName": "Acme",
    "brandIndustry": "RETAIL",
    "addressLine": "1 Main St",
    "addressCity": "Springfield",
    "addressCountry": "US",
    "addressPostalCode": "62701",
    "websiteUrl": SITE,
    "contactFirstName": "Kim",
    "contactSurname": "Berg",
    "sampleMessages": ["Your order 1042 is on its way to you."],
    "messagesVolume": 1000,
    "embeddedLink": True,
    "embeddedPhone": False,
    "ageGatedContent": False,
    "directLending": False,
    "optInConfirmationMessage": "You are now subscribed to Acme.",
    "helpMessage": "Write to help@acme.example for help.",
    "callToActionMessage": "Sign up at acme.example to get messages about your orders.",
    "ownershipType": "PRIVATE",
    "legalForm": "CORPORATION",
    "taxIdCountry": "US",
    "taxId": "12-3456789",
    "addressState": "IL",
}


async def _new(api: Api, body: dict[str, Any] = WHOLE) -> str:
    return f"/rcs/senders/{(await api.ok('POST', '/rcs/senders', body))['id']}"


async def _play(api: Api, path: str, move: str, text: str = "") -> None:
    sender_id = path.rsplit("/", 1)[1]
    await api.play(next(s for s in api.subjects("rcs_sender") if s.id == sender_id), move, text)


async def test_a_draft_is_completed_set_up_launched(api: Api, clock: Clock) -> None:
    path = await _new(api, SMALL)
    assert (await api.ok("GET", path))["state"] == "DRAFT"
    assert await api.code("POST", f"{path}/launch") == "launch_invalid_agent_state"
    done = await api.ok("PATCH", path, {"details": {"brand": BRAND, "countries": ["SE"]}})
    assert done["state"] == "IN_PROGRESS"
    clock.move(seconds=api.world.work_seconds)
    api.world.timers.run_due()
    assert (await api.ok("GET", path))["state"] == "IN_TEST"
    status, error = await api.call("POST", f"{path}/launch")
    assert (status, error["errorCode"]) == (412, "launch_precondition_failed")
    assert error["additionalInformation"]["validationErrors"] == [
        *(
            f"details.questionnaire.general.answers.{name} should not be empty"
            for name in GENERAL
            if name != "videoUris"
        ),
        *(f"details.questionnaire.verification.answers.{name} should not be empty" for name in CONTACT),
    ]
    await api.ok("PATCH", path, {"details": {"questionnaire": ANSWERS}})
    launched = await api.ok("POST", f"{path}/launch")
    assert (launched["state"], launched["countryStatus"][0]["status"]) == ("LAUNCHING", "PENDING")
    assert {operator["status"] for operator in launched["countryStatus"][0]["operators"]} == {"PENDING"}
    states = [(e["previousState"], e["currentState"]) for e in api.world.events if "currentState" in e]
    assert states == [("DRAFT", "IN_PROGRESS"), ("IN_PROGRESS", "IN_TEST"), ("IN_TEST", "LAUNCHING")]
    await _play(api, path, "operator:SE:Telia:LAUNCHED")
    await _play(api, path, "operator:SE:Tele2:REJECTED", "No imprint.")
    live = await api.ok("GET", path)
    assert (live["state"], live["launched"]) == ("LAUNCHED", live["modified"])
    assert {o["name"]: o.get("remark") for o in live["countryStatus"][0]["operators"]}["Tele2"] == "No imprint."
    rejected = api.world.events[-1]
    assert (rejected["operator"], rejected["operatorPreviousStatus"], rejected["operatorCurrentStatus"]) == (
        "Tele2",
        "PENDING",
        "REJECTED",
    )


async def test_a_complete_sender_is_in_test_at_once(api: Api) -> None:
    made = await api.ok("POST", "/rcs/senders", WHOLE)
    assert (made["state"], made["hostingRegion"]) == ("IN_TEST", "EUROPE")
    assert {o["status"] for o in made["countryStatus"][0]["operators"]} == {"NOT_LAUNCHED"}
    assert made["details"]["questionnaire"]["general"]["answers"] == GENERAL


async def test_without_a_video_the_launch_waits(api: Api) -> None:
    path = await _new(api)
    general = {"answers": {"videoUris": None}}
    await api.ok("PATCH", path, {"details": {"questionnaire": {"general": general}}})
    assert (await api.ok("POST", f"{path}/launch"))["state"] == "PREPARING_LAUNCH"
    await _play(api, path, "launch")
    assert (await api.ok("GET", path))["state"] == "LAUNCHING"


async def test_a_us_launch_waits_for_the_brand(api: Api) -> None:
    contact = {"answers": {**CONTACT, "phone": "+12025550123"}}
    answers = {**ANSWERS, "verification": contact, "us": {"answers": US}}
    details = {"brand": BRAND, "countries": ["US"], "questionnaire": answers}
    path = await _new(api, {**SMALL, "region": "US", "details": details})
    waiting = await api.ok("POST", f"{path}/launch")
    assert waiting["state"] == "PREPARING_LAUNCH"
    assert (waiting["brandDetails"]["status"], waiting["brandDetails"]["registration"]["status"]) == ("DRAFT", "NEW")
    await _play(api, path, "brand:COMPLETED")
    assert (await api.ok("GET", path))["state"] == "LAUNCHING"
    kinds = api.events()
    assert kinds.index("RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED") < kinds.index(
        "RCS_SENDER_OPERATOR_STATUS_UPDATED"
    )


async def test_what_cannot_change_after_launch(api: Api) -> None:
    path = await _new(api)
    await api.ok("POST", f"{path}/launch")
    assert await api.code("PATCH", path, {"details": {"brand": {"name": "Other"}}}) == "fields_not_updatable"
    assert await api.code("PATCH", path, {"details": {}}) == "no_fields_to_update"
    more = await api.ok("PATCH", path, {"details": {"countries": ["SE", "GB"]}})
    assert [entry["status"] for entry in more["countryStatus"]] == ["PENDING", "NOT_LAUNCHED"]
    other = {"verification": {"answers": {"name": "Someone else"}}, "gb": {"answers": {"companyLegalName": "A"}}}
    await api.ok("PATCH", path, {"details": {"questionnaire": other}})
    gb = {"gb": {"answers": {"brandIndustry": "Retail", "messagesVolume": "0 - 10K messages"}}}
    await api.ok("PATCH", path, {"details": {"questionnaire": gb}})
    assert await api.code("POST", f"{path}/launch") == "launch_invalid_verification_state"
    back = {"verification": {"answers": {"name": CONTACT["name"]}}}
    await api.ok("PATCH", path, {"details": {"questionnaire": back}})
    again = await api.ok("POST", f"{path}/launch")
    assert [entry["status"] for entry in again["countryStatus"]] == ["PENDING", "PENDING"]


async def test_google_may_suspend_the_verification(api: Api) -> None:
    path = f"/rcs/senders/{api.subject('rcs_sender', 'LAUNCHED').id}"
    await _play(api, path, "operator:SE:Telia:INVALID_IN_GOOGLE_MY_BUSINESS")
    assert await api.code("POST", f"{path}/launch") == "verification_suspended_in_gmb"


async def test_the_att_supplier_takes_us_senders_only(api: Api) -> None:
    path = await _new(api)
    assert await api.code("PATCH", path, {"details": {"countries": ["US"]}}) == "invalid_region_for_att_supplier"
    numbers = {"testNumbers": ["+12025550123"]}
    assert await api.code("POST", f"{path}/testNumbers", numbers) == "invalid_region_for_att_supplier"


async def test_test_numbers_are_invited_answer_and_leave(api: Api, clock: Clock) -> None:
    draft = await _new(api, SMALL)
    assert await api.code("POST", f"{draft}/testNumbers", {"testNumbers": ["+46700000001"]}) == "no_google_supplier"
    path = await _new(api)
    number = "+46700000001"
    one = f"{path}/testNumbers/{number}"
    added = await api.ok("POST", f"{path}/testNumbers", {"testNumbers": [number, "+46700000002"]})
    assert [entry["state"] for entry in added["testNumbers"]] == ["UNVERIFIED", "UNVERIFIED"]
    assert await api.code("GET", f"{one}/capabilities") == "user_has_not_accepted_invite"
    await _play(api, path, f"tester:{number}:VERIFIED")
    assert (await api.ok("GET", one))["state"] == "VERIFIED"
    assert "REVOCATION" in (await api.ok("GET", f"{one}/capabilities"))["features"]
    assert (await api.ok("GET", f"{one}/retry"))["state"] == "UNVERIFIED"
    await _play(api, path, f"tester:{number}:DECLINED")
    for request in (("GET", f"{one}/retry"), ("GET", f"{one}/capabilities")):
        assert await api.code(*request) == "blocked_because_the_recipient_declined"
    await api.ok("DELETE", one)
    assert await api.code("GET", one) == "user_is_not_tester_for_agent"
    assert (await api.ok("GET", path))["details"]["testNumbers"] == ["+46700000002"]
    many = [f"+4670000{number:04d}" for number in range(1001, 1018)]
    await api.ok("POST", f"{path}/testNumbers", {"testNumbers": many})
    last = {"testNumbers": ["+46700002000"]}
    assert await api.code("POST", f"{path}/testNumbers", last) == "rbm_too_many_requests"
    clock.move(days=1)
    await api.ok("POST", f"{path}/testNumbers", last)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("+46700000400", "add_test_number_invalid"),
        ("+46700000403", "add_test_number_not_allowed_before_launch"),
        ("+46700000404", "user_cannot_be_reached"),
        ("nonsense", "invalid_input"),
    ],
)
async def test_numbers_that_stand_for_a_fault(api: Api, number: str, code: str) -> None:
    path = await _new(api)
    assert await api.code("POST", f"{path}/testNumbers", {"testNumbers": [number]}) == code


async def test_an_update_replaces_the_test_numbers(api: Api) -> None:
    path = await _new(api)
    await api.ok("POST", f"{path}/testNumbers", {"testNumbers": ["+46700000001", "+46700000002"]})
    await _play(api, path, "tester:+46700000002:VERIFIED")
    numbers = ["+46700000002", "+46700000003"]
    changed = await api.ok("PATCH", path, {"details": {"testNumbers": numbers}})
    assert changed["details"]["testNumbers"] == numbers
    assert [entry["state"] for entry in changed["testNumberStates"]] == ["VERIFIED", "UNVERIFIED"]
    emptied = await api.ok("PATCH", path, {"details": {"testNumbers": None}})
    assert emptied["testNumberStates"] == []
    assert "testNumbers" not in emptied["details"]


async def test_lists_search_filter_and_sort(api: Api) -> None:
    async def names(query: str) -> list[str]:
        senders = (await api.ok("GET", f"/rcs/senders?{query}"))["senders"]
        return [sender["details"]["brand"]["name"] for sender in senders]

    assert await names("") == ["Northwind Coffee", "Northwind Offers", "RCS Sender"]
    assert await names("sortColumn=NAME&sortDirection=DESC") == ["RCS Sender", "Northwind Offers", "Northwind Coffee"]
    assert await names("search=OFFER") == ["Northwind Offers"]
    assert await names("filterStates=DRAFT,LAUNCHED") == ["Northwind Coffee", "RCS Sender"]
    _, error = await api.call("GET", "/rcs/senders?filterStates=GONE")
    assert error["additionalInformation"]["supportedCodes"].startswith("DRAFT, IN_PROGRESS, IN_TEST")


async def test_pictures_and_lists_are_checked(api: Api) -> None:
    brand = {**BRAND, "logoUrl": f"{SITE}/wrong-dimensions.png"}
    _, error = await api.call("POST", "/rcs/senders", {**SMALL, "details": {"brand": brand}})
    assert error["errorCode"] == "file_has_wrong_dimensions"
    assert "details.brand.logoUrl" in error["message"]
    twice = {**BRAND, "emails": BRAND["emails"] * 2}  # type: ignore[operator]
    assert await api.code("POST", "/rcs/senders", {**SMALL, "details": {"brand": twice}}) == "invalid_input"


async def test_the_questionnaire_follows_countries_and_brand(api: Api) -> None:
    base = "/rcs/questionnaire/OTP"
    assert sorted(await api.ok("GET", base)) == ["general", "verification"]
    both = await api.ok("GET", f"{base}?countries=GB&countries=FR")
    assert sorted(both) == ["fr", "gb", "general", "verification"]

    async def fields(query: str) -> set[str]:
        return set((await api.ok("GET", f"{base}?countries=US&{query}"))["us"]["questions"])

    everything = await fields("usQuestionnaireVersion=v2")
    private_abroad = await fields("usQuestionnaireBrandCampaignVersion=NON_US_PRIVATE")
    assert everything - private_abroad == {"addressState", "stockExchange", "stockSymbol"}
    assert "ein" in await fields("usQuestionnaireVersion=v1")


async def test_comments_on_account_and_sender(api: Api) -> None:
    await api.ok("POST", "/rcs/comments", {"comment": "for the account"})
    assert api.world.events[-1] == {"type": "RCS_ACCOUNT_COMMENT_ADDED", "comment": "for the account"}
    path = f"/rcs/senders/{api.subject('rcs_sender').id}"
    await api.ok("POST", f"{path}/comments", {"comment": "for the sender"})
    assert api.world.events[-1]["payload"]["id"] == api.subject("rcs_sender").id
    newest = (await api.ok("GET", f"{path}/activities"))["notifications"][0]
    assert (newest["comment"], newest["author"]) == ("for the sender", "Provisioning API user")


async def test_upscales_keep_fields_that_nobody_documents(api: Api) -> None:
    made = await api.ok("POST", "/rcs/upscales", {"senderId": "s", "ratio": 0.5})
    path = f"/rcs/upscales/{made['id']}"
    assert (await api.ok("PATCH", path, {"ratio": 1}))["ratio"] == 1
    assert await api.code("PATCH", path, {}) == "no_fields_to_update"
    assert (await api.ok("GET", "/rcs/upscales"))["totalSize"] == 2
    await api.ok("DELETE", path)
    assert await api.code("GET", path) == "upscale_not_found"

"""Tokens, routing, validation, paging, faults: what every operation shares."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.sandbox.sinch.api.spec import load_spec
from bot.sandbox.sinch.service.app import create_app
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.sandbox.sinch.world.faults import Fault
from tests.unit.sandbox_sinch.conftest import Api, Clock

WHATSAPP = f"/v1/projects/{PROJECT_ID}/whatsapp"
GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
def anonymous(world: World) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app(world)), base_url="http://api")


async def test_a_token_opens_the_api_until_it_expires(anonymous: httpx.AsyncClient, clock: Clock) -> None:
    grant = (await anonymous.post("/oauth2/token", data=GRANT, auth=(KEY_ID, KEY_SECRET))).json()
    bearer = {"Authorization": f"Bearer {grant['access_token']}"}
    assert grant["token_type"] == "bearer"
    assert (await anonymous.get(WHATSAPP, headers=bearer)).status_code == 200
    clock.move(seconds=grant["expires_in"])
    refused = await anonymous.get(WHATSAPP, headers=bearer)
    assert (refused.status_code, refused.json()["errorCode"]) == (401, "unauthorized_error")


async def test_wrong_credentials_get_no_token(anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.post("/oauth2/token", data=GRANT, auth=(KEY_ID, "no"))).status_code == 401
    assert (await anonymous.post("/oauth2/token", data=GRANT)).status_code == 401
    assert (await anonymous.post("/oauth2/token", data={}, auth=(KEY_ID, KEY_SECRET))).status_code == 400


@pytest.mark.parametrize("header", ["", "Bearer guessed", "Basic !!!", "Basic bm86bm8="])
async def test_other_authorization_is_refused(anonymous: httpx.AsyncClient, header: str) -> None:
    answer = await anonymous.get(WHATSAPP, headers={"Authorization": header})
    assert (answer.status_code, answer.json()["errorCode"]) == (401, "unauthorized_error")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("whatsapp/solutions", 404, "project_not_found"),
        ("whatsapp/templates", 400, "project_not_initialized"),
        ("rcs/activities", 404, "account_not_found"),
        ("webhooks", 401, "unauthorized_error"),
    ],
)
async def test_an_unknown_project_is_refused_as_documented(api: Api, path: str, status: int, code: str) -> None:
    api.base = "/v1/projects/00000000-0000-4000-8000-0000000000ff"
    assert await api.call("GET", f"/{path}") == (status, await _error(api, path))
    assert await api.code("GET", f"/{path}") == code


async def _error(api: Api, path: str) -> Any:
    return (await api.call("GET", f"/{path}"))[1]


async def test_a_malformed_project_id_is_named(api: Api) -> None:
    api.base = "/v1/projects/nonsense"
    assert await api.code("GET", "/bundles") == "invalid_id_format"


async def test_broken_json_is_an_invalid_payload(api: Api) -> None:
    for raw in (b"{", b"[]", b'{"comment": NaN}', b"\xff"):
        answer = await api.client.post(f"{api.base}/rcs/comments", content=raw)
        assert (answer.status_code, answer.json()["errorCode"]) == (400, "invalid_payload")


async def test_faults_of_a_body_are_flat_sentences(api: Api) -> None:
    body = {"target": "nowhere", "secret": "", "triggers": ["SOMETIMES"]}
    status, error = await api.call("POST", "/webhooks", body)
    assert (status, error["errorCode"]) == (400, "invalid_input")
    faults = error["additionalInformation"]["validationErrors"]
    assert "target must be a URL address" in faults
    assert "secret should not be empty" in faults
    assert any(fault.startswith("each value in triggers must be one of") for fault in faults)


async def test_nested_faults_name_the_path_of_the_alternative_meant(api: Api) -> None:
    components = [{"type": "BODY", "text": "x"}, {"type": "BUTTONS", "buttons": [{"type": "URL", "url": "x"}]}]
    body = {"name": "t_1", "language": "EN", "category": "UTILITY", "details": {"components": components}}
    _, error = await api.call("POST", "/whatsapp/templates", body)
    assert set(error["additionalInformation"]["validationErrors"]) == {
        "details.components.1.buttons.0.text should not be empty",
        "details.components.1.buttons.0.url must be a URL address",
    }


async def test_fields_that_the_api_does_not_know_are_left_out(api: Api) -> None:
    created = await api.ok("POST", "/sms/smsApps", {"name": "A", "region": "EU", "colour": "red"})
    assert "colour" not in created


async def test_pages_lead_forth_and_back(api: Api) -> None:
    first = await api.ok("GET", "/whatsapp/templates?pageSize=5")
    second = await api.ok("GET", f"/whatsapp/templates?pageToken={first['nextPageToken']}")
    third = await api.ok("GET", f"/whatsapp/templates?pageToken={second['nextPageToken']}")
    names = [(t["name"], t["language"]) for page in (first, second, third) for t in page["templates"]]
    assert len(names) == first["totalSize"] == len(set(names))
    assert names == sorted(names)
    assert "nextPageToken" not in third
    assert "previousPageToken" not in first
    again = await api.ok("GET", f"/whatsapp/templates?pageToken={second['previousPageToken']}")
    assert again == first


async def test_a_token_fits_only_its_own_query(api: Api) -> None:
    token = (await api.ok("GET", "/whatsapp/templates?pageSize=2"))["nextPageToken"]
    for query in (f"pageToken={token}&filterStates=APPROVED", "pageToken=made-up", "pageToken=%00"):
        assert await api.code("GET", f"/whatsapp/templates?{query}") == "invalid_page_token"


@pytest.mark.parametrize("size", ["0", "16", "x", "1.5", "-1"])
async def test_page_sizes_have_limits(api: Api, size: str) -> None:
    assert await api.code("GET", f"/webhooks?pageSize={size}") == "invalid_page_size"


async def test_unknown_filter_values_name_the_known_ones(api: Api) -> None:
    _, error = await api.call("GET", "/whatsapp/senders?filterStatuses=SLEEPING")
    assert error["errorCode"] == "invalid_filter_statuses"
    assert error["additionalInformation"]["supportedCodes"] == "DRAFT, ERROR, IN_PROGRESS, REJECTED"
    assert await api.code("GET", "/whatsapp/templates/order_update/languages/XX") == "template_invalid_language_code"
    assert await api.code("GET", "/rcs/questionnaire/FUN") == "questionnaire_invalid_use_case"
    assert await api.code("GET", "/rcs/questionnaire/OTP?countries=XX") == "questionnaire_invalid_country"


async def test_malformed_ids_differ_from_unknown_ones(api: Api) -> None:
    assert await api.code("GET", "/webhooks/short") == "invalid_id_format"
    assert await api.code("GET", f"/webhooks/{'0' * 32}") == "webhook_not_found"


@pytest.mark.parametrize("operation_id", sorted(load_spec().operations))
async def test_every_documented_error_can_be_asked_for(api: Api, operation_id: str) -> None:
    spec = load_spec()
    op = spec.operations[operation_id]
    path = op.path.format(**{name: "x" * 32 for name in op.params} | {"projectId": PROJECT_ID})
    error_schema = spec.validator(spec.document["components"]["schemas"]["PapiError"])
    for code, status in op.errors.items():
        answer = await api.client.request(op.method, path, headers={"X-Sandbox-Error": code})
        assert (answer.status_code, answer.json()["errorCode"]) == (status, code)
        assert error_schema.is_valid(answer.json())


async def test_words_in_a_body_ask_for_an_error_too(api: Api) -> None:
    body = {"region": "EU", "name": "sandbox:more_than_one_sms_app", "smsApp": True}
    assert await api.code("POST", "/bundles", body) == "more_than_one_sms_app"
    comment = {"comment": "sandbox:more_than_one_sms_app is not documented here"}
    assert (await api.ok("POST", "/rcs/comments", comment))["type"] == "CREATED"


async def test_faults_happen_as_often_as_asked(api: Api, clock: Clock) -> None:
    api.world.faults.add(Fault("status", remaining=2, status=503))
    api.world.faults.add(Fault("rate", seconds=7))
    api.world.faults.add(Fault("hang", seconds=30))
    api.world.faults.add(Fault("nonsense"))
    answers = [await api.client.get(f"{api.base}/whatsapp") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [503, 503, 429, 504, 200, 200]
    assert answers[2].headers["Retry-After"] == "7"
    assert clock.naps == [30]
    assert isinstance(answers[4].json(), list)
    assert answers[5].json()["state"] == "ONBOARDED"


async def test_trouble_can_be_a_matter_of_chance(api: Api) -> None:
    api.world.faults.chance = 0.5
    statuses = {(await api.call("GET", "/whatsapp"))[0] for _ in range(20)}
    assert statuses == {200, 503}
    api.world.faults.clear()
    assert {(await api.call("GET", "/whatsapp"))[0] for _ in range(20)} == {200}


async def test_an_answer_can_be_lost_after_the_work_is_done(api: Api) -> None:
    api.world.faults.add(Fault("status", method="POST", path="/rcs/comments", after=True))
    status, _ = await api.call("POST", "/rcs/comments", {"comment": "arrived"})
    assert status == 503
    assert (await api.ok("GET", "/rcs/activities"))["notifications"][0]["comment"] == "arrived"


async def test_half_a_request_uses_up_no_trouble(api: Api) -> None:
    """Its sender died while it wrote: nothing was carried out, so no answer was lost."""

    async def half() -> AsyncIterator[bytes]:
        yield b'{"comment":'
        raise ConnectionResetError

    api.world.faults.add(Fault("status", method="POST", path="/rcs/comments", after=True))
    with pytest.raises(ConnectionResetError):
        await api.client.post(f"{api.base}/rcs/comments", content=half())
    assert len(api.world.faults.waiting) == 1


async def test_latency_is_slept(api: Api, clock: Clock) -> None:
    api.world.latency = 0.4
    await api.ok("GET", "/whatsapp")
    assert clock.naps == [0.4]


async def test_it_serves_on_a_port_of_its_own() -> None:
    world = World()
    world.add_project()
    async with serving(world) as address, httpx.AsyncClient(base_url=address, trust_env=False) as client:
        answer = await client.get(f"/v1/projects/{PROJECT_ID}/webhooks", auth=(KEY_ID, KEY_SECRET))
    assert answer.json() == {"totalSize": 0, "pageSize": 15, "webhooks": []}

"""The barest Slack and Sinch that a stranger would write: answers with the fewest fields, and what they were asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from aiohttp import web
from pydantic import SecretStr

from bot.app import Bot
from bot.prepare import prepare_database
from bot.sandbox.slack.emulator import listen
from bot.settings import Settings
from tests.worlds.bot_world import served
from tests.worlds.databases import make_tables
from tests.worlds.slack_request import signed_headers
from tests.worlds.waiting import until
from tests.worlds.webhook import signed

ADMIN, PERSON, CHANNEL, PROJECT = "UADMIN", "UPERSON", "C1", "p1"
SIGNING_SECRET, WEBHOOK_SECRET = "a-signing-secret", "a-webhook-secret"

Json = dict[str, Any]


@dataclass
class Call:
    """One request that reached a stub."""

    name: str
    body: Json


@dataclass
class StubWorld:
    """Both stubs, and the bot to talk to; `sinch` answers by method and path, `{}` unless told otherwise."""

    url: str = ""
    stubs: str = ""
    bot: Bot = field(init=False)
    slack: list[Call] = field(default_factory=list)
    asked: list[Call] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)
    sinch: dict[str, Json | Callable[[], web.Response]] = field(default_factory=dict)
    people: dict[str, Json] = field(default_factory=dict)
    """What Slack knows of whom, beyond an id and a name."""
    home: Json = field(default_factory=dict)
    """What auth.test says, beyond who the bot is."""
    app: Json = field(default_factory=dict)
    """What bots.info says."""
    unknown: frozenset[str] = frozenset()
    """Methods of Slack's that this one does not know."""
    refuses: dict[str, str] = field(default_factory=dict)
    """Its words for what it refuses, by method."""
    seconds: float = 0.0
    """How long Slack takes to answer what it has done already."""
    sinch_seconds: float = 0.0
    """How long Sinch takes to answer."""
    http: httpx.AsyncClient = field(default_factory=httpx.AsyncClient)

    def posts(self) -> list[Json]:
        return [call.body for call in self.slack if call.name == "chat.postMessage"]

    def views(self) -> list[Json]:
        """Every modal as it was opened or changed."""
        return [call.body["view"] for call in self.slack if call.name in ("views.open", "views.update")]

    until = staticmethod(until)

    async def slash(self, text: str, *, user: str = ADMIN) -> Json:
        """Type a command; the answer, or the modal as `{"view": ...}`."""
        before, opened = len(self.answers), len(self.views())
        form = {"command": "/sinch", "text": text, "user_id": user, "channel_id": CHANNEL, "trigger_id": "t"}
        await self._slack(urlencode({**form, "response_url": f"{self.stubs}/respond"}).encode())
        return await self._seen(before, opened)

    async def press(self, answer: Json, label: str, *, user: str = ADMIN) -> Json:
        """Press a button with as little in the payload as does."""
        before, opened = len(self.answers), len(self.views())
        button = next(item for item in buttons(answer) if item["text"]["text"] == label)
        pressed = {name: button[name] for name in ("action_id", "value")}
        payload: Json = {"type": "block_actions", "user": {"id": user}, "actions": [pressed]}
        payload |= {"channel": {"id": CHANNEL}, "trigger_id": "t", "response_url": f"{self.stubs}/respond"}
        await self._slack(urlencode({"payload": json.dumps(payload)}).encode())
        return await self._seen(before, opened)

    async def submit(self, view: Json, values: Json, *, user: str = ADMIN) -> Json:
        """Send a form, of which only what was filled in comes back, lists as choices; what the bot answers at once."""
        state = {name: {"value": _filled(value)} for name, value in values.items()}
        sent: Json = {"id": "V1", "type": "modal", "callback_id": view["callback_id"], "state": {"values": state}}
        sent["private_metadata"] = view["private_metadata"]
        payload = {"type": "view_submission", "user": {"id": user}, "view": sent}
        response = await self._slack(urlencode({"payload": json.dumps(payload)}).encode())
        answer: Json = response.json()
        return answer

    async def event(self, event: Json, event_id: str) -> None:
        body = {"type": "event_callback", "team_id": "T1", "event_id": event_id, "event": event}
        await self._slack(json.dumps(body).encode(), kind="application/json")

    async def hook(self, event: Json) -> httpx.Response:
        body = json.dumps(event).encode()
        headers = signed(body, secret=WEBHOOK_SECRET)
        return await self.http.post(f"{self.url}/sinch/webhooks/{PROJECT}", content=body, headers=headers)

    async def _seen(self, answers: int, views: int) -> Json:
        await self.until(lambda: len(self.answers) > answers or len(self.views()) > views, "an answer")
        return self.answers[-1] if len(self.answers) > answers else {"view": self.views()[-1]}

    async def signed(self, body: bytes, kind: str = "application/x-www-form-urlencoded") -> httpx.Response:
        """Send this to the bot as Slack does."""
        headers = signed_headers(body, SIGNING_SECRET, kind=kind)
        return await self.http.post(f"{self.url}/slack/events", content=body, headers=headers)

    async def _slack(self, body: bytes, kind: str = "application/x-www-form-urlencoded") -> httpx.Response:
        response = await self.signed(body, kind)
        assert response.status_code == httpx.codes.OK, response.text
        return response

    async def api(self, request: web.Request) -> web.Response:
        """Slack's Web API."""
        name = request.match_info["method"]
        body: Json = dict(request.query)
        body |= await request.json() if request.content_type == "application/json" else {}
        self.slack.append(Call(name, body))
        if name in self.unknown:
            return web.json_response({"ok": False, "error": "unknown_method"})
        if name in self.refuses:
            return web.json_response({"ok": False, "error": self.refuses[name]})
        known: dict[str, Json] = {
            "auth.test": {"user_id": "UBOT", "bot_id": "BBOT", **self.home},
            "bots.info": {"bot": {"id": "BBOT", **self.app}},
            "chat.postMessage": {"ts": f"1700000000.{len(self.slack):06d}"},
            "users.info": {
                "user": {"id": body.get("user"), "name": "sam", **self.people.get(body.get("user", ""), {})}
            },
            "conversations.info": {"channel": {"id": body.get("channel"), "name": "general"}},
            "conversations.open": {"channel": {"id": "D1"}},
            "views.open": {"view": {"id": "V1"}},
        }
        await asyncio.sleep(self.seconds)
        return web.json_response({"ok": True, **known.get(name, {})})

    async def respond(self, request: web.Request) -> web.Response:
        """A response_url."""
        self.answers.append(await request.json())
        return web.Response(text="ok")

    async def provisioning(self, request: web.Request) -> web.Response:
        """Sinch's API and its token endpoint."""
        if request.path == "/token":
            return web.json_response({"access_token": "t", "expires_in": 3600})
        path = request.path.removeprefix(f"/v1/projects/{PROJECT}")
        body = json.loads(await request.read() or b"{}")
        self.asked.append(Call(f"{request.method} {path}", body))
        await asyncio.sleep(self.sinch_seconds)
        answer = self.sinch.get(f"{request.method} {path}", {})
        return answer() if callable(answer) else web.json_response(answer)

    def sent(self, name: str) -> list[Json]:
        """The bodies of the requests of this method and path."""
        return [call.body for call in self.asked if call.name == name]


def _filled(value: str | list[str]) -> Json:
    if isinstance(value, str):
        return {"type": "plain_text_input", "value": value}
    return {"type": "multi_static_select", "selected_options": [{"value": item} for item in value]}


def buttons(answer: Json) -> list[Json]:
    return [item for block in answer["blocks"] for item in block.get("elements", []) if item["type"] == "button"]


def refusal(status: int, message: str, resolution: str, **more: Any) -> Callable[[], web.Response]:
    """An answer of Sinch's that is an error."""
    body = {"errorCode": "invalid_input", "message": message, "resolution": resolution, **more}
    return lambda: web.json_response(body, status=status)


@asynccontextmanager
async def stub_world(
    folder: Path, *, home: Json | None = None, app_info: Json | None = None, **settings: Any
) -> AsyncIterator[StubWorld]:
    """Start both stubs and the bot; `home` and `app_info` are known when the bot first asks who it is."""
    async with AsyncExitStack() as stack:
        made = StubWorld(home=home or {}, app=app_info or {})
        app = web.Application()
        app.router.add_route("*", "/api/{method}", made.api)
        app.router.add_post("/respond", made.respond)
        app.router.add_route("*", "/{path:.*}", made.provisioning)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        made.stubs = "http://{}:{}".format(*runner.addresses[0][:2])
        listener = listen("127.0.0.1", 0)
        made.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        values: Json = {
            "slack_bot_token": SecretStr("xoxb-not-a-token"),
            "slack_signing_secret": SecretStr(SIGNING_SECRET),
            "slack_api_url": f"{made.stubs}/api",
            "sinch_project_id": PROJECT,
            "sinch_key_id": "k1",
            "sinch_key_secret": SecretStr("s"),
            "sinch_api_url": made.stubs,
            "sinch_auth_url": f"{made.stubs}/token",
            "sinch_webhook_secret": SecretStr(WEBHOOK_SECRET),
            "database_url": f"sqlite+aiosqlite:///{folder / 'bot.db'}",
            "admins": (ADMIN,),
            "comment_hold_seconds": 0.0,
            **settings,
        }
        ready = Settings(_env_file=None, **values)
        await make_tables(ready.database_url)
        await prepare_database(ready)
        await stack.enter_async_context(made.http)
        made.bot = Bot(ready)
        await stack.enter_async_context(served(made.bot, listener))
        yield made

"""A small bot made with Bolt that uses every part of Slack which the sandbox's page can show.

Started by the launcher exactly like the real bot: as a child process, configured by its environment.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.browser.samples import CARDS, EVERY_BLOCK, EXTERNAL, FORM, live_form, second_page

Json = dict[str, Any]
ONE_AFTER_THE_OTHER = asyncio.Lock()
LATEST: dict[str, str] = {}
"""The time of the latest press in each modal."""


def create() -> Starlette:
    """The bot as an ASGI application."""
    client = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"], process_before_response=True)
    app.command("/sinch")(_command)
    app.view("form")(_submitted)
    app.view("second")(_finished)
    app.options("external")(_options)
    app.action("count")(_counted)
    app.action("live")(_typed)
    app.action("danger")(_deleted)
    app.shortcut("comment")(_shortcut)
    app.event("message")(_heard)
    app.event("app_home_opened")(_home)
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready")

    async def webhook(request: Request) -> Response:
        event = await request.json()
        await client.chat_postMessage(channel=os.environ["DEFAULT_CHANNEL"], text=f"Sinch says {event['type']}")
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/sinch/webhooks/{project}", webhook, methods=["POST"]),
            Route("/ready", ready),
        ]
    )


async def _command(ack: Any, command: Json, client: AsyncWebClient, respond: Any) -> None:
    await ack()
    words = command["text"].split()
    if words[:1] == ["form"]:
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)
    elif words[:1] == ["live"]:
        await client.views_open(trigger_id=command["trigger_id"], view=live_form(""))
    elif words[:1] == ["cards"]:
        await client.chat_postMessage(channel=command["channel_id"], text="Cards", blocks=CARDS)
    elif words[:1] == ["blocks"]:
        for number, blocks in enumerate(EVERY_BLOCK):
            await client.chat_postMessage(channel=command["channel_id"], text=f"Blocks {number}", blocks=blocks)
    elif words[:1] == ["die"]:
        os._exit(3)
    else:
        await respond(text=f"You said `{command['text']}` in <#{command['channel_id']}>", response_type="ephemeral")


async def _submitted(ack: Any, view: Json) -> None:
    values = view["state"]["values"]
    if values["name"]["name"]["value"] == "taken":
        await ack(response_action="errors", errors={"name": "This name is taken."})
    else:
        await ack(response_action="push", view=second_page(values))


async def _finished(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack(response_action="clear")
    text = f"<@{body['user']['id']}> finished the form"
    await client.chat_postMessage(channel=os.environ["DEFAULT_CHANNEL"], text=text)


async def _options(ack: Any, payload: Json) -> None:
    found = [name for name in EXTERNAL if payload["value"].lower() in name.lower()]
    await ack(options=[{"text": {"type": "plain_text", "text": name}, "value": name} for name in found[:100]])


async def _counted(ack: Any, action: Json, body: Json, client: AsyncWebClient) -> None:
    await ack()
    count = int(action["value"]) + 1
    blocks = body["message"]["blocks"]
    for block in blocks:
        for element in block.get("elements", []):
            if isinstance(element, dict) and element.get("action_id") == "count":
                element["value"] = str(count)
                element["text"]["text"] = f"Pressed {count} times"
    await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="Blocks", blocks=blocks)


async def _typed(ack: Any, action: Json, body: Json, client: AsyncWebClient) -> None:
    await ack()
    view = body["view"]["id"]
    async with ONE_AFTER_THE_OTHER:
        if action["action_ts"] > LATEST.get(view, ""):  # a press may overtake another on its way here
            LATEST[view] = action["action_ts"]
            await client.views_update(view_id=view, view=live_form(action["value"] or ""))


async def _deleted(ack: Any, body: Json, client: AsyncWebClient) -> None:
    await ack()
    await client.chat_delete(channel=body["channel"]["id"], ts=body["message"]["ts"])


async def _shortcut(ack: Any, shortcut: Json, client: AsyncWebClient) -> None:
    await ack()
    place = {"channel": shortcut["channel"]["id"], "thread_ts": shortcut["message"]["ts"]}
    await client.chat_postMessage(text="Taken as a *comment*", **place)


async def _heard(event: Json, client: AsyncWebClient) -> None:
    if event.get("thread_ts") and not event.get("bot_id") and not event.get("subtype"):
        await client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="white_check_mark")


async def _home(event: Json, client: AsyncWebClient) -> None:
    if event["tab"] == "home":
        title = {"type": "header", "text": {"type": "plain_text", "text": "At home"}}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [title]})


async def main() -> None:
    """Serve where the environment says."""
    config = uvicorn.Config(create(), host=os.environ["HOST"], port=int(os.environ["PORT"]), log_level="warning")
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main())

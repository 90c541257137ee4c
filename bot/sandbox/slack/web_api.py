"""The HTTP side: Web API methods, uploads, downloads, response URLs and the Socket Mode endpoint, as one ASGI app."""

from __future__ import annotations

import inspect
import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from bot.sandbox.slack.api import apps, blocks, chat, conversations, files, reactions, scopes, users, views
from bot.sandbox.slack.api.call import ApiCall, Method, Services
from bot.sandbox.slack.errors import Refusal, SlackError
from bot.sandbox.slack.faults import Fault, Faults
from bot.sandbox.slack.limits import Limits
from bot.sandbox.slack.model import JSON, Call
from bot.sandbox.slack.response_urls import ResponseUrls

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **blocks.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}
_NO_AUTH = ("api.test",)
_MOST_BYTES = 100_000_000


class WebApi:
    """Answers HTTP; ``app`` is the ASGI application."""

    def __init__(self, services: Services, urls: ResponseUrls, limits: Limits, faults: Faults) -> None:
        self.services = services
        self.urls = urls
        self.limits = limits
        self.faults = faults
        self.app = Starlette(
            routes=[
                Route("/api/{method}", self._method, methods=["GET", "POST"]),
                Route("/response/{team}/{key}", self._response_url, methods=["POST"]),
                Route("/upload/v1/{file_id}", self._upload, methods=["POST", "PUT"]),
                Route("/files-pri/{file_id}/{rest:path}", self._download),
                WebSocketRoute("/link/", services.sockets.serve),
            ]
        )

    # -- Web API ----------------------------------------------------------------------------------------------------

    async def _method(self, request: Request) -> Response:
        method = request.path_params["method"]
        if self.faults.latency:
            await self.faults.wait(self.faults.latency)
        fault = self.faults.next(method)
        params: JSON = {}
        try:
            params = await _params(request)
            response = await self._with_fault(fault, method, params, _token(request, params))
        except SlackError as error:
            self._record(method, params, error.status, error.code)
            return refused(error, self.services.workspace.refusal)
        self._record(method, params, response.status_code, fault.code if fault else "")
        return response

    async def _with_fault(self, fault: Fault | None, method: str, params: JSON, token: str) -> Response:
        if fault is None:
            return await self._do(method, params, token)
        response = await self._do(method, params, token) if fault.applied else None
        if fault.hang:
            await self.faults.wait(fault.hang)
            if not fault.fails:
                return response or await self._do(method, params, token)
        return _failure(fault)

    async def _do(self, method: str, params: JSON, token: str) -> Response:
        handler = METHODS.get(method)
        if handler is None:
            raise SlackError("unknown_method", req_method=method)
        app = self.services.workspace.app
        if method not in _NO_AUTH:
            self._authorize(method, token)
        call = ApiCall(method, params, self.services)
        channel = self.services.workspace.channels.get(call.text("channel"))
        scopes.check(app, method, channel)
        self._pace(method, channel.id if channel else call.text("channel"))
        answer = handler(call)
        if inspect.isawaitable(answer):
            answer = await answer
        return JSONResponse(answer, headers={"x-oauth-scopes": ",".join(app.scopes)} if token else None)

    def _authorize(self, method: str, token: str) -> None:
        workspace = self.services.workspace
        if not token:
            raise SlackError("not_authed")
        if token not in (workspace.app.token, workspace.app.app_token):
            raise SlackError("invalid_auth")
        if (token == workspace.app.app_token) != (method == "apps.connections.open"):
            raise SlackError("not_allowed_token_type")
        if workspace.token_revoked:
            raise SlackError("token_revoked")

    def _pace(self, method: str, channel: str) -> None:
        seconds = self.limits.wait(method, channel)
        if seconds:
            raise _rate_limited(seconds)

    def _record(self, method: str, params: JSON, status: int, error: str) -> None:
        shown = {key: value for key, value in params.items() if key != "token"}
        self.services.workspace.record(Call(method, shown, status, error, self.services.workspace.now()))

    # -- response_url -----------------------------------------------------------------------------------------------

    async def _response_url(self, request: Request) -> Response:
        fault = self.faults.next("response_url")
        if fault is not None and not fault.applied:
            self._record("response_url", {}, fault.status or 500, fault.code)
            return _failure(fault)
        try:
            params = await _params(request)
            body = json.loads(params["payload"]) if isinstance(params.get("payload"), str) else params
            self.urls.answer(request.path_params["key"], body)
        except SlackError as error:
            self._record("response_url", {}, error.status, error.code)
            return refused(error, self.services.workspace.refusal)
        self._record("response_url", body, 200, "")
        return _failure(fault) if fault else PlainTextResponse("ok")

    # -- files ------------------------------------------------------------------------------------------------------

    async def _upload(self, request: Request) -> Response:
        workspace = self.services.workspace
        file = workspace.files.get(request.path_params["file_id"])
        if file is None or file.complete:
            return PlainTextResponse("no such upload", 404)
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form() as form:
                parts = [part for part in form.values() if not isinstance(part, str)]
                file.content = await parts[0].read() if parts else b""
        else:
            file.content = await request.body()
        workspace.changed("file", id=file.id)
        return PlainTextResponse(f"OK - {len(file.content)}")

    async def _download(self, request: Request) -> Response:
        workspace = self.services.workspace
        file = workspace.files.get(request.path_params["file_id"].partition("-")[2])
        if file is None or file.deleted:
            return PlainTextResponse("not found", 404)
        if _token(request, {}) != workspace.app.token or workspace.token_revoked:
            return Response(status_code=302, headers={"location": f"{workspace.team.url}?redir=files"})
        return Response(file.content, media_type=file.mimetype)


async def _params(request: Request) -> JSON:
    """Query, form or JSON, whichever was sent."""
    params: JSON = dict(request.query_params)
    if request.method == "GET":
        return params
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        try:
            async with request.form() as form:
                return params | {key: value for key, value in form.items() if isinstance(value, str)}
        except (MultiPartException, HTTPException):
            raise SlackError("invalid_form_data") from None
    body = await request.body()
    if len(body) > _MOST_BYTES:
        raise SlackError("request_too_large")
    if kind == "application/json":
        return params | _json_object(body)
    return params | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _json_object(body: bytes) -> JSON:
    if not body:
        return {}
    try:
        value: Any = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


def _token(request: Request, params: JSON) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(params.get("token") or "")


def _failure(fault: Fault) -> Response:
    if fault.retry_after:
        error = _rate_limited(fault.retry_after)
        return JSONResponse(error.body(), error.status, error.headers)
    if fault.status and not fault.error:
        return PlainTextResponse("Internal Server Error", fault.status)
    return refused(SlackError(fault.error or "internal_error", status=fault.status or 200), Refusal(plain=fault.plain))


def refused(error: SlackError, shape: Refusal) -> Response:
    """A refusal as this workspace says it: Slack's differ by method, age and surface."""
    status = shape.status if shape.status and error.status == 200 else error.status
    if shape.plain:
        return PlainTextResponse(error.code, status, error.headers)
    body = error.body()
    if not shape.reasons:
        body = {name: value for name, value in body.items() if name not in ("response_metadata", "errors")}
    return JSONResponse(body, status, error.headers)


def _rate_limited(seconds: int) -> SlackError:
    error = SlackError("ratelimited", status=429)
    error.headers["Retry-After"] = str(seconds)
    return error

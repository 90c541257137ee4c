"""The Provisioning API as an ASGI app: OAuth2 tokens and every operation, routed from the OpenAPI file.

An operation without a handler answers what its description says, see `api/described.py`.

How to get an error that no normal input leads to:

| trigger | answer |
|---|---|
| request header `X-Sandbox-Error: CODE` | that code, if the operation documents it |
| the text `sandbox:CODE` inside any string of the body, the path or the query | the same, without a header |
| a file address that contains `not-found`, `too-large`, `wrong-dimensions`, `unexpected` | the file_* code |
| a file address that ends in `.gif .svg .txt .bmp .html` | file_invalid_mime_type |
| an RCS test number that ends in 0400, 0403, 0404 | add_test_number_invalid, ...before_launch, user_cannot_be_reached |
| a Facebook token or code that begins with `invalid` | invalid_facebook_token, invalid_facebook_code |

One-time codes: the sandbox sends 123456; anything else is refused. An unknown project answers `project_not_found`,
`project_not_initialized`, `account_not_found` or `unauthorized_error`: the first that the operation documents.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.sinch.api import described
from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.request import Reader, parse
from bot.sandbox.sinch.api.spec import Operation, load_spec
from bot.sandbox.sinch.service.handlers import HANDLERS
from bot.sandbox.sinch.service.world import AnsweredRequest, World
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.sinch.world.project import Project, Record

_TRIGGER = re.compile(r"sandbox:([A-Za-z_-]+)")
_NO_PROJECT = ("project_not_found", "project_not_initialized", "account_not_found", "unauthorized_error")


def create_app(world: World) -> Starlette:
    """The app for one world; its lifespan starts and ends the world's tasks."""
    server = Server(world, HANDLERS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        world.start()
        try:
            yield
        finally:
            await world.close()

    return Starlette(routes=server.routes(), lifespan=lifespan)


class Server:
    """Requests in, documented answers out."""

    def __init__(self, world: World, handlers: Mapping[str, Handler]) -> None:
        self.world = world
        self.handlers = handlers
        self.spec = load_spec()
        self.reader = Reader(self.spec)

    def routes(self) -> list[Route]:
        """One route for each path of the OpenAPI file; the more literal path first."""
        by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
        for op in self.spec.operations.values():
            by_path[op.path][op.method] = op
        paths = sorted(by_path, key=lambda path: [part.startswith("{") for part in path.split("/")])
        return [
            Route("/oauth2/token", self.token, methods=["POST"]),
            *(Route(path, self._endpoint(by_path[path]), methods=list(by_path[path])) for path in paths),
        ]

    def _endpoint(self, operations: Mapping[str, Operation]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            return await self.answer(request, operations["GET" if request.method == "HEAD" else request.method])

        return endpoint

    async def token(self, request: Request) -> Response:
        """OAuth2 client credentials: HTTP Basic with key id and secret, `grant_type=client_credentials` as a form."""
        trouble = await self._trouble(request)
        if trouble is not None:
            return self._seen(request, trouble)
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        if not self._basic(request.headers.get("authorization", "")):
            body = {"error": "invalid_client", "error_description": "Client authentication failed."}
            return self._seen(request, JSONResponse(body, 401, {"WWW-Authenticate": "Basic"}))
        if form.get("grant_type") != "client_credentials":
            return self._seen(request, JSONResponse({"error": "unsupported_grant_type"}, 400))
        grant = {
            "access_token": self.world.issue_token(),
            "expires_in": self.world.token_seconds,
            "scope": "",
            "token_type": "bearer",
        }
        return self._seen(request, JSONResponse(grant, headers={"Cache-Control": "no-store"}))

    async def answer(self, request: Request, op: Operation) -> Response:
        """One operation, from latency and faults to the checked answer; half a request uses up no fault."""
        raw = await request.body()
        fault = self.world.faults.take(request.method, request.url.path)
        if fault is not None and not fault.after:
            return self._seen(request, await self._act(fault))
        if self.world.latency:
            await self.world.sleep(self.world.latency)
        try:
            self._authorize(request, op)
            response = self._respond(op, self._handle(request, op, raw))
        except ApiError as error:
            response = self._refuse(op, error)
        if fault is not None:
            response = await self._act(fault)
        return self._seen(request, response)

    def _handle(self, request: Request, op: Operation, raw: bytes) -> Record | None:
        params: dict[str, str] = dict(request.path_params)
        query: dict[str, list[str]] = defaultdict(list)
        for name, value in request.query_params.multi_items():
            query[name].append(value)
        self._triggered(request, op, raw)
        project = self._project(op, params["projectId"])
        self.reader.path(op, params)
        values = self.reader.query(op, query)
        window = self.reader.window(op, request.url.path, query, values)
        body = self.reader.body(op, raw)
        handler = self.handlers.get(op.id, described.answer)
        return handler(Call(self.world, project, op, params, values, window, body))

    def _authorize(self, request: Request, op: Operation) -> None:
        header = request.headers.get("authorization", "")
        scheme, _, token = header.partition(" ")
        if not (scheme.lower() == "bearer" and self.world.token_valid(token)) and not self._basic(header):
            raise ApiError("unauthorized_error")

    def _basic(self, header: str) -> bool:
        scheme, _, encoded = header.partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            key, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return False
        return self.world.credentials.get(key) == secret and bool(secret)

    def _triggered(self, request: Request, op: Operation, raw: bytes) -> None:
        """Answer a documented code on request (see the table above)."""
        codes = [request.headers.get("x-sandbox-error", "")]
        texts = [*request.path_params.values(), request.url.query.replace("%3A", ":")]
        if op.body is not None and b"sandbox:" in raw:
            texts.append(json.dumps(parse(op, raw), ensure_ascii=False))
        codes += [match for text in texts for match in _TRIGGER.findall(text)]
        for code in codes:
            if code in op.errors:
                raise ApiError(code)

    def _project(self, op: Operation, project_id: str) -> Project:
        project = self.world.projects.get(project_id)
        if project is not None:
            return project
        if "invalid_id_format" in op.errors and not re.fullmatch(
            r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", project_id
        ):
            raise ApiError("invalid_id_format", "projectId has an invalid format.")
        raise ApiError(op.first(*_NO_PROJECT) or "unauthorized_error")

    def _respond(self, op: Operation, record: Record | None) -> Response:
        if self.world.check_responses:
            fault = self._mismatch(op, record)
            if fault:
                self.world.mismatches.append(f"{op.id}: {fault}")
                raise ApiError("internal_error", fault)
        if record is None:
            return Response(status_code=op.success)
        return JSONResponse(record, op.success)

    def _mismatch(self, op: Operation, record: Record | None) -> str:
        if op.answer is None or record is None:
            return "" if op.answer is None and record is None else "a body where there should be none, or none"
        error = next(self.spec.validator(op.answer).iter_errors(record), None)
        return f"{error.json_path}: {error.message[:300]}" if error else ""

    def _refuse(self, op: Operation, error: ApiError) -> Response:
        return JSONResponse(error.body(), op.errors.get(error.code, 400))

    async def _trouble(self, request: Request) -> Response | None:
        fault = self.world.faults.take(request.method, request.url.path)
        if fault is not None:
            return await self._act(fault)
        if self.world.latency:
            await self.world.sleep(self.world.latency)
        return None

    async def _act(self, fault: Fault) -> Response:
        match fault.kind:
            case "hang":
                await self.world.sleep(fault.seconds)
                return JSONResponse(ApiError("internal_error", "Timed out.").body(), 504)
            case "rate":
                body = ApiError("too_many_requests").body()
                return JSONResponse(body, 429, {"Retry-After": f"{fault.seconds:g}"})
            case "nonsense":
                return JSONResponse(["nonsense", {"unexpected": True}], 200)
            case "html":
                return HTMLResponse("<html><body>Not what you expected</body></html>", 200)
        return JSONResponse(ApiError("internal_error").body(), fault.status)

    def _seen(self, request: Request, response: Response) -> Response:
        seen = AnsweredRequest(self.world.now(), request.method, request.url.path, response.status_code)
        self.world.requests.append(seen)
        self.world.changed("requests", seen.path)
        return response

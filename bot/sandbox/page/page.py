"""The browser page: registers `/` and draws one screen per tab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nicegui import Client, app, background_tasks, ui
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.sandbox.page import focus, keys
from bot.sandbox.page.screen import ReadMarks, Screen
from bot.sandbox.page.sinch.panel import Panel, SinchSide
from bot.sandbox.page.widgets import div
from bot.sandbox.slack.workspace import Workspace

_STYLE = Path(__file__).with_name("page.css")


def register(side: SinchSide, first_channel: str, *, home_tab: bool = True) -> None:
    """Put the page at `/` and uploaded files at `/files/...` of NiceGUI's app."""
    workspace = side.slack.workspace
    marks = ReadMarks.caught_up(workspace, home_tab)

    @ui.page("/", title="Sinch sandbox", response_timeout=20)
    async def index(client: Client, request: Request) -> None:
        await _draw(client, side, marks, _place(workspace, request, first_channel))

    @app.get("/files/{file_id}/{name}")
    def download(file_id: str) -> Response:
        return _file(workspace, file_id)


async def _draw(client: Client, side: SinchSide, marks: ReadMarks, place: tuple[str, str]) -> None:
    ui.add_css(_STYLE)
    ui.colors(primary="#1264a3", positive="#007a5a", negative="#c01343", warning="#b98000")
    with div("sk-screen") as root:
        screen = Screen(side, marks, *place)
        screen.build(root)
        with screen.aside:
            screen.panel = Panel(side, screen.stir, lambda: screen.viewer.now())
        screen.refresh()
        keys.listen(screen)
        focus.keep()
        ui.on("went_back", lambda e: screen.go_back(str(e.args)))
        ui.run_javascript("window.addEventListener('popstate', () => emitEvent('went_back', location.search))")
    client.on_connect(screen.stir)
    client.on_delete(_ending(background_tasks.create(screen.follow(root)).cancel, screen.panel.close))


def _ending(*actions: Callable[[], object]) -> Callable[[], None]:
    def end() -> None:
        for action in actions:
            action()

    return end


def _place(workspace: Workspace, request: Request, first_channel: str) -> tuple[str, str]:
    """Who sits at this tab and what they look at, from the address; what it names must exist."""
    asked = request.query_params
    people = workspace.people()
    person = next((u for u in people if u.name == asked.get("as")), people[0])
    mine = {c.id: c.name for c in workspace.channels_of(person.id)}
    wanted = asked.get("in", "")
    channel = (
        wanted if wanted in mine else next((i for i, name in mine.items() if name and name == wanted), first_channel)
    )
    return person.id, channel


def _file(workspace: Workspace, file_id: str) -> Response:
    file = workspace.files.get(file_id)
    if file is None or file.deleted:
        return PlainTextResponse("This file was deleted.", status_code=404)
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(file.content, media_type=file.mimetype, headers=headers)

"""`python -m bot sandbox`: a Slack workspace, a Provisioning API and the bot, started by one command."""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from nicegui import ui

from bot.sandbox.child import BotEnded, Child
from bot.sandbox.clock import SandboxClock
from bot.sandbox.guest_server import KEEP_ALIVE_SECONDS
from bot.sandbox.manifest import MANIFEST, has_home, installed_app, read_manifest
from bot.sandbox.page.page import register
from bot.sandbox.page.sinch.panel import SinchSide
from bot.sandbox.persistence import HOST, DataError, Persistence
from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.sinch.service.app import create_app
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.sandbox.slack.emulator import SlackEmulator, listen
from bot.sandbox.slack.seed import ACTIVITY, sample_workspace
from bot.sandbox.time_machine import TimeMachine

FIRST_PORT = 8000
TRIES = 50
WEBHOOK_SECRET = "sandbox-webhook-secret"  # noqa: S105 - a made-up value for a made-up API
ENCRYPTION_KEY = base64.urlsafe_b64encode(b"nothing here is secret, sandbox:)"[:32]).decode()
SERVE = (sys.executable, "-m", "bot", "serve")
ROOT = Path(__file__).parents[2]
INHERITED = ("PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "VIRTUAL_ENV", "LC_ALL",
             "LC_CTYPE", "LOG_LEVEL", "COMMENT_HOLD_SECONDS")  # fmt: skip


@dataclass(frozen=True)
class Bot:
    """Which bot is run: the command that starts it, its manifest, and how long it may take to answer."""

    command: Sequence[str] = SERVE
    manifest: Path = MANIFEST
    seconds: float = 3.0
    """To acknowledge, and to open a modal after a press. Slack's own; more for tests on a busy machine.
    https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response"""


def run(port: int | None = None, data: Path | None = None, browser: bool = True, *, bot: Bot | None = None) -> int:
    """Start everything, print one address, and stay until Ctrl-C. Returns the exit status.

    `port` None: 8000 or the next free one. `data` None: nothing is kept.
    """
    with ExitStack() as stack:
        listener = _listen(port)
        if listener is None:
            sys.stderr.write(f"sandbox: port {port} is taken; choose another with --port\n")
            return 1
        stack.enter_context(listener)
        if data is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sandbox-")))
        else:
            folder = data.absolute()
            folder.mkdir(parents=True, exist_ok=True)
        try:
            asyncio.run(_serve(listener, folder, keeps=data is not None, browser=browser, bot=bot or Bot()))
        except (BotEnded, DataError) as error:
            sys.stderr.write(f"sandbox: {error}\n")
            return 1
    return 0


@dataclass
class Sandbox:
    """The parts, wired; nothing runs yet."""

    address: str
    slack: SlackEmulator
    world: World
    child: Child
    clock: SandboxClock
    home_tab: bool
    app: FastAPI = field(default_factory=lambda: FastAPI(docs_url=None, redoc_url=None, openapi_url=None))

    def mount(self) -> None:
        """Everything on one server: `/` the page, `/slack` and `/sinch` the two services."""
        self.app.mount("/slack", self.slack.app)
        self.app.mount("/sinch", create_app(self.world))
        side = SinchSide(self.world, self.slack, self.child, TimeMachine(self.clock, self.world, self.child))
        register(side, ACTIVITY, home_tab=self.home_tab)
        ui.run_with(self.app, title="Sinch sandbox", show_welcome_message=False, reconnect_timeout=10.0, tailwind=False)


def assemble(address: str, folder: Path, kept: Persistence, bot: Bot) -> Sandbox:
    """Build the parts and tell each where the others are."""
    manifest = read_manifest(bot.manifest)
    clock = kept.clock()
    workspace = kept.workspace(lambda: sample_workspace(installed_app(manifest), now=clock.seconds), clock)
    workspace.base_url = f"{address}/slack"
    world = kept.world(sample_world, clock)
    bot_port = kept.bot_port(free_port)
    bot_address = f"http://{HOST}:{bot_port}"
    workspace.trigger_seconds = bot.seconds
    workspace.app.request_url = f"{bot_address}/slack/events"
    slack = SlackEmulator(workspace, ack_seconds=bot.seconds)
    world.seed_webhook(f"{bot_address}/sinch/webhooks/{PROJECT_ID}", WEBHOOK_SECRET)
    env = bot_environment(os.environ) | {
        "SLACK_BOT_TOKEN": workspace.app.token,
        "SLACK_SIGNING_SECRET": workspace.app.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "SINCH_PROJECT_ID": PROJECT_ID,
        "SINCH_KEY_ID": KEY_ID,
        "SINCH_KEY_SECRET": KEY_SECRET,
        "SINCH_API_URL": f"{address}/sinch",
        "SINCH_AUTH_URL": f"{address}/sinch/oauth2/token",
        "SINCH_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "ENCRYPTION_KEYS": ENCRYPTION_KEY,
        "PUBLIC_URL": bot_address,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'bot.db'}",
        "HOST": HOST,
        "PORT": str(bot_port),
        "DEFAULT_CHANNEL": ACTIVITY,
        "LOG_FORMAT": "console",
        "CLOCK_AHEAD_SECONDS": f"{clock.ahead.total_seconds():.0f}",
    }
    child = Child(bot.command, env, folder, bot_address)
    return Sandbox(address, slack, world, child, clock, has_home(manifest))


def bot_environment(mine: Mapping[str, str]) -> dict[str, str]:
    """What the bot inherits: how to run at all, but none of the settings of a real workspace or account."""
    kept = {name: mine[name] for name in INHERITED if name in mine}
    path = os.pathsep.join(part for part in (str(ROOT), mine.get("PYTHONPATH", "")) if part)
    return kept | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _listen(port: int | None) -> socket.socket | None:
    wanted = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + TRIES)
    for number in wanted:
        with suppress(OSError):
            return listen(HOST, number)
    return None


async def _serve(listener: socket.socket, folder: Path, *, keeps: bool, browser: bool, bot: Bot) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    kept = Persistence(folder if keeps else None)
    sandbox = assemble(f"http://{HOST}:{listener.getsockname()[1]}", folder, kept, bot)
    sandbox.mount()
    config = uvicorn.Config(
        sandbox.app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    living = asyncio.create_task(_live(sandbox, server, browser))
    keeping = asyncio.create_task(kept.keep_saved(sandbox.slack.workspace, sandbox.world, sandbox.clock))
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait({serving, living, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        living.cancel()
        stopping.cancel()
        keeping.cancel()
        await sandbox.child.stop()
        sandbox.slack.faults.clear()
        await sandbox.slack.sockets.disconnect("link_disabled")
        server.should_exit = True
        await asyncio.gather(serving, living, keeping, return_exceptions=True)
        await sandbox.world.close()
        await sandbox.slack.aclose()
        kept.save(sandbox.slack.workspace, sandbox.world)


async def _live(sandbox: Sandbox, server: uvicorn.Server, browser: bool) -> None:
    """Start the bot once the services answer, say where to look, and keep the bot alive."""
    while not server.started:  # noqa: ASYNC110 - uvicorn offers no event to wait for
        await asyncio.sleep(0.01)
    sandbox.world.start()
    running = asyncio.create_task(sandbox.child.run())
    ready = asyncio.create_task(sandbox.child.ready())
    try:
        done, _ = await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        sys.stdout.write(f"{sandbox.address}\n")
        sys.stdout.flush()
        if browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, sandbox.address)
        await running
    except BotEnded as error:
        last = "\n".join(list(sandbox.child.lines)[-20:])
        raise BotEnded(f"{error}\n{last}" if last else str(error)) from None
    finally:
        ready.cancel()
        running.cancel()


def _has_screen() -> bool:
    """Would a browser open as a window? Not over a bare SSH session, where a text browser would take the terminal."""
    return sys.platform in ("darwin", "win32") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


class _Server(uvicorn.Server):
    """Leaves signals to `_serve`, which has more to stop than this server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

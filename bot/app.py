"""The composition root: opens the adapters, wires the edge, starts workers and schedule, drains on SIGTERM."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import uvicorn
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

import commands
from bot import log, metrics
from bot.clock import Clock, SystemClock
from bot.command.context import Services
from bot.edge import payloads, server
from bot.edge.bodies import BodyReader
from bot.edge.dispatcher import Dispatcher
from bot.edge.events import Events
from bot.edge.forms.shortcut import Shortcut
from bot.edge.inbound import Inbound
from bot.edge.media import Media
from bot.edge.slack import SlackHttp
from bot.edge.socket_mode import SocketChecks
from bot.edge.tasks import TaskSet
from bot.edge.throttle import SignatureThrottle
from bot.edge.web import WebParts, application
from bot.edge.webhooks import Webhooks
from bot.errors import StartError, UnknownProject
from bot.flows.activity.worker import ActivityWorker
from bot.flows.comments import Comments
from bot.flows.execution import access, approvals
from bot.flows.execution.bulk import Bulk
from bot.flows.exports import Exports
from bot.flows.living_answers import LivingAnswers
from bot.flows.projects import projects
from bot.flows.projects.first_start import first_start
from bot.flows.projects.signing import Signatures
from bot.flows.refused_blocks import RefusedBlocks
from bot.flows.subscriptions.card_menu import menu
from bot.flows.understanding.first_use import plain_words
from bot.prepare import prepare_database
from bot.provisioning.registry import Credentials, ProjectRegistry
from bot.slack.client import Slack
from bot.slack.errors import SlackProblem
from bot.slack.pace import Pace
from bot.slack.token_check import TokenCheck
from bot.storage.db import schema
from bot.storage.secrets.cipher import Cipher
from bot.storage.store import Store
from bot.timing import Timing
from bot.warmup import Warmup, first_forms

if TYPE_CHECKING:
    from pydantic import SecretStr
    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from starlette.types import ASGIApp

    from bot.provisioning.client import Provisioning
    from bot.settings import Settings
    from bot.slack.model import Identity

DRAIN_SECONDS = 10
MOST_WAITING = 1_000
"""So many commands may be under way or wait for a slow API; whoever comes then is told so at once."""
COLLECT = (20_000, 25, 25)
"""Python's collector at ease: thousands of commands may wait for a slow API, and are no garbage."""

logger = log.get("app")


def run(settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT. Raises `StartError` when that is impossible."""
    # uvicorn raises the signal again when it has drained: an orderly end is no failure, unless a worker failed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    listener = server.listen(settings.host, settings.port)
    asyncio.run(prepare_database(settings))
    bot = Bot(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(int(bot.failed)))
    try:
        uvicorn.Server(server.config(bot.asgi, drain_seconds=DRAIN_SECONDS)).run(sockets=[listener])
    except OSError as error:
        raise server.cannot_listen(settings.host, settings.port, error) from error
    return 0


class Bot:
    """One process of the bot: `asgi` is its application, whose lifespan opens and closes everything.

    `workers` names those that run in the background; all of them unless a test needs some alone.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        timing: Timing | None = None,
        workers: Collection[str] | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock(timedelta(seconds=settings.clock_ahead_seconds))
        self.timing = timing or Timing()
        self._workers = workers
        self.identity: Identity | None = None
        self.failed = False
        self.socket: AsyncBaseSocketModeClient | None = None
        self.tasks, self.background = TaskSet(), TaskSet()
        self.store = Store.at(settings.database_url, Cipher(settings.encryption_keys))
        self.slack = self._slack()
        self.token = TokenCheck(self.slack, self.clock)
        self.projects = ProjectRegistry(self._client, UnknownProject.named)
        self.services = self._services()
        self.dispatcher = Dispatcher(self.services, commands.collect, hold=approvals.hold)
        self.comments = self._comments()
        self.bulk = Bulk(self.services, pace=self.timing.bulk_pace)
        self.activity = self._activity()
        self.warmup = self._warmup()
        understand = plain_words(self.services, commands.collect)
        self.inbound = Inbound(self.dispatcher, Shortcut(self.services), understand, prepared=self.warmup.done)
        self.bolt = self._bolt()
        self.asgi = self._asgi()

    def _slack(self) -> Slack:
        slack = Slack(
            _given(self.settings.slack_bot_token, "SLACK_BOT_TOKEN"),
            self.settings.slack_api_url,
            pace=Pace(self.timing.pace),
            sleep=self.clock.sleep,
        )
        slack.fallback.memory = RefusedBlocks(self.store, self.clock)
        return slack

    def _services(self) -> Services:
        return Services(
            settings=self.settings,
            clock=self.clock,
            store=self.store,
            slack=self.slack,
            projects=self.projects,
            tasks=self.tasks,
            background=self.background,
            exports=Exports(),
            wake=self.store.notifier.notify,
        )

    def _comments(self) -> Comments:
        return Comments(
            self.services,
            lease=self.timing.comment_lease,
            sweep=self.timing.comment_sweep,
            patience=self.timing.comment_patience,
        )

    def _activity(self) -> ActivityWorker:
        return ActivityWorker(
            self.store,
            self.slack,
            self.clock,
            tuning=self.timing.activity,
            menu=menu(self.clock),
            echoed=self.comments.echoed,
            living=LivingAnswers(self.services, commands.collect),
        )

    def _warmup(self) -> Warmup:
        return Warmup(
            commands.modules,
            commands.load,
            commands.collect,
            is_calm=lambda: not (self.store.inbox.is_busy or len(self.tasks)),
            afterwards=lambda: first_forms(commands.collect),
        )

    def _asgi(self) -> ASGIApp:
        bodies, signatures = BodyReader(), Signatures(self.services)
        webhooks = Webhooks(
            self.store.inbox,
            self.clock,
            bodies=bodies,
            known=lambda project_id: self.projects.get(project_id) is not None,
            secrets_for=signatures.accepted,
            used=signatures.used,
            is_for=signatures.is_for,
        )
        checks = {"database": self.store.problem, "slack": self._slack_problem, "schema": self._schema_problem}
        slack = None if self.settings.slack_app_token else self._slack_http(bodies)
        return application(
            WebParts(
                slack=slack,
                webhooks=webhooks,
                checks=checks,
                lifespan=lambda _app: self.running(),
                counts={"events_set_aside": self.store.inbox.count_aside},
                token=self.settings.metrics_token,
                media=Media(self.services).serve,
            )
        )

    def _bolt(self) -> AsyncApp:
        """Bolt answers after its listener returns: ours return at once, and the default would poll for the ack."""
        token = _given(self.settings.slack_bot_token, "SLACK_BOT_TOKEN").get_secret_value()

        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            who = self.identity
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                bot_token=token,
                bot_id=who.bot_id if who else None,
                bot_user_id=who.user_id if who else None,
            )

        app = AsyncApp(
            name="sinch",  # without one, Bolt walks the whole stack to find out the file that calls
            logger=logging.getLogger("slack_bolt"),  # Bolt gives loggers of its own making the root's level
            signing_secret=self._signing_secret.get_secret_value(),
            authorize=authorize,
            process_before_response=True,
            ignoring_self_events_enabled=False,  # they tell that an uncertain message has arrived
            attaching_conversation_kwargs_enabled=False,  # unused here, and odd events of assistants make it raise
        )
        if self.settings.slack_app_token:
            app.middleware(SocketChecks(self._serves, self._is_busy).check)
        self.inbound.listen(app, Events(self.services, self.comments, self.inbound))
        return app

    def _slack_http(self, bodies: BodyReader) -> SlackHttp:
        return SlackHttp(
            bolt=self.bolt,
            secret=self._signing_secret,
            slash=self.inbound.command,
            serves=self._serves,
            busy=self._is_busy,
            bodies=bodies,
            throttle=SignatureThrottle(self.clock),
            clock=self.clock,
        )

    def _is_busy(self) -> bool:
        return len(self.tasks) >= MOST_WAITING

    def _serves(self, payload: Mapping[str, Any]) -> bool:
        return access.serves(self.slack.who, payloads.source(payload))

    @property
    def _signing_secret(self) -> SecretStr:
        return _given(self.settings.slack_signing_secret, "SLACK_SIGNING_SECRET")

    def _client(self, credentials: Credentials) -> Provisioning:
        # Imported when first used: a tenth of the time from start to ready.
        from bot.provisioning.client import Provisioning

        return Provisioning(
            project_id=credentials.project_id,
            key_id=credentials.key_id,
            key_secret=credentials.key_secret,
            api_url=self.settings.sinch_api_url,
            auth_url=self.settings.sinch_auth_url,
            observe=_observe,
            retries=self.timing.retries,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Everything open, the workers at work; drained at the end."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.slack.close)
            await self.store.open()
            stack.push_async_callback(self.store.close)
            await self.connect_projects()
            await first_start(self.services)
            stack.push_async_callback(self.projects.close)
            stack.push_async_callback(self.background.drain, 0)
            workers = [
                asyncio.create_task(work(), name=name) for name, work in self._all_workers().items() if self._runs(name)
            ]
            for worker in workers:
                worker.add_done_callback(self._ended)
            if workers:
                stack.push_async_callback(_cancelled, workers)
            stack.push_async_callback(self.tasks.drain, DRAIN_SECONDS)
            if self._runs("activity"):
                stack.push_async_callback(self.activity.drain, DRAIN_SECONDS)
            if self.settings.slack_app_token:
                await self._start_socket_mode(stack)
            # What is there now stays: the collector need not walk over it while somebody waits for an acknowledgement.
            gc.freeze()
            gc.set_threshold(*COLLECT)
            gc.enable()
            logger.info("serving", host=self.settings.host, port=self.settings.port)
            yield
            logger.info("draining", tasks=len(self.tasks))

    def _runs(self, worker: str) -> bool:
        return self._workers is None or worker in self._workers

    def _all_workers(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "identity": self._identify,
            "activity": self.activity.run,
            "comments": self.comments.run,
            "bulk": self.bulk.run,
            "projects": partial(projects.watch, self.services),
            "commands": self.warmup.at_leisure,
            "schedule": self._schedule,
        }

    async def connect_projects(self) -> None:
        """The project of the settings first, then those added in Slack, if there is a database to know them from."""
        settings = self.settings
        await self.projects.add(
            Credentials(
                project_id=settings.sinch_project_id or "",
                key_id=settings.sinch_key_id or "",
                key_secret=_given(settings.sinch_key_secret, "SINCH_KEY_SECRET"),
                webhook_secret=settings.sinch_webhook_secret,
            )
        )
        ready = not await self.store.problem() and await schema.is_current(self.store.database)
        rows = await self.store.projects.all() if ready else []
        if ready:
            await self.store.webhook_secrets.refresh()
        for row in rows:
            if row.id != settings.sinch_project_id:
                await self.projects.add(Credentials(row.id, row.key_id, row.key_secret, row.name, row.webhook_secret))

    async def _identify(self) -> None:
        self.identity = await self.token.identified()
        await self._learn_app_id()

    async def _learn_app_id(self) -> None:
        """Requests of another app are answered by nobody, once we know which one is ours."""
        try:
            await self.slack.learn_app_id()
        except SlackProblem as refusal:
            logger.info("app id not known", code=refusal.code)

    def _ended(self, worker: asyncio.Task[None]) -> None:
        """A worker that fails takes the process down: whoever watches over it starts it again, and nothing is lost."""
        if not worker.cancelled() and (error := worker.exception()):
            trace = None if isinstance(error, StartError) else error
            logger.critical("worker failed", worker=worker.get_name(), problem=str(error), exc_info=trace)
            if not self.failed:
                signal.raise_signal(signal.SIGTERM)
            self.failed = True

    async def _schedule(self) -> None:
        """The jobs. What they need is imported once the bot serves: readiness need not wait for it."""
        await self.warmup.in_calm()
        from bot.flows import timetable

        await timetable.run(self.services)

    async def _start_socket_mode(self, stack: AsyncExitStack) -> None:
        from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

        token = _given(self.settings.slack_app_token, "SLACK_APP_TOKEN").get_secret_value()
        socket_logger = logging.getLogger("slack_sdk.socket_mode")
        handler = AsyncSocketModeHandler(self.bolt, token, logger=socket_logger, web_client=self.slack.sdk)
        self.socket = handler.client
        stack.push_async_callback(handler.close_async)
        # It goes on trying until Slack lets it in, which must keep neither webhooks nor digests waiting.
        connecting = asyncio.create_task(handler.connect_async(), name="socket mode")  # type: ignore[no-untyped-call]
        stack.push_async_callback(_cancelled, [connecting])

    async def _schema_problem(self) -> str | None:
        if await self.store.problem():
            return "unknown"
        return None if await schema.is_current(self.store.database) else await schema.mismatch(self.store.database)

    async def _slack_problem(self) -> str | None:
        problem = await self.token.problem()
        if problem or self.socket is None:
            return problem
        return None if await self.socket.is_connected() else "Socket Mode is not connected (SLACK_APP_TOKEN)"


def _given(secret: SecretStr | None, name: str) -> SecretStr:
    if secret is None:
        raise StartError(f"missing settings: {name}")
    return secret


def _observe(method: str, path: str, status: int | None, seconds: float) -> None:
    metrics.API_CALLS.labels(method, path, str(status or "none")).inc()
    metrics.API_SECONDS.labels(method, path).observe(seconds)


async def _cancelled(workers: list[asyncio.Task[None]]) -> None:
    for worker in workers:
        worker.cancel()
    await asyncio.wait(workers, timeout=DRAIN_SECONDS)

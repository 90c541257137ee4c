"""Many resources from one file: created one after another at a polite pace, each once, whatever happens meanwhile.

A job holds the rows and how far it got. Whoever claims one that was under way looks the row at which it stood up first:
the process before may have died between the API's answer and the note of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards import announcement
from bot.cards import bulk as cards
from bot.cards.blocks import sheet
from bot.cards.blocks.message import File, Message
from bot.cards.vocabulary.paths import leading
from bot.errors import UnknownProject
from bot.flows import notify
from bot.flows.execution import announcing
from bot.flows.execution.job_kinds import JOB_KINDS, JobKind
from bot.flows.execution.recording import DETAIL_LIMIT, OF_JOB, known_as
from bot.links import Call
from bot.process import myself
from bot.provisioning import errors as sinch
from bot.slack.errors import SlackProblem
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.jobs import TOPIC
from bot.storage.states import AuditOutcome, JobState

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.provisioning.client import Provisioning
    from bot.storage.jobs import Job

AUDIT_OUTCOMES = {outcome.value: outcome for outcome in (AuditOutcome.FAILED, AuditOutcome.UNCLEAR)}
"""Rows that made nothing, as the audit log calls it."""
DONE = ("created", "changed", "deleted")
"""Outcomes of rows that have changed something."""

logger = log.get("bulk")

CONFIRM_SECONDS = 5.0
"""How often a worker says that it is still at it, so that another need not wait for a row with all its retries."""
SWEEP_SECONDS = 3.0
"""How soon a job is found whose process has died."""
SHOW_SECONDS = 3.0
"""Between two edits of the progress message."""
ROWS_TO_TELL_PACE = 3
"""Rows after which the time that is left can be told."""
TRIES = 3
"""Of one row, with pauses that double; each call has retries of its own."""
FOUND = "Found after an interruption."
REFUSED = (sinch.CredentialsRefused, sinch.Unauthorized, sinch.Forbidden)
UNSURE = (sinch.Uncertain, sinch.ServerFault, sinch.InvalidResponse)

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class JobStart:
    """When this process began with a job, and at which row: neither waiting in a queue nor a stop tells its pace."""

    at: datetime
    position: int

    def seconds_left(self, now: datetime, done: int, total: int) -> float | None:
        """Until all is done at the pace so far; None while too little is done to tell."""
        mine = done - self.position
        if mine < ROWS_TO_TELL_PACE or done >= total:
            return None
        return (now - self.at).total_seconds() / mine * (total - done)


class Bulk:
    """One for each process that serves; `run` is its worker."""

    def __init__(self, services: Services, *, pace: float, sleep: Sleep = asyncio.sleep) -> None:
        self._services = services
        self._jobs = services.store.jobs
        self.pace = pace
        self._sleep = sleep
        self._shown_at: datetime | None = None
        self._start = JobStart(services.clock.now(), 0)

    async def run(self) -> None:
        """Work until cancelled; a database that is away is asked again."""
        while True:
            try:
                while await self.step():
                    pass
            except DATABASE_PROBLEMS as problem:
                logger.warning("bulk", problem=str(problem)[:200])
            await self._services.store.notifier.wait(TOPIC, SWEEP_SECONDS)

    async def step(self) -> bool:
        """Work on one job to its end; False where there is none."""
        job = await self._jobs.claim(myself(), self._services.clock.now())
        if job is None:
            return False
        try:
            api = self._services.projects.api(job.project_id)
            kind = JOB_KINDS[job.kind]
        except (UnknownProject, KeyError):
            await self._end(job, JobState.FAILED, "Its project is no longer connected.")
            return True
        working = asyncio.create_task(self._confirm(job), name="bulk claim")
        try:
            await self._work(job, api, kind)
        finally:
            working.cancel()
        return True

    async def _confirm(self, job: Job) -> None:
        """For as long as the work takes."""
        confirmed = True
        while confirmed:
            await asyncio.sleep(CONFIRM_SECONDS)
            with suppress(*DATABASE_PROBLEMS):
                confirmed = await self._jobs.confirm(job, self._services.clock.now())

    async def _work(self, job: Job, api: Provisioning, kind: JobKind) -> None:
        resumed = job.state in (JobState.RUNNING, JobState.STOPPING)
        self._start = JobStart(self._services.clock.now(), job.position)
        job = await self._show(job)
        current: Job | None = job
        if job.state is JobState.WAITING:
            current = await self._note(job)
        elif job.state is JobState.STOPPING:
            current = await self._interrupted(api, kind, job)
        while current is not None and current.position < len(current.rows) and current.state is not JobState.STOPPING:
            job = current
            try:
                result = await self._row(api, kind, job, look_first=resumed)
            except REFUSED as refusal:
                await self._end(job, JobState.FAILED, f"Sinch doesn't accept the access key: {refusal.message}")
                return
            resumed = False
            current = await self._note(job, result)
            if current is not None:
                await self._show_if_due(current)
                if current.position < len(current.rows) and current.state is not JobState.STOPPING:
                    await self._sleep(self.pace)
                    current = await self._note(current)
        if current is not None:  # else somebody else has it now
            await self._end(current, JobState.STOPPED if current.position < len(current.rows) else JobState.DONE)

    async def _interrupted(self, api: Provisioning, kind: JobKind, job: Job) -> Job | None:
        """The row at hand when its process died is only looked for: somebody wants no more to be done."""
        row = job.rows[job.position] if job.position < len(job.rows) else None
        there = ""
        if row is not None and not row.get("exists"):
            with suppress(sinch.ApiError):
                there = await kind.find_done(api, job.options, row["body"])
        if row is None or not there:
            return job
        await self._audit(job, kind, AuditOutcome.DONE, FOUND)
        result = {"row": row["row"], "label": row["label"], "outcome": kind.outcome(row["body"])}
        return await self._note(job, {**result, "detail": FOUND, "id": there})

    async def _row(self, api: Provisioning, kind: JobKind, job: Job, *, look_first: bool) -> dict[str, Any]:
        """One row, in the audit log like a command of its own: no audit, no call."""
        row = job.rows[job.position]
        about = {"row": row["row"], "label": row["label"]}
        if row.get("exists"):
            return {**about, "outcome": "exists", "detail": "It already exists and wasn't changed."}
        begun = await self._audit(job, kind, AuditOutcome.BEGUN)
        outcome, detail = AuditOutcome.FAILED, "interrupted"
        try:
            result = {**about, **await self._tried(api, kind, job, look_first=look_first)}
            outcome, detail = AUDIT_OUTCOMES.get(result["outcome"], AuditOutcome.DONE), result["detail"]
        except sinch.ApiError as refusal:
            detail = refusal.message
            raise
        finally:
            try:
                await self._audit(job, kind, outcome, detail, begun)
            except DATABASE_PROBLEMS as problem:  # it has happened, and that it was begun is written
                logger.error("outcome not audited", row=begun, error=type(problem).__name__)
        return result

    async def _audit(
        self, job: Job, kind: JobKind, outcome: AuditOutcome, detail: str = "", begun_id: int | None = None
    ) -> int:
        action, args = kind.as_command(job.options, job.rows[job.position]["body"])
        return await self._services.store.audit.add(
            at=self._services.clock.now(),
            user_id=job.user_id,
            user_name=await known_as(self._services, job.user_id, job.user_id),
            project_id=job.project_id,
            channel=job.channel,
            action=action,
            args=args,
            outcome=outcome,
            detail=detail[:DETAIL_LIMIT],
            request_id=f"{OF_JOB}{job.id}",
            begun_id=begun_id,
        )

    async def _tried(self, api: Provisioning, kind: JobKind, job: Job, *, look_first: bool) -> dict[str, Any]:
        row = job.rows[job.position]
        look, unclear, detail = look_first, False, ""
        for attempt in range(TRIES):
            try:
                if look and (there := await kind.find_done(api, job.options, row["body"])):
                    return {"outcome": kind.outcome(row["body"]), "detail": FOUND, "id": there}
                made = await kind.do(api, job.options, row["body"])
            except REFUSED:
                raise
            except UNSURE as problem:
                look, unclear, detail = True, unclear or sinch.may_have_happened(problem), problem.message
            except (sinch.Unreachable, sinch.TooManyRequests) as problem:
                detail = problem.message
            except (sinch.Rejected, sinch.InvalidInput) as problem:
                return {"outcome": "failed", "detail": _reason(problem)}
            else:
                return {"outcome": kind.outcome(row["body"]), "detail": "", "id": made}
            await self._sleep(self.pace * 2 ** (attempt + 1))
        outcome = AuditOutcome.UNCLEAR if unclear else AuditOutcome.FAILED
        return {"outcome": outcome, "detail": f"No clear answer from Sinch: {detail}"}

    async def _note(self, job: Job, result: dict[str, Any] | None = None) -> Job | None:
        return await self._jobs.progress(job, result=result, now=self._services.clock.now())

    async def _show_if_due(self, job: Job) -> None:
        """Bring the progress message up to date, unless that was done a moment ago."""
        now = self._services.clock.now()
        if self._shown_at is None or (now - self._shown_at).total_seconds() >= SHOW_SECONDS:
            await self._show(job)

    async def _show(self, job: Job, state: str = "", error: str = "") -> Job:
        """Bring the progress message up to date, or post it; a Slack that is away does not stop the work."""
        self._shown_at = self._services.clock.now()
        message, slack = self._card(job, state or job.state, error), self._services.slack
        try:
            if job.ts:
                await slack.update(job.channel, job.ts, message)
                return job
        except SlackProblem as problem:
            logger.warning("bulk", job=job.id, problem=problem.code)
            return job
        about = f"job {job.id}"
        posted = await notify.in_channel(slack, job.channel, message, about=about) or await notify.person(
            slack, job.user_id, message, about=about
        )
        if posted is None:
            return job
        await self._jobs.shown(job.id, posted.channel, posted.ts)
        return replace(job, channel=posted.channel, ts=posted.ts)

    def _card(self, job: Job, state: str, error: str) -> Message:
        now = self._services.clock.now()
        return cards.card(
            cards.JobProgress(
                title=str(job.options.get("title", job.kind)),
                total=len(job.rows),
                results=job.results,
                state=state,
                by=job.user_id,
                starters=job.options.get("starters", ()),
                stop=Call(f"{job.kind}-stop", {"job_id": job.id}),
                resume=Call(f"{job.kind}-resume", {"job_id": job.id}),
                error=error,
                left_seconds=self._start.seconds_left(now, len(job.results), len(job.rows)),
            )
        )

    async def _end(self, job: Job, state: JobState, error: str = "") -> None:
        """The file with what came of each row, the last picture, and the job is closed.

        Its picture offers to resume it, so nothing that takes long stands between the picture and the end.
        """
        if job.ts and job.results:
            try:
                file = await asyncio.to_thread(_file, job)  # of thousands it takes a while
                await self._services.slack.upload(job.channel, file, thread_ts=job.ts)
            except SlackProblem as problem:
                logger.warning("bulk", job=job.id, problem=problem.code)
        job = await self._show(job, state, error)
        await self._jobs.finish(job, state, self._services.clock.now(), error=error or None)
        logger.info("bulk", job=job.id, state=state, rows=len(job.rows), position=job.position)
        await self._announce(job)

    async def _announce(self, job: Job) -> None:
        """A line for everybody who follows what it has made; where its progress stands, that is enough."""
        kind = JOB_KINDS.get(job.kind)
        rows = {row["row"]: row for row in job.rows}
        news = job.results[job.options.get("told", 0) :]
        worked = [result for result in news if result["outcome"] in DONE]
        if kind is None or not worked:
            return
        did = {verb: [str(result["label"]) for result in worked if result["outcome"] == verb] for verb in DONE}
        resources = [kind.resource(job.options, rows[result["row"]]["body"]) for result in worked]
        said = announcement.several(did, "template")
        await announcing.several(self._services, job.project_id, job.user_id, said, resources, already={job.channel})


def _file(job: Job) -> File:
    done = {result["row"]: result for result in job.results}
    rows = [
        {
            "row": str(row["row"]),
            "template": str(row["label"]),
            "outcome": cards.OUTCOMES.get(done.get(row["row"], {}).get("outcome", ""), "not tried"),
            "id": str(done.get(row["row"], {}).get("id", "")),
            "detail": str(done.get(row["row"], {}).get("detail", "")),
        }
        for row in job.rows
    ]
    name = sheet.file_name(f"{job.kind} {job.id}", f"{job.created_at:%Y-%m-%d}")
    return File(name, sheet.as_csv(rows), "Result of each row")


def _reason(problem: sinch.Rejected | sinch.InvalidInput) -> str:
    if isinstance(problem, sinch.InvalidInput):
        return str(problem)
    return " ".join([problem.message, *map(leading, problem.validation_errors), problem.resolution]).strip()

"""The names of the resources that exist, as far as lists, cards and follows tell; kept for a minute."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.vocabulary.naming import name_of, phone
from bot.cards.vocabulary.payload import as_payload, text
from bot.flows.templates.reading import TEMPLATES_A_PAGE
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject, named_subject
from bot.slack.errors import SlackProblem
from bot.understanding.names import Name, Names

if TYPE_CHECKING:
    from bot.command.arguments import Arg
    from bot.command.context import Ctx, Services
    from bot.provisioning.client import Provisioning
    from bot.provisioning.service import Page

KEPT = timedelta(seconds=60)
STALE = timedelta(hours=12)
"""Names that are better than none while the API is away."""
LOOKUP_SECONDS = 2.5
"""For all lists together; what has come by then is used."""
LOOKUP_PAGE_SIZE = 100
MOST_KNOWN_NAMES = 20_000
CARDS = 300
"""The newest, whose names are known without asking."""
KAKAO_SENDERS = 8
"""Whose templates are read for their names."""
LOOKED_UP = 3
"""Words that are searched for at the API where the lists are too long to be read at once."""

logger = log.get("names")

Found = list[Name]
Loader = Callable[["Provisioning", Found], Awaitable[None]]


@dataclass(slots=True)
class ProjectNames:
    """What is known of a project; `complete` unless a list was cut off or could not be read."""

    names: Names
    at: datetime
    complete: bool
    answered: bool
    """Whether the API answered at all."""


@dataclass(slots=True)
class KnownNames:
    """One for each process; lists are read when a sentence needs them."""

    services: Services
    kept: dict[str, ProjectNames] = field(default_factory=dict)
    _reading: dict[str, asyncio.Task[ProjectNames]] = field(default_factory=dict)

    async def of(self, ctx: Ctx) -> ProjectNames:
        """The names of the project, with those that only this person's follows tell."""
        project, now = ctx.project_id, self.services.clock.now()
        kept = self.kept.get(project)
        if kept is None or now - kept.at > KEPT or not kept.answered:
            kept = await self._read(project, kept)
        return await _with(kept, await self._followed(ctx))

    def at_hand(self, project: str) -> Names:
        """The names that are known without asking the API: those that were read last."""
        kept = self.kept.get(project)
        return kept.names if kept else Names()

    async def search(self, ctx: Ctx, words: Sequence[str], kept: ProjectNames) -> ProjectNames:
        """The same with what the API finds for these words: for projects with more names than are read."""
        found: Found = []
        api = ctx.api

        async def look(word: str) -> None:
            page = await api.whatsapp_templates.list(template_name=word, page_size=LOOKUP_PAGE_SIZE)
            found.extend(_templates(page.items))
            senders = await api.rcs_senders.list(search=word, page_size=LOOKUP_PAGE_SIZE)
            found.extend(_rcs_senders(senders.items))

        await _in_time(asyncio.gather(*(look(word) for word in words[:LOOKED_UP])))
        return await _with(kept, found)

    async def people(self) -> list[Name]:
        """The people of the workspace by their names in Slack; none where Slack does not tell."""
        try:
            users = await self.services.slack.people.everybody()
        except SlackProblem as problem:
            logger.warning("people not known", code=problem.code)
            return []
        real = [user for user in users if not user.is_bot and not user.deleted]
        names = [(user, name) for user in real for name in {user.name, user.real_name, *user.real_name.split()[:1]}]
        return [Name(name, "people", {"user": user.id}) for user, name in names if name]

    async def for_answer(self, ctx: Ctx, arg: Arg) -> Names:
        """The names that an answer for this argument may hold: of resources, or of people."""
        if arg.kind == "user":
            return Names(await self.people())
        return (await self.of(ctx)).names if arg.choices else Names()

    async def _read(self, project: str, before: ProjectNames | None) -> ProjectNames:
        """One reading at a time for each project; whoever asks meanwhile waits for the same."""
        if project not in self._reading:
            task = asyncio.create_task(self._read_lists(project, before), name=f"names {project}")
            task.add_done_callback(lambda _: self._reading.pop(project, None))
            self._reading[project] = task
        return await asyncio.shield(self._reading[project])

    async def _read_lists(self, project: str, before: ProjectNames | None) -> ProjectNames:
        found: Found = []
        api = self.services.projects.api(project)
        outcomes = await asyncio.gather(*(_in_time(load(api, found)) for load in LOADERS))
        now, answered = self.services.clock.now(), any(outcomes)
        if not answered and before is not None and now - before.at < STALE:
            return ProjectNames(before.names, before.at, False, False)
        found += await self._cards(project)
        names = await asyncio.to_thread(_names, found)
        self.kept[project] = ProjectNames(names, now, all(outcomes), answered)
        return self.kept[project]

    async def _cards(self, project: str) -> Found:
        """What the channels' cards show, whose events told of it."""
        found = []
        for thread in await self.services.store.threads.latest(project, CARDS):
            subject = named_subject(thread.subject)
            if subject is not None and (name := of_subject(subject, thread.payload)):
                found.append(name)
        return found

    async def _followed(self, ctx: Ctx) -> Found:
        mine = await ctx.store.follows.of_user(ctx.actor.user_id)
        subjects = [named_subject(follow.subject) for follow in mine if follow.project_id == ctx.project_id]
        return [name for subject in subjects if subject and (name := of_subject(subject, {}))]


def of_subject(subject: Subject, payload: object) -> Name | None:
    """A resource by its subject; None for what has no command of its own, or whose ids are not all known."""
    if not subject.complete:
        return None
    name = name_of(subject, payload)
    match subject.kind:
        case Kind.whatsapp_template:
            return Name(subject.ids[0], "whatsapp templates", {"name": subject.ids[0]}, (subject.ids[1],))
        case Kind.whatsapp_sender:
            return Name(name, "whatsapp senders", {"sender_id": subject.ids[0]})
        case Kind.rcs_sender:
            return Name(name, "rcs senders", {"sender_id": subject.ids[0]})
        case Kind.kakaotalk_sender:
            return Name(name, "kakaotalk senders", {"plus_friend_id": subject.ids[0]})
        case Kind.kakaotalk_template:
            ids = {"plus_friend_id": subject.ids[0], "code": subject.ids[1]}
            return Name(name, "kakaotalk templates", ids)
        case Kind.bundle:
            return Name(name, "bundles", {"bundle_id": subject.ids[0]})
    return None


async def _with(kept: ProjectNames, found: Found) -> ProjectNames:
    """The names with these; they themselves where all are among them."""
    new = [name for name in found if not kept.names.has(name)]
    if not new:
        return kept
    names = await asyncio.to_thread(_names, [*kept.names.all, *new])
    return replace(kept, names=names)


def _names(found: Found) -> Names:
    return Names(_united(found)).indexed()


def _united(names: Iterable[Name]) -> list[Name]:
    """Each resource once, a template with all its languages."""
    found: dict[tuple[str, tuple[str, ...], str], Name] = {}
    for name in names:
        key = (*name.key, name.text if name.kind == "people" else "")
        before = found.get(key)
        if before is None:
            found[key] = name
        elif not {*name.versions} <= {*before.versions}:
            versions = tuple(dict.fromkeys([*before.versions, *name.versions]))
            found[key] = Name(before.text, name.kind, name.values, versions, {**before.states, **name.states})
    return list(found.values())


async def _in_time(work: Awaitable[object]) -> bool:
    """Whether it was done in time; what it has found by then stays found."""
    try:
        async with asyncio.timeout(LOOKUP_SECONDS):
            await work
    except (TimeoutError, ApiError) as problem:
        logger.info("names not read", problem=type(problem).__name__)
        return False
    return True


def _templates(items: Iterable[object]) -> Found:
    rows = [as_payload(item) for item in items]
    return [
        Name(
            text(row, "name"),
            "whatsapp templates",
            {"name": text(row, "name")},
            (text(row, "language"),),
            {text(row, "language"): text(row, "state")},
        )
        for row in rows
        if text(row, "name") and text(row, "language")
    ]


def _rcs_senders(items: Iterable[object]) -> Found:
    rows = [as_payload(item) for item in items]
    return [
        Name(name_of(Kind.rcs_sender, row), "rcs senders", {"sender_id": text(row, "id")})
        for row in rows
        if text(row, "id")
    ]


async def _load_templates(api: Provisioning, found: Found) -> None:
    token: str | None = None
    while True:
        page = await api.whatsapp_templates.list(
            field_mask=("name", "language", "state"), page_token=token, page_size=TEMPLATES_A_PAGE
        )
        found.extend(_templates(page.items))
        token = page.next_page_token
        if token is None or len(found) > MOST_KNOWN_NAMES:
            return


async def _load_rcs_senders(api: Provisioning, found: Found) -> None:
    found.extend(_rcs_senders((await api.rcs_senders.list(page_size=LOOKUP_PAGE_SIZE)).items))


async def _load_whatsapp_senders(api: Provisioning, found: Found) -> None:
    for sender in map(as_payload, (await api.whatsapp_senders.list(page_size=LOOKUP_PAGE_SIZE)).items):
        if sender_id := text(sender, "id"):
            ids = {"sender_id": sender_id}
            found.append(Name(name_of(Kind.whatsapp_sender, sender), "whatsapp senders", ids))
            if number := phone(sender):
                found.append(Name(number, "whatsapp senders", ids))


async def _load_kakaotalk(api: Provisioning, found: Found) -> None:
    """The senders, and the templates of the first of them."""
    senders = [as_payload(item) for item in (await api.kakaotalk_senders.list(page_size=LOOKUP_PAGE_SIZE)).items]
    ids = [sender_id for sender in senders if (sender_id := text(sender, "plusFriendId"))]
    found.extend(
        Name(
            name_of(Kind.kakaotalk_sender, sender),
            "kakaotalk senders",
            {"plus_friend_id": text(sender, "plusFriendId")},
        )
        for sender in senders
        if text(sender, "plusFriendId")
    )
    pages = await asyncio.gather(
        *(api.kakaotalk_templates.list(sender_id, page_size=LOOKUP_PAGE_SIZE) for sender_id in ids[:KAKAO_SENDERS])
    )
    for sender_id, page in zip(ids, pages, strict=False):
        for template in map(as_payload, page.items):
            values = {"plus_friend_id": sender_id, "code": text(template, "code")}
            found.append(Name(name_of(Kind.kakaotalk_template, template), "kakaotalk templates", values))


async def _load_platform(api: Provisioning, found: Found) -> None:
    """What is neither sender nor template."""
    lists: tuple[tuple[str, str, Awaitable[Page[Any]]], ...] = (
        ("bundles", "bundle_id", api.bundles.list(page_size=25)),
        ("sms apps", "sms_app_id", api.sms_apps.list(page_size=LOOKUP_PAGE_SIZE)),
        ("webhooks", "webhook_id", api.webhooks.list()),
    )
    pages = await asyncio.gather(*(page for _, _, page in lists), return_exceptions=True)
    failures = [page for page in pages if isinstance(page, BaseException)]
    if len(failures) == len(pages):
        raise failures[0]  # the API is away: one list that is refused says nothing of the others
    for (kind, argument, _), page in zip(lists, pages, strict=True):
        for item in () if isinstance(page, BaseException) else page.items:
            payload = as_payload(item)
            if value := text(payload, "id"):
                found.append(Name(name_of(kind.removesuffix("s"), payload), kind, {argument: value}))


LOADERS: tuple[Loader, ...] = (
    _load_templates, _load_rcs_senders, _load_whatsapp_senders, _load_kakaotalk, _load_platform,
)  # fmt: skip

"""Forms of several steps: what is filled in is kept as a draft, and the last step runs the command like any other form.

A draft may be continued by its owner only. Pressing twice does no harm: a step that was rearranged meanwhile is shown
again instead of being read, and a draft is sent once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.cards import failure
from bot.cards.blocks import form, step
from bot.command.context import Place
from bot.command.declaration import Asked, Command, Effect, Reply
from bot.command.wizard import State, Step, Wizard, taken
from bot.edge import failures
from bot.edge.forms import simple
from bot.edge.forms.session import WHICH, Session
from bot.edge.media import address
from bot.edge.responders import InView
from bot.edge.tasks import outcome
from bot.errors import Gone, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.async_app import AsyncAck

    from bot.cards.blocks.message import Block
    from bot.edge.dispatcher import Front, Visit

Body = dict[str, Any]
KEPT = timedelta(hours=1)
GONE = "This form has expired or was sent already. Type the command again."


@dataclass(frozen=True, slots=True)
class Wizards:
    """Opens, reads and continues forms of several steps at the front desk."""

    front: Front

    async def open(self, visit: Visit, asked: Asked, problems: Sequence[Problem]) -> bool:
        """Show the first step, or the question whether to go on with an earlier try; False: no form can be opened."""
        ctx = await self.front.ctx(visit, asked)
        services, now = self.front.services, self.front.services.clock.now()
        left = await services.store.drafts.latest(visit.user_id, asked.command.path, ctx.project_id, now)
        if left is not None and left.state.get("touched") and left.state["typed"] == dict(asked.values):
            origin = replace(_origin(visit, asked), kept={"draft": left.id, "revision": left.revision})
            question = step.resume(
                simple.title(asked.command),
                left.updated_at,
                callback_id=f"{step.PREFIX}{asked.command.path}",
                private_metadata=origin.pack(),
            )
            return await visit.answer.form(question) is not None
        return await self._begin(visit, asked, problems)

    async def _begin(self, visit: Visit, asked: Asked, problems: Sequence[Problem]) -> bool:
        command, ids = asked.command, {arg.name for arg in asked.command.arguments if arg.where == "word"}
        if command.prefill is not None and any(one.field in ids for one in problems):
            session = await self._new(visit, asked, {}, WHICH)
            wrong = {one.field: one.message for one in problems if one.message != "is required"}
            return await visit.answer.form(session.view(dict(asked.values), WHICH, wrong)) is not None
        if command.prefill is None:
            return await self._start(visit, asked, problems)

        async def fill(visit: Visit, found: Mapping[str, Any]) -> None:
            await self._start(visit, asked, problems, found)

        return await self.front.begun(visit, asked, fill)

    async def _filled(self, visit: Visit, asked: Asked, problems: Sequence[Problem]) -> None:
        found: Mapping[str, Any] = {}
        if asked.command.prefill is not None:
            found = await asked.command.prefill(await self.front.ctx(visit, asked), asked.values)
        await self._start(visit, asked, problems, found)

    async def _start(
        self, visit: Visit, asked: Asked, problems: Sequence[Problem], found: Mapping[str, Any] | None = None
    ) -> bool:
        wizard = _wizard(asked.command)
        state = wizard.start({**(found or {}), **asked.values})
        first = wizard.first(state)
        session = await self._new(visit, asked, state, first)
        told = [one for one in problems if one.message != "is required"]
        name, errors = _placed(session, state, told, first)
        return await self._show(visit, session, state, name, errors)

    async def restart(
        self, visit: Visit, asked: Asked, origin: simple.Origin, problems: Sequence[Problem] = ()
    ) -> None:
        """Begin again with more values than were typed; the draft until now is dropped."""
        store, now = self.front.services.store.drafts, self.front.services.clock.now()
        draft = await store.get(str(origin.kept.get("draft", "")), visit.user_id, now)
        if draft is None:
            raise Gone(GONE)
        await store.drop(draft.id, visit.user_id)
        asked = replace(asked, values={**draft.state["typed"], **asked.values})
        await self._filled(visit, asked, problems)

    async def _new(self, visit: Visit, asked: Asked, state: State, name: str) -> Session:
        ctx = await self.front.ctx(visit, asked)
        now = self.front.services.clock.now()
        draft = await self.front.services.store.drafts.add(
            uuid4().hex,
            visit.user_id,
            asked.command.path,
            project_id=ctx.project_id,
            step=name,
            state={"form": state, "typed": dict(asked.values)},
            now=now,
            expires_at=now + KEPT,
        )
        return Session(asked.command, _wizard(asked.command), draft, _origin(visit, asked))

    async def _show(
        self,
        visit: Visit,
        session: Session,
        state: State,
        name: str,
        errors: Mapping[str, str] | None = None,
        above: Sequence[Block] = (),
    ) -> bool:
        """Show a step; one that needs something from the API first appears when that is there."""
        _, shown = session.at(state, name)
        if not shown.waits(state):
            return await visit.answer.form(session.view(state, name, errors, above)) is not None
        opened = await visit.answer.form(form.working(session.title, "Just a moment…"))
        if opened is None:
            return False
        visit = replace(visit, answer=opened)
        await self.front.attend(visit, self._loaded(visit, session, state, name, errors))
        return True

    async def _loaded(
        self, visit: Visit, session: Session, state: State, name: str, errors: Mapping[str, str] | None = None
    ) -> None:
        _, shown = session.at(state, name)
        asked = Asked(session.command, project=session.origin.project or None)
        loaded = await shown.load(await self.front.ctx(visit, asked), state)
        saved = await self._save(session, loaded, name, rearranged=True)
        if saved is not None:
            await visit.answer.form(saved.view(loaded, name, errors))

    async def _save(self, session: Session, state: State, name: str, *, rearranged: bool = False) -> Session | None:
        now = self.front.services.clock.now()
        draft = await self.front.services.store.drafts.save(
            session.draft,
            step=name,
            state=session.kept(state),
            now=now,
            expires_at=now + KEPT,
            rearranged=rearranged,
        )
        return replace(session, draft=draft) if draft else None

    async def _session(self, body: Body) -> Session | None:
        """The draft behind a view; None where it has expired, was sent, or is somebody else's."""
        view = body["view"]
        origin = simple.Origin.unpack(view.get("private_metadata", ""))
        command = self.front.router.get(str(view.get("callback_id", "")).removeprefix(step.PREFIX))
        now = self.front.services.clock.now()
        draft = await self.front.services.store.drafts.get(str(origin.kept.get("draft", "")), body["user"]["id"], now)
        if draft is None or command is None or command.wizard is None:
            return None
        return Session(command, command.wizard, draft, origin)

    async def submitted(self, ack: AsyncAck, body: Body) -> None:
        """*Next*, or the last step's button."""
        session = await self._session(body)
        if session is None:
            await ack(response_action="update", view=form.failed("Sinch", failure.user_error(Gone(GONE))))
            return
        if session.origin.kept.get("revision") != session.draft.revision or "step" not in session.origin.kept:
            await ack(response_action="update", view=session.view(session.state, session.draft.step))
            return
        state, here, at = self._read(session, body)
        if errors := here.check(state):
            blocks = body["view"].get("blocks", [])
            shown = {block.get("block_id") for block in blocks if block.get("type") == "input"}
            ids = {step.named(name, session.draft.revision): _sentence(text) for name, text in errors.items()}
            if ids.keys() <= shown:
                await ack(response_action="errors", errors=ids)
            else:
                await ack(response_action="update", view=session.view(state, here.name, errors))
            return
        await self._advance(ack, body, session, state, at)

    async def _advance(self, ack: AsyncAck, body: Body, session: Session, state: State, at: int) -> None:
        visit = self.visit(body)
        if session.draft.step == WHICH:
            await ack(response_action="update", view=form.working(session.title, "Just a moment…"))
            await self.front.services.store.drafts.drop(session.draft.id, session.draft.user_id)
            asked = Asked(session.command, {**session.typed, **state}, project=session.origin.project or None)
            self._go(visit, self._filled(visit, asked, ()))
            return
        steps = session.wizard.steps(state)
        if at + 1 == len(steps):
            saved = await self._save(session, state, steps[at].name)
            await ack(response_action="update", view=form.working(session.title))
            if saved:
                self._go(visit, self._finish(visit, saved, state, draft=saved.keeps))
            return
        following = steps[at + 1]
        saved = await self._save(session, state, following.name)
        if saved is None or not following.waits(state):
            await ack(response_action="update", view=(saved or session).view(state, following.name))
            return
        await ack(response_action="update", view=form.working(session.title, "Just a moment…"))
        self._go(visit, self._or_back(visit, saved, state, steps[at].name, following.name))

    async def _or_back(self, visit: Visit, session: Session, state: State, before: str, name: str) -> None:
        """Load a step; what cannot be loaded is said on the step before it."""
        error = await outcome(self._loaded(visit, session, state, name))
        if error is not None:
            above = failures.shown(error, reference=visit.request_id).blocks
            saved = await self._save(session, state, before, rearranged=True)
            await visit.answer.form((saved or session).view(state, before, above=above))

    async def acted(self, body: Body) -> None:
        """A button inside a step, or a choice on which others depend."""
        visit = self.visit(body)
        await self.front.attend(visit, self._acted(visit, body))

    async def _acted(self, visit: Visit, body: Body) -> None:
        session = await self._session(body)
        if session is None:
            raise Gone(GONE)
        pressed = body["actions"][0]
        action = step.action_of(str(pressed["action_id"]))
        if action in (step.RESUME, step.ANEW):
            await self._again(visit, session, anew=action == step.ANEW)
            return
        if session.origin.kept.get("revision") != session.draft.revision:
            return
        state, here, at = self._read(session, body)
        if not action:
            fresh = (
                await self._save(session, state, here.name, rearranged=True)
                if _outdated(here, state, body)
                else session
            )
            if fresh is not None:
                await self._show(visit, fresh, state, here.name)
            return
        if action == step.DRAFT:
            saved = await self._save(session, state, here.name)
            if saved and await visit.answer.form(form.working(session.title)):
                await self._finish(visit, saved, state, draft=True)
            return
        steps = session.wizard.steps(state)
        if action == step.BACK:
            name = steps[max(at - 1, 0)].name
        else:
            value = step.chosen(pressed)
            state = session.wizard.act(state, action, value)
            name = session.wizard.goes_to(state, action, value) or here.name
        saved = await self._save(session, state, name, rearranged=True)
        if saved is not None:
            await self._show(visit, saved, state, name)

    async def _again(self, visit: Visit, session: Session, *, anew: bool) -> None:
        if not anew:
            await self._show(visit, session, session.state, session.draft.step)
            return
        await self.front.services.store.drafts.drop(session.draft.id, session.draft.user_id)
        asked = Asked(session.command, session.typed, project=session.origin.project or None)
        await self._begin(visit, asked, ())

    async def _finish(self, visit: Visit, session: Session, state: State, *, draft: bool) -> None:
        """Run the command; what is wrong with a field is said at it, anything else above the last step."""
        store, command = self.front.services.store.drafts, session.command
        if not await store.take(session.draft, self.front.services.clock.now()):
            raise Gone(GONE)
        values = session.wizard.finish(state, draft=draft)
        asked = Asked(command, values, public=session.origin.public, project=session.origin.project or None)
        error = await outcome(self.front.run(visit, asked, confirmed=command.effect is not Effect.DESTROY))
        if error is None:
            await store.drop(session.draft.id, session.draft.user_id)  # it may hold secrets
            return
        await store.put_back(session.draft)
        problems = failures.sentences(error, session.wizard.codes) or failures.at_fields(error, command)
        name, errors = _placed(session, state, problems, session.draft.step)
        above = () if errors else failures.shown(error, reference=visit.request_id).blocks
        saved = await self._save(session, state, name, rearranged=True)
        if saved is None or await visit.answer.form(saved.view(state, name, errors, above)) is None:
            await visit.answer.show(Reply(failures.shown(error, reference=visit.request_id)))

    def _read(self, session: Session, body: Body) -> tuple[State, Step, int]:
        """The state with what the view holds, and the step that the view shows; files come with a public address."""
        state = session.state
        at, here = session.at(state, str(session.origin.kept.get("step", session.draft.step)))
        shown = step.plain(body["view"].get("state", {}).get("values", {}))
        settings, now = self.front.services.settings, self.front.services.clock.now()
        for entry in shown.values():
            for element in entry.values():
                if element.get("files"):
                    element["files"] = [{**one, "address": address(settings, one, now)} for one in element["files"]]
        return taken(here, state, shown), here, at

    def visit(self, body: Body) -> Visit:
        """The person in their modal."""
        view, user_id = body["view"], body["user"]["id"]
        origin = simple.Origin.unpack(view.get("private_metadata", ""))
        place = Place(origin.channel, origin.thread_ts, (body.get("team") or {}).get("id", ""))
        title = view.get("title", {}).get("text", "")
        answer = InView(self.front.services.slack, view["id"], title, origin.response_url, place.channel, user_id)
        return self.front.visit(user_id, place, answer)

    def _go(self, visit: Visit, work: Any) -> None:
        self.front.services.tasks.start(self.front.attend(visit, work), name="wizard")


def _outdated(here: Step, state: State, body: Body) -> bool:
    shown = step.plain(body["view"].get("state", {}).get("values", {}))
    return here.outdated(state, form.values(shown, here.inputs(state)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _placed(session: Session, state: State, problems: Sequence[Problem], otherwise: str) -> tuple[str, dict[str, str]]:
    """The first step that something is wrong with, and what; problems of other steps are said on top by name."""
    places = [(one, session.wizard.place(state, one.field) if one.field else None) for one in problems]
    order = [one.name for one in session.wizard.steps(state)]
    name = min((place[0] for _, place in places if place), key=order.index, default=otherwise)
    errors: dict[str, str] = {}
    for one, place in places:
        key = place[1] if place and place[0] == name else one.field
        text = one.message if place and place[0] == name else f"{one.field} {one.message}".strip()
        errors[key] = f"{errors[key]}; {text}" if key in errors else text
    return name, errors


def _wizard(command: Command) -> Wizard:
    if command.wizard is None:
        raise ValueError(f"{command.path} has no form of several steps")
    return command.wizard


def _origin(visit: Visit, asked: Asked) -> simple.Origin:
    return simple.Origin(
        channel=visit.place.channel,
        thread_ts=visit.place.thread_ts,
        response_url=visit.answer.response_url,
        project=asked.project or "",
        public=asked.public,
    )

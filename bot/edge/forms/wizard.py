"""Forms of several steps: what is filled in is kept as a draft, and the last step runs the command like any other form.

A draft may be continued by its owner only. Pressing twice does no harm: a step that was rearranged meanwhile is shown
again instead of being read, and a draft is sent once.
"""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from slack_bolt.async_app import AsyncAck

from bot.cards import failure
from bot.cards.blocks import form, step
from bot.cards.vocabulary.words import capitalised
from bot.command.declaration import Command, Effect, Reply
from bot.command.invocation import Invocation, Request, check
from bot.command.wizard import State, Step, Wizard, state_with
from bot.edge import failures, interactions
from bot.edge.dispatcher import Dispatcher
from bot.edge.forms import edit_conflict, simple
from bot.edge.forms.edit_conflict import EditConflict
from bot.edge.forms.prefill import look_up, open_prefilled
from bot.edge.forms.session import WHICH, Session
from bot.edge.interactions import Interaction
from bot.edge.media import address
from bot.edge.origin import Origin
from bot.edge.tasks import outcome
from bot.errors import Gone, Problem
from bot.flows import media_addresses
from bot.storage.drafts import Draft, DraftStore

Body = dict[str, Any]
KEPT = timedelta(days=1)
"""Whoever is called away finds the form as it was left."""
EDIT_OFFERED = timedelta(hours=1)
"""What an older edit began with may have changed since, so it is not offered to go on with."""
GONE = "This form has expired or was already sent. Type the command again."


@dataclass(frozen=True, slots=True)
class Wizards:
    """Opens, reads and continues forms of several steps at the front desk."""

    dispatcher: Dispatcher

    @property
    def _drafts(self) -> DraftStore:
        return self.dispatcher.services.store.drafts

    @property
    def _now(self) -> datetime:
        return self.dispatcher.services.clock.now()

    async def open(self, interaction: Interaction, invocation: Invocation) -> bool:
        """Show the first step, or the question whether to go on with an earlier try; False: no form can be opened."""
        command = invocation.command
        left = await self._drafts.latest(interaction.user_id, command.path, invocation.project, self._now)
        if left is not None and self._is_offered(left, invocation):
            kept = {"draft": left.id, "revision": left.revision}
            question = step.resume(
                simple.title(command),
                left.updated_at,
                callback_id=f"{step.PREFIX}{command.path}",
                private_metadata=replace(simple.origin_of(interaction, invocation), kept=kept).pack(),
            )
            return await interaction.answer.form(question) is not None
        return await self._begin(interaction, invocation)

    def _is_offered(self, left: Draft, invocation: Invocation) -> bool:
        """Whether an earlier try, which was not only looked at, began with the same words."""
        age = self._now - left.updated_at
        same = bool(left.state.get("touched")) and left.state["typed"] == dict(invocation.values)
        return same and (invocation.command.prefill is None or age < EDIT_OFFERED)

    async def _begin(self, interaction: Interaction, invocation: Invocation) -> bool:
        command, problems = invocation.command, invocation.problems
        ids = {arg.name for arg in command.arguments if arg.where == "word"}
        if command.prefill is not None and any(problem.field in ids for problem in problems):
            session = await self._new(interaction, invocation, {}, WHICH)
            wrong = {problem.field: problem.message for problem in problems if problem.message != "is required"}
            view = session.view(dict(invocation.values), WHICH, wrong)
            return await interaction.answer.form(view) is not None
        if command.prefill is None:
            return await self._start(interaction, invocation, {})

        async def fill(interaction: Interaction, found: Mapping[str, Any]) -> None:
            await self._start(interaction, invocation, found)

        return await open_prefilled(interaction, invocation, fill)

    async def _filled(self, interaction: Interaction, request: Request) -> None:
        invocation = await self.dispatcher.invocation(interaction, request)
        await self._start(interaction, invocation, await look_up(invocation))

    async def _start(self, interaction: Interaction, invocation: Invocation, found: Mapping[str, Any]) -> bool:
        wizard = _wizard(invocation.command)
        state = wizard.begin(found, invocation.values)
        first = wizard.first(state)
        session = await self._new(interaction, invocation, state, first, wizard.present(found) if found else {})
        problems = [problem for problem in invocation.problems if problem.message != "is required"]
        name, errors = _placed(session, state, problems, first)
        return await self._show(interaction, session, state, name, errors)

    async def restart(self, interaction: Interaction, request: Request, origin: Origin) -> None:
        """Begin again with more values than were typed; the draft until now is dropped."""
        draft = await self._drafts.get(str(origin.kept.get("draft", "")), interaction.user_id, self._now)
        if draft is None:
            raise Gone(GONE)
        await self._drafts.remove(draft.id, interaction.user_id)
        values = {**draft.state["typed"], **request.values}
        await self._filled(interaction, replace(request, values=values, project=draft.project_id))

    async def _new(
        self,
        interaction: Interaction,
        invocation: Invocation,
        state: State,
        name: str,
        began: Mapping[str, Any] | None = None,
    ) -> Session:
        command, now = invocation.command, self._now
        draft = await self._drafts.add(
            uuid4().hex,
            interaction.user_id,
            command.path,
            project_id=invocation.project,
            step=name,
            state={"form": state, "typed": dict(invocation.values), "began": dict(began or {})},
            now=now,
            expires_at=now + KEPT,
            secrets=command.args.secrets(),
        )
        origin = simple.origin_of(interaction, invocation)
        return Session(command, _wizard(command), draft, origin, invocation.ctx)

    async def _show(
        self,
        interaction: Interaction,
        session: Session,
        state: State,
        name: str,
        errors: Mapping[str, str] | None = None,
    ) -> bool:
        """Show a step; one that needs something from the API first appears when that is there."""
        _, shown = session.at(state, name)
        if not shown.waits(state):
            return await interaction.answer.form(session.view(state, name, errors)) is not None
        opened = await interaction.answer.form(form.working(session.title, "Just a moment…"))
        if opened is None:
            return False
        interaction = replace(interaction, answer=opened)
        work = self._loaded(interaction, session, state, name, errors)
        await self.dispatcher.with_error_reply(interaction, work)
        return True

    async def _loaded(
        self,
        interaction: Interaction,
        session: Session,
        state: State,
        name: str,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        _, shown = session.at(state, name)
        ctx = session.ctx or await self.dispatcher.context(interaction, session.draft.project_id)
        loaded = await shown.load(ctx, state)
        saved = await self._save(session, loaded, name, rearranged=True)
        if saved is not None:
            await interaction.answer.form(saved.view(loaded, name, errors))

    async def _save(self, session: Session, state: State, name: str, *, rearranged: bool = False) -> Session | None:
        now = self._now
        draft = await self._drafts.save(
            session.draft,
            step=name,
            state=session.draft_state(state),
            now=now,
            expires_at=now + KEPT,
            rearranged=rearranged,
            secrets=session.command.args.secrets(),
        )
        return replace(session, draft=draft) if draft else None

    async def _session(self, body: Body) -> Session | None:
        """The draft behind a view; None where it has expired, was sent, or is somebody else's."""
        view = body["view"]
        origin = Origin.of(view)
        command = self.dispatcher.router.get(str(view.get("callback_id", "")).removeprefix(step.PREFIX))
        draft = await self._drafts.get(str(origin.kept.get("draft", "")), body["user"]["id"], self._now)
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
        state, here, at = await self._read(session, body)
        if errors := here.check(state):
            blocks = body["view"].get("blocks", [])
            shown = {block.get("block_id") for block in blocks if block.get("type") == "input"}
            ids = {step.named(name, session.draft.revision): capitalised(text) for name, text in errors.items()}
            if ids.keys() <= shown:
                await ack(response_action="errors", errors=ids)
            else:
                await ack(response_action="update", view=session.view(state, here.name, errors))
            return
        await self._advance(ack, body, session, state, at)

    async def _advance(self, ack: AsyncAck, body: Body, session: Session, state: State, at: int) -> None:
        interaction = self._interaction(body)
        if session.draft.step == WHICH:
            await ack(response_action="update", view=form.working(session.title, "Just a moment…"))
            await self._drafts.remove(session.draft.id, session.draft.user_id)
            values = {**session.typed, **state}
            self._go(interaction, self._filled(interaction, session.request(values)))
            return
        steps = session.wizard.steps(state)
        if at + 1 == len(steps):
            saved = await self._save(session, state, steps[at].name)
            await ack(response_action="update", view=form.working(session.title))
            if saved:
                self._go(interaction, self._finish(interaction, saved, state, as_draft=saved.keeps))
            return
        following = steps[at + 1]
        saved = await self._save(session, state, following.name)
        if saved is None or not following.waits(state):
            await ack(response_action="update", view=(saved or session).view(state, following.name))
            return
        await ack(response_action="update", view=form.working(session.title, "Just a moment…"))
        self._go(interaction, self._or_back(interaction, saved, state, steps[at].name, following.name))

    async def _or_back(self, interaction: Interaction, session: Session, state: State, before: str, name: str) -> None:
        """Load a step; what cannot be loaded is said on the step before it."""
        error = await outcome(self._loaded(interaction, session, state, name))
        if error is not None:
            above = failures.card_of(error, reference=interaction.request_id).blocks
            saved = await self._save(session, state, before, rearranged=True)
            await interaction.answer.form((saved or session).view(state, before, above=above))

    async def acted(self, body: Body) -> None:
        """A button inside a step, or a choice on which others depend."""
        interaction = self._interaction(body)
        await self.dispatcher.with_error_reply(interaction, self._acted(interaction, body))

    async def _acted(self, interaction: Interaction, body: Body) -> None:
        session = await self._session(body)
        if session is None:
            raise Gone(GONE)
        pressed = body["actions"][0]
        action = step.action_of(str(pressed["action_id"]))
        if action == step.RESUME:
            await self._show(interaction, session, session.state, session.draft.step)
        elif action == step.START_OVER:
            await self._start_over(interaction, session)
        elif session.origin.kept.get("revision") == session.draft.revision:
            await self._acted_in_step(interaction, session, body, action, step.chosen(pressed))

    async def _start_over(self, interaction: Interaction, session: Session) -> None:
        await self._drafts.remove(session.draft.id, session.draft.user_id)
        request = session.request(session.typed)
        await self._begin(interaction, await self.dispatcher.invocation(interaction, request))

    async def _acted_in_step(
        self, interaction: Interaction, session: Session, body: Body, action: str, value: str
    ) -> None:
        """*Back*, *Save as draft*, a button of the step's own, or (without an action) a choice."""
        state, here, at = await self._read(session, body)
        if action == step.BACK:
            await self._go_to(interaction, session, state, session.wizard.steps(state)[max(at - 1, 0)].name)
        elif action == step.DRAFT:
            saved = await self._save(session, state, here.name)
            if saved and await interaction.answer.form(form.working(session.title)):
                await self._finish(interaction, saved, state, as_draft=True)
        elif action:
            state = session.wizard.act(state, action, value)
            await self._go_to(interaction, session, state, session.wizard.goes_to(state, action, value) or here.name)
        elif _outdated(here, state, body):
            await self._go_to(interaction, session, state, here.name)
        else:
            await self._show(interaction, session, state, here.name)

    async def _go_to(self, interaction: Interaction, session: Session, state: State, name: str) -> None:
        """Show a step with inputs of new ids, so that they show what the state says."""
        saved = await self._save(session, state, name, rearranged=True)
        if saved is not None:
            await self._show(interaction, saved, state, name)

    async def _finish(self, interaction: Interaction, session: Session, state: State, *, as_draft: bool) -> None:
        """Run the command; what is wrong with a field is said at it, anything else above the last step."""
        store, command = self._drafts, session.command
        if not await store.take(session.draft, self._now):
            return  # the other of two submissions is sending it, and shows what comes of it
        error = await outcome(self._run(interaction, session, session.wizard.finish(state, as_draft=as_draft)))
        if error is None:
            await store.remove(session.draft.id, session.draft.user_id)  # it may hold secrets
            return
        await store.put_back(session.draft)
        if isinstance(error, EditConflict):
            session = session.beginning_with(error.now)
        problems = failures.sentences(error, session.wizard.codes) or failures.at_fields(error, command)
        name, errors = _placed(session, state, problems, session.draft.step)
        above = () if errors else failures.card_of(error, reference=interaction.request_id).blocks
        saved = await self._save(session, state, name, rearranged=True)
        if saved is None or await interaction.answer.form(saved.view(state, name, errors, above)) is None:
            await interaction.answer.show(Reply(failures.card_of(error, reference=interaction.request_id)))

    async def _run(self, interaction: Interaction, session: Session, values: Mapping[str, Any]) -> None:
        request = check(session.command, values, public=session.origin.public, project=session.draft.project_id)
        invocation = await self.dispatcher.invocation(interaction, request)
        await edit_conflict.check(session.wizard, session.state, invocation, session.began)
        confirmed = session.command.effect is not Effect.DESTROY
        await self.dispatcher.run(interaction, invocation, confirmed=confirmed)

    async def _read(self, session: Session, body: Body) -> tuple[State, Step, int]:
        """The state with what the view holds, and the step that the view shows; files come with a public address."""
        state = session.state
        at, here = session.at(state, str(session.origin.kept.get("step", session.draft.step)))
        shown = step.plain(body["view"].get("state", {}).get("values", {}))
        for entry in shown.values():
            for element in entry.values():
                if element.get("files"):
                    element["files"] = [await self._addressed(session, file) for file in element["files"]]
        return state_with(here, state, shown), here, at

    async def _addressed(self, session: Session, file: Mapping[str, Any]) -> Mapping[str, Any]:
        """A file with its address, or with the question that comes before it gets one."""
        services = self.dispatcher.services
        if not await media_addresses.agreed(services, session.draft.id, file):
            return {**file, "address": "", "question": media_addresses.question(file)}
        return {**file, "address": address(services.settings, file, services.clock.now())}

    def _interaction(self, body: Body) -> Interaction:
        return interactions.in_view(self.dispatcher.services.slack, body)

    def _go(self, interaction: Interaction, work: Coroutine[Any, Any, None]) -> None:
        self.dispatcher.services.tasks.start(self.dispatcher.with_error_reply(interaction, work), name="wizard")


def _outdated(here: Step, state: State, body: Body) -> bool:
    shown = step.plain(body["view"].get("state", {}).get("values", {}))
    return here.outdated(state, form.values(shown, here.inputs(state)))


def _placed(session: Session, state: State, problems: Sequence[Problem], otherwise: str) -> tuple[str, dict[str, str]]:
    """The first step that something is wrong with, and what; problems of other steps are said on top by name."""
    places = [(problem, session.wizard.place(state, problem.field) if problem.field else None) for problem in problems]
    order = [step.name for step in session.wizard.steps(state)]
    name = min((place[0] for _, place in places if place), key=order.index, default=otherwise)
    errors: dict[str, str] = {}
    for problem, place in places:
        key = place[1] if place and place[0] == name else problem.field
        text = problem.message if place and place[0] == name else simple.by_label(problem)
        errors[key] = f"{errors[key]}; {text}" if key in errors else text
    return name, errors


def _wizard(command: Command) -> Wizard:
    if command.wizard is None:
        raise ValueError(f"{command.path} has no form of several steps")
    return command.wizard

"""Buttons, menus, modals, shortcuts and the Home tab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack import validate, views
from bot.sandbox.slack.errors import ClientRefused, SlackError
from bot.sandbox.slack.inputs import action, chosen, problems
from bot.sandbox.slack.interactive import STATELESS, find
from bot.sandbox.slack.model import JSON, Message, View
from bot.sandbox.slack.payloads import message_json, view_json
from bot.sandbox.slack.people.base import Base, failure
from bot.sandbox.slack.people.outcome import Outcome

Values = Mapping[str, Mapping[str, Any]]
TROUBLE = "We had some trouble connecting. Try again?"


class Interacting(Base):
    """What can be pressed and filled in.

    A *value* is what a person would choose: str for text, a select's option value, a user or channel id,
    ``YYYY-MM-DD``, ``HH:MM``; int for datetimepicker; list of str for multi-selects, checkboxes and file inputs (file
    ids); None for empty. An option of an external select is chosen by its value after ``suggest`` offered it (or given
    whole, as the option object).
    """

    async def click(
        self, user: str, target: Message | View, block_id: str, action_id: str, value: Any = None
    ) -> Outcome:
        """Press a button (``value`` is ignored) or choose in any other element; sends block_actions.

        In an input block without ``dispatch_action`` it only fills in.
        """
        block, element = self._element(user, target, block_id, action_id)
        state = self._choose(target, block, element, value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Outcome()
        payload = self._frame("block_actions", user) | self._where(user, target)
        payload["trigger_id"] = views.new_trigger(self.workspace, user)
        payload["state"] = {"values": target.state}
        payload["actions"] = [action(element, block, state, self.workspace.new_ts())]
        if isinstance(target, Message):
            payload["response_url"] = self.urls.new(target.channel, user, target)
        return await self._sent(payload)

    def fill(self, user: str, target: Message | View, block_id: str, action_id: str, value: Any) -> None:
        """Fill in or choose without telling the app."""
        block, element = self._element(user, target, block_id, action_id)
        self._choose(target, block, element, value)

    async def suggest(
        self, user: str, target: Message | View, block_id: str, action_id: str, query: str = ""
    ) -> list[JSON]:
        """The options (or option groups) that an external select offers for what was typed."""
        _, element = self._element(user, target, block_id, action_id)
        if "external" not in element["type"]:
            raise ClientRefused("This menu has options of its own.")
        if len(query) < element.get("min_query_length", 3):
            return []
        payload = self._frame("block_suggestion", user) | self._where(user, target)
        payload |= {"action_id": action_id, "block_id": block_id, "value": query}
        answer = await self.services.delivery.interaction(payload)
        if answer.code or validate.options(answer.body):
            return []
        groups: list[JSON] = answer.body.get("option_groups") or []
        options: list[JSON] = answer.body.get("options") or []
        known = self._offered.setdefault(_key(target, block_id, action_id), [])
        known.extend(o for o in [*options, *(o for g in groups for o in g["options"])] if o not in known)
        return groups or options

    async def submit_view(self, user: str, view_id: str, values: Values | None = None) -> Outcome:
        """Press submit after filling in ``values``; fields that the client itself refuses come back as errors."""
        view = self._open(user, view_id)
        for block_id, actions in (values or {}).items():
            for action_id, value in actions.items():
                self.fill(user, view, block_id, action_id, value)
        refused = problems(view.blocks, view.state)
        view.errors = refused
        if refused:
            self.workspace.changed("view", user=user, id=view.id)
            return Outcome(errors=refused)
        payload = self._frame("view_submission", user)
        payload |= {"trigger_id": views.new_trigger(self.workspace, user), "view": view_json(self.workspace, view)}
        payload["response_urls"] = self._response_urls(user, view)
        outcome = await self._sent(payload)
        if outcome.code or self.workspace.views.get(view_id) is not view:
            return outcome
        try:
            outcome.errors = views.answer_submission(self.workspace, view, outcome.body)
        except SlackError as error:
            outcome.error, outcome.code = TROUBLE, error.code
        self.workspace.changed("view", user=user, id=view.id)
        return outcome

    async def close_view(self, user: str, view_id: str, clear: bool = False) -> None:
        """Press close (back to the modal below), or with ``clear`` the cross that closes all."""
        view = self._open(user, view_id)
        clear = clear or bool(view.body.get("clear_on_close"))
        stack = self.workspace.view_stacks[user]
        closed = list(reversed(stack)) if clear else [view]
        for closing in closed:
            views.close_view(self.workspace, closing)
        for closing in closed:
            if closing.body.get("notify_on_close"):
                payload = self._frame("view_closed", user)
                payload |= {"view": view_json(self.workspace, closing), "is_cleared": clear}
                await self.services.delivery.interaction(payload)

    async def message_shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> Outcome:
        """Choose one of the app's entries in a message's menu."""
        message = self._shown(user, channel, ts)
        self._shortcut(callback_id, "message")
        payload = self._frame("message_action", user) | {
            "callback_id": callback_id,
            "trigger_id": views.new_trigger(self.workspace, user),
            "response_url": self.urls.new(channel, user, None),
            "message_ts": ts,
            "channel": self._channel_json(self.workspace.channels[channel]),
            "message": message_json(self.workspace, message),
            "action_ts": self.workspace.new_ts(),
        }
        return await self._sent(payload)

    async def global_shortcut(self, user: str, callback_id: str) -> Outcome:
        """Choose one of the app's entries in the shortcuts menu."""
        self._person(user)
        self._shortcut(callback_id, "global")
        payload = self._frame("shortcut", user) | {
            "callback_id": callback_id,
            "trigger_id": views.new_trigger(self.workspace, user),
            "action_ts": self.workspace.new_ts(),
        }
        return await self._sent(payload)

    async def open_home(self, user: str, tab: str = "home") -> View | None:
        """Open the app's ``home`` or ``messages`` tab; returns what Home shows at this moment."""
        self._person(user)
        self.services.events.home_opened(user, tab)
        return self.workspace.homes.get(user)

    # -- helpers ----------------------------------------------------------------------------------------------------

    async def _sent(self, payload: JSON) -> Outcome:
        answer = await self.services.delivery.interaction(payload)
        code, problem = failure(answer)
        return Outcome(problem and TROUBLE, code=code, status=answer.status, body=answer.body, request=payload)

    def _element(self, user: str, target: Message | View, block_id: str, action_id: str) -> tuple[JSON, JSON]:
        if isinstance(target, Message):
            target = self._shown(user, target.channel, target.ts)
        elif self.workspace.views.get(target.id) is not target or target.user != user:
            raise ClientRefused("This is closed.")
        found = find(target.blocks, block_id, action_id)
        if found is None:
            raise ClientRefused("This is not there any more.")
        return found

    def _choose(self, target: Message | View, block: JSON, element: JSON, value: Any) -> JSON:
        offered = self._offered.get(_key(target, block["block_id"], element["action_id"]))
        state = chosen(self.workspace, element, value, offered)
        if element["type"] not in STATELESS:
            target.state.setdefault(block["block_id"], {})[element["action_id"]] = state
        return state

    def _where(self, user: str, target: Message | View) -> JSON:
        """``container`` and what it holds."""
        if isinstance(target, View):
            of_view = {"type": "view", "view_id": target.id}
            return {"container": of_view, "view": view_json(self.workspace, target)}
        channel = self.workspace.channels[target.channel]
        container: JSON = {
            "type": "message",
            "message_ts": target.ts,
            "channel_id": target.channel,
            "is_ephemeral": target.ephemeral_to is not None,
        }
        if target.thread_ts:
            container["thread_ts"] = target.thread_ts
        where: JSON = {"container": container, "channel": self._channel_json(channel)}
        if target.ephemeral_to is None:
            where["message"] = message_json(self.workspace, target)
        return where

    def _open(self, user: str, view_id: str) -> View:
        stack = self.workspace.view_stacks.get(user, [])
        if not stack or stack[-1].id != view_id:
            raise ClientRefused("This modal is not on the screen.")
        return stack[-1]

    def _shortcut(self, callback_id: str, kind: str) -> None:
        if not any(s.callback_id == callback_id and s.type == kind for s in self.workspace.app.shortcuts):
            raise ClientRefused("The app has no such shortcut.")

    def _response_urls(self, user: str, view: View) -> list[JSON]:
        """One for each conversation menu with ``response_url_enabled``."""
        result = []
        for block in view.blocks:
            element = block.get("element") or {}
            if not element.get("response_url_enabled"):
                continue
            value = view.state[block["block_id"]][element["action_id"]]
            channel = value.get("selected_conversation") or value.get("selected_channel")
            if channel:
                entry = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
                result.append(entry | {"response_url": self.urls.new(channel, user)})
        return result


def _key(target: Message | View, block_id: str, action_id: str) -> tuple[str, str, str]:
    return (target.id if isinstance(target, View) else target.ts, block_id, action_id)

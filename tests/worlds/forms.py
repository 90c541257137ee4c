"""A person in a modal of several steps: sees its fields by name, fills them in, goes on, back, to the summary."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.slack.model import View
from tests.worlds import steps
from tests.worlds.bot_world import OWNER, WORKING, BotWorld, labels, words


@dataclass
class Form:
    """The modal that is open; `errors` are those at its fields, by name, after the last press."""

    world: BotWorld
    user: str = OWNER
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def view(self) -> View:
        return self.world.views(self.user)[-1]

    @property
    def words(self) -> str:
        return words(self.view)

    @property
    def labels(self) -> list[str]:
        return labels(self.view)

    @property
    def submit_label(self) -> str:
        return str((self.view.body.get("submit") or {}).get("text", ""))

    @property
    def fields(self) -> dict[str, str]:
        """Block ids by the names of the fields."""
        return steps.ids(self.view)

    def value(self, name: str) -> Any:
        """What a field begins with, as a person sees it."""
        element = next(b["element"] for b in self.view.blocks if b.get("block_id") == self.fields[name])
        if options := element.get("initial_options"):
            return [option["value"] for option in options]
        chosen = element.get("initial_option")
        return chosen["value"] if chosen else element.get("initial_value")

    def step(self) -> str:
        """The trail's line that says where one is; empty on other modals."""
        return next((line for line in self.words.splitlines() if line.startswith("Step ")), "")

    def fill(self, values: dict[str, Any]) -> None:
        steps.fill(self.world, self.view, values, user=self.user)

    async def next(self, **values: Any) -> None:
        """Fill in (names with `__` for dots), press the modal's own button, and wait for what follows."""
        await self.send({name.replace("__", "."): value for name, value in values.items()})

    async def send(self, values: dict[str, Any] | None = None) -> None:
        """As `next`, with a mapping."""
        before = self.view.body
        self.errors = (await steps.step(self.world, self.view, values, user=self.user)).errors
        if not self.errors:
            await self.settled(before)

    async def press(self, label: str) -> None:
        """Press a button inside."""
        before = self.view.body
        await self.world.click(self.view, label, user=self.user)
        await self.settled(before)

    def choices(self, name: str) -> dict[str, str]:
        """What a menu offers: labels by value."""
        element = next(b["element"] for b in self.view.blocks if b.get("block_id") == self.fields[name])
        return {option["value"]: option["text"]["text"] for option in element["options"]}

    async def choose(self, name: str, value: Any) -> None:
        """Choose in an input that redraws its step."""
        before = self.view.body
        await steps.choose(self.world, self.view, name, value, user=self.user)
        await self.settled(before)

    async def pick(self, label: str, value: str) -> None:
        """Choose from a menu that acts."""
        before = self.view.body
        block, menu = next(
            (block, item)
            for block in self.view.blocks
            for item in block.get("elements", ())
            if item.get("type") == "static_select" and item["placeholder"]["text"].startswith(label)
        )
        outcome = await self.world.slack.people.click(self.user, self.view, block["block_id"], menu["action_id"], value)
        assert outcome.ok, outcome
        await self.settled(before)

    async def look_up(self, name: str, query: str) -> None:
        """Type into a menu that is looked up, so that its choices are there."""
        await self.world.slack.people.suggest(self.user, self.view, self.fields[name], "value", query)

    async def settled(self, before: Any = None) -> None:
        """Wait until the modal shows something else than `before`, and no longer that it is working."""

        def look() -> bool:
            open_ = self.world.views(self.user)
            return bool(open_) and open_[-1].body is not before and WORKING not in words(open_[-1])

        await self.world.until(look, f"the next thing after {words(self.view)[:300]!r}")


async def open_form(world: BotWorld, text: str, *, user: str = OWNER) -> Form:
    """Type a slash command that opens a form, and wait until it is filled."""
    await world.slash_form(text, user=user)
    form = Form(world, user)
    await form.settled()
    return form

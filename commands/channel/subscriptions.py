"""`/sinch subscribe`, `unsubscribe`, `subscriptions`: what happens at Sinch, posted into the channel one stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import model_validator

from bot.cards import subscriptions as cards
from bot.cards.blocks import done
from bot.cards.vocabulary.state import known_states, state_labels
from bot.cards.vocabulary.words import AREAS
from bot.command import Arg, Args, Ctx, Effect, NoArgs, Reply, Router, hidden, option, words
from bot.command.parse import split_list
from bot.errors import UserError
from bot.flows.subscriptions import subscriptions as flow
from bot.links import CommandLink
from bot.provisioning.event_types import EVENT_TYPES
from bot.provisioning.languages import LANGUAGES, NAMES
from bot.slack.text import channel, mention
from bot.suggest import suggest
from commands._shared import languages

router = Router()

AREA_WORDS = tuple(AREAS)
TYPES = tuple(EVENT_TYPES)
LANGUAGE_NAMES = {code: languages.named(code) for code in NAMES}
FILTERS = ("name", "language", "category", "state", "country", "sender", "only")
EVERYTHING = ("all", "everything")
MORE_FILTERS = "More filters"
POSTED = {
    "everything": "Everything",
    "attention": "Needs attention",
    "rejections": "Rejections",
    "comments": "Comments",
}
"""The one choice of the form: what is posted of all that happens."""
CATEGORIES = ("MARKETING", "UTILITY", "AUTHENTICATION")
Area = Literal[AREA_WORDS]  # type: ignore[valid-type]
EventType = Literal[TYPES]  # type: ignore[valid-type]


class SubscribeArgs(Args):
    """Areas and event types, typed in any order (`whatsapp TEMPLATE_REJECTED`) or chosen in the form."""

    what: list[str] = words("Areas and events", "Like whatsapp, rcs, WHATSAPP_TEMPLATE_REJECTED. Leave empty for all")
    areas: list[Area] = option("Areas", "Leave empty for all", default=[], labels=AREAS)
    events: list[EventType] = option("Events", "Leave empty for all", default=[], more=MORE_FILTERS)
    rule_id: int | None = hidden(None)

    @model_validator(mode="before")
    @classmethod
    def _sort(cls, given: Any) -> Any:
        """Typed words are areas or event types; a type may be typed without its area."""
        if not isinstance(given, Mapping) or not given.get("what"):
            return given
        lists = [given.get(name) or [] for name in ("what", "areas", "events")]
        if not all(isinstance(item, list) and all(isinstance(word, str) for word in item) for item in lists):
            return given  # each field says what it takes
        areas, events, only = list(given.get("areas") or []), list(given.get("events") or []), []
        typed = " ".join(given["what"])
        for key, label in POSTED.items():
            typed = re.sub(rf"\b{label}\b", key, typed, flags=re.IGNORECASE)
        for word in (term for part in typed.split() for term in split_list(part)):
            if word.lower() in AREAS:
                areas.append(word.lower())
            elif "only" in cls.model_fields and word.lower() in ("attention", "rejections", "comments"):
                only.append(word.lower())
            elif word.lower() not in EVERYTHING:
                events += _events(word, areas)
        return {**given, "areas": areas, "events": events, **({"only": only} if only else {})}

    @model_validator(mode="after")
    def _fit(self) -> Self:
        stray = [kind for kind in self.events if self.areas and EVENT_TYPES[kind].area not in self.areas]
        if stray:
            raise ValueError(f"{stray[0]} isn't in {', '.join(self.areas)}")
        return self


class Subscribe(SubscribeArgs):
    post: Literal["everything", "attention", "rejections", "comments"] | None = option(
        "What to post", default=None, kind="radio", labels=POSTED
    )
    only: list[Literal["attention", "rejections", "comments"]] = option(
        "Only these", "Like rejections,comments", default=[], labels=POSTED, typed=True
    )
    name: list[str] = option("Names", "Patterns work, like order_*", default=[], more=MORE_FILTERS)
    language: list[str] = option(
        "Languages", default=[], kind="multi_select", suggested=LANGUAGES, labels=LANGUAGE_NAMES, more=MORE_FILTERS
    )
    category: list[str] = option("Categories", default=[], kind="multi_select", suggested=CATEGORIES, more=MORE_FILTERS)
    state: list[str] = option(
        "States", default=[], kind="multi_select", suggested=known_states(), labels=state_labels(), more=MORE_FILTERS
    )
    country: list[str] = option("Countries", "Two letters each, like SE or FR", default=[], more=MORE_FILTERS)
    sender: list[str] = option("Senders", "IDs or phone numbers", default=[], more=MORE_FILTERS)

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        """The one choice first."""
        return tuple(sorted(super().arguments(), key=lambda arg: arg.name != "post"))

    @property
    def filters(self) -> dict[str, list[str]]:
        """As a rule keeps them; what was chosen in the form counts before what the rule had."""
        given: dict[str, list[str]] = {name: list(getattr(self, name)) for name in FILTERS if getattr(self, name)}
        if self.post is not None:
            given.pop("only", None)
        return given if self.post in (None, "everything") else {**given, "only": [self.post]}


def _events(word: str, areas: list[str]) -> list[str]:
    """The event type of that name, or all those of a resource (`templates`, `rcs_senders`)."""
    plain = word.upper().replace("-", "_")
    names = (plain, *(f"{area.upper()}_{plain}" for area in areas or AREAS))
    if exact := next((name for name in names if name in EVENT_TYPES), None):
        return [exact]
    prefixes = tuple(f"{name.removesuffix('S')}_" for name in names)
    if of_resource := [kind for kind in EVENT_TYPES if kind.startswith(prefixes)]:
        return of_resource
    near = suggest(plain, [*TYPES, *(area.upper() for area in AREAS)], similar=0.5)
    meant = f"Did you mean {near[0]}?" if near else f"Areas are {', '.join(AREAS)}."
    raise ValueError(f"I don't know the area or event {word[:60]!r}. {meant}")


async def _present(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins with what the channel gets now."""
    rules = await flow.rules(ctx)
    chosen = next((rule for rule in rules if rule.id == values.get("rule_id")), rules[0] if rules else None)
    if chosen is None:
        return {"post": "everything"}
    filters = dict(chosen.filters)
    only = filters.pop("only", [])
    said = {"post": only[0] if only else "everything"} if len(only) < 2 else {"only": only}
    return {"rule_id": chosen.id, "areas": chosen.areas, "events": chosen.types, **filters, **said}


@router.command(
    "subscribe",
    Effect.SETTING,
    prefill=_present,
    example="/sinch subscribe whatsapp only=rejections",
    phrases=(
        "subscribe this channel to {areas}",
        "post {areas} events here",
        "send all rejections into this channel",
        "notify this channel about {areas}",
        "keep this channel informed about {areas}",
    ),
)
async def subscribe(ctx: Ctx, args: Subscribe) -> Reply:
    """Post Sinch events in this channel."""
    rule = await flow.subscribe(ctx, args.areas, args.events, args.filters, rule_id=args.rule_id)
    made = f":white_check_mark: {channel(ctx.place.channel)} now gets:"
    if any(flow.everything_of(subscription) for subscription in await flow.rules(ctx) if subscription.id != rule.id):
        made += "\n:information_source: It already gets all events, so this adds nothing. See `/sinch subscriptions`."
    if await flow.absent(ctx):
        me = (await ctx.slack.me()).user_id
        made += f"\n:warning: I'm not in this channel yet. Invite me with `/invite` {mention(me)} to start."
    shown = await flow.with_example(ctx, rule)
    return Reply(cards.subscription(shown, made=made), line=f"subscribed this channel: {cards.in_words(shown)}")


async def _question(ctx: Ctx, args: SubscribeArgs) -> str:
    """Only ending everything asks: a channel that hears nothing more looks like one where nothing happens."""
    rules = await flow.rules(ctx)
    if args.areas or args.events or args.rule_id is not None or not rules:
        return ""
    gets = "\n".join([f"• {cards.in_words(await flow.with_example(ctx, rule))}" for rule in rules])
    return f"Unsubscribe {channel(ctx.place.channel)} from everything? It gets:\n{gets}"


@router.command(
    "unsubscribe",
    Effect.SETTING,
    ask=_question,
    example="/sinch unsubscribe rcs",
    phrases=(
        "unsubscribe this channel",
        "stop posting {areas} events here",
        "stop sending {areas} here",
        "unsubscribe us from {areas}",
    ),
)
async def unsubscribe(ctx: Ctx, args: SubscribeArgs) -> Reply:
    """Stop posting Sinch events here: all of them, or some areas and events."""
    if not await flow.unsubscribe(ctx, args.areas, args.events, args.rule_id):
        if not await flow.rules(ctx):
            raise UserError("This channel gets no Sinch events.", "`/sinch subscribe` starts them.")
        raise UserError("This channel doesn't get that.", "`/sinch subscriptions` shows what it gets.")
    left = await flow.rules(ctx)
    rest = [await flow.with_example(ctx, rule) for rule in left]
    text = f"Unsubscribed. {channel(ctx.place.channel)} gets no more Sinch events."
    again = CommandLink("Subscribe again", "subscribe", {}, "form")
    shown = done.card(text, again) if not left else cards.subscriptions(rest, place=ctx.place.channel)
    return Reply(shown, line=f"unsubscribed this channel from {'some' if left else 'all'} Sinch events.")


@router.command(
    "subscriptions",
    Effect.READ,
    phrases=(
        "what is this channel subscribed to",
        "show the subscriptions",
        "which events does this channel get",
        "is this channel muted",
        "why does nothing arrive here",
        "why do we get no messages here",
    ),
)
async def subscriptions(ctx: Ctx, args: NoArgs) -> Reply:
    """Show what this channel gets."""
    rules = [await flow.with_example(ctx, rule) for rule in await flow.everything(ctx)]
    return Reply(cards.subscriptions(rules, place=ctx.place.channel))

"""Select menus, checkboxes and radio buttons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from nicegui import events, ui

from bot.sandbox.page.blockkit.context import Control, flat
from bot.sandbox.page.blockkit.growing_select import GrowingSelect
from bot.sandbox.page.blockkit.mrkdwn import text_object
from bot.sandbox.page.widgets import attributes, div, html

Json = Mapping[str, Any]

# Quasar shows a menu once it has found a place for it, and gives up looking when the menu has no size within 60 ms, as
# on a busy machine: it then stays unseen for good. https://github.com/quasarframework/quasar (private.position-engine)
_PLACE_MENU = """() => {
  const place = (looks) => {
    const menu = document.querySelector('.q-menu.sk-popup');
    if (!looks || (menu && getComputedStyle(menu).visibility === 'visible')) return;
    getElement(%d)?.$refs.qRef?.updateMenuPosition();
    setTimeout(() => place(looks - 1), 50);
  };
  place(200);
}"""

# What is typed marks the first that fits, so that Enter or Tab takes it, as in Slack.
_MARK_FIRST = """(typed) => typed && setTimeout(() => {
  const menu = getElement(%d)?.$refs.qRef;
  if (menu?.getOptionIndex() < 0) menu.moveOptionSelection(1, true);
}, 50)"""

# After the last choice and before the first one Quasar marks none, and Enter takes nothing; Slack goes round.
_GO_ROUND = """(e) => {
  const menu = getElement(%d)?.$refs.qRef, at = menu?.getOptionIndex();
  if (!menu || !document.querySelector('.q-menu.sk-popup')) return;
  const last = at === menu.options.length - 1;
  if ((e.key === 'ArrowDown' && last) || (e.key === 'ArrowUp' && at === 0)) menu.setOptionIndex(-1);
}"""


def draw_select(control: Control, label: str) -> None:
    """A menu with search, for one or several choices, whatever its options come from."""
    element = control.element
    many = str(element["type"]).startswith("multi_")
    external = str(element["type"]).endswith("external_select")
    known = _options(control)
    chosen = _values(control.initial)
    field = (GrowingSelect if external else ui.select)(
        known,
        value=chosen if many else next(iter(chosen), None),
        with_input=True,
        multiple=many,
        clearable=not control.tells and not many,
    )
    field.props("popup-content-class=sk-popup transition-duration=0")
    field.props("outlined dense options-dense behavior=menu" + (" use-chips stack-label" if many else ""))
    field.classes("sk-input")
    attributes(field, f"input-{control.action_id}", aria_label=label)
    if not chosen:
        attributes(field, placeholder=str((element.get("placeholder") or {}).get("text") or "Choose an option"))
    field.on_value_change(lambda e: _chosen(control, field, e.value))
    field.on("popup-show", js_handler=_PLACE_MENU % field.id)
    field.on("input-value", js_handler=_MARK_FIRST % field.id)
    field.on("keydown", js_handler=_GO_ROUND % field.id)
    if isinstance(field, GrowingSelect):
        _ask_as_one_types(control, field)


async def _chosen(control: Control, field: ui.select, value: Any) -> None:
    most = control.element.get("max_selected_items")
    if isinstance(value, list) and most and len(value) > int(most):
        field.set_value(value[: int(most)])
        return
    if isinstance(value, list):
        field.props["placeholder"] = "" if value else "Choose an option"
    await control.choose(value)


def _ask_as_one_types(control: Control, field: GrowingSelect) -> None:
    shortest = int(control.element.get("min_query_length", 3))

    asked: list[str] = []

    async def ask(query: str) -> None:
        asked.append(query)
        now = len(asked)
        if len(query) < shortest:
            return
        found = {str(o["value"]): _label(o) for o in await control.suggest(query)}
        if now == len(asked):  # a slow answer to what was typed before counts no more
            field.offer(found, _values(field.value))
            ui.run_javascript(f"({_MARK_FIRST % field.id})({json.dumps(query)})")

    # without this slot Quasar opens no menu as long as there is nothing in it
    field.add_slot("no-option", '<q-item><q-item-section class="sk-quiet">No results yet</q-item-section></q-item>')
    field.on("input-value", lambda e: ask(str(e.args or "")), throttle=0.25, leading_events=False)
    field.on("popup-show", lambda: ask(""))


def _options(control: Control) -> dict[str, str]:
    """{value: label} of what can be chosen now."""
    element, workspace = control.element, control.context.workspace
    kind = str(element["type"]).removeprefix("multi_").removesuffix("_select")
    if kind == "users":
        return {u.id: u.real_name for u in workspace.users.values() if not u.deleted}
    if kind == "channels":
        return {c.id: f"#{c.name}" for c in workspace.channels_of(control.context.person) if c.kind == "public"}
    if kind == "conversations":
        return _conversations(control)
    options = flat(list(element.get("options") or element.get("option_groups") or []))
    initial = control.initial
    options += [o for o in (initial if isinstance(initial, list) else [initial]) if isinstance(o, dict)]
    return {str(o["value"]): _label(o) for o in options}


def _conversations(control: Control) -> dict[str, str]:
    context, wanted = control.context, control.element.get("filter") or {}
    kinds = set(wanted.get("include") or ["public", "private", "im", "mpim"])
    found: dict[str, str] = {}
    for channel in context.workspace.channels_of(context.person):
        if channel.kind not in kinds or (channel.is_direct and context.person not in channel.members):
            continue
        if wanted.get("exclude_bot_users") and channel.is_direct and context.workspace.app.user_id in channel.members:
            continue
        found[channel.id] = context.names.channel(channel.id) if channel.is_direct else f"#{channel.name}"
    return found


def draw_checkboxes(control: Control, label: str) -> None:
    """Draw a `checkboxes` element."""
    options = list(control.element.get("options") or [])
    chosen = set(_values(control.initial))

    async def turn(value: str, on: bool) -> None:
        (chosen.add if on else chosen.discard)(value)
        await control.choose([str(o["value"]) for o in options if str(o["value"]) in chosen])

    with div("sk-choices", f"input-{control.action_id}", role="group", aria_label=label):
        for option in options:
            value = str(option["value"])
            box = ui.checkbox(value=value in chosen, on_change=lambda e, v=value: turn(v, bool(e.value)))
            _dress(control, box, option)


def draw_radio(control: Control, label: str) -> None:
    """Draw a `radio_buttons` element."""
    chosen = _values(control.initial)
    buttons: list[ui.element] = []

    async def turn(event: events.GenericEventArguments) -> None:
        for button in buttons:
            button.props["model-value"] = event.args
        await control.choose(event.args)

    with div("sk-choices", f"input-{control.action_id}", role="radiogroup", aria_label=label):
        for option in control.element.get("options") or []:
            radio = ui.element("q-radio")
            attributes(radio, val=str(option["value"]), model_value=chosen[0] if chosen else None)
            radio.on("update:model-value", turn, [None])
            buttons.append(radio)
            _dress(control, radio, option)


def _dress(control: Control, box: ui.element, option: Json) -> None:
    box.props("dense").classes("sk-choice")
    attributes(box, f"option-{option['value']}", aria_label=_label(option))
    with box:
        html(text_object(option.get("text"), control.context.names))
        if option.get("description"):
            html(text_object(option.get("description"), control.context.names), "sk-choice-more")


def _label(option: Json) -> str:
    label = str((option.get("text") or {}).get("text", option.get("value", "")))
    return f"{label} · {option['group']}" if option.get("group") else label


def _values(initial: Any) -> list[str]:
    """Whatever was chosen, as plain values."""
    items = initial if isinstance(initial, list) else [] if initial is None else [initial]
    return [str(item["value"] if isinstance(item, Mapping) else item) for item in items]

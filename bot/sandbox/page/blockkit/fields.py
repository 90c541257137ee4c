"""Everything a person fills in or chooses from, in modals and in messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from nicegui import events, ui

from bot.sandbox.page.blockkit.choices import draw_checkboxes, draw_radio, draw_select
from bot.sandbox.page.blockkit.context import Control
from bot.sandbox.page.widgets import attributes, div, text


def draw_field(control: Control, label: str) -> None:
    """The control of one element; ``label`` is read out."""
    FIELDS[str(control.element.get("type"))](control, label)


def _text_input(control: Control, label: str) -> None:
    element = control.element
    multiline = bool(element.get("multiline")) or element.get("type") == "rich_text_input"
    kind = _TYPES.get(str(element.get("type")), "text")
    make = ui.textarea if multiline else ui.input
    field = make(value=_as_text(control.initial), placeholder=_placeholder(element))
    field.props("outlined dense autogrow" if multiline else f"outlined dense type={kind}").classes("sk-input")
    attributes(field, f"input-{control.action_id}", aria_label=label)
    if element.get("focus_on_load"):
        field.props("autofocus")
    _listen(control, field, multiline)


def _listen(control: Control, field: ui.input, multiline: bool) -> None:
    silent = Control(control.context, control.block_id, control.element, tells=False)
    config = control.element.get("dispatch_action_config") or {}
    on_keys = "on_character_entered" in config.get("trigger_actions_on", [])
    on_change = control if control.tells and on_keys else silent
    field.on_value_change(lambda e: on_change.choose(e.value or None))
    if multiline:
        return
    if control.tells:
        field.on("keydown.enter", lambda: control.choose(field.value or None))
    elif control.context.submit is not None:
        field.on("keydown.enter", control.context.submit)


def _number(control: Control, label: str) -> None:
    element = control.element
    step = "any" if element.get("is_decimal_allowed") else 1
    field = ui.input(value=_as_text(control.initial), placeholder=_placeholder(element))
    field.props("outlined dense type=number").classes("sk-input sk-narrow")
    attributes(field, f"input-{control.action_id}", aria_label=label, step=step)
    for limit, name in (("min_value", "min"), ("max_value", "max")):
        if element.get(limit) is not None:
            field.props[name] = element[limit]
    _listen(control, field, multiline=False)


def _moment(kind: str) -> Callable[[Control, str], None]:
    def draw(control: Control, label: str) -> None:
        field = (
            ui.input(value=_as_text(control.initial)).props(f"outlined dense type={kind}").classes("sk-input sk-narrow")
        )
        attributes(field, f"input-{control.action_id}", aria_label=label)
        field.on_value_change(lambda e: control.choose(e.value or None))

    return draw


def _datetime(control: Control, label: str) -> None:
    """Chosen in the person's own time zone; the value is Unix seconds."""
    from_unix, to_unix = _unix(control)
    start = from_unix(int(control.initial)) if control.initial else ""
    field = ui.input(value=start).props("outlined dense type=datetime-local").classes("sk-input sk-narrow")
    attributes(field, f"input-{control.action_id}", aria_label=label)
    field.on_value_change(lambda e: control.choose(to_unix(e.value) if e.value else None))


def _unix(control: Control) -> tuple[Callable[[int], str], Callable[[str], int]]:
    zone = control.context.names.now().tzinfo
    return (
        lambda seconds: datetime.fromtimestamp(seconds, zone).strftime("%Y-%m-%dT%H:%M"),
        lambda typed: int(datetime.fromisoformat(typed).replace(tzinfo=zone).timestamp()),
    )


def _file(control: Control, label: str) -> None:
    element, context = control.element, control.context
    chosen: list[str] = [str(f["id"] if isinstance(f, Mapping) else f) for f in control.initial or []]
    most = int(element.get("max_files") or 10)
    with div():
        listed = div()
        _list_files(control, listed, chosen)

        async def take_upload(event: events.UploadEventArguments) -> None:
            content = await event.file.read()
            file = context.people.upload(context.person, event.file.name, content, event.file.content_type or None)
            chosen.append(file.id)
            await control.choose(list(chosen))
            _list_files(control, listed, chosen)

        loader = ui.upload(
            on_upload=take_upload, auto_upload=True, multiple=most > 1, max_files=most, label="Add a file"
        )
        loader.props("flat bordered hide-upload-btn").classes("sk-upload")
        attributes(loader, f"input-{control.action_id}", aria_label=label)
        if element.get("filetypes"):
            loader.props["accept"] = ",".join(f".{kind}" for kind in element["filetypes"])


def _list_files(control: Control, listed: ui.element, chosen: list[str]) -> None:
    listed.clear()
    files = control.context.workspace.files
    with listed:
        for file_id in chosen:
            text(files[file_id].name if file_id in files else file_id, "sk-chip")


def _placeholder(element: Any) -> str:
    return str((element.get("placeholder") or {}).get("text") or "")


def _as_text(value: Any) -> str:
    """What stands in a text field; a rich text as its words."""
    if isinstance(value, Mapping):
        parts = [_as_text(inner) for inner in value.get("elements") or []]
        return str(value.get("text", "")) + "".join(parts)
    return "" if value is None or isinstance(value, list) else str(value)


_TYPES = {"email_text_input": "email", "url_text_input": "url"}
FIELDS: dict[str, Callable[[Control, str], None]] = {
    "plain_text_input": _text_input,
    "rich_text_input": _text_input,
    "email_text_input": _text_input,
    "url_text_input": _text_input,
    "number_input": _number,
    "datepicker": _moment("date"),
    "timepicker": _moment("time"),
    "datetimepicker": _datetime,
    "file_input": _file,
    "checkboxes": draw_checkboxes,
    "radio_buttons": draw_radio,
    **{
        f"{many}{kind}_select": draw_select
        for many in ("", "multi_")
        for kind in ("static", "external", "users", "conversations", "channels")
    },
}

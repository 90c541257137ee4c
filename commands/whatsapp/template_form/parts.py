"""Pieces that several steps share: a text with variables, a file by its address, a button. Ids begin with `prefix`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.vocabulary.payload import as_payload, strings, text
from bot.cards.vocabulary.words import choice, count
from bot.command import Button, Part, State
from bot.slack.text import escaped
from bot.templates.content import BUTTON_TEXT, OFFER_CODE
from commands._shared.checks import bad_address, counted
from commands.whatsapp.template_form.shape import BUTTON_FIELDS, VARIABLE, variables

EXAMPLES = 20
SCREEN = 432
"""Characters of a screen's id: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""
REFUSED = ("wa.me", "whatsapp.com")
KINDS = {
    "QUICK_REPLY": "Quick reply",
    "URL": "Link",
    "PHONE_NUMBER": "Call",
    "COPY_CODE": "Copy code",
    "FLOW": "Flow",
    "REQUEST_CONTACT_INFO": "Share contact",
    "ORDER_DETAILS": "Order details",
}
FILES = {
    "IMAGE": "JPEG or PNG, at most 5 MB",
    "VIDEO": "MP4 or 3GP with H.264 and AAC, at most 16 MB",
    "DOCUMENT": "PDF, at most 100 MB",
}
ENDINGS = {"IMAGE": (".jpg", ".jpeg", ".png"), "VIDEO": (".mp4", ".3gp"), "DOCUMENT": (".pdf",)}


# -- a text with variables ---------------------------------------------------------------------------------------------


def text_parts(prefix: str, title: str, held: Mapping[str, Any], limit: int) -> Iterator[Part]:
    """The text, and an example for each of its variables."""
    words = text(held, "text")
    yield Input(
        f"{prefix}.text",
        title,
        f"At most {limit:,} characters. Write variables as {{{{1}}}}, {{{{2}}}}.",
        "multiline",
        initial=words,
        max_length=limit,
    )
    if missing := gap(words):
        yield layout.context(f":warning: {_gap_in_words(missing)}")
        return  # an example for a number that is not there would be asked for
    examples = strings(held, "examples")
    for at in range(min(variables(words), EXAMPLES)):
        initial = examples[at] if at < len(examples) else ""
        hint = "What WhatsApp's reviewers see instead." if not at else ""
        yield Input(f"{prefix}.example{at + 1}", f"Example for {{{{{at + 1}}}}}", hint, initial=initial)


def take_text(prefix: str, values: Mapping[str, Any]) -> State:
    """The text and its examples; gaps between examples stay."""
    words = str(values.get(f"{prefix}.text") or "")
    examples = [str(values.get(f"{prefix}.example{at + 1}") or "") for at in range(min(variables(words), EXAMPLES))]
    while examples and not examples[-1]:
        examples.pop()
    return {"text": words, "examples": examples}


def check_text(prefix: str, held: Mapping[str, Any], limit: int) -> Iterator[tuple[str, str]]:
    """What is wrong with a text of the form, field by field."""
    words = text(held, "text")
    if len(words) > limit:
        yield f"{prefix}.text", f"has {len(words):,} characters; {limit:,} at most"
    if not words.strip():
        yield f"{prefix}.text", "is required"
    numbers = sorted({int(number) for number in VARIABLE.findall(words)})
    if "{{" in VARIABLE.sub("", words):
        yield f"{prefix}.text", "variables are numbers in double braces, like {{1}}"
    elif missing := gap(words):
        yield f"{prefix}.text", _gap_in_words(missing)
    elif len(numbers) > EXAMPLES:
        yield f"{prefix}.text", f"at most {EXAMPLES} variables"
    else:
        examples = strings(held, "examples")
        for at in range(len(numbers)):
            if at >= len(examples) or not examples[at].strip():
                yield f"{prefix}.example{at + 1}", f"enter an example for {{{{{at + 1}}}}}"


def gap(words: str) -> int:
    """The first number that is missing among a text's variables; 0 for none."""
    numbers = {int(number) for number in VARIABLE.findall(words)}
    return next((number for number in range(1, max(numbers, default=0)) if number not in numbers), 0)


def _gap_in_words(missing: int) -> str:
    return f"{{{{{missing}}}}} is missing: number the variables {{{{1}}}}, {{{{2}}}}, … without gaps"


def counted_text(words: str, limit: int, name: str) -> str:
    """`Text 34 of 1,024 characters, 1 variable`"""
    number = variables(words)
    more = f", {count(number, 'variable')}" if number else ""
    return f"{counted(words, limit, name)}{more}"


# -- a file ------------------------------------------------------------------------------------------------------------


SIZES = {"IMAGE": 5, "VIDEO": 16, "DOCUMENT": 100}
TYPES = {
    "IMAGE": ("image/jpeg", "image/png"),
    "VIDEO": ("video/mp4", "video/3gp", "video/3gpp"),
    "DOCUMENT": ("application/pdf",),
}


def file_parts(prefix: str, kind: str, held: Mapping[str, Any]) -> Iterator[Part]:
    """A file by its address, or put into the form; WhatsApp's reviewers see it."""
    yield Input(
        f"{prefix}.url",
        f"{kind.capitalize()} address",
        f"{FILES[kind]}. Sinch fetches it from this address.",
        "url",
        required=False,
        initial=text(held, "url"),
        placeholder="https://",
    )
    endings = tuple(ending.removeprefix(".") for ending in ENDINGS[kind])
    yield Input(f"{prefix}.file", "Or a file from Slack", kind="file", required=False, filetypes=endings)
    if name := text(held, "upload.name"):
        yield layout.context(f":paperclip: {escaped(name)}")


def take_file(prefix: str, held: Mapping[str, Any], values: Mapping[str, Any]) -> State:
    """The address, or that of the file; a file that was put in goes with its address only."""
    files = values.get(f"{prefix}.file")
    if isinstance(files, list) and files and isinstance(files[0], Mapping):
        upload = {name: files[0].get(name) for name in ("name", "size", "mimetype", "address", "question")}
        return {"url": text(upload, "address"), "upload": upload}
    address = str(values.get(f"{prefix}.url") or "")
    before = as_payload(held.get("upload"))
    return {"url": address, **({"upload": before} if before and before.get("address") == address else {})}


def check_file(prefix: str, kind: str, held: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with an address or an uploaded file."""
    upload = as_payload(held.get("upload"))
    if upload:
        yield from _check_upload(prefix, kind, upload)
        return
    name = f"{prefix}.url"
    address = text(held, "url")
    if fault := bad_address(address):
        yield name, "enter an address or add a file" if not address.strip() else fault
        return
    ending = urlsplit(address).path.lower().rpartition("/")[2].rpartition(".")[2]
    known = {extension for endings in ENDINGS.values() for extension in endings}
    other = f".{ending}" in known or ending in ("gif", "svg", "webp", "bmp", "txt", "html", "mov", "avi")
    if other and f".{ending}" not in ENDINGS[kind]:
        yield name, f"a .{ending} file can't be used here: {FILES[kind]}"


def _check_upload(prefix: str, kind: str, upload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name, size = f"{prefix}.file", upload.get("size")
    if text(upload, "mimetype") not in TYPES[kind]:
        yield name, f"{text(upload, 'name')} can't be used here: {FILES[kind]}"
    elif isinstance(size, int) and size > SIZES[kind] * 1_000_000:
        yield name, f"has {size / 1_000_000:.1f} MB; {SIZES[kind]} MB at most"
    elif question := text(upload, "question"):
        yield name, question
    elif not text(upload, "address"):
        yield name, "this bot has no public address, so Sinch can't fetch it: enter an address instead"


# -- a button ----------------------------------------------------------------------------------------------------------


def button_parts(
    prefix: str, button: Mapping[str, Any], flows: Sequence[Option] = (), screens: Mapping[str, Any] | None = None
) -> Iterator[Part]:
    """The inputs of a button of its kind."""
    kind = text(button, "type")
    fields = BUTTON_FIELDS.get(kind, ())
    if "text" in fields:
        yield Input(
            f"{prefix}.text", "Label", f"At most {BUTTON_TEXT} characters.", initial=text(button, "text"),
            max_length=BUTTON_TEXT,
        )  # fmt: skip
    if kind == "URL":
        yield from _link(prefix, button)
    elif kind == "PHONE_NUMBER":
        yield Input(
            f"{prefix}.phoneNumber", "Phone number", initial=text(button, "phoneNumber"), placeholder="+46 8 123 45 67"
        )
    elif kind == "COPY_CODE":
        hint = f"At most {OFFER_CODE} characters. WhatsApp sets the button's label."
        yield Input(
            f"{prefix}.example", "Example of a code", hint, initial=text(button, "example"), max_length=OFFER_CODE
        )
    elif kind == "FLOW":
        yield from _flow(prefix, button, flows, screens or {})
    elif not fields:
        yield layout.context("WhatsApp sets this button's label.")


def _link(prefix: str, button: Mapping[str, Any]) -> Iterator[Part]:
    address = text(button, "url")
    yield Input(
        f"{prefix}.url", "Address", "Can end with {{1}}, filled in for each message.", initial=address,
        placeholder="https://example.com/track?id={{1}}",
    )  # fmt: skip
    if variables(address):
        example = text(button, "example")
        hint = "The full address, with a value for {{1}}."
        yield Input(f"{prefix}.example", "Example address", hint, initial=example, required=False)


def _flow(
    prefix: str, button: Mapping[str, Any], flows: Sequence[Option], screens: Mapping[str, Any]
) -> Iterator[Part]:
    chosen = text(button, "flowId")
    known = list(flows)
    if chosen and all(option.value != chosen for option in known):
        known.append(Option(chosen, chosen))
    kind = "select" if known else "text"
    yield Input(f"{prefix}.flowId", "Flow", "" if known else "Its ID.", kind, options=known, initial=chosen or None)  # type: ignore[arg-type]
    actions = (Option("NAVIGATE", "Open a screen"), Option("DATA_EXCHANGE", "Ask the endpoint which screen"))
    action = text(button, "flowAction") or "NAVIGATE"
    yield Input(f"{prefix}.flowAction", "When someone taps it", "", "select", options=actions, initial=action)
    if action == "NAVIGATE":
        names = [Option(str(screen_id), choice("screen", str(screen_id))) for screen_id in screens.get(chosen, ())]
        screen = text(button, "navigateScreen")
        if screen and screen not in {name.value for name in names}:
            names.append(Option(screen, choice("screen", screen)))
        hint = "" if names else "Its ID." if chosen else "Choose the flow first."
        yield Input(
            f"{prefix}.navigateScreen", "First screen", hint, "select" if names else "text", options=names,
            initial=screen or None, required=False, max_length=None if names else SCREEN,
        )  # fmt: skip


def take_button(prefix: str, button: Mapping[str, Any], values: Mapping[str, Any]) -> State:
    """A button with what was filled in; a field of another kind of button is dropped."""
    kind = text(button, "type")
    if kind not in BUTTON_FIELDS:
        return dict(button)
    given = {name: values.get(f"{prefix}.{name}") for name in BUTTON_FIELDS[kind]}
    if kind == "FLOW" and given["flowId"] != button.get("flowId"):
        given["navigateScreen"] = None  # it was a screen of another flow
    return {"type": kind, **{name: str(value) for name, value in given.items() if value}}


def check_button(prefix: str, button: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a button, field by field."""
    kind = text(button, "type")
    fields = BUTTON_FIELDS.get(kind, ())
    if "text" in fields and not text(button, "text"):
        yield f"{prefix}.text", "is required"
    if len(text(button, "text")) > BUTTON_TEXT:
        yield f"{prefix}.text", f"has {len(text(button, 'text'))} characters; {BUTTON_TEXT} at most"
    if kind == "URL":
        yield from _check_link(prefix, button)
    elif kind == "PHONE_NUMBER":
        number = text(button, "phoneNumber")
        digits = sum(char.isdigit() for char in number)
        if not 5 <= digits <= 15 or any(char not in "+0123456789 ()-" for char in number):
            yield f"{prefix}.phoneNumber", "must be a phone number with its country code, like +46 8 123 45 67"
    elif kind == "COPY_CODE":
        length = len(text(button, "example"))
        if not 1 <= length <= OFFER_CODE:
            yield f"{prefix}.example", f"needs 1 to {OFFER_CODE} characters"
    elif kind == "FLOW":
        if not text(button, "flowId").isdigit():
            yield f"{prefix}.flowId", "choose a flow"
        if (text(button, "flowAction") or "NAVIGATE") == "NAVIGATE" and not text(button, "navigateScreen"):
            yield f"{prefix}.navigateScreen", "choose the screen to open"


def _check_link(prefix: str, button: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    address = text(button, "url")
    if fault := bad_address(address.replace("{{1}}", "1"), "shop"):
        yield f"{prefix}.url", fault
        return
    host = (urlsplit(address).hostname or "").lower()
    if any(host == domain or host.endswith(f".{domain}") for domain in REFUSED):
        yield f"{prefix}.url", "WhatsApp refuses wa.me and whatsapp.com"
    if "{{" in address.removesuffix("{{1}}"):
        yield f"{prefix}.url", "can have one variable, {{1}}, at the very end"
    elif address.endswith("{{1}}") and bad_address(text(button, "example")):
        yield f"{prefix}.example", "enter the full address, like " + address.replace("{{1}}", "1042")


def kind_options(kinds: Sequence[str]) -> tuple[Option, ...]:
    """The kinds of buttons as options of a select."""
    return tuple(Option(kind, KINDS[kind]) for kind in kinds)


def remove(label: str, action: str, value: str) -> Any:
    """A button at the right of a heading."""
    return Button(label, action, value).element()

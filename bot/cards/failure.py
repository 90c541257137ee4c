"""What a person sees when something went wrong: what happened, why, what to do. Never a stack trace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, offer_link
from bot.cards.blocks.message import Message
from bot.cards.help import did_you_mean
from bot.cards.vocabulary import paths
from bot.cards.vocabulary.words import capitalised, count, humanised
from bot.errors import BadArguments, Problem, UnknownCommand, Unready, UserError
from bot.links import Call, CommandLink
from bot.provisioning import errors as sinch
from bot.slack.errors import ChannelGone, FileRefused, MissingScope, NotInChannel, SlackProblem, UnknownCode, UserGone
from bot.slack.text import code, escaped, link, linkify, mention, shorten

LISTED = 30
"""Problems, or values of a list, that are shown."""

# Where the way out of an API error is a command of ours.
REMEDIES: dict[str, CommandLink] = {
    "account_has_senders": CommandLink("List senders", "whatsapp senders list"),
    "account_not_found": CommandLink("Create the account", "whatsapp account create", {}, "form"),
    "webhook_limit_reached": CommandLink("List webhooks", "webhooks list"),
    "webhook_exists": CommandLink("List webhooks", "webhooks list"),
}
_LISTS = {
    "/webhooks/": ("List webhooks", "webhooks list"),
    "/bundles/": ("List bundles", "bundles list"),
    "/sms/smsApps/": ("List SMS apps", "sms apps list"),
    "/whatsapp/senders/": ("List senders", "whatsapp senders list"),
    "/whatsapp/templates/": ("List templates", "whatsapp templates list"),
    "/whatsapp/flows/": ("List flows", "whatsapp flows list"),
    "/whatsapp/solutions/": ("List solutions", "whatsapp solutions list"),
    "/kakaotalk/senders/": ("List senders", "kakaotalk senders list"),
    "/rcs/senders/": ("List senders", "rcs senders list"),
    "/rcs/upscales/": ("List upscales", "rcs upscales list"),
}
"""By the path that was called: where the right id stands when one leads nowhere."""
_KAKAOTALK_TEMPLATE = re.compile(r"/kakaotalk/senders/[^/]+/templates/")
MALFORMED = ("invalid_id_format", "conversation_app_id_invalid")
NO_HELP = "Check the parameters."
"""What the API says where it knows nothing better."""


def card(
    error: BaseException,
    *,
    doing: str = "",
    retry: Call | None = None,
    reference: str = "",
    admins: Sequence[str] = (),
) -> Message:
    """Any failure as a message. `doing` names in mrkdwn what was tried; `reference` is quoted for the unexpected."""
    if isinstance(error, UnknownCommand):
        return unknown_command(error)
    if isinstance(error, BadArguments):
        return bad_arguments(error.problems)
    if isinstance(error, UserError):
        return user_error(error, admins=admins)
    if isinstance(error, sinch.Rejected):
        return rejected(error, doing=doing, retry=retry)
    if isinstance(error, sinch.CredentialsRefused):
        return credentials_refused()
    if isinstance(error, sinch.InvalidInput):
        place = capitalised(paths.in_words(error.field))
        return bad_arguments((Problem("", f"{place} {error.message}".strip()),))
    if isinstance(error, sinch.ApiError):
        return no_answer(error, doing=doing, retry=retry)
    if isinstance(error, SlackProblem) and (refused := slack_refused(error)):
        return refused
    if isinstance(error, SlackProblem) and error.passes:
        return not_shown()
    return unexpected(reference, doing=doing)


def rejected(error: sinch.Rejected, *, doing: str = "", retry: Call | None = None) -> Message:
    """The API said no: its message, its resolution, its details in words, the next step where there is one."""
    if isinstance(error, sinch.Unauthorized):
        return credentials_refused()
    remedy = _remedy(error)
    is_malformed = error.error_code in MALFORMED and (remedy is not None or error.error_code != MALFORMED[0])
    resolution = error.resolution
    if resolution == NO_HELP and (remedy or is_malformed or isinstance(error, sinch.NotFound)):
        resolution = "Check what you typed, or choose from the list." if remedy else "Check what you typed."
    title, said = _title(error, doing, is_malformed=is_malformed)
    title = f":x: {title}"
    problems = [f"• {escaped(paths.leading(sentence))}" for sentence in error.validation_errors[:LISTED]]
    again = _hint(error)
    named = f"Error code {code(error.error_code)}" if error.error_code else ""
    return layout.message(
        "\n".join(filter(None, [f"{title} {said}".strip(), *problems, escaped(resolution), again])),
        layout.sections(f"*{title}*\n{said}".strip()),
        layout.sections("*What to fix*\n" + "\n".join(problems)) if problems else None,
        layout.section(f"*What to do*\n{escaped(resolution)}") if resolution.strip() else None,
        layout.fields(details(error.additional_information)),
        layout.context(again, named) if again or named else None,
        layout.actions(
            offer_link(remedy) if remedy else None, offer("Try again", retry) if retry and _may_retry(error) else None
        ),
    )


def _title(error: sinch.Rejected, doing: str, *, is_malformed: bool) -> tuple[str, str]:
    """What stands in bold, and what the API said besides, if that is more; both in mrkdwn."""
    said = "This isn't an ID at Sinch." if is_malformed else escaped(error.message.strip())
    said = said or f"Sinch refused this without a reason (status {error.status})."
    if isinstance(error, sinch.ServerFault):
        what = escaped(error.error_code) or f"status {error.status}"
        known = _fold(error.message) == _fold(error.error_code)
        return f"Sinch is having a problem ({what}).", "" if known else said
    return (f"{doing} didn't work.", said) if doing else (said, "")


def _remedy(error: sinch.Rejected) -> CommandLink | None:
    """The way out; for an id that leads nowhere the list in which the right one stands."""
    if known := REMEDIES.get(error.error_code):
        return known
    lost = error.error_code.endswith("_not_found") and "_changes_" not in error.error_code
    if error.error_code == "template_not_found" and _KAKAOTALK_TEMPLATE.match(error.path):
        return CommandLink("List templates", "kakaotalk templates list", {}, "form")
    if lost or error.error_code in MALFORMED:
        return next(
            (CommandLink(label, path) for start, (label, path) in _LISTS.items() if error.path.startswith(start)), None
        )
    return None


def _may_retry(error: sinch.Rejected) -> bool:
    return isinstance(error, (sinch.TooManyRequests, sinch.ServerFault, sinch.FailedDependency, sinch.Conflict))


RCS_CONTACT = "si-richmessaging@sinch.com"
"""Who enables RCS for a project, as Sinch's own tools say it: https://github.com/sinch/sinch-mcp-server"""


def _hint(error: sinch.Rejected) -> str:
    if error.error_code == "rbm_has_not_been_used":
        address = link(f"mailto:{RCS_CONTACT}", RCS_CONTACT)
        return f"RCS isn't enabled for this project yet. Write to {address} and name the project."
    if isinstance(error, sinch.TooManyRequests):
        wait = f"in {count(round(error.retry_after) or 1, 'second')}" if error.retry_after else "in a minute"
        return f"Too many requests at once. Try again {wait}."
    if isinstance(error, sinch.ServerFault):
        if error.method == "GET":
            return "" if "try again" in error.resolution.lower() else "Try again in a minute."
        return "The change may or may not have been made: check before you repeat it."
    if isinstance(error, sinch.Forbidden):
        return "This project's access key isn't allowed to do this."
    return ""


def details(information: Mapping[str, object]) -> list[tuple[str, str]]:
    """The API's additional information as titles and mrkdwn values; validation errors are listed elsewhere, and the
    project is the one that was asked about."""
    shown = []
    for key, value in information.items():
        if key not in ("validationErrors", "projectId") and (words := _in_words(value)):
            title = "Accepted values" if key == "supportedCodes" else humanised(key)
            shown.append((escaped(shorten(title, 100)), words))
    return shown[:10]


def _in_words(value: object) -> str:
    if isinstance(value, Mapping):
        lines = [f"{escaped(humanised(str(key)))}: {_in_words(inner)}" for key, inner in value.items()]
        return shorten("\n".join(lines), 1_500)
    if isinstance(value, (list, tuple)):
        more = f" and {len(value) - LISTED} more" if len(value) > LISTED else ""
        return shorten(", ".join(_in_words(part) for part in value[:LISTED]) + more, 1_500)
    return shorten(linkify(str(value)), 1_500) if value is not None and value != "" else ""


def at_fields(sentences: Iterable[str], fields: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Validation errors by the field that they name (`details.displayName must be ...`), and the rest."""
    names = {_fold(name): name for name in fields}
    placed: dict[str, str] = {}
    rest = []
    for sentence in sentences:
        path, _, _ = sentence.strip().partition(" ")
        parts = [_fold(part) for part in re.split(r"[.\[\]]", path) if part and not part.isdigit()]
        wholes = ("".join(parts[:length]) for length in range(len(parts), 1, -1))
        name = next((names[part] for part in (*wholes, *reversed(parts)) if part in names), None)
        if name is None:
            rest.append(paths.leading(sentence))
        else:
            said = paths.leading(sentence)
            placed[name] = f"{placed[name]}; {said}" if name in placed else said
    return placed, rest


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def no_answer(error: sinch.ApiError, *, doing: str = "", retry: Call | None = None) -> Message:
    """Sinch is down, slow, or answers nonsense."""
    what = f"{doing} didn't work: " if doing else ""
    if isinstance(error, sinch.Unreachable):
        said, then = "I can't reach Sinch.", "Nothing was changed. Try again in a minute."
    elif isinstance(error, sinch.Uncertain):
        said = "Sinch didn't answer in time."
        then = "If this was a change, it may have been made anyway: check before you repeat it."
    else:
        said = "Sinch sent an unexpected answer."
        then = "Try again in a few minutes. If it happens again, contact Sinch support."
        if sinch.may_have_happened(error):
            then = "If this was a change, it may have been made anyway: check before you repeat it."
    return layout.message(
        f":warning: {what}{said} {then}",
        layout.section(f":warning: *{what}{said}*\n{then}"),
        layout.actions(offer("Try again", retry) if retry else None),
    )


def credentials_refused() -> Message:
    """The project's key no longer works."""
    first = "*Sinch doesn't accept this project's access key.*"
    text = first + "\nIt may have been deleted or replaced. Ask an admin to enter a new one."
    return layout.message(
        f":lock: {text}",
        layout.section(f":lock: {text}"),
        layout.actions(offer("Projects", Call("projects list"))),
    )


def _ask(admins: Sequence[str]) -> str:
    if not admins:
        return "Ask a workspace admin for it (`/sinch access grant`)."
    named = " or ".join(mention(admin) for admin in admins[:5])
    return f"Ask {named} for it (`/sinch access grant`)."


def user_error(error: UserError, *, admins: Sequence[str] = ()) -> Message:
    """What was asked cannot be done; the error says so itself."""
    who = _ask(admins) if admins else ""
    ways = error.ways if isinstance(error, Unready) else ()
    return layout.message(
        f"{error.text} {error.hint}".strip(),
        layout.sections(f":warning: {error.text}"),
        layout.context(error.hint, who) if error.hint or who else None,
        layout.actions(*(offer(way.label, Call(way.path, way.args, way.mode)) for way in ways)),
    )


def repeated() -> Message:
    """The same request came twice, by a double click or because it was delivered again."""
    text = "I got this twice, so I started it only once."
    return layout.message(text, layout.section(f":information_source: {text}"))


def done_before() -> Message:
    """A second press on a question that was answered with yes."""
    text = "You already answered this, so I didn't start it again."
    return layout.message(text, layout.section(f":information_source: {text}"))


def cancelled_before() -> Message:
    """A press on a question that was canceled, with its own button or in words."""
    text = "You canceled this, so I did nothing. To do it after all, type the command again."
    return layout.message(text, layout.section(f":information_source: {text}"))


def overheard(path: str, form: Call | None) -> Message:
    """A secret was typed where it can be read later: what to do about it, and the way that keeps it.

    `path` is empty where the words name no command.
    """
    undone = f"run {code('/sinch ' + path)}" if path else "do anything"
    text = (
        f"Your message contains a secret, so I didn't {undone}. *Delete your message.* "
        f"Then type the command with {code('/sinch')}, or use the form. Nobody else sees those."
    )
    return layout.message(
        text,
        layout.section(f":lock: {text}"),
        layout.actions(offer("Open form", form, style="primary")) if form else None,
    )


def secret_answer(path: str, call: Call) -> Message:
    """A secret was asked for in a message: a button shows it where it does not stay."""
    text = (
        f"The answer to {code('/sinch ' + path)} is a secret, so I don't give it in a conversation. "
        "Press the button, and only you see it."
    )
    return layout.message(
        text,
        layout.section(f":lock: {text}"),
        layout.actions(offer("Show it to me only", call, style="primary")),
    )


def not_shown() -> Message:
    """Slack took no answer at that moment; what was asked for may have been done."""
    text = "Slack had a problem, so I couldn't show you the answer."
    then = "Try again in a minute. If this was a change, check first: it may have been made."
    return layout.message(f":warning: {text} {then}", layout.section(f":warning: *{text}*\n{then}"))


def not_audited(*, head_is_missing: bool) -> Message:
    """No audit, no action: what to do so that both are possible again."""
    if head_is_missing:
        text = "I changed nothing, because I can't continue the audit log: the note of its newest row is missing."
        then = "Ask the person who runs me to start `python -m bot doctor`, which says how to restore it."
    else:
        text = "I changed nothing, because I can't write to my database."
        then = "Try again in a minute. If it goes on, ask the person who runs me to start `python -m bot doctor`."
    return layout.message(f":warning: {text} {then}", layout.section(f":warning: *{text}*\n{then}"))


def database_trouble(reference: str) -> Message:
    """The database is away or full; nobody knows how far it came."""
    text = "I can't use my database right now."
    quoted = f" If it goes on, quote {code(reference)} when you report it." if reference else ""
    then = f"Try again in a minute. If this was a change, check first: it may have been made.{quoted}"
    return layout.message(f":warning: {text} {then}", layout.section(f":warning: *{text}*\n{then}"))


def slack_refused(error: SlackProblem) -> Message | None:
    """What Slack did not let the bot do, where a person can do something about it."""
    match error:
        case FileRefused() if error.code in _TOO_LARGE:
            text, then = "Slack doesn't take a file this large here.", "Add filters to get fewer rows."
        case FileRefused(code="storage_limit_reached"):
            text, then = "The workspace's file storage is full.", "Ask a workspace admin to free some space."
        case FileRefused() if error.code in _LOST:
            text, then = "Slack no longer has the file.", "Ask for it again, or upload it again."
        case FileRefused():
            text, then = "The workspace doesn't allow this file.", "Ask a workspace admin to allow file uploads."
        case MissingScope():
            needed = error.detail.removeprefix("needs ") if error.detail.startswith("needs ") else ""
            text = f"The app lacks a permission in Slack{f' ({code(needed)})' if needed else ''}."
            then = "Ask a workspace admin to allow it and to reinstall the app."
        case ChannelGone() | NotInChannel():
            text, then = "Slack doesn't let me post in this conversation.", "`/invite` me, or ask in a direct message."
        case UserGone():
            text = "Slack doesn't let me send this direct message."
            then = "Ask a workspace admin to let apps message you."
        case UnknownCode():
            text = f"Slack refused this ({code(error.code)})."
            then = "If this was a change, check first: it may have been made."
        case _:
            return None
    return layout.message(f":warning: {text} {then}", layout.section(f":warning: *{text}*\n{then}"))


_TOO_LARGE = ("file_too_large", "file_upload_size_restricted", "snippet_too_large")
_LOST = ("file_deleted", "file_is_deleted", "file_not_found", "not_visible")


def unexpected(reference: str, *, doing: str = "") -> Message:
    """A fault of the bot: a reference to quote, nothing internal."""
    first = f"{doing} didn't work" if doing else "Something went wrong on my side"
    quoted = f" Quote {code(reference)} when you report it." if reference else ""
    text = f"{first}. The details are in the log.{quoted}"
    return layout.message(f":warning: {text}", layout.section(f":warning: {text}"))


def _named_field(problem: Problem) -> str:
    """The field's name, unless the message is a sentence of its own."""
    return "" if problem.named == problem.message else f"{code(problem.field)} "


def bad_arguments(problems: Sequence[Problem]) -> Message:
    """What is wrong with the arguments, field by field."""
    lines = [f"• {_named_field(problem)}{escaped(problem.message)}" for problem in problems[:LISTED]]
    return layout.message(
        "What to fix:\n" + "\n".join(lines),
        layout.sections("*What to fix*\n" + "\n".join(lines)),
    )


def unknown_command(error: UnknownCommand) -> Message:
    """No such command; the near ones as buttons."""
    return did_you_mean(error.words, error.suggestions)

"""What a command does to which resource, which event follows from it at once, and which event ends it later. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bot.cards.announcement import DRAFTED
from bot.cards.vocabulary.kinds import CARDS
from bot.command.binding import plain_name
from bot.command.declaration import Effect
from bot.provisioning.event_types import Tells
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject

if TYPE_CHECKING:
    from bot.command.arguments import Args
    from bot.command.declaration import Command

FOLLOW_UPS: Mapping[Kind, frozenset[str]] = {
    Kind.bundle: frozenset({"create"}),
    Kind.whatsapp_account: frozenset({"create", "update"}),
    Kind.whatsapp_sender: frozenset({"create", "update", "register", "verify"}),
    Kind.whatsapp_template: frozenset({"create", "update"}),
    Kind.kakaotalk_sender: frozenset({"create", "update", "register", "verify"}),
    Kind.kakaotalk_template: frozenset({"create", "update"}),
    Kind.rcs_sender: frozenset({"launch"}),
}
"""Commands whose work ends some time after they were answered."""

ON_THE_WAY = ("PREPARING_LAUNCH", "LAUNCHING")
ENDED = ("LAUNCHED", "UNLAUNCHED", "DRAFT")
DECIDED = ("APPROVED", "REJECTED", "PAUSED", "DISABLED", "LOCKED")
"""States of a template that Meta gives."""


def verb_of(command: Command) -> tuple[Kind, str] | None:
    """The kind of resource and the verb of a command that changes one; None for all other commands."""
    if command.effect not in (Effect.CHANGE, Effect.DESTROY):
        return None
    group, _, verb = command.path.rpartition(" ")
    return next(((kind, verb) for kind, card in CARDS.items() if card.commands == group), None)


def subject_of_command(command: Command, args: Args) -> Subject | None:
    """The resource that a command is about, where its arguments name it."""
    found = verb_of(command)
    if found is None:
        return None
    kind, verb = found
    if kind is Kind.bundle and verb == "create":
        return None
    given = _given(args)
    ids = [str(given.get(plain_name(name)) or "") for name in CARDS[kind].arguments]
    subject = Subject(kind, tuple(ids))
    return subject if all(ids) and subject.complete else None


def as_in_events(subject: Subject) -> Subject:
    """The subject as Sinch's events name it: those of a KakaoTalk template do not say whose it is."""
    return Subject(subject.kind, subject.ids[-1:]) if subject.kind is Kind.kakaotalk_template else subject


def ends_later(command: Command, args: Args) -> bool:
    """Whether the work goes on after the command is answered; what stays a draft is not at work."""
    found = verb_of(command)
    if found is None or found[1] not in FOLLOW_UPS.get(found[0], frozenset()):
        return False
    status = status_given(args)
    if found[0] in DRAFTED and found[1] in ("create", "update"):
        return status != "DRAFT" if found[1] == "create" else status == "SUBMIT"
    return True


def status_given(args: Args) -> str:
    """`DRAFT` or `SUBMIT` as the arguments say it; empty where they do not."""
    return str(_given(args).get("status", "")).upper()


def _given(args: Args) -> dict[str, Any]:
    """Arguments by their plain names, those inside a body too."""
    given: dict[str, Any] = {}
    body = getattr(args, "body", None)
    for values in (body, args.model_dump(mode="json")):
        if isinstance(values, Mapping):
            given.update({plain_name(str(name)): value for name, value in values.items() if isinstance(value, str)})
    return given


def verbs_behind(event: Event) -> Iterator[str]:
    """The verbs that may have caused an event."""
    if _decided_elsewhere(event):
        return
    if event.info is not None:
        yield from event.info.caused_by


def _decided_elsewhere(event: Event) -> bool:
    """Whether it is what Sinch, Meta or a carrier has decided."""
    if event.type == "RCS_SENDER_STATUS_UPDATED":
        return _state(event) not in (*ON_THE_WAY, "IN_PROGRESS")
    if event.type == "RCS_SENDER_OPERATOR_STATUS_UPDATED":
        return event.details.get("operatorCurrentStatus") != "PENDING"
    if event.type == "WHATSAPP_TEMPLATE_STATUS_UPDATED":
        return str(event.details.get("newState") or event.payload.get("state")) in DECIDED
    return False


def is_outcome(event: Event) -> bool:
    """Whether the work that somebody asked for has ended with this, well or badly."""
    if event.type == "RCS_SENDER_STATUS_UPDATED":
        fell_back = event.details.get("previousState") in ON_THE_WAY and _state(event) == "IN_TEST"
        return fell_back or _state(event) in ENDED
    return event.info is not None and event.info.tells in (Tells.DECISION, Tells.END)


def _state(event: Event) -> str:
    return str(event.details.get("currentState") or event.payload.get("state") or "")

"""Comments, activity and the present state of a subject, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.provisioning.errors import InvalidInput, NotFound
from bot.provisioning.kinds import KINDS, Kind
from bot.provisioning.service import Page
from bot.provisioning.subjects import Subject

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bot.provisioning.operations import Operations


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as the API keeps it; `created` is an ISO 8601 time where the API tells it. It has no id."""

    comment: str
    created: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry of an activity list; `type` such as COMMENT_ADDED, `comment` only with that one."""

    type: str
    created: str | None = None
    author: str | None = None
    comment: str | None = None


async def comment(api: Operations, subject: Subject, text: str) -> Comment:
    """Comment on an account, sender or template; InvalidInput for a subject that takes none."""
    subject = await resolve(api, subject)
    operation = KINDS[subject.kind].comment
    if operation is None or not subject.complete:
        raise InvalidInput("subject", "takes no comments")
    made = await operation(api)(*subject.ids, text)
    return Comment(made.comment or text, made.created)


async def activity(
    api: Operations, subject: Subject, *, page_token: str | None = None, page_size: int | None = None
) -> Page[Activity]:
    """One page of a subject's activity, newest first; InvalidInput for a subject that has none."""
    subject = await resolve(api, subject)
    operation = KINDS[subject.kind].activity
    if operation is None or not subject.complete:
        raise InvalidInput("subject", "has no activity")
    page = await operation(api)(*subject.ids, page_token=page_token, page_size=page_size)
    items = [Activity(item.type or "", item.created, item.author, item.comment) for item in page.items]
    return Page(items, page.next_page_token, page.previous_page_token, page.total_size, page.page_size)


async def fetch(api: Operations, subject: Subject) -> BaseModel | None:
    """The resource as it is now; None where the API has no way to read it (the RCS account, unknown kinds)."""
    subject = await resolve(api, subject)
    operation = KINDS[subject.kind].get
    return await operation(api)(*subject.ids) if operation is not None and subject.complete else None


async def resolve(api: Operations, subject: Subject) -> Subject:
    """The subject with all ids that the API's paths need.

    Events of a KakaoTalk template name its code only; its sender is found by asking each sender of the project for the
    template, and remembered for the life of the client. NotFound when no sender has it.
    """
    if subject.kind is not Kind.kakaotalk_template or len(subject.ids) != 1:
        return subject
    (code,) = subject.ids
    if code not in api.template_senders:
        api.template_senders[code] = await _sender_of(api, code)
    return Subject(Kind.kakaotalk_template, (api.template_senders[code], code))


async def _sender_of(api: Operations, code: str) -> str:
    missing: NotFound | None = None
    async for sender in api.kakaotalk_senders.iterate(page_size=100):
        if not sender.plus_friend_id:
            continue
        try:
            await api.kakaotalk_templates.get(sender.plus_friend_id, code)
        except NotFound as error:
            missing = error
        else:
            return sender.plus_friend_id
    raise missing or NotFound(
        "no sender of this project has the template",
        method="GET",
        path="/kakaotalk/senders/{plusFriendId}/templates/{templateCode}",
        status=404,
        error_code="template_not_found",
    )

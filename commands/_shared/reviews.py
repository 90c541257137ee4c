"""What a reviewer has to do with what somebody is about to edit: it is in review, or why it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot.cards.resources import refusal
from bot.cards.vocabulary.reviewers import reviewer
from bot.command import REASONS, Ctx
from bot.errors import UserError
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject

NEWEST = 20
"""Entries of a resource's activity that are searched for the refusal."""
TYPES = ("REJECTED", "ERROR")


def in_review(kind: Kind) -> UserError:
    """What is at a reviewer can't be edited: the API would say so only after everything was filled in."""
    area, _, thing = kind.value.partition("_")
    who = reviewer(area)
    return UserError(f"{who} is reviewing this {thing}.", f"You can edit it once {who} has decided.")


async def reasons_for_form(ctx: Ctx, subject: Subject, resource: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a form's `prefill` adds, so that each of its steps says the reasons; nothing for what was not refused."""
    lines = await reasons(ctx, subject, resource)
    return {REASONS: lines} if lines else {}


async def reasons(ctx: Ctx, subject: Subject, resource: Mapping[str, Any]) -> list[str]:
    """Each reason in mrkdwn."""
    payload = dict(resource)
    said = await _said(ctx, subject) if refusal.is_refused(payload) else ""
    return refusal.reasons(subject.kind, payload, said)


async def _said(ctx: Ctx, subject: Subject) -> str:
    """What the reviewer wrote when they refused it; nothing where that can't be read, as the form goes without."""
    with suppress(ApiError):
        entries = await ctx.api.activity(subject, page_size=NEWEST)
        return next((entry.comment or "" for entry in entries.items if entry.type in TYPES), "")
    return ""

"""Rows of a file as bodies of WhatsApp templates: one row for each name and language. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.vocabulary.payload import text
from bot.command import Body
from bot.command.bounds import json_fault
from bot.errors import BadArguments, Problem
from bot.templates.rows import NotJson, components, only_body_is_missing
from commands._shared import row_files


class NewTemplate(Body):
    """A new template; its name and language are fields of the body."""

    model = "whatsapp_templates:WhatsappTemplateInputDto"


def key(body: Mapping[str, Any]) -> str:
    """`order_update (EN_US)`"""
    return f"{text(body, 'name')} ({text(body, 'language')})"


def adapted(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its text columns as components, where it has no components of its own."""
    try:
        own, made = components(row)
    except NotJson as fault:
        cause = fault.__cause__
        said = json_fault(cause) if isinstance(cause, ValueError | RecursionError) else str(fault)
        raise BadArguments((Problem("buttons", said),)) from fault
    return {**own, "details.components": json.dumps(made, ensure_ascii=False)} if made else own


def with_text(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows that have something to create; rows of a language matrix that nobody has filled in yet are left."""
    return [dict(row) for row in rows if not only_body_is_missing(row)]


def checked(rows: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows with text, ready for a job (`row`, `label`, `body`), and everything that is wrong with any, by row."""
    return row_files.checked(with_text(rows), NewTemplate, key, {}, adapted)

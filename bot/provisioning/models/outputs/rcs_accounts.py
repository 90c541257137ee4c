"""Outputs of the tag RCS Accounts.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class RcsAccountNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class RcsAccountNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[RcsAccountNotificationDto] | None = None


class RcsCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None

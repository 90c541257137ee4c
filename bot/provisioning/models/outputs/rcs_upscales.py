"""Outputs of the tag RCS Upscales.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class RcsUpscaleDto(Output):
    id: str | None = None
    sender_id: Annotated[str | None, Field(alias="senderId")] = None
    sms_service_id: Annotated[str | None, Field(alias="smsServiceId")] = None
    state: str | None = None


class RcsUpscaleListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    upscales: list[RcsUpscaleDto] | None = None

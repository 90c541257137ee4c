"""Outputs of the tag SMS Apps.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class SmsConversationApiAppDto(Output):
    id: str | None = None
    project_id: Annotated[str | None, Field(alias="projectId")] = None
    region: str | None = None
    channel_status: Annotated[str | None, Field(alias="channelStatus")] = None


class SmsSmsAppDto(Output):
    id: str | None = None
    sms_service_id: Annotated[str | None, Field(alias="smsServiceId")] = None
    name: str | None = None
    status: str | None = None
    regions: list[str] | None = None
    conversation_api_app_details: Annotated[
        SmsConversationApiAppDto | None, Field(alias="conversationApiAppDetails")
    ] = None
    test: bool | None = None


class SmsSmsAppListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    sms_apps: Annotated[list[SmsSmsAppDto] | None, Field(alias="smsApps")] = None

"""Outputs of the tag Webhooks.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class WebhookWebhookDto(Output):
    id: str | None = None
    target: str | None = None
    project_id: Annotated[str | None, Field(alias="projectId")] = None
    triggers: list[str] | None = None


class WebhookWebhookListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    webhooks: list[WebhookWebhookDto] | None = None

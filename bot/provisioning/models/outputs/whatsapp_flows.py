"""Outputs of the tag WhatsApp Flows.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class WhatsappFlowDto(Output):
    id: str | None = None
    name: str | None = None
    status: str | None = None


class WhatsappFlowListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    flows: list[WhatsappFlowDto] | None = None


class WhatsappFlowScreenDto(Output):
    id: str | None = None


class WhatsappFlowScreenListDto(Output):
    screens: list[WhatsappFlowScreenDto] | None = None

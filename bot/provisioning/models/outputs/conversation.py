"""Outputs of the tag Conversation.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class ConversationAccountLocationDto(Output):
    lon: int | float | None = None
    lat: int | float | None = None


class ConversationInstagramInfoDto(Output):
    status: str | None = None
    status_description: Annotated[str | None, Field(alias="statusDescription")] = None
    id: str | None = None
    name: str | None = None
    username: str | None = None
    biography: str | None = None
    followers_count: Annotated[int | float | None, Field(alias="followersCount")] = None
    follows_count: Annotated[int | float | None, Field(alias="followsCount")] = None
    media_count: Annotated[int | float | None, Field(alias="mediaCount")] = None
    profile_picture_url: Annotated[str | None, Field(alias="profilePictureUrl")] = None
    website: str | None = None


class ConversationMessengerInfoDto(Output):
    status: str | None = None
    status_description: Annotated[str | None, Field(alias="statusDescription")] = None
    id: str | None = None
    name: str | None = None
    global_brand_page_name: Annotated[
        str | None, Field(alias="globalBrandPageName")
    ] = None


class ConversationTelegramBotInfoDto(Output):
    status: str | None = None
    status_description: Annotated[str | None, Field(alias="statusDescription")] = None
    name: str | None = None
    username: str | None = None
    can_join_groups: Annotated[bool | None, Field(alias="canJoinGroups")] = None
    can_read_all_group_messages: Annotated[
        bool | None, Field(alias="canReadAllGroupMessages")
    ] = None
    supports_inline_queries: Annotated[
        bool | None, Field(alias="supportsInlineQueries")
    ] = None


class ConversationViberBotInfoDto(Output):
    status: str | None = None
    status_description: Annotated[str | None, Field(alias="statusDescription")] = None
    id: str | None = None
    name: str | None = None
    uri: str | None = None
    icon: str | None = None
    category: str | None = None
    subcategory: str | None = None
    location: ConversationAccountLocationDto | None = None
    country: str | None = None
    subscribers_count: Annotated[int | float | None, Field(alias="subscribersCount")] = None

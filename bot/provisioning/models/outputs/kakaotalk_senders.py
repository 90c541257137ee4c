"""Outputs of the tag KakaoTalk Senders.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class KakaotalkCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None


class KakaotalkSenderChangesDetails(Output):
    admin_phone_no: Annotated[str | None, Field(alias="adminPhoneNo")] = None
    name: str | None = None
    logo_image: Annotated[str | None, Field(alias="logoImage")] = None
    top_level_category_code: Annotated[
        str | None, Field(alias="topLevelCategoryCode")
    ] = None
    mid_level_category_code: Annotated[
        str | None, Field(alias="midLevelCategoryCode")
    ] = None
    sub_level_category_code: Annotated[
        str | None, Field(alias="subLevelCategoryCode")
    ] = None


class KakaotalkSenderChangesDto(Output):
    status: str | None = None
    details: KakaotalkSenderChangesDetails | None = None


class KakaotalkSenderDetailsDto(Output):
    admin_phone_no: Annotated[str | None, Field(alias="adminPhoneNo")] = None
    name: str | None = None
    logo_image: Annotated[str | None, Field(alias="logoImage")] = None
    top_level_category_code: Annotated[
        str | None, Field(alias="topLevelCategoryCode")
    ] = None
    mid_level_category_code: Annotated[
        str | None, Field(alias="midLevelCategoryCode")
    ] = None
    sub_level_category_code: Annotated[
        str | None, Field(alias="subLevelCategoryCode")
    ] = None


class KakaotalkSenderDto(Output):
    id: str | None = None
    plus_friend_id: Annotated[str | None, Field(alias="plusFriendId")] = None
    state: str | None = None
    changes: KakaotalkSenderChangesDto | None = None
    details: KakaotalkSenderDetailsDto | None = None
    created: str | None = None
    modified: str | None = None


class KakaotalkSenderListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    senders: list[KakaotalkSenderDto] | None = None


class KakaotalkSenderNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class KakaotalkSenderNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[KakaotalkSenderNotificationDto] | None = None

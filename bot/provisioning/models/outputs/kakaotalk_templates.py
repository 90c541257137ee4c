"""Outputs of the tag KakaoTalk Templates.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class KakaotalkButtonDto(Output):
    ordering: int | float | None = None
    type: str | None = None
    name: str | None = None
    link_mo: Annotated[str | None, Field(alias="linkMo")] = None
    link_pc: Annotated[str | None, Field(alias="linkPc")] = None
    scheme_ios: Annotated[str | None, Field(alias="schemeIos")] = None
    scheme_android: Annotated[str | None, Field(alias="schemeAndroid")] = None


class KakaotalkCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None


class KakaotalkTemplateChangesDetails(Output):
    language: str | None = None
    message_type: Annotated[str | None, Field(alias="messageType")] = None
    emphasize_type: Annotated[str | None, Field(alias="emphasizeType")] = None
    category_code: Annotated[str | None, Field(alias="categoryCode")] = None
    security_flag: Annotated[bool | None, Field(alias="securityFlag")] = None
    name: str | None = None
    content: str | None = None
    extra: str | None = None
    ad: str | None = None
    title: str | None = None
    subtitle: str | None = None
    image_name: Annotated[str | None, Field(alias="imageName")] = None
    image_url: Annotated[str | None, Field(alias="imageUrl")] = None
    buttons: list[KakaotalkButtonDto] | None = None


class KakaotalkTemplateChangesDto(Output):
    status: str | None = None
    details: KakaotalkTemplateChangesDetails | None = None


class KakaotalkTemplateDetailsDto(Output):
    language: str | None = None
    message_type: Annotated[str | None, Field(alias="messageType")] = None
    emphasize_type: Annotated[str | None, Field(alias="emphasizeType")] = None
    category_code: Annotated[str | None, Field(alias="categoryCode")] = None
    security_flag: Annotated[bool | None, Field(alias="securityFlag")] = None
    name: str | None = None
    content: str | None = None
    extra: str | None = None
    ad: str | None = None
    title: str | None = None
    subtitle: str | None = None
    image_name: Annotated[str | None, Field(alias="imageName")] = None
    image_url: Annotated[str | None, Field(alias="imageUrl")] = None
    buttons: list[KakaotalkButtonDto] | None = None


class KakaotalkTemplateDto(Output):
    id: str | None = None
    code: str | None = None
    state: str | None = None
    changes: KakaotalkTemplateChangesDto | None = None
    details: KakaotalkTemplateDetailsDto | None = None
    created: str | None = None
    modified: str | None = None


class KakaotalkTemplateListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    templates: list[KakaotalkTemplateDto] | None = None


class KakaotalkTemplateNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class KakaotalkTemplateNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[KakaotalkTemplateNotificationDto] | None = None

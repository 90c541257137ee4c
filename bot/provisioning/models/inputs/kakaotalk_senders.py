"""Inputs of the tag KakaoTalk Senders.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


KakaotalkActionsEnum: TypeAlias = (Literal["DRAFT", "SUBMIT"])


class KakaotalkCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]


class KakaotalkInputSenderDetailsDto(Input):
    admin_phone_no: Annotated[
        str,
        Field(
            alias="adminPhoneNo",
            json_schema_extra={"x-format": "phone number"},
            max_length=15,
            min_length=1,
        ),
    ]
    name: Annotated[str, Field(max_length=512, min_length=1)]
    logo_image: Annotated[
        str | None, Field(alias="logoImage", json_schema_extra={"x-format": "url"})
    ] = None
    top_level_category_code: Annotated[str, Field(alias="topLevelCategoryCode")]
    mid_level_category_code: Annotated[str, Field(alias="midLevelCategoryCode")]
    sub_level_category_code: Annotated[str, Field(alias="subLevelCategoryCode")]


class KakaotalkInputSenderDto(Input):
    status: Annotated[KakaotalkActionsEnum | None, Field(validate_default=True)] = (
        "SUBMIT"
    )
    save_draft_on_failure: Annotated[bool | None, Field(alias="saveDraftOnFailure")] = (
        False
    )
    plus_friend_id: Annotated[
        str, Field(alias="plusFriendId", max_length=30, min_length=1)
    ]
    details: KakaotalkInputSenderDetailsDto


class KakaotalkInputUpdateSenderDetailsDto(Input):
    admin_phone_no: Annotated[
        str | None,
        Field(
            alias="adminPhoneNo",
            json_schema_extra={"x-format": "phone number"},
            max_length=15,
            min_length=1,
        ),
    ] = None
    name: Annotated[str | None, Field(max_length=512, min_length=1)] = None
    logo_image: Annotated[
        str | None,
        Field(
            alias="logoImage", json_schema_extra={"x-format": "url", "x-nullable": True}
        ),
    ] = None
    top_level_category_code: Annotated[
        str | None, Field(alias="topLevelCategoryCode")
    ] = None
    mid_level_category_code: Annotated[
        str | None, Field(alias="midLevelCategoryCode")
    ] = None
    sub_level_category_code: Annotated[
        str | None, Field(alias="subLevelCategoryCode")
    ] = None


class KakaotalkInputUpdateSenderDto(Input):
    status: Annotated[KakaotalkActionsEnum | None, Field(validate_default=True)] = (
        "DRAFT"
    )
    details: KakaotalkInputUpdateSenderDetailsDto | None = None


class KakaotalkInputVerifySenderDto(Input):
    code: int | float


KakaotalkSenderStatesEnum: TypeAlias = (Literal["ACTIVE", "BLOCKED", "INACTIVE", "SUSPENDED", "VERIFYING"])


KakaotalkSenderStatusesEnum: TypeAlias = (Literal["DRAFT", "IN_PROGRESS", "REJECTED"])

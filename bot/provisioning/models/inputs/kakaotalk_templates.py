"""Inputs of the tag KakaoTalk Templates.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


KakaotalkActionsEnum: TypeAlias = (Literal["DRAFT", "SUBMIT"])


class KakaotalkCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]


KakaotalkInputKakaoTalkButtonTypeEnum: TypeAlias = (Literal[
        "APP_LINK",
        "BOT_FOR_CONSULTATION",
        "BOT_KEYWORD",
        "BOT_TRANSFER",
        "BUSINESS_FORM",
        "CHANNEL_ID_ADDED",
        "DELIVERY_SEARCH",
        "IMAGE_SECURE_TRANSMISSION_PLUGIN_ID",
        "MESSAGE_DELIVERY",
        "ONE_CLICK_PAYMENT_PLUGIN",
        "PERSONAL_INFORMATION_USE_PLUGIN_ID",
        "WEB_LINK",
    ])


KakaotalkInputKakaoTalkTemplateEmphasizeTypeEnum: TypeAlias = (Literal["EMPHASIZE_TYPE_IMAGE", "EMPHASIZE_TYPE_NONE", "EMPHASIZE_TYPE_TEXT"])


KakaotalkInputKakaoTalkTemplateMessageTypeEnum: TypeAlias = (Literal["AD_INCLUDED", "BASIC", "EXTRA_INFORMATION", "MIXED"])


KakaotalkInputTemplateLanguagesEnum: TypeAlias = (Literal[
        "AF",
        "AR",
        "AZ",
        "BG",
        "BN",
        "CA",
        "CS",
        "DA",
        "DE",
        "EL",
        "EN",
        "EN_GB",
        "EN_US",
        "ES",
        "ES_AR",
        "ES_ES",
        "ES_MX",
        "ET",
        "FA",
        "FI",
        "FIL",
        "FR",
        "GA",
        "GU",
        "HA",
        "HE",
        "HI",
        "HR",
        "HU",
        "ID",
        "IT",
        "JA",
        "KA",
        "KK",
        "KN",
        "KO",
        "KY_KG",
        "LO",
        "LT",
        "LV",
        "MK",
        "ML",
        "MR",
        "MS",
        "NB",
        "NL",
        "PA",
        "PL",
        "PT_BR",
        "PT_PT",
        "RO",
        "RU",
        "RW_RW",
        "SK",
        "SL",
        "SQ",
        "SR",
        "SV",
        "SW",
        "TA",
        "TE",
        "TH",
        "TR",
        "UK",
        "UR",
        "UZ",
        "VI",
        "ZH_CN",
        "ZH_HK",
        "ZH_TW",
        "ZU",
    ])


KakaotalkTemplateStatesEnum: TypeAlias = (Literal["APPROVED", "REJECTED"])


KakaotalkTemplateStatusesEnum: TypeAlias = (Literal["DRAFT", "IN_PROGRESS", "REJECTED"])


class KakaotalkInputButtonDto(Input):
    ordering: Annotated[int | float, Field(ge=1.0, le=5.0)]
    type: KakaotalkInputKakaoTalkButtonTypeEnum
    name: Annotated[str, Field(max_length=14, min_length=1)]
    link_mo: Annotated[
        str | None, Field(alias="linkMo", max_length=500, min_length=1)
    ] = None
    link_pc: Annotated[
        str | None, Field(alias="linkPc", max_length=500, min_length=1)
    ] = None
    scheme_ios: Annotated[
        str | None, Field(alias="schemeIos", max_length=500, min_length=1)
    ] = None
    scheme_android: Annotated[
        str | None, Field(alias="schemeAndroid", max_length=500, min_length=1)
    ] = None


class KakaotalkInputTemplateDetailsDto(Input):
    name: Annotated[str, Field(max_length=150, min_length=1)]
    language: KakaotalkInputTemplateLanguagesEnum
    content: Annotated[str, Field(max_length=1000, min_length=1)]
    message_type: Annotated[
        KakaotalkInputKakaoTalkTemplateMessageTypeEnum | None,
        Field(alias="messageType", validate_default=True),
    ] = "BASIC"
    emphasize_type: Annotated[
        KakaotalkInputKakaoTalkTemplateEmphasizeTypeEnum | None,
        Field(alias="emphasizeType", validate_default=True),
    ] = "EMPHASIZE_TYPE_NONE"
    category_code: Annotated[
        str | None, Field(alias="categoryCode", max_length=6, min_length=1)
    ] = "999999"
    security_flag: Annotated[bool | None, Field(alias="securityFlag")] = False
    extra: Annotated[str | None, Field(max_length=500, min_length=1)] = None
    title: Annotated[str | None, Field(max_length=50, min_length=1)] = None
    subtitle: Annotated[str | None, Field(max_length=50, min_length=1)] = None
    image_name: Annotated[
        str | None, Field(alias="imageName", max_length=250, min_length=1)
    ] = None
    image_url: Annotated[str | None, Field(alias="imageUrl")] = None
    buttons: Annotated[
        list[KakaotalkInputButtonDto] | None, Field(max_length=5, min_length=0)
    ] = None


class KakaotalkInputTemplateDto(Input):
    status: Annotated[KakaotalkActionsEnum | None, Field(validate_default=True)] = (
        "SUBMIT"
    )
    save_draft_on_failure: Annotated[bool | None, Field(alias="saveDraftOnFailure")] = (
        False
    )
    details: KakaotalkInputTemplateDetailsDto


class KakaotalkInputUpdateTemplateDetailsDto(Input):
    name: Annotated[str | None, Field(max_length=150, min_length=1)] = None
    content: Annotated[str | None, Field(max_length=1000, min_length=1)] = None
    message_type: Annotated[
        KakaotalkInputKakaoTalkTemplateMessageTypeEnum | None,
        Field(alias="messageType"),
    ] = None
    emphasize_type: Annotated[
        KakaotalkInputKakaoTalkTemplateEmphasizeTypeEnum | None,
        Field(alias="emphasizeType"),
    ] = None
    category_code: Annotated[
        str | None, Field(alias="categoryCode", max_length=6, min_length=1)
    ] = None
    security_flag: Annotated[bool | None, Field(alias="securityFlag")] = None
    extra: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=500, min_length=1),
    ] = None
    title: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=50, min_length=1),
    ] = None
    subtitle: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=50, min_length=1),
    ] = None
    image_name: Annotated[
        str | None,
        Field(
            alias="imageName",
            json_schema_extra={"x-nullable": True},
            max_length=250,
            min_length=1,
        ),
    ] = None
    image_url: Annotated[
        str | None, Field(alias="imageUrl", json_schema_extra={"x-nullable": True})
    ] = None
    buttons: Annotated[
        list[KakaotalkInputButtonDto] | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=5, min_length=0),
    ] = None


class KakaotalkInputUpdateTemplateDto(Input):
    status: Annotated[KakaotalkActionsEnum | None, Field(validate_default=True)] = (
        "DRAFT"
    )
    details: KakaotalkInputUpdateTemplateDetailsDto | None = None

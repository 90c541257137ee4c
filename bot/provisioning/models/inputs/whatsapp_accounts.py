"""Inputs of the tag WhatsApp Accounts.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


class WhatsappCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]


WhatsappInputAccountWhatsAppVerticalsEnum: TypeAlias = (Literal[
        "ALCOHOL",
        "AUTOMOTIVE",
        "BEAUTY_SPA_SALON",
        "CLOTHING_AND_APPAREL",
        "EDUCATION",
        "ENTERTAINMENT",
        "EVENT_PLANNING_AND_SERVICE",
        "FINANCE_AND_BANKING",
        "FOOD_AND_GROCERY",
        "HOTEL_AND_LODGING",
        "MEDICAL_AND_HEALTH",
        "NON_PROFIT",
        "OTC_DRUGS",
        "OTHER",
        "PHYSICAL_GAMBLING",
        "PROFESSIONAL_SERVICES",
        "PUBLIC_SERVICE",
        "RESTAURANT",
        "SHOPPING_AND_RETAIL",
        "TRAVEL_AND_TRANSPORTATION",
    ])


WhatsappInputBusinessManagersEnum: TypeAlias = (Literal["SINCH_AMERICA", "SINCH_BR", "SINCH_MX", "SINCH_SEP", "SINCH_UK"])


WhatsappSenderInputMetaLocalStoragesEnum: TypeAlias = (Literal[
        "AE",
        "AU",
        "BH",
        "BR",
        "CA",
        "CH",
        "DE",
        "GB",
        "ID",
        "IN",
        "JP",
        "KR",
        "SG",
        "US",
        "ZA",
    ])


WhatsappSenderInputRegionEnum: TypeAlias = (Literal["BR", "EU", "US"])


class WhatsappInputAccountDtoDeprecated(Input):
    client_business_manager_id: Annotated[
        str, Field(alias="clientBusinessManagerId", max_length=255, min_length=1)
    ]
    business_manager: Annotated[
        WhatsappInputBusinessManagersEnum | None, Field(alias="businessManager")
    ] = None
    company_legal_name: Annotated[
        str, Field(alias="companyLegalName", max_length=255, min_length=1)
    ]


class WhatsappInputAccountSenderRelatedDetailsDto(Input):
    display_name: Annotated[
        str, Field(alias="displayName", max_length=255, min_length=1)
    ]
    business_category: Annotated[
        WhatsappInputAccountWhatsAppVerticalsEnum, Field(alias="businessCategory")
    ]
    region: WhatsappSenderInputRegionEnum | None = None
    meta_local_storage: Annotated[
        WhatsappSenderInputMetaLocalStoragesEnum | None, Field(alias="metaLocalStorage")
    ] = None


class WhatsappInputAccountSenderRelatedUpdateDetailsDto(Input):
    display_name: Annotated[
        str | None, Field(alias="displayName", max_length=255, min_length=1)
    ] = None
    business_category: Annotated[
        WhatsappInputAccountWhatsAppVerticalsEnum | None,
        Field(alias="businessCategory"),
    ] = None
    region: WhatsappSenderInputRegionEnum | None = None
    meta_local_storage: Annotated[
        WhatsappSenderInputMetaLocalStoragesEnum | None, Field(alias="metaLocalStorage")
    ] = None


class WhatsappInputUpdateAccountDto(Input):
    company_legal_name: Annotated[
        str | None, Field(alias="companyLegalName", max_length=255, min_length=1)
    ] = None
    waba_name: Annotated[
        str | None, Field(alias="wabaName", max_length=255, min_length=1)
    ] = None
    client_business_manager_id: Annotated[
        str | None, Field(alias="clientBusinessManagerId", max_length=255, min_length=1)
    ] = None
    sender_details: Annotated[
        WhatsappInputAccountSenderRelatedUpdateDetailsDto | None,
        Field(alias="senderDetails"),
    ] = None


class WhatsappInputAccountPartnerInitiatedDto(Input):
    waba_name: Annotated[str, Field(alias="wabaName", max_length=255, min_length=1)]
    client_business_manager_id: Annotated[
        str, Field(alias="clientBusinessManagerId", max_length=255, min_length=1)
    ]
    business_manager: Annotated[
        WhatsappInputBusinessManagersEnum | None, Field(alias="businessManager")
    ] = None
    sender_details: Annotated[
        WhatsappInputAccountSenderRelatedDetailsDto, Field(alias="senderDetails")
    ]

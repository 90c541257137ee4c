"""Inputs of the tag WhatsApp Senders.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field, SecretStr

from bot.provisioning.base import Input


WhatsappActionsEnum: TypeAlias = (Literal["DRAFT", "SUBMIT"])


class WhatsappCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]


WhatsappInputBusinessManagersPublicDocumentationEnum: TypeAlias = (Literal["SINCH_BR", "SINCH_MX", "SINCH_UK"])


class WhatsappInputSenderPhoneProvisioningDetailsDto(Input):
    country_code: Annotated[
        str, Field(alias="countryCode", json_schema_extra={"x-format": "country code"})
    ]
    phone_number: Annotated[
        str,
        Field(
            alias="phoneNumber",
            json_schema_extra={"x-format": "numeric phone number"},
            max_length=32,
        ),
    ]
    display_name: Annotated[
        str, Field(alias="displayName", max_length=128, min_length=1)
    ]


WhatsappSenderInputBotRegionEnum: TypeAlias = (Literal["BR", "EU", "US"])


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


WhatsappSenderInputNumberProviderTypeEnum: TypeAlias = (Literal["CUSTOMER", "SINCH"])


WhatsappSenderInputRegionEnum: TypeAlias = (Literal["BR", "EU", "US"])


WhatsappSenderInputRegistrationMethodEnum: TypeAlias = (Literal["SMS", "VOICE"])


class WhatsappSenderInputVerifyDto(Input):
    code: str | None = None


WhatsappSenderInputWhatsAppVerticalEnum: TypeAlias = (Literal[
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
        "ONLINE_GAMBLING",
        "OTC_DRUGS",
        "OTHER",
        "PHYSICAL_GAMBLING",
        "PROFESSIONAL_SERVICES",
        "PUBLIC_SERVICE",
        "RESTAURANT",
        "SHOPPING_AND_RETAIL",
        "TRAVEL_AND_TRANSPORTATION",
    ])


WhatsappSenderStatesEnum: TypeAlias = (Literal[
        "ACTIVE",
        "IN_PROGRESS",
        "INACTIVE",
        "PENDING_VERIFICATION",
        "SUSPENDED",
        "ERROR",
    ])


WhatsappSenderStatusesEnum: TypeAlias = (Literal["DRAFT", "ERROR", "IN_PROGRESS", "MULTIPLE_WABA_ERROR", "REJECTED"])


class WhatsappUpdateSenderInputDetailsDto(Input):
    display_name: Annotated[
        str | None, Field(alias="displayName", max_length=128, min_length=1)
    ] = None
    description: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=512, min_length=1),
    ] = None
    vertical: WhatsappSenderInputWhatsAppVerticalEnum | None = None
    email: Annotated[
        str | None,
        Field(
            json_schema_extra={"x-format": "email", "x-nullable": True}, max_length=128
        ),
    ] = None
    address: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=256, min_length=1),
    ] = None
    website_one: Annotated[
        str | None,
        Field(
            alias="websiteOne",
            json_schema_extra={"x-format": "url", "x-nullable": True},
            max_length=256,
        ),
    ] = None
    website_two: Annotated[
        str | None,
        Field(
            alias="websiteTwo",
            json_schema_extra={"x-format": "url", "x-nullable": True},
            max_length=256,
        ),
    ] = None
    about: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=139, min_length=1),
    ] = None
    photo_url: Annotated[
        str | None,
        Field(
            alias="photoUrl",
            json_schema_extra={"x-format": "url", "x-nullable": True},
            max_length=256,
        ),
    ] = None
    username: Annotated[
        str | None, Field(json_schema_extra={"x-nullable": True}, min_length=1)
    ] = None


class WhatsappUpdateSenderInputDto(Input):
    status: Annotated[WhatsappActionsEnum | None, Field(validate_default=True)] = (
        "DRAFT"
    )
    details: WhatsappUpdateSenderInputDetailsDto | None = None


class WhatsappInputSenderPartnerInitiatedDetailsDto(Input):
    display_name: Annotated[
        str, Field(alias="displayName", max_length=128, min_length=1)
    ]
    description: Annotated[str | None, Field(max_length=512, min_length=1)] = None
    vertical: WhatsappSenderInputWhatsAppVerticalEnum
    email: Annotated[
        str | None, Field(json_schema_extra={"x-format": "email"}, max_length=128)
    ] = None
    address: Annotated[str | None, Field(max_length=256, min_length=1)] = None
    website_one: Annotated[
        str | None,
        Field(
            alias="websiteOne", json_schema_extra={"x-format": "url"}, max_length=256
        ),
    ] = None
    website_two: Annotated[
        str | None,
        Field(
            alias="websiteTwo", json_schema_extra={"x-format": "url"}, max_length=256
        ),
    ] = None
    about: Annotated[str | None, Field(max_length=139, min_length=1)] = None
    photo_url: Annotated[
        str | None,
        Field(alias="photoUrl", json_schema_extra={"x-format": "url"}, max_length=256),
    ] = None
    country_code: Annotated[
        str, Field(alias="countryCode", json_schema_extra={"x-format": "country code"})
    ]
    phone_number: Annotated[
        str | None,
        Field(
            alias="phoneNumber",
            json_schema_extra={"x-format": "numeric phone number"},
            max_length=32,
        ),
    ] = None


class WhatsappInputSenderPartnerInitiatedDto(Input):
    status: Annotated[WhatsappActionsEnum | None, Field(validate_default=True)] = (
        "SUBMIT"
    )
    region: WhatsappSenderInputBotRegionEnum | None = None
    meta_local_storage: Annotated[
        WhatsappSenderInputMetaLocalStoragesEnum | None, Field(alias="metaLocalStorage")
    ] = None
    phone_number_provider: Annotated[
        WhatsappSenderInputNumberProviderTypeEnum, Field(alias="phoneNumberProvider")
    ]
    save_draft_on_failure: Annotated[bool | None, Field(alias="saveDraftOnFailure")] = (
        False
    )
    details: WhatsappInputSenderPartnerInitiatedDetailsDto


class WhatsappInputSenderPhoneProvisioningDto(Input):
    region: WhatsappSenderInputBotRegionEnum | None = None
    meta_local_storage: Annotated[
        WhatsappSenderInputMetaLocalStoragesEnum | None, Field(alias="metaLocalStorage")
    ] = None
    details: WhatsappInputSenderPhoneProvisioningDetailsDto


class WhatsappSenderInputDetailsDto(Input):
    display_name: Annotated[
        str, Field(alias="displayName", max_length=128, min_length=1)
    ]
    description: Annotated[str | None, Field(max_length=512, min_length=1)] = None
    vertical: WhatsappSenderInputWhatsAppVerticalEnum
    email: Annotated[
        str | None, Field(json_schema_extra={"x-format": "email"}, max_length=128)
    ] = None
    address: Annotated[str | None, Field(max_length=256, min_length=1)] = None
    website_one: Annotated[
        str | None,
        Field(
            alias="websiteOne", json_schema_extra={"x-format": "url"}, max_length=256
        ),
    ] = None
    website_two: Annotated[
        str | None,
        Field(
            alias="websiteTwo", json_schema_extra={"x-format": "url"}, max_length=256
        ),
    ] = None
    about: Annotated[str | None, Field(max_length=139, min_length=1)] = None
    photo_url: Annotated[
        str | None,
        Field(alias="photoUrl", json_schema_extra={"x-format": "url"}, max_length=256),
    ] = None


class WhatsappSenderInputDtoDeprecated(Input):
    region: WhatsappSenderInputRegionEnum | None = None
    meta_local_storage: Annotated[
        WhatsappSenderInputMetaLocalStoragesEnum | None, Field(alias="metaLocalStorage")
    ] = None
    business_manager: Annotated[
        WhatsappInputBusinessManagersPublicDocumentationEnum | None,
        Field(alias="businessManager"),
    ] = None
    waba_id: Annotated[str | None, Field(alias="wabaId")] = None
    phone_number_id: Annotated[str | None, Field(alias="phoneNumberId")] = None
    facebook_access_token: Annotated[
        SecretStr | None, Field(alias="facebookAccessToken", min_length=1)
    ] = None
    facebook_code: Annotated[
        SecretStr | None, Field(alias="facebookCode", min_length=1)
    ] = None
    name: Annotated[str, Field(max_length=128, min_length=1)]
    details: WhatsappSenderInputDetailsDto


class WhatsappSenderInputEsDto(Input):
    region: WhatsappSenderInputRegionEnum | None = None
    meta_local_storage: Annotated[
        WhatsappSenderInputMetaLocalStoragesEnum | None, Field(alias="metaLocalStorage")
    ] = None
    waba_id: Annotated[str, Field(alias="wabaId")]
    phone_number_id: Annotated[str, Field(alias="phoneNumberId")]
    business_manager: Annotated[
        WhatsappInputBusinessManagersPublicDocumentationEnum | None,
        Field(alias="businessManager"),
    ] = None
    authentication_code: Annotated[
        SecretStr | None, Field(alias="authenticationCode", min_length=1)
    ] = None


class WhatsappSenderInputRegisterDto(Input):
    method: WhatsappSenderInputRegistrationMethodEnum

"""Inputs of the tag WhatsApp Templates.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Any, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


WhatsappActionsEnum: TypeAlias = (Literal["DRAFT", "SUBMIT"])


Example: TypeAlias = (Annotated[str, Field(min_length=1)])


WhatsappButtonTypeCopyCodeEnum: TypeAlias = (Literal["COPY_CODE"])


WhatsappButtonTypeFlowEnum: TypeAlias = (Literal["FLOW"])


WhatsappButtonTypeOrderDetailsEnum: TypeAlias = (Literal["ORDER_DETAILS"])


WhatsappButtonTypeOtpEnum: TypeAlias = (Literal["OTP"])


WhatsappButtonTypePhoneNumberEnum: TypeAlias = (Literal["PHONE_NUMBER"])


WhatsappButtonTypeQuickReplyEnum: TypeAlias = (Literal["QUICK_REPLY"])


WhatsappButtonTypeRequestContactInfoEnum: TypeAlias = (Literal["REQUEST_CONTACT_INFO"])


WhatsappButtonTypeUrlEnum: TypeAlias = (Literal["URL"])


WhatsappCardHeaderComponentFormatsEnum: TypeAlias = (Literal["IMAGE", "VIDEO"])


class WhatsappCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]


WhatsappComponentTypeBodyEnum: TypeAlias = (Literal["BODY"])


WhatsappComponentTypeButtonsEnum: TypeAlias = (Literal["BUTTONS"])


WhatsappComponentTypeCarouselEnum: TypeAlias = (Literal["CAROUSEL"])


WhatsappComponentTypeFooterEnum: TypeAlias = (Literal["FOOTER"])


WhatsappComponentTypeHeaderEnum: TypeAlias = (Literal["HEADER"])


WhatsappComponentTypeLimitedTimeOfferEnum: TypeAlias = (Literal["LIMITED_TIME_OFFER"])


class WhatsappCopyCodeButtonInputDto(Input):
    type: WhatsappButtonTypeCopyCodeEnum
    example: Annotated[str, Field(max_length=20, min_length=1)]


class WhatsappFooterComponentInputDto(Input):
    type: WhatsappComponentTypeFooterEnum
    text: Annotated[str | None, Field(max_length=60)] = None
    code_expiration_minutes: Annotated[
        int | float | None, Field(alias="codeExpirationMinutes")
    ] = None


WhatsappInputBidStrategiesEnum: TypeAlias = (Literal["LOWEST_COST_WITH_BID_CAP"])


class WhatsappInputCardBodyComponentDto(Input):
    type: WhatsappComponentTypeBodyEnum
    examples: list[Example] | None = None
    text: Annotated[str, Field(max_length=160, min_length=1)]


WhatsappInputCardMediaHeaderExampleSupportedMimeTypesEnum: TypeAlias = (Literal["IMAGE/JPEG", "IMAGE/PNG", "VIDEO/3GP", "VIDEO/MP4"])


WhatsappInputFlowActionEnum: TypeAlias = (Literal["DATA_EXCHANGE", "NAVIGATE"])


WhatsappInputMediaHeaderExampleSupportedMimeTypesEnum: TypeAlias = (Literal[
        "IMAGE/JPEG", "IMAGE/PNG", "APPLICATION/PDF", "VIDEO/3GP", "VIDEO/MP4"
    ])


WhatsappInputOtpTypeEnum: TypeAlias = (Literal["COPY_CODE", "ONE_TAP", "ZERO_TAP"])


WhatsappInputTemplateCompareTimeframesEnum: TypeAlias = (Literal["30", "60", "7", "90"])


class WhatsappInputTemplateDetailsOptimization(Input):
    bid_amount: Annotated[int | float, Field(alias="bidAmount", ge=0.0)]
    bid_strategy: Annotated[WhatsappInputBidStrategiesEnum, Field(alias="bidStrategy")]
    bid_country_multiplier_overrides: Annotated[
        dict[str, str] | None, Field(alias="bidCountryMultiplierOverrides")
    ] = None


WhatsappInputTemplateLanguagesEnum: TypeAlias = (Literal[
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
        "ES_UY",
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


class WhatsappInputUpdateTemplateDetailsOptimization(Input):
    bid_amount: Annotated[int | float, Field(alias="bidAmount", ge=0.0)]
    bid_strategy: Annotated[WhatsappInputBidStrategiesEnum, Field(alias="bidStrategy")]
    bid_country_multiplier_overrides: Annotated[
        dict[str, Any] | None,
        Field(
            alias="bidCountryMultiplierOverrides",
            json_schema_extra={"x-nullable": True},
        ),
    ] = None


class WhatsappLimitedTimeOfferComponentInputDto(Input):
    type: WhatsappComponentTypeLimitedTimeOfferEnum
    text: Annotated[str, Field(max_length=16, min_length=1)]
    has_expiration: Annotated[bool | None, Field(alias="hasExpiration")] = False


WhatsappLocationHeaderComponentFormatEnum: TypeAlias = (Literal["LOCATION"])


class WhatsappLocationHeaderComponentInputDto(Input):
    type: WhatsappComponentTypeHeaderEnum
    format: WhatsappLocationHeaderComponentFormatEnum


WhatsappMediaHeaderComponentFormatEnum: TypeAlias = (Literal["DOCUMENT", "IMAGE", "VIDEO"])


class WhatsappMediaHeaderExampleInputDto(Input):
    url: str
    mime_type: Annotated[
        WhatsappInputMediaHeaderExampleSupportedMimeTypesEnum | None,
        Field(alias="mimeType"),
    ] = None


class WhatsappOrderDetailsButtonInputDto(Input):
    type: WhatsappButtonTypeOrderDetailsEnum


class WhatsappPhoneNumberButtonInputDto(Input):
    type: WhatsappButtonTypePhoneNumberEnum
    text: Annotated[str, Field(max_length=25, min_length=1)]
    phone_number: Annotated[str, Field(alias="phoneNumber")]


class WhatsappQuickReplyButtonInputDto(Input):
    type: WhatsappButtonTypeQuickReplyEnum
    text: Annotated[str, Field(max_length=25, min_length=1)]


class WhatsappRequestContactInfoButtonInputDto(Input):
    type: WhatsappButtonTypeRequestContactInfoEnum


class WhatsappSupportedAppInputDto(Input):
    package_name: Annotated[str, Field(alias="packageName")]
    signature_hash: Annotated[str, Field(alias="signatureHash")]


WhatsappTemplateAnalyticsDateRangesEnum: TypeAlias = (Literal["DAY", "MONTH", "QUARTER", "WEEK"])


WhatsappTemplateDtoFieldMaskPathsEnum: TypeAlias = (Literal[
        "whatsappId",
        "state",
        "name",
        "language",
        "category",
        "rejectionCode",
        "qualityScore",
        "changes",
        "changes.status",
        "changes.allowCategoryChange",
        "changes.details",
        "changes.details.components",
        "changes.details.components.0.type",
        "changes.details.components.0.format",
        "changes.details.components.0.text",
        "changes.details.components.0.example",
        "changes.details.components.0.example.url",
        "changes.details.components.0.examples",
        "changes.details.components.0.addSecurityRecommendation",
        "changes.details.components.0.codeExpirationMinutes",
        "changes.details.components.0.buttons",
        "changes.details.components.0.buttons.0.type",
        "changes.details.components.0.buttons.0.text",
        "changes.details.components.0.buttons.0.phoneNumber",
        "changes.details.components.0.buttons.0.url",
        "changes.details.components.0.buttons.0.example",
        "changes.details.components.0.buttons.0.otpType",
        "changes.details.components.0.buttons.0.autofillText",
        "changes.details.components.0.buttons.0.packageName",
        "changes.details.components.0.buttons.0.signatureHash",
        "changes.details.components.0.buttons.0.supportedApps",
        "changes.details.components.0.buttons.0.supportedApps.0.packageName",
        "changes.details.components.0.buttons.0.supportedApps.0.signatureHash",
        "changes.details.components.0.buttons.0.zeroTapTermsAccepted",
        "changes.details.components.0.buttons.0.flowId",
        "changes.details.components.0.buttons.0.flowAction",
        "changes.details.components.0.buttons.0.navigateScreen",
        "changes.details.components.0.hasExpiration",
        "changes.details.messageSendTtlSeconds",
        "changes.details.optimization",
        "details",
        "details.components",
        "details.components.0.type",
        "details.components.0.format",
        "details.components.0.text",
        "details.components.0.example",
        "details.components.0.example.url",
        "details.components.0.examples",
        "details.components.0.addSecurityRecommendation",
        "details.components.0.codeExpirationMinutes",
        "details.components.0.buttons",
        "details.components.0.buttons.0.type",
        "details.components.0.buttons.0.text",
        "details.components.0.buttons.0.phoneNumber",
        "details.components.0.buttons.0.url",
        "details.components.0.buttons.0.example",
        "details.components.0.buttons.0.otpType",
        "details.components.0.buttons.0.autofillText",
        "details.components.0.buttons.0.packageName",
        "details.components.0.buttons.0.signatureHash",
        "details.components.0.buttons.0.supportedApps",
        "details.components.0.buttons.0.supportedApps.0.packageName",
        "details.components.0.buttons.0.supportedApps.0.signatureHash",
        "details.components.0.buttons.0.zeroTapTermsAccepted",
        "details.components.0.buttons.0.flowId",
        "details.components.0.buttons.0.flowAction",
        "details.components.0.buttons.0.navigateScreen",
        "details.components.0.hasExpiration",
        "details.messageSendTtlSeconds",
        "details.optimization",
        "analytics",
        "analytics.0.sent",
        "analytics.0.delivered",
        "analytics.0.read",
        "analytics.0.start",
        "analytics.0.end",
        "analytics.0.buttons",
        "analytics.0.buttons.0.type",
        "analytics.0.buttons.0.content",
        "analytics.0.buttons.0.clicks",
        "isMetaGenerated",
    ])


WhatsappTemplateInputCategoryEnum: TypeAlias = (Literal["AUTHENTICATION", "MARKETING", "UTILITY"])


WhatsappTemplateLanguagesEnum: TypeAlias = (Literal[
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
        "ES_UY",
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
        "UNRECOGNIZED",
    ])


WhatsappTemplateStatesEnum: TypeAlias = (Literal["APPROVED", "DISABLED", "PAUSED", "PENDING", "REJECTED"])


WhatsappTemplateStatusesEnum: TypeAlias = (Literal["DRAFT", "IN_PROGRESS", "REJECTED"])


WhatsappTextHeaderComponentFormatEnum: TypeAlias = (Literal["TEXT"])


class WhatsappTextHeaderComponentInputDto(Input):
    type: WhatsappComponentTypeHeaderEnum
    format: WhatsappTextHeaderComponentFormatEnum
    text: Annotated[str, Field(max_length=60, min_length=1)]
    example: Annotated[str | None, Field(min_length=1)] = None


class WhatsappUrlButtonInputDto(Input):
    type: WhatsappButtonTypeUrlEnum
    text: Annotated[str, Field(max_length=25, min_length=1)]
    url: str
    example: str | None = None


class WhatsappBodyComponentInputDto(Input):
    text: Annotated[str | None, Field(max_length=1024, min_length=1)] = None
    examples: list[Example] | None = None
    add_security_recommendation: Annotated[
        bool | None, Field(alias="addSecurityRecommendation")
    ] = False
    type: WhatsappComponentTypeBodyEnum


class WhatsappFlowButtonInputDto(Input):
    type: WhatsappButtonTypeFlowEnum
    text: Annotated[str, Field(max_length=25, min_length=1)]
    flow_id: Annotated[str, Field(alias="flowId", max_length=30, min_length=1)]
    flow_action: Annotated[WhatsappInputFlowActionEnum, Field(alias="flowAction")]
    navigate_screen: Annotated[
        str | None, Field(alias="navigateScreen", max_length=432, min_length=1)
    ] = None


class WhatsappInputCardButtonsComponentDto(Input):
    type: WhatsappComponentTypeButtonsEnum
    buttons: Annotated[
        list[
            WhatsappUrlButtonInputDto
            | WhatsappQuickReplyButtonInputDto
            | WhatsappPhoneNumberButtonInputDto
        ],
        Field(max_length=2, min_length=1),
    ]


class WhatsappInputCardMediaHeaderExampleDto(Input):
    url: str
    mime_type: Annotated[
        WhatsappInputCardMediaHeaderExampleSupportedMimeTypesEnum | None,
        Field(alias="mimeType"),
    ] = None


class WhatsappInputTemplateCompareIdentifierDto(Input):
    template_name: Annotated[
        str, Field(alias="templateName", pattern="^[a-z0-9][a-z0-9_]*[a-z0-9]$")
    ]
    template_language: Annotated[
        WhatsappTemplateLanguagesEnum, Field(alias="templateLanguage")
    ]


class WhatsappMediaHeaderComponentInputDto(Input):
    type: WhatsappComponentTypeHeaderEnum
    format: WhatsappMediaHeaderComponentFormatEnum
    example: WhatsappMediaHeaderExampleInputDto


class WhatsappOtpButtonInputDto(Input):
    type: WhatsappButtonTypeOtpEnum
    otp_type: Annotated[WhatsappInputOtpTypeEnum, Field(alias="otpType")]
    text: Annotated[str, Field(max_length=25, min_length=1)]
    autofill_text: Annotated[str | None, Field(alias="autofillText", max_length=25)] = (
        None
    )
    package_name: Annotated[str | None, Field(alias="packageName")] = None
    signature_hash: Annotated[str | None, Field(alias="signatureHash")] = None
    supported_apps: Annotated[
        list[WhatsappSupportedAppInputDto] | None, Field(alias="supportedApps")
    ] = None
    zero_tap_terms_accepted: Annotated[
        bool | None, Field(alias="zeroTapTermsAccepted")
    ] = None


class WhatsappButtonsComponentInputDto(Input):
    type: WhatsappComponentTypeButtonsEnum
    buttons: Annotated[
        list[
            WhatsappFlowButtonInputDto
            | WhatsappOtpButtonInputDto
            | WhatsappPhoneNumberButtonInputDto
            | WhatsappQuickReplyButtonInputDto
            | WhatsappRequestContactInfoButtonInputDto
            | WhatsappOrderDetailsButtonInputDto
            | WhatsappUrlButtonInputDto
            | WhatsappCopyCodeButtonInputDto
        ],
        Field(min_length=1),
    ]


class WhatsappInputCardHeaderComponentDto(Input):
    type: WhatsappComponentTypeHeaderEnum
    format: WhatsappCardHeaderComponentFormatsEnum
    example: WhatsappInputCardMediaHeaderExampleDto


class WhatsappInputTemplateCompareDto(Input):
    templates: Annotated[
        list[WhatsappInputTemplateCompareIdentifierDto],
        Field(max_length=1, min_length=1),
    ]
    timeframe: Annotated[
        WhatsappInputTemplateCompareTimeframesEnum | None, Field(validate_default=True)
    ] = "7"
    end_timestamp: Annotated[int | float | None, Field(alias="endTimestamp")] = None


class WhatsappInputCardDto(Input):
    components: list[
        WhatsappInputCardHeaderComponentDto
        | WhatsappInputCardBodyComponentDto
        | WhatsappInputCardButtonsComponentDto
    ]


class WhatsappInputCarouselComponentDto(Input):
    type: WhatsappComponentTypeCarouselEnum
    cards: Annotated[list[WhatsappInputCardDto], Field(max_length=10, min_length=1)]


class WhatsappTemplateDetailsInputDto(Input):
    components: list[
        WhatsappLocationHeaderComponentInputDto
        | WhatsappTextHeaderComponentInputDto
        | WhatsappMediaHeaderComponentInputDto
        | WhatsappBodyComponentInputDto
        | WhatsappFooterComponentInputDto
        | WhatsappButtonsComponentInputDto
        | WhatsappInputCarouselComponentDto
        | WhatsappLimitedTimeOfferComponentInputDto
    ]
    message_send_ttl_seconds: Annotated[
        int | float | None, Field(alias="messageSendTtlSeconds")
    ] = None
    optimization: WhatsappInputTemplateDetailsOptimization | None = None


class WhatsappTemplateInputDto(Input):
    status: Annotated[WhatsappActionsEnum | None, Field(validate_default=True)] = (
        "SUBMIT"
    )
    name: Annotated[str, Field(max_length=512, pattern="^[a-z0-9][a-z0-9_]*[a-z0-9]$")]
    language: WhatsappInputTemplateLanguagesEnum
    category: WhatsappTemplateInputCategoryEnum
    save_draft_on_failure: Annotated[bool | None, Field(alias="saveDraftOnFailure")] = (
        False
    )
    allow_category_change: Annotated[
        bool | None, Field(alias="allowCategoryChange")
    ] = False
    details: WhatsappTemplateDetailsInputDto


class WhatsappUpdateTemplateDetailsInputDto(Input):
    components: (
        list[
            WhatsappLocationHeaderComponentInputDto
            | WhatsappTextHeaderComponentInputDto
            | WhatsappMediaHeaderComponentInputDto
            | WhatsappBodyComponentInputDto
            | WhatsappFooterComponentInputDto
            | WhatsappButtonsComponentInputDto
            | WhatsappInputCarouselComponentDto
            | WhatsappLimitedTimeOfferComponentInputDto
        ]
        | None
    ) = None
    message_send_ttl_seconds: Annotated[
        int | float | None, Field(alias="messageSendTtlSeconds")
    ] = None
    optimization: Annotated[
        WhatsappInputUpdateTemplateDetailsOptimization | None,
        Field(json_schema_extra={"x-nullable": True}),
    ] = None


class WhatsappUpdateTemplateInputDto(Input):
    status: Annotated[WhatsappActionsEnum | None, Field(validate_default=True)] = (
        "DRAFT"
    )
    category: WhatsappTemplateInputCategoryEnum | None = None
    allow_category_change: Annotated[
        bool | None, Field(alias="allowCategoryChange")
    ] = None
    details: WhatsappUpdateTemplateDetailsInputDto | None = None

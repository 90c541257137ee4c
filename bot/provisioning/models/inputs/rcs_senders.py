"""Inputs of the tag RCS Senders.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field

from bot.provisioning.base import Input


SampleMessage: TypeAlias = (Annotated[str, Field(max_length=1024, min_length=20)])


class RcsCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]


class RcsEmailInputDto(Input):
    label: Annotated[str, Field(max_length=25, min_length=0)]
    address: Annotated[str, Field(json_schema_extra={"x-format": "email"})]


RcsInputCountryCodesEnum: TypeAlias = (Literal[
        "AD",
        "AE",
        "AF",
        "AG",
        "AI",
        "AL",
        "AM",
        "AO",
        "AR",
        "AS",
        "AT",
        "AU",
        "AW",
        "AZ",
        "BA",
        "BB",
        "BD",
        "BE",
        "BF",
        "BG",
        "BH",
        "BI",
        "BJ",
        "BM",
        "BN",
        "BO",
        "BQ",
        "BR",
        "BS",
        "BT",
        "BW",
        "BY",
        "BZ",
        "CA",
        "CD",
        "CF",
        "CG",
        "CH",
        "CI",
        "CK",
        "CL",
        "CM",
        "CN",
        "CO",
        "CR",
        "CU",
        "CV",
        "CW",
        "CY",
        "CZ",
        "DE",
        "DJ",
        "DK",
        "DM",
        "DO",
        "DZ",
        "EC",
        "EE",
        "EG",
        "ER",
        "ES",
        "ET",
        "FI",
        "FJ",
        "FK",
        "FM",
        "FO",
        "FR",
        "GA",
        "GB",
        "GD",
        "GE",
        "GF",
        "GG",
        "GH",
        "GI",
        "GL",
        "GM",
        "GN",
        "GP",
        "GQ",
        "GR",
        "GT",
        "GU",
        "GW",
        "GY",
        "HK",
        "HN",
        "HR",
        "HT",
        "HU",
        "ID",
        "IE",
        "IL",
        "IM",
        "IN",
        "IO",
        "IQ",
        "IR",
        "IS",
        "IT",
        "JE",
        "JM",
        "JO",
        "JP",
        "KE",
        "KG",
        "KH",
        "KI",
        "KM",
        "KN",
        "KP",
        "KR",
        "KW",
        "KY",
        "KZ",
        "LA",
        "LB",
        "LC",
        "LI",
        "LK",
        "LR",
        "LS",
        "LT",
        "LU",
        "LV",
        "LY",
        "MA",
        "MC",
        "MD",
        "ME",
        "MG",
        "MH",
        "MK",
        "ML",
        "MM",
        "MN",
        "MO",
        "MP",
        "MQ",
        "MR",
        "MS",
        "MT",
        "MU",
        "MV",
        "MW",
        "MX",
        "MY",
        "MZ",
        "NA",
        "NC",
        "NE",
        "NF",
        "NG",
        "NI",
        "NL",
        "NO",
        "NP",
        "NR",
        "NU",
        "NZ",
        "OM",
        "PA",
        "PE",
        "PF",
        "PG",
        "PH",
        "PK",
        "PL",
        "PM",
        "PR",
        "PS",
        "PT",
        "PW",
        "PY",
        "QA",
        "RE",
        "RO",
        "RS",
        "RU",
        "RW",
        "SA",
        "SB",
        "SC",
        "SD",
        "SE",
        "SG",
        "SH",
        "SI",
        "SK",
        "SL",
        "SM",
        "SN",
        "SO",
        "SR",
        "SS",
        "ST",
        "SV",
        "SX",
        "SY",
        "SZ",
        "TC",
        "TD",
        "TG",
        "TH",
        "TJ",
        "TK",
        "TL",
        "TM",
        "TN",
        "TO",
        "TR",
        "TT",
        "TV",
        "TW",
        "TZ",
        "UA",
        "UG",
        "UM",
        "US",
        "UY",
        "UZ",
        "VC",
        "VE",
        "VG",
        "VI",
        "VN",
        "VU",
        "WF",
        "WS",
        "XK",
        "YE",
        "YT",
        "ZA",
        "ZM",
        "ZW",
    ])


RcsInputCountryCodesNonUsEnum: TypeAlias = (Literal[
        "AD",
        "AE",
        "AF",
        "AG",
        "AI",
        "AL",
        "AM",
        "AO",
        "AR",
        "AS",
        "AT",
        "AU",
        "AW",
        "AZ",
        "BA",
        "BB",
        "BD",
        "BE",
        "BF",
        "BG",
        "BH",
        "BI",
        "BJ",
        "BM",
        "BN",
        "BO",
        "BQ",
        "BR",
        "BS",
        "BT",
        "BW",
        "BY",
        "BZ",
        "CA",
        "CD",
        "CF",
        "CG",
        "CH",
        "CI",
        "CK",
        "CL",
        "CM",
        "CN",
        "CO",
        "CR",
        "CU",
        "CV",
        "CW",
        "CY",
        "CZ",
        "DE",
        "DJ",
        "DK",
        "DM",
        "DO",
        "DZ",
        "EC",
        "EE",
        "EG",
        "ER",
        "ES",
        "ET",
        "FI",
        "FJ",
        "FK",
        "FM",
        "FO",
        "FR",
        "GA",
        "GB",
        "GD",
        "GE",
        "GF",
        "GG",
        "GH",
        "GI",
        "GL",
        "GM",
        "GN",
        "GP",
        "GQ",
        "GR",
        "GT",
        "GU",
        "GW",
        "GY",
        "HK",
        "HN",
        "HR",
        "HT",
        "HU",
        "ID",
        "IE",
        "IL",
        "IM",
        "IN",
        "IO",
        "IQ",
        "IR",
        "IS",
        "IT",
        "JE",
        "JM",
        "JO",
        "JP",
        "KE",
        "KG",
        "KH",
        "KI",
        "KM",
        "KN",
        "KP",
        "KR",
        "KW",
        "KY",
        "KZ",
        "LA",
        "LB",
        "LC",
        "LI",
        "LK",
        "LR",
        "LS",
        "LT",
        "LU",
        "LV",
        "LY",
        "MA",
        "MC",
        "MD",
        "ME",
        "MG",
        "MH",
        "MK",
        "ML",
        "MM",
        "MN",
        "MO",
        "MP",
        "MQ",
        "MR",
        "MS",
        "MT",
        "MU",
        "MV",
        "MW",
        "MX",
        "MY",
        "MZ",
        "NA",
        "NC",
        "NE",
        "NF",
        "NG",
        "NI",
        "NL",
        "NO",
        "NP",
        "NR",
        "NU",
        "NZ",
        "OM",
        "PA",
        "PE",
        "PF",
        "PG",
        "PH",
        "PK",
        "PL",
        "PM",
        "PR",
        "PS",
        "PT",
        "PW",
        "PY",
        "QA",
        "RE",
        "RO",
        "RS",
        "RU",
        "RW",
        "SA",
        "SB",
        "SC",
        "SD",
        "SE",
        "SG",
        "SH",
        "SI",
        "SK",
        "SL",
        "SM",
        "SN",
        "SO",
        "SR",
        "SS",
        "ST",
        "SV",
        "SX",
        "SY",
        "SZ",
        "TC",
        "TD",
        "TG",
        "TH",
        "TJ",
        "TK",
        "TL",
        "TM",
        "TN",
        "TO",
        "TR",
        "TT",
        "TV",
        "TW",
        "TZ",
        "UA",
        "UG",
        "UM",
        "UY",
        "UZ",
        "VC",
        "VE",
        "VG",
        "VI",
        "VN",
        "VU",
        "WF",
        "WS",
        "XK",
        "YE",
        "YT",
        "ZA",
        "ZM",
        "ZW",
    ])


RcsInputCountryCodesUsEnum: TypeAlias = (Literal["US"])


RcsInputRcsCountryCodesEnum: TypeAlias = (Literal[
        "AT",
        "BE",
        "BR",
        "CA",
        "CZ",
        "DK",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IT",
        "LT",
        "MX",
        "NL",
        "NO",
        "PE",
        "PL",
        "PT",
        "SG",
        "SK",
        "ES",
        "SE",
        "US",
        "GB",
    ])


RcsInputSenderBillingCategoriesEnum: TypeAlias = (Literal[
        "CONVERSATIONAL",
        "NON_CONVERSATIONAL",
        "BASIC_MESSAGE",
        "CONVERSATIONAL_LEGACY",
        "SINGLE_MESSAGE",
    ])


RcsInputSenderRegionsEnum: TypeAlias = (Literal["BR", "EU", "US"])


RcsInputSenderUseCasesEnum: TypeAlias = (Literal["MULTIUSE", "OTP", "PROMOTIONAL", "TRANSACTIONAL"])


class RcsPhoneInputDto(Input):
    label: Annotated[str, Field(max_length=25, min_length=0)]
    number: Annotated[
        str, Field(max_length=15, min_length=6, pattern="^\\+?[\\d+\\s]{6,15}$")
    ]


RcsPrivateUsQuestionnaireBrandLegalFormsEnum: TypeAlias = (Literal[
        "CORPORATION", "LIMITED_LIABILITY_COMPANY", "PARTNERSHIP", "S_CORPORATION"
    ])


RcsPublicUsQuestionnaireBrandLegalFormsEnum: TypeAlias = (Literal["CORPORATION"])


class RcsSenderDetailsQuestionnaireAnswerMetadataInputDto(Input):
    ignore: Annotated[str | None, Field(min_length=1)] = None


class RcsSenderDetailsQuestionnaireFRAnswersInputDto(Input):
    full_company_address: Annotated[
        str | None, Field(alias="fullCompanyAddress", min_length=1)
    ] = None
    full_company_address_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    siren: Annotated[
        str | None, Field(max_length=9, min_length=9, pattern="^\\d+$")
    ] = None


class RcsSenderDetailsQuestionnaireFRInputDto(Input):
    answers: RcsSenderDetailsQuestionnaireFRAnswersInputDto


class RcsSenderDetailsQuestionnaireGBAnswersInputDto(Input):
    brand_industry: Annotated[
        str | None, Field(alias="brandIndustry", min_length=1)
    ] = None
    company_legal_name: Annotated[
        str | None, Field(alias="companyLegalName", min_length=1)
    ] = None
    company_registration_number: Annotated[
        str | None, Field(alias="companyRegistrationNumber", min_length=1)
    ] = None
    full_company_address: Annotated[
        str | None, Field(alias="fullCompanyAddress", min_length=1)
    ] = None
    full_company_address_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    messages_volume: Annotated[
        str | None, Field(alias="messagesVolume", min_length=1)
    ] = None
    messages_frequency: Annotated[
        str | None, Field(alias="messagesFrequency", min_length=1)
    ] = None
    campaign_length: Annotated[
        str | None, Field(alias="campaignLength", min_length=1)
    ] = None


class RcsSenderDetailsQuestionnaireGBInputDto(Input):
    answers: RcsSenderDetailsQuestionnaireGBAnswersInputDto


class RcsSenderDetailsQuestionnaireGeneralAnswersInputDto(Input):
    opt_in_description: Annotated[
        str | None, Field(alias="optInDescription", min_length=1)
    ] = None
    opt_in_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="optInDescriptionMetadata"),
    ] = None
    trigger_description: Annotated[
        str | None, Field(alias="triggerDescription", min_length=1)
    ] = None
    trigger_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="triggerDescriptionMetadata"),
    ] = None
    interactions_description: Annotated[
        str | None, Field(alias="interactionsDescription", min_length=1)
    ] = None
    interactions_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="interactionsDescriptionMetadata"),
    ] = None
    opt_out_description: Annotated[
        str | None, Field(alias="optOutDescription", min_length=1)
    ] = None
    opt_out_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="optOutDescriptionMetadata"),
    ] = None
    video_uris: Annotated[
        list[str] | None,
        Field(alias="videoUris", json_schema_extra={"x-format": "url"}, min_length=1),
    ] = None
    screenshot_uris: Annotated[
        list[str] | None,
        Field(
            alias="screenshotUris", json_schema_extra={"x-format": "url"}, min_length=1
        ),
    ] = None


class RcsSenderDetailsQuestionnaireGeneralInputDto(Input):
    answers: RcsSenderDetailsQuestionnaireGeneralAnswersInputDto


class RcsSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    company_legal_name: Annotated[
        str | None, Field(alias="companyLegalName", min_length=0)
    ] = None
    ein: Annotated[str | None, Field(pattern="^\\d{2}-\\d{7}$")] = None
    brand_industry: Annotated[
        str | None, Field(alias="brandIndustry", min_length=0)
    ] = None
    full_company_address: Annotated[
        str | None, Field(alias="fullCompanyAddress", min_length=0)
    ] = None
    full_company_address_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    sms_campaign: Annotated[str | None, Field(alias="smsCampaign", min_length=0)] = None
    messages_volume: Annotated[
        str | None, Field(alias="messagesVolume", min_length=0)
    ] = None


class RcsSenderDetailsQuestionnaireVerificationPartnerAnswersInputDto(Input):
    company_name: Annotated[
        str | None, Field(alias="companyName", max_length=100, min_length=1)
    ] = None
    contact_name: Annotated[
        str | None, Field(alias="contactName", max_length=100, min_length=1)
    ] = None
    contact_email_address: Annotated[
        str | None,
        Field(
            alias="contactEmailAddress",
            json_schema_extra={"x-format": "email"},
            max_length=100,
        ),
    ] = None


RcsSenderSortColumnsEnum: TypeAlias = (Literal["CREATED", "MODIFIED", "NAME", "STATE"])


RcsSenderStatesEnum: TypeAlias = (Literal[
        "DRAFT",
        "IN_PROGRESS",
        "IN_TEST",
        "LAUNCHED",
        "LAUNCHING",
        "PREPARING_LAUNCH",
        "UNLAUNCHED",
        "UNKNOWN",
    ])


RcsSortDirectionsEnum: TypeAlias = (Literal["ASC", "DESC"])


class RcsTestNumbersInputDto(Input):
    test_numbers: Annotated[
        list[str],
        Field(
            alias="testNumbers",
            json_schema_extra={"x-format": "e.164 phone number"},
            max_length=200,
        ),
    ]


class RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto(Input):
    ignore: Annotated[
        str | None, Field(json_schema_extra={"x-nullable": True}, min_length=1)
    ] = None


class RcsUpdateSenderDetailsQuestionnaireFRAnswersInputDto(Input):
    full_company_address: Annotated[
        str | None,
        Field(
            alias="fullCompanyAddress",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    full_company_address_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    siren: Annotated[
        str | None,
        Field(
            json_schema_extra={"x-nullable": True},
            max_length=9,
            min_length=9,
            pattern="^\\d+$",
        ),
    ] = None


class RcsUpdateSenderDetailsQuestionnaireFRInputDto(Input):
    answers: RcsUpdateSenderDetailsQuestionnaireFRAnswersInputDto


class RcsUpdateSenderDetailsQuestionnaireGBAnswersInputDto(Input):
    brand_industry: Annotated[
        str | None,
        Field(
            alias="brandIndustry", json_schema_extra={"x-nullable": True}, min_length=1
        ),
    ] = None
    company_legal_name: Annotated[
        str | None,
        Field(
            alias="companyLegalName",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    company_registration_number: Annotated[
        str | None,
        Field(
            alias="companyRegistrationNumber",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    full_company_address: Annotated[
        str | None,
        Field(
            alias="fullCompanyAddress",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    full_company_address_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    messages_volume: Annotated[
        str | None,
        Field(
            alias="messagesVolume", json_schema_extra={"x-nullable": True}, min_length=1
        ),
    ] = None
    messages_frequency: Annotated[
        str | None,
        Field(
            alias="messagesFrequency",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    campaign_length: Annotated[
        str | None,
        Field(
            alias="campaignLength", json_schema_extra={"x-nullable": True}, min_length=1
        ),
    ] = None


class RcsUpdateSenderDetailsQuestionnaireGBInputDto(Input):
    answers: RcsUpdateSenderDetailsQuestionnaireGBAnswersInputDto


class RcsUpdateSenderDetailsQuestionnaireGeneralAnswersInputDto(Input):
    opt_in_description: Annotated[
        str | None,
        Field(
            alias="optInDescription",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    opt_in_description_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="optInDescriptionMetadata"),
    ] = None
    trigger_description: Annotated[
        str | None,
        Field(
            alias="triggerDescription",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    trigger_description_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="triggerDescriptionMetadata"),
    ] = None
    interactions_description: Annotated[
        str | None,
        Field(
            alias="interactionsDescription",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    interactions_description_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="interactionsDescriptionMetadata"),
    ] = None
    opt_out_description: Annotated[
        str | None,
        Field(
            alias="optOutDescription",
            json_schema_extra={"x-nullable": True},
            min_length=1,
        ),
    ] = None
    opt_out_description_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="optOutDescriptionMetadata"),
    ] = None
    video_uris: Annotated[
        list[str] | None,
        Field(
            alias="videoUris",
            json_schema_extra={"x-format": "url", "x-nullable": True},
            min_length=1,
        ),
    ] = None
    screenshot_uris: Annotated[
        list[str] | None,
        Field(
            alias="screenshotUris",
            json_schema_extra={"x-format": "url", "x-nullable": True},
            min_length=1,
        ),
    ] = None


class RcsUpdateSenderDetailsQuestionnaireGeneralInputDto(Input):
    answers: RcsUpdateSenderDetailsQuestionnaireGeneralAnswersInputDto


class RcsUpdateSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    company_legal_name: Annotated[
        str | None,
        Field(
            alias="companyLegalName",
            json_schema_extra={"x-nullable": True},
            min_length=0,
        ),
    ] = None
    ein: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, pattern="^\\d{2}-\\d{7}$"),
    ] = None
    brand_industry: Annotated[
        str | None,
        Field(
            alias="brandIndustry", json_schema_extra={"x-nullable": True}, min_length=0
        ),
    ] = None
    full_company_address: Annotated[
        str | None,
        Field(
            alias="fullCompanyAddress",
            json_schema_extra={"x-nullable": True},
            min_length=0,
        ),
    ] = None
    full_company_address_metadata: Annotated[
        RcsUpdateSenderDetailsQuestionnaireAnswerMetadataInputDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    sms_campaign: Annotated[
        str | None,
        Field(
            alias="smsCampaign", json_schema_extra={"x-nullable": True}, min_length=0
        ),
    ] = None
    messages_volume: Annotated[
        str | None,
        Field(
            alias="messagesVolume", json_schema_extra={"x-nullable": True}, min_length=0
        ),
    ] = None


class RcsUpdateSenderDetailsQuestionnaireVerificationPartnerAnswersInputDto(Input):
    company_name: Annotated[
        str | None,
        Field(
            alias="companyName",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    contact_name: Annotated[
        str | None,
        Field(
            alias="contactName",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    contact_email_address: Annotated[
        str | None,
        Field(
            alias="contactEmailAddress",
            json_schema_extra={"x-format": "email", "x-nullable": True},
            max_length=100,
        ),
    ] = None


RcsUsQuestionnaireBrandIndustriesEnum: TypeAlias = (Literal[
        "AGRICULTURE",
        "COMMUNICATION",
        "CONSTRUCTION",
        "EDUCATION",
        "ENERGY",
        "ENTERTAINMENT",
        "FINANCIAL",
        "GAMBLING",
        "GOVERNMENT",
        "HEALTHCARE",
        "HOSPITALITY",
        "HUMAN_RESOURCES",
        "INSURANCE",
        "LEGAL",
        "MANUFACTURING",
        "NON_GOVERNMENTAL_ORGANIZATION",
        "POLITICAL",
        "POSTAL",
        "PROFESSIONAL",
        "REAL_ESTATE",
        "RETAIL",
        "TECHNOLOGY",
        "TRANSPORTATION",
    ])


RcsUsQuestionnaireBrandLegalFormsEnum: TypeAlias = (Literal[
        "CORPORATION", "LIMITED_LIABILITY_COMPANY", "PARTNERSHIP", "S_CORPORATION"
    ])


RcsUsQuestionnaireOwnershipTypeEnum: TypeAlias = (Literal["PRIVATE", "PUBLIC"])


RcsUsQuestionnaireOwnershipTypePrivateEnum: TypeAlias = (Literal["PRIVATE"])


RcsUsQuestionnaireOwnershipTypePublicEnum: TypeAlias = (Literal["PUBLIC"])


RcsUsQuestionnaireVersionsEnum: TypeAlias = (Literal["v1", "v2"])


class RcsUsSenderDetailsQuestionnaireVerificationAnswersInputDto(Input):
    name: Annotated[str, Field(min_length=1)]
    email: Annotated[
        str, Field(json_schema_extra={"x-format": "email"}, max_length=100)
    ]
    title: Annotated[str | None, Field(max_length=100, min_length=1)] = None
    website: Annotated[str, Field(json_schema_extra={"x-format": "url"})]
    partner: RcsSenderDetailsQuestionnaireVerificationPartnerAnswersInputDto | None = (
        None
    )
    phone: Annotated[
        str, Field(max_length=17, min_length=1, pattern="^(?:\\+|00)\\d{6,15}$")
    ]


RcsUsStatesEnum: TypeAlias = (Literal[
        "AK",
        "AL",
        "AR",
        "AS",
        "AZ",
        "CA",
        "CO",
        "CT",
        "DC",
        "DE",
        "FL",
        "GA",
        "GU",
        "HI",
        "IA",
        "ID",
        "IL",
        "IN",
        "KS",
        "KY",
        "LA",
        "MA",
        "MD",
        "ME",
        "MI",
        "MN",
        "MO",
        "MP",
        "MS",
        "MT",
        "NC",
        "ND",
        "NE",
        "NH",
        "NJ",
        "NM",
        "NV",
        "NY",
        "OH",
        "OK",
        "OR",
        "PA",
        "PR",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VA",
        "VI",
        "VT",
        "WA",
        "WI",
        "WV",
        "WY",
    ])


class RcsWebsiteInputDto(Input):
    label: Annotated[str, Field(max_length=25, min_length=0)]
    url: Annotated[str, Field(json_schema_extra={"x-format": "url"}, max_length=255)]


class RcsBrandCampaignUpdateSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    ownership_type: Annotated[
        RcsUsQuestionnaireOwnershipTypeEnum | None, Field(alias="ownershipType")
    ] = None
    company_legal_name: Annotated[
        str | None,
        Field(
            alias="companyLegalName",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    company_phone_number: Annotated[
        str | None,
        Field(
            alias="companyPhoneNumber",
            json_schema_extra={"x-nullable": True},
            max_length=13,
            min_length=1,
        ),
    ] = None
    company_email_address: Annotated[
        str | None,
        Field(
            alias="companyEmailAddress",
            json_schema_extra={"x-format": "email", "x-nullable": True},
            max_length=100,
        ),
    ] = None
    brand_name: Annotated[
        str | None,
        Field(
            alias="brandName",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    brand_industry: Annotated[
        RcsUsQuestionnaireBrandIndustriesEnum | None, Field(alias="brandIndustry")
    ] = None
    legal_form: Annotated[
        RcsUsQuestionnaireBrandLegalFormsEnum | None, Field(alias="legalForm")
    ] = None
    tax_id_country: Annotated[
        RcsInputCountryCodesEnum | None, Field(alias="taxIdCountry")
    ] = None
    tax_id: Annotated[
        str | None,
        Field(
            alias="taxId",
            json_schema_extra={"x-nullable": True},
            max_length=25,
            min_length=1,
        ),
    ] = None
    address_line: Annotated[
        str | None,
        Field(
            alias="addressLine",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    address_city: Annotated[
        str | None,
        Field(
            alias="addressCity",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    address_country: Annotated[
        RcsInputCountryCodesEnum | None, Field(alias="addressCountry")
    ] = None
    address_state: Annotated[RcsUsStatesEnum | None, Field(alias="addressState")] = None
    address_postal_code: Annotated[
        str | None,
        Field(
            alias="addressPostalCode",
            json_schema_extra={"x-nullable": True},
            max_length=10,
            min_length=1,
        ),
    ] = None
    website_url: Annotated[
        str | None,
        Field(
            alias="websiteUrl",
            json_schema_extra={"x-format": "url", "x-nullable": True},
            max_length=100,
        ),
    ] = None
    contact_first_name: Annotated[
        str | None,
        Field(
            alias="contactFirstName",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    contact_surname: Annotated[
        str | None,
        Field(
            alias="contactSurname",
            json_schema_extra={"x-nullable": True},
            max_length=100,
            min_length=1,
        ),
    ] = None
    stock_exchange: Annotated[
        str | None,
        Field(
            alias="stockExchange",
            json_schema_extra={"x-nullable": True},
            max_length=10,
            min_length=1,
        ),
    ] = None
    stock_symbol: Annotated[
        str | None,
        Field(
            alias="stockSymbol",
            json_schema_extra={"x-nullable": True},
            max_length=6,
            min_length=1,
        ),
    ] = None
    sample_messages: Annotated[
        list[SampleMessage] | None,
        Field(
            alias="sampleMessages",
            json_schema_extra={"x-nullable": True},
            max_length=5,
            min_length=1,
        ),
    ] = None
    messages_volume: Annotated[
        int | float | None,
        Field(alias="messagesVolume", json_schema_extra={"x-nullable": True}),
    ] = None
    embedded_link: Annotated[
        bool | None, Field(alias="embeddedLink", json_schema_extra={"x-nullable": True})
    ] = None
    embedded_phone: Annotated[
        bool | None,
        Field(alias="embeddedPhone", json_schema_extra={"x-nullable": True}),
    ] = None
    age_gated_content: Annotated[
        bool | None,
        Field(alias="ageGatedContent", json_schema_extra={"x-nullable": True}),
    ] = None
    direct_lending: Annotated[
        bool | None,
        Field(alias="directLending", json_schema_extra={"x-nullable": True}),
    ] = None
    opt_in_confirmation_message: Annotated[
        str | None,
        Field(
            alias="optInConfirmationMessage",
            json_schema_extra={"x-nullable": True},
            max_length=1024,
            min_length=20,
        ),
    ] = None
    help_message: Annotated[
        str | None,
        Field(
            alias="helpMessage",
            json_schema_extra={"x-nullable": True},
            max_length=1024,
            min_length=20,
        ),
    ] = None
    call_to_action_message: Annotated[
        str | None,
        Field(
            alias="callToActionMessage",
            json_schema_extra={"x-nullable": True},
            max_length=4096,
            min_length=40,
        ),
    ] = None


class RcsNonUsPrivateBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    company_legal_name: Annotated[
        str, Field(alias="companyLegalName", max_length=100, min_length=1)
    ]
    company_phone_number: Annotated[
        str, Field(alias="companyPhoneNumber", max_length=13, min_length=1)
    ]
    company_email_address: Annotated[
        str,
        Field(
            alias="companyEmailAddress",
            json_schema_extra={"x-format": "email"},
            max_length=100,
        ),
    ]
    brand_name: Annotated[str, Field(alias="brandName", max_length=100, min_length=1)]
    brand_industry: Annotated[
        RcsUsQuestionnaireBrandIndustriesEnum, Field(alias="brandIndustry")
    ]
    address_line: Annotated[
        str, Field(alias="addressLine", max_length=100, min_length=1)
    ]
    address_city: Annotated[
        str, Field(alias="addressCity", max_length=100, min_length=1)
    ]
    address_country: Annotated[RcsInputCountryCodesEnum, Field(alias="addressCountry")]
    address_postal_code: Annotated[
        str, Field(alias="addressPostalCode", max_length=10, min_length=1)
    ]
    website_url: Annotated[
        str,
        Field(
            alias="websiteUrl", json_schema_extra={"x-format": "url"}, max_length=100
        ),
    ]
    contact_first_name: Annotated[
        str, Field(alias="contactFirstName", max_length=100, min_length=1)
    ]
    contact_surname: Annotated[
        str, Field(alias="contactSurname", max_length=100, min_length=1)
    ]
    sample_messages: Annotated[
        list[SampleMessage], Field(alias="sampleMessages", max_length=5, min_length=1)
    ]
    messages_volume: Annotated[int | float, Field(alias="messagesVolume")]
    embedded_link: Annotated[bool, Field(alias="embeddedLink")]
    embedded_phone: Annotated[bool, Field(alias="embeddedPhone")]
    age_gated_content: Annotated[bool, Field(alias="ageGatedContent")]
    direct_lending: Annotated[bool, Field(alias="directLending")]
    opt_in_confirmation_message: Annotated[
        str, Field(alias="optInConfirmationMessage", max_length=1024, min_length=20)
    ]
    help_message: Annotated[
        str, Field(alias="helpMessage", max_length=1024, min_length=20)
    ]
    call_to_action_message: Annotated[
        str, Field(alias="callToActionMessage", max_length=4096, min_length=40)
    ]
    ownership_type: Annotated[
        RcsUsQuestionnaireOwnershipTypePrivateEnum, Field(alias="ownershipType")
    ]
    legal_form: Annotated[
        RcsPrivateUsQuestionnaireBrandLegalFormsEnum, Field(alias="legalForm")
    ]
    tax_id_country: Annotated[
        RcsInputCountryCodesNonUsEnum, Field(alias="taxIdCountry")
    ]
    tax_id: Annotated[str, Field(alias="taxId", max_length=25, min_length=1)]


class RcsNonUsPublicBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    company_legal_name: Annotated[
        str, Field(alias="companyLegalName", max_length=100, min_length=1)
    ]
    company_phone_number: Annotated[
        str, Field(alias="companyPhoneNumber", max_length=13, min_length=1)
    ]
    company_email_address: Annotated[
        str,
        Field(
            alias="companyEmailAddress",
            json_schema_extra={"x-format": "email"},
            max_length=100,
        ),
    ]
    brand_name: Annotated[str, Field(alias="brandName", max_length=100, min_length=1)]
    brand_industry: Annotated[
        RcsUsQuestionnaireBrandIndustriesEnum, Field(alias="brandIndustry")
    ]
    address_line: Annotated[
        str, Field(alias="addressLine", max_length=100, min_length=1)
    ]
    address_city: Annotated[
        str, Field(alias="addressCity", max_length=100, min_length=1)
    ]
    address_country: Annotated[RcsInputCountryCodesEnum, Field(alias="addressCountry")]
    address_postal_code: Annotated[
        str, Field(alias="addressPostalCode", max_length=10, min_length=1)
    ]
    website_url: Annotated[
        str,
        Field(
            alias="websiteUrl", json_schema_extra={"x-format": "url"}, max_length=100
        ),
    ]
    contact_first_name: Annotated[
        str, Field(alias="contactFirstName", max_length=100, min_length=1)
    ]
    contact_surname: Annotated[
        str, Field(alias="contactSurname", max_length=100, min_length=1)
    ]
    sample_messages: Annotated[
        list[SampleMessage], Field(alias="sampleMessages", max_length=5, min_length=1)
    ]
    messages_volume: Annotated[int | float, Field(alias="messagesVolume")]
    embedded_link: Annotated[bool, Field(alias="embeddedLink")]
    embedded_phone: Annotated[bool, Field(alias="embeddedPhone")]
    age_gated_content: Annotated[bool, Field(alias="ageGatedContent")]
    direct_lending: Annotated[bool, Field(alias="directLending")]
    opt_in_confirmation_message: Annotated[
        str, Field(alias="optInConfirmationMessage", max_length=1024, min_length=20)
    ]
    help_message: Annotated[
        str, Field(alias="helpMessage", max_length=1024, min_length=20)
    ]
    call_to_action_message: Annotated[
        str, Field(alias="callToActionMessage", max_length=4096, min_length=40)
    ]
    ownership_type: Annotated[
        RcsUsQuestionnaireOwnershipTypePublicEnum, Field(alias="ownershipType")
    ]
    legal_form: Annotated[
        RcsPublicUsQuestionnaireBrandLegalFormsEnum, Field(alias="legalForm")
    ]
    tax_id_country: Annotated[
        RcsInputCountryCodesNonUsEnum, Field(alias="taxIdCountry")
    ]
    tax_id: Annotated[str, Field(alias="taxId", max_length=25, min_length=1)]
    stock_exchange: Annotated[
        str, Field(alias="stockExchange", max_length=10, min_length=1)
    ]
    stock_symbol: Annotated[str, Field(alias="stockSymbol", max_length=6, min_length=1)]


class RcsSenderDetailsBrandInputDto(Input):
    name: Annotated[str | None, Field(max_length=40, min_length=0)] = "RCS Sender"
    emails: Annotated[
        list[RcsEmailInputDto] | None, Field(max_length=3, min_length=1)
    ] = None
    phones: Annotated[
        list[RcsPhoneInputDto] | None, Field(max_length=3, min_length=1)
    ] = None
    websites: Annotated[
        list[RcsWebsiteInputDto] | None, Field(max_length=3, min_length=1)
    ] = None
    color: Annotated[str | None, Field(json_schema_extra={"x-format": "hex"})] = (
        "#000000"
    )
    description: Annotated[str | None, Field(max_length=100, min_length=0)] = None
    banner_url: Annotated[
        str | None, Field(alias="bannerUrl", json_schema_extra={"x-format": "url"})
    ] = None
    logo_url: Annotated[
        str | None, Field(alias="logoUrl", json_schema_extra={"x-format": "url"})
    ] = None
    privacy_policy_url: Annotated[
        str | None,
        Field(alias="privacyPolicyUrl", json_schema_extra={"x-format": "url"}),
    ] = None
    terms_of_service_url: Annotated[
        str | None,
        Field(alias="termsOfServiceUrl", json_schema_extra={"x-format": "url"}),
    ] = None


class RcsSenderDetailsQuestionnaireVerificationAnswersInputDto(Input):
    name: Annotated[str, Field(min_length=1)]
    email: Annotated[
        str, Field(json_schema_extra={"x-format": "email"}, max_length=100)
    ]
    title: Annotated[str | None, Field(max_length=100, min_length=1)] = None
    website: Annotated[str, Field(json_schema_extra={"x-format": "url"})]
    phone: Annotated[
        str | None, Field(max_length=17, min_length=1, pattern="^(?:\\+|00)\\d{6,15}$")
    ] = None
    partner: RcsSenderDetailsQuestionnaireVerificationPartnerAnswersInputDto | None = (
        None
    )


class RcsSenderDetailsQuestionnaireVerificationInputDto(Input):
    answers: (
        RcsUsSenderDetailsQuestionnaireVerificationAnswersInputDto
        | RcsSenderDetailsQuestionnaireVerificationAnswersInputDto
    )


class RcsUpdateSenderDetailsBrandInputDto(Input):
    name: Annotated[str | None, Field(max_length=40, min_length=0)] = None
    emails: Annotated[
        list[RcsEmailInputDto] | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=3, min_length=1),
    ] = None
    phones: Annotated[
        list[RcsPhoneInputDto] | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=3, min_length=1),
    ] = None
    websites: Annotated[
        list[RcsWebsiteInputDto] | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=3, min_length=1),
    ] = None
    color: Annotated[str | None, Field(json_schema_extra={"x-format": "hex"})] = None
    description: Annotated[str | None, Field(max_length=100, min_length=0)] = None
    banner_url: Annotated[
        str | None, Field(alias="bannerUrl", json_schema_extra={"x-format": "url"})
    ] = None
    logo_url: Annotated[
        str | None, Field(alias="logoUrl", json_schema_extra={"x-format": "url"})
    ] = None
    privacy_policy_url: Annotated[
        str | None,
        Field(alias="privacyPolicyUrl", json_schema_extra={"x-format": "url"}),
    ] = None
    terms_of_service_url: Annotated[
        str | None,
        Field(alias="termsOfServiceUrl", json_schema_extra={"x-format": "url"}),
    ] = None


class RcsUpdateSenderDetailsQuestionnaireUSInputDto(Input):
    answers: (
        RcsBrandCampaignUpdateSenderDetailsQuestionnaireUSAnswersInputDto
        | RcsUpdateSenderDetailsQuestionnaireUSAnswersInputDto
    )


class RcsUpdateSenderDetailsQuestionnaireVerificationAnswersInputDto(Input):
    name: Annotated[
        str | None, Field(json_schema_extra={"x-nullable": True}, min_length=1)
    ] = None
    email: Annotated[
        str | None,
        Field(
            json_schema_extra={"x-format": "email", "x-nullable": True}, max_length=100
        ),
    ] = None
    title: Annotated[
        str | None,
        Field(json_schema_extra={"x-nullable": True}, max_length=100, min_length=1),
    ] = None
    website: Annotated[
        str | None, Field(json_schema_extra={"x-format": "url", "x-nullable": True})
    ] = None
    phone: Annotated[
        str | None,
        Field(
            json_schema_extra={"x-nullable": True},
            max_length=17,
            min_length=1,
            pattern="^(?:\\+|00)\\d{6,15}$",
        ),
    ] = None
    partner: Annotated[
        RcsUpdateSenderDetailsQuestionnaireVerificationPartnerAnswersInputDto | None,
        Field(json_schema_extra={"x-nullable": True}),
    ] = None


class RcsUpdateSenderDetailsQuestionnaireVerificationInputDto(Input):
    answers: RcsUpdateSenderDetailsQuestionnaireVerificationAnswersInputDto


class RcsUsPrivateBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    company_legal_name: Annotated[
        str, Field(alias="companyLegalName", max_length=100, min_length=1)
    ]
    company_phone_number: Annotated[
        str, Field(alias="companyPhoneNumber", max_length=13, min_length=1)
    ]
    company_email_address: Annotated[
        str,
        Field(
            alias="companyEmailAddress",
            json_schema_extra={"x-format": "email"},
            max_length=100,
        ),
    ]
    brand_name: Annotated[str, Field(alias="brandName", max_length=100, min_length=1)]
    brand_industry: Annotated[
        RcsUsQuestionnaireBrandIndustriesEnum, Field(alias="brandIndustry")
    ]
    address_line: Annotated[
        str, Field(alias="addressLine", max_length=100, min_length=1)
    ]
    address_city: Annotated[
        str, Field(alias="addressCity", max_length=100, min_length=1)
    ]
    address_country: Annotated[RcsInputCountryCodesEnum, Field(alias="addressCountry")]
    address_postal_code: Annotated[
        str, Field(alias="addressPostalCode", max_length=10, min_length=1)
    ]
    website_url: Annotated[
        str,
        Field(
            alias="websiteUrl", json_schema_extra={"x-format": "url"}, max_length=100
        ),
    ]
    contact_first_name: Annotated[
        str, Field(alias="contactFirstName", max_length=100, min_length=1)
    ]
    contact_surname: Annotated[
        str, Field(alias="contactSurname", max_length=100, min_length=1)
    ]
    sample_messages: Annotated[
        list[SampleMessage], Field(alias="sampleMessages", max_length=5, min_length=1)
    ]
    messages_volume: Annotated[int | float, Field(alias="messagesVolume")]
    embedded_link: Annotated[bool, Field(alias="embeddedLink")]
    embedded_phone: Annotated[bool, Field(alias="embeddedPhone")]
    age_gated_content: Annotated[bool, Field(alias="ageGatedContent")]
    direct_lending: Annotated[bool, Field(alias="directLending")]
    opt_in_confirmation_message: Annotated[
        str, Field(alias="optInConfirmationMessage", max_length=1024, min_length=20)
    ]
    help_message: Annotated[
        str, Field(alias="helpMessage", max_length=1024, min_length=20)
    ]
    call_to_action_message: Annotated[
        str, Field(alias="callToActionMessage", max_length=4096, min_length=40)
    ]
    ownership_type: Annotated[
        RcsUsQuestionnaireOwnershipTypePrivateEnum, Field(alias="ownershipType")
    ]
    legal_form: Annotated[
        RcsPrivateUsQuestionnaireBrandLegalFormsEnum, Field(alias="legalForm")
    ]
    tax_id_country: Annotated[RcsInputCountryCodesUsEnum, Field(alias="taxIdCountry")]
    tax_id: Annotated[str, Field(alias="taxId", max_length=25, min_length=1)]
    address_state: Annotated[RcsUsStatesEnum, Field(alias="addressState")]


class RcsUsPublicBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto(Input):
    company_legal_name: Annotated[
        str, Field(alias="companyLegalName", max_length=100, min_length=1)
    ]
    company_phone_number: Annotated[
        str, Field(alias="companyPhoneNumber", max_length=13, min_length=1)
    ]
    company_email_address: Annotated[
        str,
        Field(
            alias="companyEmailAddress",
            json_schema_extra={"x-format": "email"},
            max_length=100,
        ),
    ]
    brand_name: Annotated[str, Field(alias="brandName", max_length=100, min_length=1)]
    brand_industry: Annotated[
        RcsUsQuestionnaireBrandIndustriesEnum, Field(alias="brandIndustry")
    ]
    address_line: Annotated[
        str, Field(alias="addressLine", max_length=100, min_length=1)
    ]
    address_city: Annotated[
        str, Field(alias="addressCity", max_length=100, min_length=1)
    ]
    address_country: Annotated[RcsInputCountryCodesEnum, Field(alias="addressCountry")]
    address_postal_code: Annotated[
        str, Field(alias="addressPostalCode", max_length=10, min_length=1)
    ]
    website_url: Annotated[
        str,
        Field(
            alias="websiteUrl", json_schema_extra={"x-format": "url"}, max_length=100
        ),
    ]
    contact_first_name: Annotated[
        str, Field(alias="contactFirstName", max_length=100, min_length=1)
    ]
    contact_surname: Annotated[
        str, Field(alias="contactSurname", max_length=100, min_length=1)
    ]
    sample_messages: Annotated[
        list[SampleMessage], Field(alias="sampleMessages", max_length=5, min_length=1)
    ]
    messages_volume: Annotated[int | float, Field(alias="messagesVolume")]
    embedded_link: Annotated[bool, Field(alias="embeddedLink")]
    embedded_phone: Annotated[bool, Field(alias="embeddedPhone")]
    age_gated_content: Annotated[bool, Field(alias="ageGatedContent")]
    direct_lending: Annotated[bool, Field(alias="directLending")]
    opt_in_confirmation_message: Annotated[
        str, Field(alias="optInConfirmationMessage", max_length=1024, min_length=20)
    ]
    help_message: Annotated[
        str, Field(alias="helpMessage", max_length=1024, min_length=20)
    ]
    call_to_action_message: Annotated[
        str, Field(alias="callToActionMessage", max_length=4096, min_length=40)
    ]
    ownership_type: Annotated[
        RcsUsQuestionnaireOwnershipTypePublicEnum, Field(alias="ownershipType")
    ]
    legal_form: Annotated[
        RcsPublicUsQuestionnaireBrandLegalFormsEnum, Field(alias="legalForm")
    ]
    tax_id_country: Annotated[RcsInputCountryCodesUsEnum, Field(alias="taxIdCountry")]
    tax_id: Annotated[str, Field(alias="taxId", max_length=25, min_length=1)]
    address_state: Annotated[RcsUsStatesEnum, Field(alias="addressState")]
    stock_exchange: Annotated[
        str, Field(alias="stockExchange", max_length=10, min_length=1)
    ]
    stock_symbol: Annotated[str, Field(alias="stockSymbol", max_length=6, min_length=1)]


class RcsSenderDetailsQuestionnaireUSInputDto(Input):
    answers: (
        RcsUsPublicBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto
        | RcsUsPrivateBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto
        | RcsNonUsPublicBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto
        | RcsNonUsPrivateBrandCampaignSenderDetailsQuestionnaireUSAnswersInputDto
        | RcsSenderDetailsQuestionnaireUSAnswersInputDto
    )


class RcsUpdateSenderDetailsQuestionnaireInputDto(Input):
    general: RcsUpdateSenderDetailsQuestionnaireGeneralInputDto | None = None
    verification: RcsUpdateSenderDetailsQuestionnaireVerificationInputDto | None = None
    gb: RcsUpdateSenderDetailsQuestionnaireGBInputDto | None = None
    fr: RcsUpdateSenderDetailsQuestionnaireFRInputDto | None = None
    us: RcsUpdateSenderDetailsQuestionnaireUSInputDto | None = None


class RcsSenderDetailsQuestionnaireInputDto(Input):
    general: RcsSenderDetailsQuestionnaireGeneralInputDto | None = None
    verification: RcsSenderDetailsQuestionnaireVerificationInputDto | None = None
    gb: RcsSenderDetailsQuestionnaireGBInputDto | None = None
    fr: RcsSenderDetailsQuestionnaireFRInputDto | None = None
    us: RcsSenderDetailsQuestionnaireUSInputDto | None = None


class RcsUpdateSenderDetailsInputDto(Input):
    brand: RcsUpdateSenderDetailsBrandInputDto | None = None
    test_numbers: Annotated[
        list[str] | None,
        Field(
            alias="testNumbers",
            json_schema_extra={"x-format": "e.164 phone number", "x-nullable": True},
            max_length=200,
        ),
    ] = None
    countries: Annotated[
        list[RcsInputRcsCountryCodesEnum] | None,
        Field(json_schema_extra={"x-nullable": True}, min_length=1),
    ] = None
    questionnaire: RcsUpdateSenderDetailsQuestionnaireInputDto | None = None


class RcsUpdateSenderInputDto(Input):
    details: RcsUpdateSenderDetailsInputDto


class RcsSenderDetailsInputDto(Input):
    brand: RcsSenderDetailsBrandInputDto | None = None
    test_numbers: Annotated[
        list[str] | None,
        Field(
            alias="testNumbers",
            json_schema_extra={"x-format": "e.164 phone number"},
            max_length=200,
        ),
    ] = None
    countries: Annotated[
        list[RcsInputRcsCountryCodesEnum] | None, Field(min_length=1)
    ] = None
    questionnaire: RcsSenderDetailsQuestionnaireInputDto | None = None


class RcsSenderInputDto(Input):
    region: RcsInputSenderRegionsEnum
    billing_category: Annotated[
        RcsInputSenderBillingCategoriesEnum, Field(alias="billingCategory")
    ]
    use_case: Annotated[RcsInputSenderUseCasesEnum, Field(alias="useCase")]
    details: RcsSenderDetailsInputDto | None = None

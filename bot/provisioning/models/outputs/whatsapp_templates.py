"""Outputs of the tag WhatsApp Templates.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Any
from pydantic import Field

from bot.provisioning.base import Output


class WhatsappCardButtonsComponentButtons(Output):
    type: str | None = None
    text: str | None = None
    url: str | None = None
    example: str | None = None
    phone_number: Annotated[str | None, Field(alias="phoneNumber")] = None


class WhatsappCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None


class WhatsappMediaHeaderExampleDto(Output):
    url: str | None = None


class WhatsappSupportedAppDto(Output):
    package_name: Annotated[str | None, Field(alias="packageName")] = None
    signature_hash: Annotated[str | None, Field(alias="signatureHash")] = None


class WhatsappTemplateAnalyticsButtonsDto(Output):
    type: str | None = None
    content: str | None = None
    clicks: int | float | None = None


class WhatsappTemplateAnalyticsDto(Output):
    sent: int | float | None = None
    delivered: int | float | None = None
    read: int | float | None = None
    start: str | None = None
    end: str | None = None
    buttons: list[WhatsappTemplateAnalyticsButtonsDto] | None = None


class WhatsappTemplateCompareIdentifierDto(Output):
    name: str | None = None
    language: str | None = None
    block_order: Annotated[int | float | None, Field(alias="blockOrder")] = None
    message_sends: Annotated[int | float | None, Field(alias="messageSends")] = None
    top_block_reason: Annotated[str | None, Field(alias="topBlockReason")] = None


class WhatsappTemplateDetailsOptimizationDto(Output):
    bid_amount: Annotated[int | float | None, Field(alias="bidAmount")] = None
    bid_strategy: Annotated[str | None, Field(alias="bidStrategy")] = None
    bid_country_multiplier_overrides: Annotated[
        dict[str, Any] | None, Field(alias="bidCountryMultiplierOverrides")
    ] = None


class WhatsappTemplateNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class WhatsappTemplateNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[WhatsappTemplateNotificationDto] | None = None


class WhatsappButtonsComponentButtons(Output):
    type: str | None = None
    text: str | None = None
    phone_number: Annotated[str | None, Field(alias="phoneNumber")] = None
    url: str | None = None
    example: str | None = None
    otp_type: Annotated[str | None, Field(alias="otpType")] = None
    autofill_text: Annotated[str | None, Field(alias="autofillText")] = None
    package_name: Annotated[str | None, Field(alias="packageName")] = None
    signature_hash: Annotated[str | None, Field(alias="signatureHash")] = None
    supported_apps: Annotated[
        list[WhatsappSupportedAppDto] | None, Field(alias="supportedApps")
    ] = None
    zero_tap_terms_accepted: Annotated[
        bool | None, Field(alias="zeroTapTermsAccepted")
    ] = None
    flow_id: Annotated[str | None, Field(alias="flowId")] = None
    flow_action: Annotated[str | None, Field(alias="flowAction")] = None
    navigate_screen: Annotated[str | None, Field(alias="navigateScreen")] = None


class WhatsappCardComponents(Output):
    type: str | None = None
    format: str | None = None
    example: WhatsappMediaHeaderExampleDto | None = None
    examples: list[str] | None = None
    text: str | None = None
    buttons: list[WhatsappCardButtonsComponentButtons] | None = None


class WhatsappCardDto(Output):
    components: list[WhatsappCardComponents] | None = None


class WhatsappTemplateCompareDto(Output):
    templates: list[WhatsappTemplateCompareIdentifierDto] | None = None


class WhatsappTemplateDetailsComponents(Output):
    type: str | None = None
    format: str | None = None
    text: str | None = None
    example: Any | None = None
    examples: list[str] | None = None
    add_security_recommendation: Annotated[
        bool | None, Field(alias="addSecurityRecommendation")
    ] = None
    code_expiration_minutes: Annotated[
        int | float | None, Field(alias="codeExpirationMinutes")
    ] = None
    buttons: list[WhatsappButtonsComponentButtons] | None = None
    cards: list[WhatsappCardDto] | None = None
    has_expiration: Annotated[bool | None, Field(alias="hasExpiration")] = None


class WhatsappTemplateDetailsDto(Output):
    components: list[WhatsappTemplateDetailsComponents] | None = None
    message_send_ttl_seconds: Annotated[
        int | float | None, Field(alias="messageSendTtlSeconds")
    ] = None
    optimization: WhatsappTemplateDetailsOptimizationDto | None = None


class WhatsappTemplateChangesDetails(Output):
    components: list[WhatsappTemplateDetailsComponents] | None = None
    message_send_ttl_seconds: Annotated[
        int | float | None, Field(alias="messageSendTtlSeconds")
    ] = None
    optimization: WhatsappTemplateDetailsOptimizationDto | None = None


class WhatsappTemplateChangesDto(Output):
    status: str | None = None
    allow_category_change: Annotated[
        bool | None, Field(alias="allowCategoryChange")
    ] = None
    details: WhatsappTemplateChangesDetails | None = None


class WhatsappTemplateDto(Output):
    whatsapp_id: Annotated[str | None, Field(alias="whatsappId")] = None
    state: str | None = None
    name: str | None = None
    language: str | None = None
    category: str | None = None
    rejection_code: Annotated[str | None, Field(alias="rejectionCode")] = None
    quality_score: Annotated[str | None, Field(alias="qualityScore")] = None
    changes: WhatsappTemplateChangesDto | None = None
    details: WhatsappTemplateDetailsDto | None = None
    analytics: list[WhatsappTemplateAnalyticsDto] | None = None
    is_meta_generated: Annotated[bool | None, Field(alias="isMetaGenerated")] = None


class WhatsappTemplateListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    templates: list[WhatsappTemplateDto] | None = None

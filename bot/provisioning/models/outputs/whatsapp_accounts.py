"""Outputs of the tag WhatsApp Accounts.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class WhatsappAccountChangesDetailsSenderDetails(Output):
    display_name: Annotated[str | None, Field(alias="displayName")] = None
    business_category: Annotated[str | None, Field(alias="businessCategory")] = None
    region: str | None = None
    meta_local_storage: Annotated[str | None, Field(alias="metaLocalStorage")] = None


class WhatsappAccountNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class WhatsappAccountNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[WhatsappAccountNotificationDto] | None = None


class WhatsappAccountSenderRelatedDetailsDto(Output):
    display_name: Annotated[str | None, Field(alias="displayName")] = None
    business_category: Annotated[str | None, Field(alias="businessCategory")] = None
    region: str | None = None
    meta_local_storage: Annotated[str | None, Field(alias="metaLocalStorage")] = None


class WhatsappCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None


class WhatsappAccountChangesDetails(Output):
    client_business_manager_id: Annotated[
        str | None, Field(alias="clientBusinessManagerId")
    ] = None
    company_legal_name: Annotated[str | None, Field(alias="companyLegalName")] = None
    waba_name: Annotated[str | None, Field(alias="wabaName")] = None
    sender_details: Annotated[
        WhatsappAccountChangesDetailsSenderDetails | None, Field(alias="senderDetails")
    ] = None


class WhatsappAccountChangesDto(Output):
    status: str | None = None
    details: WhatsappAccountChangesDetails | None = None


class WhatsappAccountDetailsDto(Output):
    client_business_manager_id: Annotated[
        str | None, Field(alias="clientBusinessManagerId")
    ] = None
    company_legal_name: Annotated[str | None, Field(alias="companyLegalName")] = None
    waba_name: Annotated[str | None, Field(alias="wabaName")] = None
    sender_details: Annotated[
        WhatsappAccountSenderRelatedDetailsDto | None, Field(alias="senderDetails")
    ] = None


class WhatsappAccountDto(Output):
    state: str | None = None
    is_embedded_signup: Annotated[bool | None, Field(alias="isEmbeddedSignup")] = None
    business_manager: Annotated[str | None, Field(alias="businessManager")] = None
    waba_id: Annotated[str | None, Field(alias="wabaId")] = None
    changes: WhatsappAccountChangesDto | None = None
    details: WhatsappAccountDetailsDto | None = None
    waba_ban_state: Annotated[str | None, Field(alias="wabaBanState")] = None
    waba_ban_date: Annotated[str | None, Field(alias="wabaBanDate")] = None
    waba_enabled_for_insights: Annotated[
        bool | None, Field(alias="wabaEnabledForInsights")
    ] = None
    waba_enabled_for_direct_send: Annotated[
        bool | None, Field(alias="wabaEnabledForDirectSend")
    ] = None
    waba_max_price_onboarded: Annotated[
        bool | None, Field(alias="wabaMaxPriceOnboarded")
    ] = None
    compatible_regions: Annotated[
        list[str] | None, Field(alias="compatibleRegions")
    ] = None
    primary_business_location: Annotated[
        str | None, Field(alias="primaryBusinessLocation")
    ] = None
    partner_initiated_request_id: Annotated[
        str | None, Field(alias="partnerInitiatedRequestId")
    ] = None
    business_daily_limit: Annotated[str | None, Field(alias="businessDailyLimit")] = (
        None
    )
    currency: str | None = None

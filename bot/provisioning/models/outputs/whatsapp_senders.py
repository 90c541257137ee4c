"""Outputs of the tag WhatsApp Senders.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field, SecretStr

from bot.provisioning.base import Output


class WhatsappCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None


class WhatsappConversationApiAppDto(Output):
    id: str | None = None
    project_id: Annotated[str | None, Field(alias="projectId")] = None
    region: str | None = None
    channel_status: Annotated[str | None, Field(alias="channelStatus")] = None


class WhatsappSenderChangesDetails(Output):
    display_name: Annotated[str | None, Field(alias="displayName")] = None
    description: str | None = None
    vertical: str | None = None
    email: str | None = None
    address: str | None = None
    website_one: Annotated[str | None, Field(alias="websiteOne")] = None
    website_two: Annotated[str | None, Field(alias="websiteTwo")] = None
    about: str | None = None
    photo_url: Annotated[str | None, Field(alias="photoUrl")] = None
    username: str | None = None


class WhatsappSenderChangesDto(Output):
    status: str | None = None
    details: WhatsappSenderChangesDetails | None = None
    error_reason: Annotated[str | None, Field(alias="errorReason")] = None
    error_code: Annotated[str | None, Field(alias="errorCode")] = None


class WhatsappSenderDetailsDto(Output):
    display_name: Annotated[str | None, Field(alias="displayName")] = None
    description: str | None = None
    vertical: str | None = None
    email: str | None = None
    address: str | None = None
    website_one: Annotated[str | None, Field(alias="websiteOne")] = None
    website_two: Annotated[str | None, Field(alias="websiteTwo")] = None
    about: str | None = None
    photo_url: Annotated[str | None, Field(alias="photoUrl")] = None
    username: str | None = None


class WhatsappSenderMetadataFieldDto(Output):
    value: str | None = None
    status: str | None = None
    rejection_reason: Annotated[str | None, Field(alias="rejectionReason")] = None


class WhatsappSenderNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class WhatsappSenderNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[WhatsappSenderNotificationDto] | None = None


class WhatsappSenderRegisterDto(Output):
    id: str | None = None
    method: str | None = None
    accepted: str | None = None
    verification_code_sent: Annotated[
        bool | None, Field(alias="verificationCodeSent")
    ] = None


class WhatsappSuggestedUsernamesDto(Output):
    usernames: list[str] | None = None


class WhatsappSenderMetadataDto(Output):
    display_name: Annotated[
        WhatsappSenderMetadataFieldDto | None, Field(alias="displayName")
    ] = None
    username: WhatsappSenderMetadataFieldDto | None = None


class WhatsappSenderDto(Output):
    id: str | None = None
    state: str | None = None
    changes: WhatsappSenderChangesDto | None = None
    details: WhatsappSenderDetailsDto | None = None
    metadata: WhatsappSenderMetadataDto | None = None
    region: str | None = None
    meta_local_storage: Annotated[str | None, Field(alias="metaLocalStorage")] = None
    conversation_api_app: Annotated[str | None, Field(alias="conversationApiApp")] = (
        None
    )
    conversation_api_app_details: Annotated[
        WhatsappConversationApiAppDto | None, Field(alias="conversationApiAppDetails")
    ] = None
    max_tps: Annotated[int | float | None, Field(alias="maxTps")] = None
    quality_rating: Annotated[str | None, Field(alias="qualityRating")] = None
    daily_limit: Annotated[str | None, Field(alias="dailyLimit")] = None
    bearer_token: Annotated[SecretStr | None, Field(alias="bearerToken")] = None
    cloud_api: Annotated[bool | None, Field(alias="cloudApi")] = None
    created: str | None = None
    modified: str | None = None
    country_code: Annotated[str | None, Field(alias="countryCode")] = None
    phone_number: Annotated[str | None, Field(alias="phoneNumber")] = None
    number_provider: Annotated[str | None, Field(alias="numberProvider")] = None
    business_manager: Annotated[str | None, Field(alias="businessManager")] = None
    waba_ban_state: Annotated[str | None, Field(alias="wabaBanState")] = None
    waba_ban_date: Annotated[str | None, Field(alias="wabaBanDate")] = None
    compatible_regions: Annotated[
        list[str] | None, Field(alias="compatibleRegions")
    ] = None


class WhatsappSenderListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    senders: list[WhatsappSenderDto] | None = None

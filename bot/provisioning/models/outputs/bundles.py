"""Outputs of the tag Bundles.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Any
from pydantic import Field, SecretStr

from bot.provisioning.base import Output


class BundlesBundlesSmsAppDto(Output):
    id: str | None = None
    sms_service_id: Annotated[str | None, Field(alias="smsServiceId")] = None
    name: str | None = None
    status: str | None = None
    regions: list[str] | None = None
    test: bool | None = None
    number_verified: Annotated[bool | None, Field(alias="numberVerified")] = None


class BundlesConversationAppConsentManagerSettingsDto(Output):
    mode: str | None = None


class BundlesConversationAppRetentionPolicyDto(Output):
    retention_policy_type: Annotated[str | None, Field(alias="retentionPolicyType")] = (
        None
    )
    ttl: int | float | None = None


class BundlesConversationAppWebhooksDto(Output):
    id: str | None = None
    target: str | None = None
    triggers: list[str] | None = None
    secret: SecretStr | None = None


class BundlesSubprojectDto(Output):
    id: str | None = None
    name: str | None = None
    labels: dict[str, Any] | None = None
    parent_project_id: Annotated[str | None, Field(alias="parentProjectId")] = None
    status: str | None = None


class BundlesWebhookDeliveryStatusDto(Output):
    webhook_id: Annotated[str | None, Field(alias="webhookId")] = None
    http_status_code: Annotated[int | float | None, Field(alias="httpStatusCode")] = None
    error_message: Annotated[str | None, Field(alias="errorMessage")] = None
    date: str | None = None


class BundlesWebhookDto(Output):
    id: str | None = None
    target: str | None = None
    project_id: Annotated[str | None, Field(alias="projectId")] = None
    triggers: list[str] | None = None


class BundlesConversationAppDto(Output):
    id: str | None = None
    name: str | None = None
    webhooks: list[BundlesConversationAppWebhooksDto] | None = None
    processing_mode: Annotated[str | None, Field(alias="processingMode")] = None
    retention_policy: Annotated[
        BundlesConversationAppRetentionPolicyDto | None, Field(alias="retentionPolicy")
    ] = None
    consent_manager_settings: Annotated[
        BundlesConversationAppConsentManagerSettingsDto | None,
        Field(alias="consentManagerSettings"),
    ] = None
    sms_channel_status: Annotated[str | None, Field(alias="smsChannelStatus")] = None


class BundlesBundlesDto(Output):
    id: str | None = None
    project_id: Annotated[str | None, Field(alias="projectId")] = None
    name: str | None = None
    state: str | None = None
    webhook_delivery_statuses: Annotated[
        list[BundlesWebhookDeliveryStatusDto] | None,
        Field(alias="webhookDeliveryStatuses"),
    ] = None
    region: str | None = None
    subproject: BundlesSubprojectDto | None = None
    sms_app: Annotated[BundlesBundlesSmsAppDto | None, Field(alias="smsApp")] = None
    conv_app: Annotated[BundlesConversationAppDto | None, Field(alias="convApp")] = None
    webhooks: list[BundlesWebhookDto] | None = None


class BundlesListBundlesDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    bundles: list[BundlesBundlesDto] | None = None

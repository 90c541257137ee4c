"""Inputs of the tag Bundles.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field, SecretStr

from bot.provisioning.base import Input


BundlesBundleServicesStateEnum: TypeAlias = (Literal["DONE", "FAILED", "IN_PROGRESS"])


BundlesBundlesInputRegionEnum: TypeAlias = (Literal["BR", "EU", "US"])


class BundlesInputBundlesSmsAppDto(Input):
    test: bool | None = False
    name: Annotated[str | None, Field(max_length=255, min_length=1)] = None


BundlesInputConversationAppConsentManagerSettingsModesEnum: TypeAlias = (Literal["DISABLED", "PRIMARY", "SECONDARY"])


BundlesInputConversationAppConversationRetentionPolicyTypesEnum: TypeAlias = (Literal[
        "CONVERSATION_EXPIRE_POLICY",
        "MESSAGE_EXPIRE_POLICY",
        "PERSIST_RETENTION_POLICY",
    ])


BundlesInputConversationAppDispatchRetentionPolicyTypesEnum: TypeAlias = (Literal["MESSAGE_EXPIRE_POLICY"])


BundlesInputConversationAppProcessingModesEnum: TypeAlias = (Literal["CONVERSATION", "DISPATCH"])


BundlesInputWebhookTargetTypesEnum: TypeAlias = (Literal["DISMISS", "GRPC", "HTTP"])


class BundlesSubprojectInputDto(Input):
    name: Annotated[str | None, Field(max_length=255, min_length=1)] = None
    labels: dict[str, str] | None = None


BundlesWebhookTriggersEnum: TypeAlias = (Literal[
        "ALL",
        "BUNDLE_DONE",
        "KAKAOTALK_SENDER_ACTIVE",
        "KAKAOTALK_SENDER_COMMENT_ADDED",
        "KAKAOTALK_SENDER_INACTIVE",
        "KAKAOTALK_SENDER_REJECTED",
        "KAKAOTALK_TEMPLATE_APPROVED",
        "KAKAOTALK_TEMPLATE_COMMENT_ADDED",
        "KAKAOTALK_TEMPLATE_REJECTED",
        "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED",
        "RCS_SENDER_COMMENT_ADDED",
        "RCS_SENDER_OPERATOR_STATUS_UPDATED",
        "RCS_SENDER_STATUS_UPDATED",
        "RCS_ACCOUNT_COMMENT_ADDED",
        "WHATSAPP_ACCOUNT_COMMENT_ADDED",
        "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED",
        "WHATSAPP_ACCOUNT_ONBOARDED",
        "WHATSAPP_ACCOUNT_PENDING_VERIFICATION",
        "WHATSAPP_ACCOUNT_REJECTED",
        "WHATSAPP_WABA_ACCOUNT_CHANGED",
        "WHATSAPP_SENDER_ACTIVE",
        "WHATSAPP_SENDER_COMMENT_ADDED",
        "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED",
        "WHATSAPP_SENDER_DELETED",
        "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED",
        "WHATSAPP_SENDER_ERROR",
        "WHATSAPP_SENDER_INACTIVE",
        "WHATSAPP_SENDER_PENDING_VERIFICATION",
        "WHATSAPP_SENDER_QUALITY_RATING_CHANGED",
        "WHATSAPP_SENDER_REJECTED",
        "WHATSAPP_SENDER_USERNAME_UPDATED",
        "WHATSAPP_TEMPLATE_APPROVED",
        "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE",
        "WHATSAPP_TEMPLATE_CATEGORY_UPDATED",
        "WHATSAPP_TEMPLATE_COMMENT_ADDED",
        "WHATSAPP_TEMPLATE_DELETED",
        "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED",
        "WHATSAPP_TEMPLATE_REJECTED",
        "WHATSAPP_TEMPLATE_STATUS_UPDATED",
    ])


BundlesWebhooksInputWebhookTriggerEnum: TypeAlias = (Literal[
        "BATCH_DELIVERY_REPORT_FULL",
        "BATCH_DELIVERY_REPORT_SUMMARY",
        "BATCH_STATUS_UPDATE",
        "BILLING_CREDIT_LIMIT_BREACHED",
        "CAPABILITY",
        "CHANNEL_EVENT",
        "CONSENT_BATCH_COMPLETE",
        "CONTACT_CREATE",
        "CONTACT_DELETE",
        "CONTACT_IDENTITIES_DUPLICATION",
        "CONTACT_MERGE",
        "CONTACT_UPDATE",
        "CONVERSATION_DELETE",
        "CONVERSATION_START",
        "CONVERSATION_STOP",
        "EVENT_DELIVERY",
        "EVENT_INBOUND",
        "MESSAGE_DELIVERY",
        "MESSAGE_INBOUND",
        "MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION",
        "MESSAGE_SUBMIT",
        "OPT_IN",
        "OPT_OUT",
        "RECORD_NOTIFICATION",
        "SMART_CONVERSATION",
        "UNSUPPORTED",
    ])


class BundlesConversationAppConsentManagerSettingsInputDto(Input):
    mode: BundlesInputConversationAppConsentManagerSettingsModesEnum


class BundlesConversationAppConversationRetentionPolicyInputDto(Input):
    retention_policy_type: Annotated[
        BundlesInputConversationAppConversationRetentionPolicyTypesEnum | None,
        Field(alias="retentionPolicyType", validate_default=True),
    ] = "MESSAGE_EXPIRE_POLICY"
    ttl: Annotated[int | float | None, Field(ge=1.0, le=3650.0)] = 180


class BundlesConversationAppDispatchRetentionPolicyInputDto(Input):
    retention_policy_type: Annotated[
        BundlesInputConversationAppDispatchRetentionPolicyTypesEnum | None,
        Field(alias="retentionPolicyType", validate_default=True),
    ] = "MESSAGE_EXPIRE_POLICY"
    ttl: Annotated[int | float | None, Field(ge=0.0, le=7.0)] = 7


class BundlesConversationAppWebhooksInputDto(Input):
    target: Annotated[str, Field(max_length=742)]
    triggers: Annotated[
        list[BundlesWebhooksInputWebhookTriggerEnum], Field(max_length=20)
    ]
    secret: SecretStr | None = None
    target_type: Annotated[
        BundlesInputWebhookTargetTypesEnum | None,
        Field(alias="targetType", validate_default=True),
    ] = "HTTP"


class BundlesWebhookInputDto(Input):
    target: Annotated[
        str, Field(json_schema_extra={"x-format": "url"}, max_length=742, min_length=1)
    ]
    secret: Annotated[SecretStr, Field(max_length=128, min_length=1)]
    triggers: Annotated[list[BundlesWebhookTriggersEnum], Field(min_length=1)]


class BundlesConversationAppInputDto(Input):
    name: Annotated[str | None, Field(max_length=255, min_length=1)] = None
    webhooks: Annotated[
        list[BundlesConversationAppWebhooksInputDto] | None, Field(max_length=5)
    ] = None
    processing_mode: Annotated[
        BundlesInputConversationAppProcessingModesEnum | None,
        Field(alias="processingMode", validate_default=True),
    ] = "DISPATCH"
    retention_policy: Annotated[
        BundlesConversationAppConversationRetentionPolicyInputDto
        | BundlesConversationAppDispatchRetentionPolicyInputDto
        | None,
        Field(alias="retentionPolicy"),
    ] = None
    consent_manager_settings: Annotated[
        BundlesConversationAppConsentManagerSettingsInputDto | None,
        Field(alias="consentManagerSettings"),
    ] = None


class BundlesInputBundlesDto(Input):
    name: Annotated[str | None, Field(max_length=255, min_length=1)] = None
    region: BundlesBundlesInputRegionEnum
    subproject: BundlesSubprojectInputDto | bool | None = None
    sms_app: Annotated[
        BundlesInputBundlesSmsAppDto | bool | None, Field(alias="smsApp")
    ] = None
    conv_app: Annotated[
        BundlesConversationAppInputDto | bool | None, Field(alias="convApp")
    ] = None
    webhooks: Annotated[
        list[BundlesWebhookInputDto] | None, Field(max_length=15, min_length=1)
    ] = None

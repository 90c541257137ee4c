"""Inputs of the tag Webhooks.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias
from pydantic import Field, SecretStr

from bot.provisioning.base import Input


WebhookWebhookTriggersEnum: TypeAlias = (Literal[
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


class WebhookUpdateWebhookInputDto(Input):
    target: Annotated[
        str | None,
        Field(json_schema_extra={"x-format": "url"}, max_length=742, min_length=1),
    ] = None
    secret: Annotated[SecretStr | None, Field(max_length=128, min_length=1)] = None
    triggers: Annotated[
        list[WebhookWebhookTriggersEnum] | None, Field(min_length=1)
    ] = None


class WebhookWebhookInputDto(Input):
    target: Annotated[
        str, Field(json_schema_extra={"x-format": "url"}, max_length=742, min_length=1)
    ]
    secret: Annotated[SecretStr, Field(max_length=128, min_length=1)]
    triggers: Annotated[list[WebhookWebhookTriggersEnum], Field(min_length=1)]

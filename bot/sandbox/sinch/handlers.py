"""Every operation's handler."""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    bundles,
    conversation,
    kakaotalk_senders,
    kakaotalk_templates,
    rcs_launch,
    rcs_questions,
    rcs_senders,
    rcs_tests,
    sms_apps,
    template_talk,
    templates,
    upscales,
    webhooks,
    whatsapp_account,
    whatsapp_helpers,
    whatsapp_sender_edits,
    whatsapp_senders,
)
from .call import Handler

HANDLERS: Mapping[str, Handler] = {
    **webhooks.HANDLERS,
    **bundles.HANDLERS,
    **conversation.HANDLERS,
    **sms_apps.HANDLERS,
    **whatsapp_account.HANDLERS,
    **whatsapp_helpers.HANDLERS,
    **whatsapp_senders.HANDLERS,
    **whatsapp_sender_edits.HANDLERS,
    **templates.HANDLERS,
    **template_talk.HANDLERS,
    **kakaotalk_senders.HANDLERS,
    **kakaotalk_templates.HANDLERS,
    **rcs_senders.HANDLERS,
    **rcs_tests.HANDLERS,
    **rcs_launch.HANDLERS,
    **rcs_questions.HANDLERS,
    **upscales.HANDLERS,
}

"""Every operation's handler."""

from __future__ import annotations

from collections.abc import Mapping

from bot.sandbox.sinch.api.call import Handler
from bot.sandbox.sinch.kakaotalk import senders as kakaotalk_senders
from bot.sandbox.sinch.kakaotalk import templates as kakaotalk_templates
from bot.sandbox.sinch.platform import bundles, conversation, sms_apps, webhooks
from bot.sandbox.sinch.rcs import launch as rcs_launch
from bot.sandbox.sinch.rcs import questions as rcs_questions
from bot.sandbox.sinch.rcs import senders as rcs_senders
from bot.sandbox.sinch.rcs import test_numbers, upscales
from bot.sandbox.sinch.whatsapp import account as whatsapp_account
from bot.sandbox.sinch.whatsapp import helpers as whatsapp_helpers
from bot.sandbox.sinch.whatsapp import sender_edits as whatsapp_sender_edits
from bot.sandbox.sinch.whatsapp import senders as whatsapp_senders
from bot.sandbox.sinch.whatsapp import template_activity, templates

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
    **template_activity.HANDLERS,
    **kakaotalk_senders.HANDLERS,
    **kakaotalk_templates.HANDLERS,
    **rcs_senders.HANDLERS,
    **test_numbers.HANDLERS,
    **rcs_launch.HANDLERS,
    **rcs_questions.HANDLERS,
    **upscales.HANDLERS,
}

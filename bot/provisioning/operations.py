"""Every operation of the API: one attribute per tag, one method per operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.provisioning.tags.bundles import Bundles
from bot.provisioning.tags.conversation import Conversation
from bot.provisioning.tags.kakaotalk_categories import KakaotalkCategories
from bot.provisioning.tags.kakaotalk_senders import KakaotalkSenders
from bot.provisioning.tags.kakaotalk_templates import KakaotalkTemplates
from bot.provisioning.tags.rcs_accounts import RcsAccounts
from bot.provisioning.tags.rcs_questionnaire import RcsQuestionnaire
from bot.provisioning.tags.rcs_senders import RcsSenders
from bot.provisioning.tags.rcs_upscales import RcsUpscales
from bot.provisioning.tags.sms_apps import SmsApps
from bot.provisioning.tags.webhooks import Webhooks
from bot.provisioning.tags.whatsapp import Whatsapp
from bot.provisioning.tags.whatsapp_accounts import WhatsappAccounts
from bot.provisioning.tags.whatsapp_flows import WhatsappFlows
from bot.provisioning.tags.whatsapp_senders import WhatsappSenders
from bot.provisioning.tags.whatsapp_solutions import WhatsappSolutions
from bot.provisioning.tags.whatsapp_templates import WhatsappTemplates

if TYPE_CHECKING:
    from bot.provisioning.transport import Transport


class Operations:
    """The tags on one transport; what looks across tags (comments, activity) takes these."""

    def __init__(self, calls: Transport) -> None:
        self.template_senders: dict[str, str] = {}  # plusFriendId by KakaoTalk template code, as far as looked up
        self.bundles = Bundles(calls)
        self.conversation = Conversation(calls)
        self.kakaotalk_categories = KakaotalkCategories(calls)
        self.kakaotalk_senders = KakaotalkSenders(calls)
        self.kakaotalk_templates = KakaotalkTemplates(calls)
        self.rcs_accounts = RcsAccounts(calls)
        self.rcs_questionnaire = RcsQuestionnaire(calls)
        self.rcs_senders = RcsSenders(calls)
        self.rcs_upscales = RcsUpscales(calls)
        self.sms_apps = SmsApps(calls)
        self.webhooks = Webhooks(calls)
        self.whatsapp = Whatsapp(calls)
        self.whatsapp_accounts = WhatsappAccounts(calls)
        self.whatsapp_flows = WhatsappFlows(calls)
        self.whatsapp_senders = WhatsappSenders(calls)
        self.whatsapp_solutions = WhatsappSolutions(calls)
        self.whatsapp_templates = WhatsappTemplates(calls)

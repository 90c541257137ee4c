"""What happens by itself: the names that timers carry, and what each does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.sandbox.sinch.kakaotalk import senders as kakaotalk_senders
from bot.sandbox.sinch.platform import bundles
from bot.sandbox.sinch.rcs import senders as rcs_senders
from bot.sandbox.sinch.whatsapp import senders as whatsapp_senders
from bot.sandbox.sinch.world.scope import Scope

ACTIONS: Mapping[str, Callable[[Scope, str], None]] = {
    "finish_bundle": bundles.finish,
    "register_rcs_sender": rcs_senders.registered,
    "remove_whatsapp_sender": whatsapp_senders.remove_due,
    "remove_kakaotalk_sender": kakaotalk_senders.remove,
}

"""What happens by itself: the names that timers carry, and what each does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import bundles, kakaotalk_senders, rcs_senders, whatsapp_senders
from .scope import Scope

ACTIONS: Mapping[str, Callable[[Scope, str], None]] = {
    "finish_bundle": bundles.finish,
    "register_rcs_sender": rcs_senders.registered,
    "remove_whatsapp_sender": whatsapp_senders.remove_due,
    "remove_kakaotalk_sender": kakaotalk_senders.remove,
}

"""What cards say about templates, with a preview that looks like the message."""

from __future__ import annotations

from bot.cards.resources.whatsapp import rejection
from bot.cards.templates.preview import kakaotalk_preview, whatsapp_preview
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Facts, Offer, differences, shown, worded
from bot.cards.vocabulary.payload import Payload, dig, mappings, text
from bot.cards.vocabulary.words import quality
from bot.provisioning.subjects import Subject
from bot.slack.text import code, escaped


def whatsapp(subject: Subject, payload: Payload) -> Facts:
    """A WhatsApp template in one language."""
    state, changes = text(payload, "state"), text(payload, "changes.status")
    meta_made = dig(payload, "isMetaGenerated") is True
    facts = Facts(
        kind=[escaped(text(payload, "language")), worded(payload, "category"), "created by Meta" if meta_made else ""],
        fields=[("Quality", escaped(quality(text(payload, "qualityScore"))))],
        problems=rejection(payload),
        pending=differences(payload),
    )
    if changes and _components(payload, "changes.details") and _components(payload, "details"):
        facts.pending = [line for line in facts.pending if line != "• Components: changed"]
        facts.pending.append("• Content: changed. See the preview.")
    content = _components(payload, "changes.details") or _components(payload, "details")
    facts.preview = whatsapp_preview(content) if content else []
    editable = changes in ("DRAFT", "REJECTED") or (
        not changes and state in ("APPROVED", "DISABLED", "PAUSED", "REJECTED")
    )
    if changes == "DRAFT" and not meta_made:
        facts.offers.append(Offer("Submit", calls.call(subject, "update", status="SUBMIT"), primary=True))
    if editable and not meta_made:
        wrong = "REJECTED" in (state, changes)
        facts.offers.append(Offer("Edit", calls.call(subject, "update", "form"), primary=wrong))
    return facts


def _components(payload: Payload, path: str) -> list[Payload]:
    return mappings(payload, f"{path}.components")


def kakaotalk(subject: Subject, payload: Payload) -> Facts:
    """A KakaoTalk template."""
    changes = text(payload, "changes.status")
    content = "changes.details" if dig(payload, "changes.details.content") else "details"
    facts = Facts(
        kind=[
            shown(payload, f"{content}.language", "details.language", "changes.details.language"),
            f"code {code(text(payload, 'code'))}" if text(payload, "code") else "",
        ],
        fields=[
            ("Message type", worded(payload, f"{content}.messageType")),
            ("Category", shown(payload, f"{content}.categoryCode")),
            ("Shown on", "main device only" if dig(payload, f"{content}.securityFlag") is True else ""),
        ],
        pending=differences(payload, hidden=("buttons",)),
        preview=kakaotalk_preview(dig(payload, content)),
    )
    if changes in ("", "DRAFT", "REJECTED"):
        wrong = "REJECTED" in (text(payload, "state"), changes)
        facts.offers.append(Offer("Edit", calls.call(subject, "update", "form"), primary=wrong))
    if changes == "DRAFT":
        facts.offers.append(Offer("Submit", calls.call(subject, "update", status="SUBMIT"), primary=True))
        facts.offers.append(Offer("Discard changes", calls.call(subject, "discard")))
    return facts

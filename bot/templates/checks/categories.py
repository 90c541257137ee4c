"""What the category promises: no promotion in UTILITY, a way out in MARKETING, nothing but a code in AUTHENTICATION."""

from __future__ import annotations

from collections.abc import Iterator

from bot.templates import rules
from bot.templates.content import Content
from bot.templates.finding import Finding
from bot.templates.wording import characters, opt_out, promotion


def findings(template: Content) -> Iterator[Finding]:
    """What does not fit the category."""
    if template.category == "UTILITY":
        yield from _utility(template)
    elif template.category == "MARKETING":
        yield from _marketing(template)
    elif template.category == "AUTHENTICATION":
        yield from _authentication(template)


def _utility(template: Content) -> Iterator[Finding]:
    words = "\n".join([*(text.text for text in template.texts), *(button.label for button in template.buttons)])
    if found := promotion.found(template.language, words):
        problem = f"“{found}” reads like promotion; Meta may move it to MARKETING, which costs more."
        remedy = "Remove the offer, or submit it as MARKETING."
        yield Finding(rules.PROMOTION, _place(template, found), problem, remedy, "category")


def _place(template: Content, phrase: str) -> str:
    """The part in which a phrase stands; the body where it is spread over several."""
    parts = [
        *((text.name, text.text) for text in template.texts),
        *((button.name, button.label) for button in template.buttons),
    ]
    last = phrase.split()[-1]
    return next((name for name, said in parts if phrase in said.casefold()), "") or next(
        (name for name, said in parts if last in said.casefold()), "body"
    )


def _marketing(template: Content) -> Iterator[Finding]:
    if not template.texts or opt_out.offered(template.language, template.whole):
        return
    quick = any(button.kind == "QUICK_REPLY" for button in template.buttons)
    if not opt_out.WORDS.knows(template.language) and (template.footer or quick):
        return  # it may well be said in words that are not known here
    problem = "Nothing says how to stop these messages."
    remedy = "Add it, like “Reply STOP to unsubscribe” in the footer, or a quick reply “Stop promotions”."
    yield Finding(rules.OPT_OUT, "footer", problem, remedy, "details.components")


def _authentication(template: Content) -> Iterator[Finding]:
    own = "WhatsApp writes the text of one-time codes itself."
    for text in template.texts:
        if text.kind == "body" and text.text.strip():
            remedy = "Remove the text, or choose another category."
            yield Finding(rules.AUTH_CONTENT, text.name, own, remedy, text.path)
        if any(link.search(text.text) for link in (characters.LINK, characters.WA_ME, characters.DOMAIN)):
            yield _refused(text.name, "One-time codes can't have a link.", text.path)
        if found := characters.emoji(text.text):
            yield _refused(text.name, f"One-time codes can't have emoji ({found}).", text.path)
    for format_ in template.media:
        yield _refused("header", f"One-time codes can't have media ({format_.lower()}).", "details.components")
    for button in template.buttons:
        if button.kind in ("URL", "PHONE_NUMBER", "QUICK_REPLY", "COPY_CODE", "FLOW"):
            yield _refused(button.name, "One-time codes can only have a button for the code.", button.path)
        elif found := characters.emoji(button.label):
            yield _refused(button.name, f"One-time codes can't have emoji ({found}).", f"{button.path}.text")
    if "CAROUSEL" in template.kinds:
        yield _refused("carousel", "One-time codes can't have a carousel.", "details.components")


def _refused(component: str, problem: str, path: str) -> Finding:
    return Finding(rules.AUTH_CONTENT, component, problem, "Remove it, or choose another category.", path)

"""Words by which Meta takes a message for marketing.

https://developers.facebook.com/docs/whatsapp/updates-to-pricing/new-template-guidelines/

An order confirmation may name prices and a discount that was granted; it may not offer one. So there are two tables:
offers, which are promotion wherever they stand, and nouns for discounts, which are so only where nothing else in the
text is about a transaction.
"""

from __future__ import annotations

import re

from bot.templates.wording.phrases import Words

_WORLDWIDE = ("black friday", "cyber monday", "special offer*", "buy now", "shop now", "promo code*", "flash sale")
_PERCENT = re.compile(
    r"(?:[0-9]{1,3}|\{\{[0-9]+\}\}|[0-9]{1,3}[.,][0-9])\s?(?:%|percent|prozent|percento|por ciento|por cento)|折"
)

_MORE_FOR_LESS = re.compile(
    r"(?<![\w.,/])(?:2\s?[x\u00d7]\s?1|3\s?[x\u00d7]\s?[12]|4\s?[x\u00d7]\s?[123]|[1-3]\s?\+\s?1)(?![\w.,:/]|\s?(?:[x\u00d7=+]|[cdkm]?m\b|k?g\b|[cm]?l\b))"
)
"""`2x1`, `1+1`; sizes and sums are none."""

_SAVE = re.compile(
    r"(?<!\w)(?:save|saving) (?:up to )?(?:[0-9]{1,2}\s?%|[$\u20ac\u00a3][0-9]+)"
    r"|[0-9]{1,2}\s?%[^.!?\n]{0,20} sparen(?!\w)"
)
"""Sparing a share, however the sentence goes on."""

OFFERS = Words("offers", *_WORLDWIDE)
DISCOUNTS = Words("discounts")
TRANSACTIONS = Words("transactions")


def found(language: str, text: str) -> str:
    """The words by which a text reads as promotion; empty where it does not."""
    folded = text.casefold().replace("\u2019", "'")
    if offer := OFFERS.find(language, folded):
        amount = _PERCENT.search(folded) if offer.startswith("%") else None
        return f"{amount[0].removesuffix('%')}{offer}" if amount else offer
    if saving := _SAVE.search(folded):
        return saving[0]
    discount = DISCOUNTS.find(language, folded)
    if not discount and (more := _MORE_FOR_LESS.search(folded)):
        discount = more[0]
    rest = DISCOUNTS.without(language, folded)
    if discount and (not TRANSACTIONS.knows(language) or not TRANSACTIONS.find(language, rest)):
        return f"{percent[0]} {discount}" if (percent := _PERCENT.search(folded)) else discount
    return ""

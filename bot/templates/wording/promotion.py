"""Words by which Meta takes a message for marketing.

https://developers.facebook.com/docs/whatsapp/updates-to-pricing/new-template-guidelines/

An order confirmation may name prices and a discount that was granted; it may not offer one. So there are tables for
what is promotion wherever it stands, and for what is so only in its place: nouns for discounts where nothing else in
the text is about a transaction, urging ("don't miss") where its sentence is no errand, words that lead to a price.
"""

from __future__ import annotations

import re

from bot.templates.wording.phrases import SENTENCES, Words, base, folded, table, whole

_WORLDWIDE = ("black friday", "cyber monday", "special offer*", "buy now", "promo code*", "flash sale")
_SHOP_NOW = re.compile(
    r"(?:^|[^\w\s{}]\s*|\n\s*|(?<!\w)(?:to|and|or|can|please|then|not|click|tap|you)\s+)(shop\s+n(?:ow|u))(?!\w)"
)
"""The verb; "ready at the shop now" has the noun."""
_NO_OFFER = re.compile(
    r"(?<!\w)(?:deals\s+with|sale\s+is\s+on\s+hold|free\s+gift\s+card|(?:get|receive)\s+(?:a|your)\s+free\s+(?:replacement|repair|copy|refund|quote)|and\s+get\s+your|feel\s+free)(?!\w)"
)
"""Phrases that hold the words of an offer and are none."""
_PERCENT = re.compile(
    r"(?:[0-9]{1,3}|\{\{[0-9]+\}\}|[0-9]{1,3}[.,][0-9])\s?(?:%|percent|pro[zcs]ent|percento|por ciento|por cento)"
    r"|%\s?[0-9]{1,3}(?![0-9])|yüzde [0-9]{1,3}|折"
)

_MORE_FOR_LESS = re.compile(
    r"(?<![\w.,/])(?:2\s?[x\u00d7]\s?1|3\s?[x\u00d7]\s?[12]|4\s?[x\u00d7]\s?[123]|[1-3]\s?\+\s?1)(?![\w.,:/]|\s?(?:[x\u00d7=+]|[cdkm]?m\b|k?g\b|[cm]?l\b))"
)
"""`2x1`, `1+1`; sizes and sums are none."""

_SAVE = re.compile(
    r"(?<!\w)(?:save|saving) (?:up to )?(?:[0-9]{1,2}\s?%|[$\u20ac\u00a3][0-9]+)"
    r"|[0-9]{1,2}\s?%[^.!?\n]{0,20} sparen(?!\w)"
    r"|[$\u20ac\u00a3][0-9]+(?:\.[0-9]{2})? off (?:a|an|any|all|every|each|selected|orders|when|if you)(?!\w)"
)
"""Sparing a share or a sum, however the sentence goes on."""

_AMOUNT = re.compile(
    r"\s*[^\w\s{}]?\s*(?:[^\W\d_]{1,3}\.?\s?)?(?:[0-9][0-9.,]*+|\{\{\w+\}\})"
    r"(?!\s*-?(?:min|hour|day|week|month|year|h\b|sec|m\b|km\b|mi|stund|tag|woch|heure|jour|mètre|ora|ore|hor[aá]|giorn|d[ií]a"
    r"|uur|dag|tim|godzin|дн|час|мин|хв|годин|phút|ngày|giờ|分|小时|天))"
)
"""What a price looks like; a span of time or a distance is none."""

_CURRENCY = (
    r"(?:[$\u20ac\u00a3\u20b9\u20ba\u20bd\u0111]|:-|,-|eur|usd|gbp|chf|rp|rm|r\$|[sdn]?kr|k\u010d|z\u0142|lei|ft|tl|pln"
    r"|\u0433\u0440\u043d|\u0440\u0443\u0431)"
)
_MONEY = re.compile(rf"\s*(?:{_CURRENCY}\.?\s?[0-9]|[0-9][0-9.,\u00a0 ]*+\s?{_CURRENCY})")
"""An amount with its currency."""

OFFERS = Words("offers", *_WORLDWIDE)
CODES = Words("codes")
REDEEMED = Words("redeemed")
URGES = Words("urges")
ERRANDS = Words("errands")
GAINS = Words("gains")
GIFTS = Words("gifts")
CHEAPER = Words("cheaper")
THAN = Words("than")
INSTEAD = Words("instead")
PRICES = Words("prices")
DISCOUNTS = Words("discounts")
TRANSACTIONS = Words("transactions")
GIFT_NEAR = 8
"""Words at most between an invitation and what it promises."""
NEAR = 3
"""Words at most between what is done and how many it is done with."""
ONLY = Words("only")
NOW = Words("now")
BALANCES = Words("balances")
TAKEN = Words("taken")
PAID = Words("paid")


def found(language: str, text: str) -> str:
    """The words by which a text reads as promotion; empty where it does not."""
    plain = _without_redeemed(language, folded(text))
    if offer := OFFERS.find(language, _NO_OFFER.sub(" ", plain)):
        amount = _PERCENT.search(plain) if offer.startswith("%") else None
        return f"{amount[0].removesuffix('%')}{offer}" if amount else offer
    if offer := _in_its_place(language, plain):
        return offer
    discount = DISCOUNTS.find(language, plain)
    if not discount and (more := _MORE_FOR_LESS.search(plain)):
        discount = more[0]
    rest = DISCOUNTS.without(language, plain)
    if discount and (not TRANSACTIONS.knows(language) or not TRANSACTIONS.find(language, rest)):
        return f"{percent[0]} {discount}" if (percent := _PERCENT.search(plain)) else discount
    return ""


def _without_redeemed(language: str, plain: str) -> str:
    """The text without codes whose sentence says that they were used."""
    if not CODES.find(language, plain) or not REDEEMED.find(language, plain):
        return plain
    sentences = re.split(f"({SENTENCES.pattern})", plain)
    return "".join(
        CODES.without(language, sentence) if REDEEMED.find(language, sentence) else sentence for sentence in sentences
    )


def _in_its_place(language: str, plain: str) -> str:
    """What offers something only because of the words around it."""
    if offer := _SHOP_NOW.search(plain):
        return offer[1]
    if saving := _SAVE.search(plain):
        return saving[0]
    price = PRICES.match(language, plain)
    if price and _AMOUNT.match(plain, price.end()) and not BALANCES.find(language, plain):
        return price[0].strip()
    for sentence in SENTENCES.split(plain):
        if bargain := _bargain(language, sentence) or _gain(language, _NO_OFFER.sub(" ", sentence)):
            return bargain
    if not URGES.find(language, plain):
        return ""
    return next((urge for sentence in SENTENCES.split(plain) if (urge := _urging(language, sentence))), "")


def _bargain(language: str, sentence: str) -> str:
    """A price that is low now, or several for the price of fewer; a balance that is low now is neither."""
    only = ONLY.match(language, sentence)
    if only and NOW.find(language, sentence) and (price := _MONEY.match(sentence, only.end())):
        theirs = TRANSACTIONS.find(language, sentence) or BALANCES.find(language, sentence)
        return "" if theirs else f"{only[0].strip()} {price[0].strip()}"
    if reduced := _reduced(language, sentence):
        return reduced
    taken, paid = TAKEN.match(language, sentence), PAID.match(language, sentence)
    if not taken or not paid or not _fewer(language, sentence, taken, paid):
        return ""
    return sentence[min(taken.start(), paid.start()) : max(taken.end(), paid.end())].strip()


def _reduced(language: str, sentence: str) -> str:
    """What costs less now: "all shoes 40% cheaper", "39 euros instead of 70". A corrected bill is none."""
    if not NOW.find(language, sentence) or TRANSACTIONS.find(language, sentence):
        return ""
    cheaper, percent = CHEAPER.match(language, sentence), _PERCENT.search(sentence)
    if cheaper and percent and not THAN.find(language, sentence[cheaper.end() :]):
        return f"{percent[0]} {whole(cheaper)}"
    if discount := DISCOUNTS.find(language, sentence):
        return discount
    if more := _MORE_FOR_LESS.search(sentence):
        return more[0]
    instead = INSTEAD.match(language, sentence)
    if not instead:
        return ""
    before = [*_MONEY.finditer(sentence, 0, instead.start())]
    return sentence[before[-1].start() : instead.end()].strip() if before else ""


def _gain(language: str, sentence: str) -> str:
    """What an invitation promises: "switch today and get two months free"; a discount for paying early is none."""
    gain = GAINS.match(language, sentence)
    if not gain or ERRANDS.find(language, sentence):
        return ""
    promised = sentence[gain.end() :]
    gift = GIFTS.match(language, promised)
    if not gift or len(promised[: gift.start()].split()) > GIFT_NEAR:
        return ""
    return f"{gain[0].strip()} … {whole(gift)}"


def _fewer(language: str, sentence: str, taken: re.Match[str], paid: re.Match[str]) -> bool:
    """Whether a small number is paid for, or free, after another of at least two is taken: "buy three, pay for two"."""
    one, several = (table(name).get(base(language), ()) for name in ("ones", "several"))
    words = list(re.finditer(r"\w+", sentence))
    many = [at for at, word in enumerate(words) if word[0] in several or word[0] in {*"23456789"}]
    few = [at for at, word in enumerate(words) if at in many or word[0] in one or word[0] == "1"]
    takes, pays = (
        [at for at, word in enumerate(words) if found.start() <= word.start() < found.end()] for found in (taken, paid)
    )
    first = [at for at in many if any(abs(at - near) <= NEAR for near in takes)]
    return any(at < last and any(abs(last - near) <= NEAR for near in pays) for at in first for last in few)


def _urging(language: str, sentence: str) -> str:
    urge = URGES.find(language, sentence)
    return "" if urge and ERRANDS.find(language, sentence) else urge

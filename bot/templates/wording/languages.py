"""Whether a text reads like the language it claims to be in: by its script, by letters of its own, by small words.

It speaks up only where it is sure: the claimed language has next to nothing of its own in the text, another one a lot.
Languages that are close to one another (Danish and Norwegian, Croatian and Serbian) count as one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

from bot.templates.wording.phrases import base, table

ENOUGH_LETTERS = 12
"""Shorter texts tell no language from another."""
SURE_WORDS = 3
"""So many small words, or characters, of another language before it is said."""
OWN_SHARE = 0.25
"""So many of the letters must be of the language's own script; names of brands often are not."""

_RANGES = (
    ("LATIN", 0x41, 0x24F), ("LATIN", 0x1E00, 0x1EFF), ("GREEK", 0x370, 0x3FF), ("GREEK", 0x1F00, 0x1FFF),
    ("CYRILLIC", 0x400, 0x52F), ("HEBREW", 0x590, 0x5FF), ("ARABIC", 0x600, 0x77F), ("ARABIC", 0xFB50, 0xFEFC),
    ("DEVANAGARI", 0x900, 0x97F), ("BENGALI", 0x980, 0x9FF), ("GURMUKHI", 0xA00, 0xA7F), ("GUJARATI", 0xA80, 0xAFF),
    ("TAMIL", 0xB80, 0xBFF), ("TELUGU", 0xC00, 0xC7F), ("KANNADA", 0xC80, 0xCFF), ("MALAYALAM", 0xD00, 0xD7F),
    ("THAI", 0xE00, 0xE7F), ("LAO", 0xE80, 0xEFF), ("GEORGIAN", 0x10A0, 0x10FF), ("GEORGIAN", 0x1C90, 0x1CBF),
    ("KANA", 0x3040, 0x30FF), ("HAN", 0x3400, 0x9FFF), ("HANGUL", 0x1100, 0x11FF), ("HANGUL", 0xAC00, 0xD7AF),
)  # fmt: skip
_SCRIPTS = {
    "AR": ("ARABIC",), "FA": ("ARABIC",), "UR": ("ARABIC",), "HE": ("HEBREW",), "EL": ("GREEK",), "BG": ("CYRILLIC",),
    "KK": ("CYRILLIC", "LATIN"), "KY": ("CYRILLIC",), "MK": ("CYRILLIC",), "RU": ("CYRILLIC",), "UK": ("CYRILLIC",),
    "SR": ("CYRILLIC", "LATIN"), "UZ": ("LATIN", "CYRILLIC"), "AZ": ("LATIN", "CYRILLIC"), "HI": ("DEVANAGARI",),
    "MR": ("DEVANAGARI",), "BN": ("BENGALI",), "PA": ("GURMUKHI", "ARABIC"), "GU": ("GUJARATI",), "TA": ("TAMIL",),
    "TE": ("TELUGU",), "KN": ("KANNADA",), "ML": ("MALAYALAM",), "TH": ("THAI",), "LO": ("LAO",), "KA": ("GEORGIAN",),
    "JA": ("KANA", "HAN"), "KO": ("HANGUL",), "ZH": ("HAN",),
}  # fmt: skip
_SCRIPT_NAMES = {
    "LATIN": "Latin", "GREEK": "Greek", "CYRILLIC": "Cyrillic", "HEBREW": "Hebrew", "ARABIC": "Arabic",
    "DEVANAGARI": "Devanagari", "BENGALI": "Bengali", "GURMUKHI": "Gurmukhi", "GUJARATI": "Gujarati", "TAMIL": "Tamil",
    "TELUGU": "Telugu", "KANNADA": "Kannada", "MALAYALAM": "Malayalam", "THAI": "Thai", "LAO": "Lao",
    "GEORGIAN": "Georgian", "KANA": "Japanese", "HAN": "Chinese", "HANGUL": "Korean",
}  # fmt: skip
_NAMES = {
    "EN": "English", "DE": "German", "FR": "French", "ES": "Spanish", "PT": "Portuguese", "IT": "Italian",
    "NL": "Dutch", "SV": "Swedish", "DA": "Danish", "NB": "Norwegian", "FI": "Finnish", "PL": "Polish", "CS": "Czech",
    "SK": "Slovak", "HU": "Hungarian", "RO": "Romanian", "HR": "Croatian", "SL": "Slovenian", "TR": "Turkish",
    "ID": "Indonesian", "MS": "Malay", "FIL": "Filipino", "VI": "Vietnamese", "SW": "Swahili", "AF": "Afrikaans",
    "CA": "Catalan", "ET": "Estonian", "LV": "Latvian", "LT": "Lithuanian", "SQ": "Albanian", "AZ": "Azerbaijani",
    "UZ": "Uzbek", "GA": "Irish", "HA": "Hausa", "ZU": "Zulu", "RU": "Russian", "UK": "Ukrainian", "BG": "Bulgarian",
    "MK": "Macedonian", "SR": "Serbian", "AR": "Arabic", "FA": "Persian", "UR": "Urdu", "HI": "Hindi", "MR": "Marathi",
}  # fmt: skip
_FAMILIES = (
    {"DA", "NB", "SV"}, {"HR", "SR", "SL", "MK", "BG"}, {"CS", "SK"}, {"ID", "MS"}, {"NL", "AF"}, {"ES", "PT", "CA"},
    {"AZ", "TR", "UZ"}, {"ES", "IT"}, {"PT", "IT"}, {"CA", "FR"}, {"CA", "IT"}, {"ET", "FI"},
)  # fmt: skip
_TOLD_APART = ({"ES", "PT"}, {"ES", "IT"}, {"PT", "IT"}, {"SV", "DA"}, {"SV", "NB"}, {"CA", "FR"})
"""Close ones whose small words differ all the same: said where only the other's own are there."""
_FOREIGN_LETTERS = {
    "RU": "іїєґўј", "UK": "ыэъё", "BG": "ыэіїє", "MK": "ыэъщю", "KK": "їєґ", "AR": "پچژگٹڈڑے", "FA": "ٹڈڑے",
}  # fmt: skip
"""Letters that a language never uses and its neighbours often do."""
_SIMPLIFIED = frozenset(
    "们订单发货请这为会时间账户电话优购买击谢预约确认验证码号对开关总现说让给还个达欢顾务费额运后进类别详网络员专业动态"
)
_TRADITIONAL = frozenset(
    "們訂單發貨請這為會時間帳戶電話優購買擊謝預約確認驗證碼號對開關總現說讓給還個達歡顧務費額運後進類別詳網絡員專業動態"
)
_NOISE = re.compile(r"\{\{[^{}]*\}\}|https?://\S+|www\.\S+|\S+@\S+|[\w.-]+\.(?:com|org|net|io|shop)\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def script_of(char: str) -> str:
    """The script a letter belongs to; empty for everything else."""
    code = ord(char)
    found = next((name for name, first, last in _RANGES if first <= code <= last), "")
    return "" if found == "LATIN" and not char.isalpha() else found


def unlike(language: str, text: str) -> str:
    """What a text looks like instead, in words; empty while nothing speaks against its language."""
    claimed = base(language)
    bare = _NOISE.sub(" ", text)
    scripts: Counter[str] = Counter()
    for char, number in Counter(bare).items():
        scripts[script_of(char)] += number
    del scripts[""]
    letters = sum(scripts.values())
    if letters < ENOUGH_LETTERS:
        return ""
    if other := _other_script(claimed, scripts, letters):
        return other
    if letter := _foreign_letter(claimed, bare):
        return f"a language that writes `{letter}`"
    if claimed == "ZH":
        return _other_chinese(language, bare)
    return _other_words(claimed, bare)


def _other_script(claimed: str, scripts: Counter[str], letters: int) -> str:
    own = _SCRIPTS.get(claimed, ("LATIN",))
    share = sum(scripts[script] for script in own) / letters
    most = scripts.most_common(1)[0][0]
    if claimed == "ZH" and scripts["KANA"] > letters / 5:
        return "Japanese"
    if claimed == "JA" and not scripts["KANA"] and scripts["HAN"] >= 2 * ENOUGH_LETTERS:
        return "Chinese"
    return f"{_SCRIPT_NAMES[most]} letters" if share < OWN_SHARE and most not in own else ""


def _foreign_letter(claimed: str, text: str) -> str:
    foreign = _FOREIGN_LETTERS.get(claimed, "")
    found = [char for char in text.lower() if char in foreign] if foreign else []
    return found[0] if len(found) >= 2 else ""


def _other_chinese(language: str, text: str) -> str:
    simplified = sum(char in _SIMPLIFIED - _TRADITIONAL for char in text)
    traditional = sum(char in _TRADITIONAL - _SIMPLIFIED for char in text)
    if language.upper() == "ZH_CN" and traditional >= SURE_WORDS and not simplified:
        return "traditional Chinese"
    if language.upper() in ("ZH_TW", "ZH_HK") and simplified >= SURE_WORDS and not traditional:
        return "simplified Chinese"
    return ""


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, listed in table("small_words").items():
        for small in set(listed):
            found[small] = (*found.get(small, ()), language)
    return found


def _other_words(claimed: str, text: str) -> str:
    if claimed not in table("small_words"):
        return ""
    by_word = _languages_by_word()
    words = Counter(_WORD.findall(text.lower().replace("\u2019", "'")))
    scores: Counter[str] = Counter()
    for found, number in words.items():
        for language in by_word.get(found, ()):
            scores[language] += number
    mine = scores[claimed]
    for other, score in islice(scores.most_common(), 3):
        if other == claimed:
            continue
        theirs = (set(table("small_words")[other]) - set(table("small_words")[claimed])) & words.keys()
        own = (set(table("small_words")[claimed]) - set(table("small_words")[other])) & words.keys()
        alike = any({other, claimed} <= family for family in _FAMILIES)
        only_theirs = len(theirs) >= SURE_WORDS and not own
        if only_theirs and (not alike or {other, claimed} in _TOLD_APART):
            return _NAMES[other]
        if not alike and score >= 4 * mine + SURE_WORDS and len(theirs) >= 2:
            return _NAMES[other]
    return ""

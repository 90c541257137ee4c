"""What the languages of templates are called, for searching them by name."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards.blocks.input import Option
from bot.provisioning.languages import LANGUAGES

# fmt: off
NAMES = {
    "AF": "Afrikaans", "AR": "Arabic", "AZ": "Azerbaijani", "BG": "Bulgarian", "BN": "Bengali", "CA": "Catalan",
    "CS": "Czech", "DA": "Danish", "DE": "German", "EL": "Greek", "EN": "English", "EN_GB": "English (UK)",
    "EN_US": "English (US)", "ES": "Spanish", "ES_AR": "Spanish (Argentina)", "ES_ES": "Spanish (Spain)",
    "ES_MX": "Spanish (Mexico)", "ES_UY": "Spanish (Uruguay)", "ET": "Estonian", "FA": "Persian", "FI": "Finnish",
    "FIL": "Filipino", "FR": "French", "GA": "Irish", "GU": "Gujarati", "HA": "Hausa", "HE": "Hebrew", "HI": "Hindi",
    "HR": "Croatian", "HU": "Hungarian", "ID": "Indonesian", "IT": "Italian", "JA": "Japanese", "KA": "Georgian",
    "KK": "Kazakh", "KN": "Kannada", "KO": "Korean", "KY_KG": "Kyrgyz", "LO": "Lao", "LT": "Lithuanian",
    "LV": "Latvian", "MK": "Macedonian", "ML": "Malayalam", "MR": "Marathi", "MS": "Malay", "NB": "Norwegian",
    "NL": "Dutch", "PA": "Punjabi", "PL": "Polish", "PT_BR": "Portuguese (Brazil)", "PT_PT": "Portuguese (Portugal)",
    "RO": "Romanian", "RU": "Russian", "RW_RW": "Kinyarwanda", "SK": "Slovak", "SL": "Slovenian", "SQ": "Albanian",
    "SR": "Serbian", "SV": "Swedish", "SW": "Swahili", "TA": "Tamil", "TE": "Telugu", "TH": "Thai", "TR": "Turkish",
    "UK": "Ukrainian", "UR": "Urdu", "UZ": "Uzbek", "VI": "Vietnamese", "ZH_CN": "Chinese (China)",
    "ZH_HK": "Chinese (Hong Kong)", "ZH_TW": "Chinese (Taiwan)", "ZU": "Zulu",
}
# fmt: on


def options(codes: Iterable[str] = LANGUAGES) -> tuple[Option, ...]:
    """The languages, by name."""
    return tuple(Option(code, named(code)) for code in sorted(codes, key=lambda one: NAMES.get(one, one)))


def named(code: str) -> str:
    """`Korean · KO`"""
    return f"{NAMES[code]} · {code}" if code in NAMES else code

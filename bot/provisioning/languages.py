"""Languages of WhatsApp templates, as the API and as people name them; at hand without importing its models."""

from __future__ import annotations

# fmt: off
LANGUAGES = (
    "AF", "AR", "AZ", "BG", "BN", "CA", "CS", "DA", "DE", "EL", "EN", "EN_GB", "EN_US", "ES", "ES_AR", "ES_ES",
    "ES_MX", "ES_UY", "ET", "FA", "FI", "FIL", "FR", "GA", "GU", "HA", "HE", "HI", "HR", "HU", "ID", "IT", "JA",
    "KA", "KK", "KN", "KO", "KY_KG", "LO", "LT", "LV", "MK", "ML", "MR", "MS", "NB", "NL", "PA", "PL", "PT_BR",
    "PT_PT", "RO", "RU", "RW_RW", "SK", "SL", "SQ", "SR", "SV", "SW", "TA", "TE", "TH", "TR", "UK", "UR", "UZ",
    "VI", "ZH_CN", "ZH_HK", "ZH_TW", "ZU",
)
# fmt: on

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
"""What people call them."""

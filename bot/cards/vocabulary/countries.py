"""Countries by their two letters, in the words that forms and cards use."""

from __future__ import annotations

COUNTRIES = {
    "AE": "United Arab Emirates", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BH": "Bahrain", "BR": "Brazil",
    "CA": "Canada", "CH": "Switzerland", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "ES": "Spain",
    "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HU": "Hungary", "ID": "Indonesia",
    "IE": "Ireland", "IN": "India", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "LT": "Lithuania",
    "MX": "Mexico", "NL": "Netherlands", "NO": "Norway", "PE": "Peru", "PL": "Poland", "PT": "Portugal",
    "SE": "Sweden", "SG": "Singapore", "SK": "Slovakia", "US": "United States", "ZA": "South Africa",
}  # fmt: skip

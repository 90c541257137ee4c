"""Inputs of the tag RCS Questionnaire.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Literal, TypeAlias



RcsInputRcsCountryCodesEnum: TypeAlias = (Literal[
        "AT",
        "BE",
        "BR",
        "CA",
        "CZ",
        "DK",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IT",
        "LT",
        "MX",
        "NL",
        "NO",
        "PE",
        "PL",
        "PT",
        "SG",
        "SK",
        "ES",
        "SE",
        "US",
        "GB",
    ])


RcsInputSenderUseCasesEnum: TypeAlias = (Literal["MULTIUSE", "OTP", "PROMOTIONAL", "TRANSACTIONAL"])


RcsUsQuestionnaireBrandCampaignVersionsEnum: TypeAlias = (Literal["NON_US_PRIVATE", "NON_US_PUBLIC", "US_PRIVATE", "US_PUBLIC"])


RcsUsQuestionnaireVersionsEnum: TypeAlias = (Literal["v1", "v2"])

"""RCS launch questionnaire: the catalogue, and a sender's questions with the answers given so far."""

from __future__ import annotations

from bot.sandbox.sinch.api.call import Call, Handler
from bot.sandbox.sinch.rcs.data import (
    FR,
    GB,
    GENERAL,
    PARTNER,
    US_INDUSTRIES,
    US_SUBSETS,
    US_V1,
    US_V2,
    VERIFICATION,
    Questions,
)
from bot.sandbox.sinch.world.project import Record

SECTIONS = ("general", "verification", "gb", "fr", "us")
_BY_COUNTRY = {"GB": "gb", "FR": "fr", "US": "us"}


def _asked(questions: Questions, without: tuple[str, ...] = ()) -> Record:
    return {
        field: {"question": question, "suggestedAnswers": list(answers)}
        for field, (question, answers) in questions.items()
        if field not in without
    }


def section_questions(section: str, us_fields: Questions = US_V2, without: tuple[str, ...] = ()) -> Record:
    """The questions of one section."""
    if section == "us":
        return _asked(us_fields, without)
    if section == "verification":
        return {**_asked(VERIFICATION), "partner": _asked(PARTNER)}
    return _asked({"general": GENERAL, "gb": GB, "fr": FR}[section])


def _catalogue(call: Call) -> Record:
    wanted = ["general", "verification"]
    wanted += [_BY_COUNTRY[country] for country in call.query.get("countries", ()) if country in _BY_COUNTRY]
    kind = call.query.get("usQuestionnaireBrandCampaignVersion")
    old = call.query.get("usQuestionnaireVersion") == "v1" and kind is None
    fields = US_V1 if old else US_V2
    without = US_SUBSETS.get(kind or "", ())
    return {section: {"questions": section_questions(section, fields, without)} for section in wanted}


def is_old_us(answers: Record) -> bool:
    """Whether the US answers are those of the old form: its own fields, or texts where the new form has none."""
    if answers.keys() & {"ein", "smsCampaign", "fullCompanyAddress"}:
        return True
    free_text = answers.get("brandIndustry", US_INDUSTRIES[0]) not in US_INDUSTRIES
    return free_text or isinstance(answers.get("messagesVolume"), str)


def with_answers(answers: Record, countries: list[str]) -> Record:
    """The sender's questionnaire: general and verification always, a country's when launched there or answered."""
    wanted = {"general", "verification", *(_BY_COUNTRY[country] for country in countries if country in _BY_COUNTRY)}
    wanted |= answers.keys()
    shown: Record = {}
    for section in SECTIONS:
        if section in wanted:
            given = answers.get(section, {})
            fields = US_V1 if section == "us" and is_old_us(given) else US_V2
            shown[section] = {"questions": section_questions(section, fields), "answers": given}
    return shown


HANDLERS: dict[str, Handler] = {"RcsQuestionnaireController_getQuestions_v1": _catalogue}

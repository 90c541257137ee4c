"""`/sinch rcs questionnaire get`: what operators ask before they launch a sender."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from bot.cards.blocks import layout
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.payload import as_payload, strings, text
from bot.cards.vocabulary.words import humanised, in_words
from bot.command import Args, Ctx, Effect, Reply, Router, option, word
from bot.slack.text import bold, code, escaped, shorten
from commands.rcs.sender_form.checklist import COUNTRY_NAMES

router = Router()

COUNTRIES = tuple(sorted(COUNTRY_NAMES, key=COUNTRY_NAMES.__getitem__))
Country = Literal[COUNTRIES]  # type: ignore[valid-type]
UseCase = Literal["MULTIUSE", "OTP", "PROMOTIONAL", "TRANSACTIONAL"]


class QuestionnaireArgs(Args):
    use_case: UseCase = word("Use case")
    countries: list[Country] = option("Countries", "Where you want to launch", default=[])
    version: Literal["v1", "v2"] | None = option("US version", default=None, alias="usQuestionnaireVersion")
    brand: Literal["NON_US_PRIVATE", "NON_US_PUBLIC", "US_PRIVATE", "US_PUBLIC"] | None = option(
        "US brand",
        "Kind of company, for version v2",
        default=None,
        alias="usQuestionnaireBrandCampaignVersion",
    )


@router.command(
    "rcs questionnaire get",
    Effect.READ,
    calls=("RcsQuestionnaireController_getQuestions_v1",),
    example="/sinch rcs questionnaire get OTP countries=SE,DK",
    phrases=(
        "show the questions before an rcs launch",
        "what does the rcs questionnaire ask",
        "rcs questionnaire for {use_case}",
    ),
)
async def get(ctx: Ctx, args: QuestionnaireArgs) -> Reply:
    """Show the questions before a launch."""
    found = await ctx.api.rcs_questionnaire.get(
        args.use_case,
        countries=args.countries or None,
        us_questionnaire_version=args.version,
        us_questionnaire_brand_campaign_version=args.brand,
    )
    return Reply(_message(args.use_case, as_payload(found)))


def _message(use_case: str, found: Mapping[str, Any]) -> Message:
    sections = [
        f"{bold(COUNTRY_NAMES.get(name.upper()) or humanised(name))}\n" + "\n".join(_questions(part))
        for name, part in found.items()
        if isinstance(part, Mapping)
    ]
    title = f"Questions before a launch ({in_words(use_case)})"
    return layout.message(
        "\n\n".join([escaped(title), *sections]),
        layout.header(title),
        [block for section in sections for block in layout.sections(section)],
        layout.context("Operators can change them at any time."),
    )


def _questions(part: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Each question with the name of its answer; `questions` is a level of the answer, not of the names."""
    for name, inner in part.items():
        if not isinstance(inner, Mapping):
            continue
        if "question" not in inner:
            yield from _questions(inner, prefix if name == "questions" else f"{prefix}{name}.")
            continue
        asked = text(inner, "question") or humanised(name)
        examples = "; ".join(example.rstrip(".") for example in strings(inner, "suggestedAnswers")[:4])
        hint = f"\n      _for example: {escaped(shorten(examples, 200))}_" if examples else ""
        yield f"• {escaped(shorten(asked, 300))} {code(prefix + name)}{hint}"

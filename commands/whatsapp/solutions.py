"""`/sinch whatsapp solutions ...`: multi-partner solutions with Tech Providers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import SecretStr

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.command import Args, Ctx, Effect, Reply, Role, Router, option, word
from bot.links import CommandLink
from bot.slack.text import code, escaped
from commands._shared import lists

router = Router()


class SolutionArgs(Args):
    solution_id: str = word("Solution", choices="whatsapp solutions", min_length=1)


class CreateSolution(Args):
    name: str = option("Name", "", min_length=1, alias="details.name")
    business_manager: Literal["SINCH_BR", "SINCH_MX", "SINCH_UK"] = option("Business Manager", "Sinch's")
    access_token: SecretStr = option("Access token", "From the embedded solution flow", min_length=1)

    def body(self) -> dict[str, Any]:
        """The request's body."""
        return {
            "details": {"name": self.name},
            "businessManager": self.business_manager,
            "accessToken": self.access_token.get_secret_value(),
        }


def _row(solution: Mapping[str, Any]) -> list[table.Cell]:
    names = [text(solution, field) for field in ("details.name", "ownerApp.name", "partnerApp.name")]
    return [*names, solution.get("assigned") is True, text(solution, "id")]


SOLUTIONS = lists.Shape(
    path="whatsapp solutions list",
    title="WhatsApp solutions",
    columns=("Name", "Owner", "Partner", "Assigned", "ID"),
    row=_row,
    empty="No solutions yet.",
    opens="whatsapp solutions get",
    names=lambda solution: (text(solution, "details.name", "id"), {"solution_id": text(solution, "id")}),
)


@router.command(
    "whatsapp solutions list",
    Effect.READ,
    calls=("WhatsappSolutionsController_listSolutions_v1",),
    phrases=("show the partner solutions", "list whatsapp solutions", "which solutions are there"),
)
async def list_(ctx: Ctx, args: lists.Browse) -> Reply:
    """List WhatsApp solutions."""
    page = await ctx.api.whatsapp_solutions.list()
    if args.csv:
        return await lists.export(ctx, SOLUTIONS.title, lists.each(page), args.csv)
    return lists.shown(args, SOLUTIONS, map(as_payload, page))


@router.command(
    "whatsapp solutions get",
    Effect.READ,
    calls=("WhatsappSolutionsController_getSolution_v1",),
    phrases=(
        "show solution {solution_id}",
        "open the whatsapp solution {solution_id}",
        "details of solution {solution_id}",
    ),
)
async def get(ctx: Ctx, args: SolutionArgs) -> Reply:
    """Show a WhatsApp solution."""
    solution = as_payload(await ctx.api.whatsapp_solutions.get(args.solution_id))
    assign = [] if solution.get("assigned") else [CommandLink("Assign", "whatsapp solutions assign", args.model_dump())]
    return Reply(resource.card("solution", solution, extra=assign))


@router.command(
    "whatsapp solutions create",
    Effect.CHANGE,
    role=Role.ADMIN,
    calls=("WhatsappSolutionsController_createSolution_v1",),
    phrases=("create a whatsapp solution", "add a new partner solution", "make solutions from the embedded flow"),
)
async def create(ctx: Ctx, args: CreateSolution) -> Reply:
    """Create solutions from Meta's embedded solution flow."""
    answer = as_payload(await ctx.api.whatsapp_solutions.create(args.body()))
    made = [
        f"• {escaped(text(solution, 'details.name', 'id'))} {code(text(solution, 'id'))}"
        for solution in mappings(answer, "solutions")
    ]
    failed = [
        f"• app {code(text(failure, 'partnerAppId'))}: {escaped(text(failure, 'errorMessage', 'errorCode'))}"
        for failure in mappings(answer, "failedSolutions")
    ]
    lines = [*(["Created:", *made] if made else []), *(["Couldn't be created:", *failed] if failed else [])]
    return Reply(done.card("\n".join(lines) or "Nothing was created.", CommandLink("All", "whatsapp solutions list")))


@router.command(
    "whatsapp solutions assign",
    Effect.CHANGE,
    role=Role.ADMIN,
    ask="Assign the solution *{solution_id}* to this project?\nYou can't undo this.",
    calls=("WhatsappSolutionsController_assignSolution_v1",),
    phrases=(
        "assign the solution {solution_id}",
        "use solution {solution_id} for this project, assign it",
        "assign partner solution {solution_id} to the project",
    ),
)
async def assign(ctx: Ctx, args: SolutionArgs) -> Reply:
    """Assign a solution to the project, permanently."""
    await ctx.api.whatsapp_solutions.assign(args.solution_id)
    view = CommandLink("View", "whatsapp solutions get", {"solution_id": args.solution_id})
    return Reply(done.card(f"The solution {code(args.solution_id)} is assigned to this project.", view))

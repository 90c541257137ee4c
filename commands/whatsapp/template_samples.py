"""A sample file for the import of templates, sent to whoever asks for one in the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.blocks import done, sheet
from bot.cards.blocks.message import File
from bot.cards.vocabulary.words import count
from bot.command import Ctx, Effect, NoArgs, Reply, Router
from bot.links import CommandLink
from commands._shared import sent_files
from commands._shared.row_files import COLUMNS

router = Router()

WHATSAPP, KAKAOTALK = "whatsapp templates sample", "kakaotalk templates sample"
WHATSAPP_ROWS: Sequence[Mapping[str, str]] = (
    {
        "name": "sample_order_update",
        "language": "EN_US",
        "category": "UTILITY",
        "body": "Hello {{1}}, your order {{2}} is on its way.",
        "examples": "Olivia|4711",
        "footer": "Thank you for your order",
        "status": "DRAFT",
    },
    {
        "name": "sample_order_update",
        "language": "DE",
        "category": "UTILITY",
        "body": "Hallo {{1}}, Ihre Bestellung {{2}} ist unterwegs.",
        "examples": "Olivia|4711",
        "footer": "Danke für Ihre Bestellung",
        "status": "DRAFT",
    },
)
KAKAOTALK_COLUMNS = ("name", "language", "content", "categoryCode", "status")
KAKAOTALK_ROWS: Sequence[Mapping[str, str]] = (
    {"name": "주문 안내", "language": "KO", "content": "주문이 접수되었습니다.", "status": "DRAFT"},
    {"name": "배송 안내", "language": "KO", "content": "상품이 발송되었습니다.", "status": "DRAFT"},
)


def columns_note(columns: Sequence[str], sample: str) -> str:
    """What a file's first row holds, and where to get one to begin with."""
    named = ", ".join(f"`{column}`" for column in columns)
    return f"Columns: {named}. Need a sample file? Type `/sinch {sample}`."


@router.command(WHATSAPP, Effect.READ, title="Sample file", hidden=True)
async def whatsapp(ctx: Ctx, args: NoArgs) -> Reply:
    """Get a sample file of WhatsApp templates."""
    return await _sent(ctx, "sample-templates.csv", WHATSAPP_ROWS, COLUMNS, "whatsapp templates import")


@router.command(KAKAOTALK, Effect.READ, title="Sample file", hidden=True)
async def kakaotalk(ctx: Ctx, args: NoArgs) -> Reply:
    """Get a sample file of KakaoTalk templates."""
    return await _sent(
        ctx, "sample-kakaotalk-templates.csv", KAKAOTALK_ROWS, KAKAOTALK_COLUMNS, "kakaotalk templates import"
    )


async def _sent(ctx: Ctx, name: str, rows: Sequence[Mapping[str, str]], columns: Sequence[str], imports: str) -> Reply:
    file = File(name, sheet.as_csv(rows, columns), "Sample file for an import")
    said = await sent_files.send(ctx, file, count(len(rows), "row"))
    again = CommandLink("Import a file", imports, {}, "form")
    return Reply(done.card(said, again, note="Replace the rows, then import the file."))

"""The generated models are what the script makes of the OpenAPI file."""

from __future__ import annotations

from pathlib import Path

import bot.provisioning
from bot.provisioning.generate import modules
from bot.templates import files
from tests.contract.openapi import document

MODELS = Path(bot.provisioning.__file__).parent / "models"


def test_the_committed_models_are_the_generated_ones() -> None:
    """`python -m bot.provisioning.generate` mends a difference."""
    committed = {str(path.relative_to(MODELS)): path.read_text("utf-8") for path in MODELS.rglob("*.py")}
    assert committed == modules(document())


def test_files_of_templates_may_hold_what_the_api_takes_and_says_of_templates() -> None:
    schemas = document()["components"]["schemas"]
    of_whatsapp = ("WhatsappTemplateInputDto", "WhatsappTemplateDto")
    whole = (*of_whatsapp, "KakaotalkInputTemplateDto", "KakaotalkTemplateDto")
    assert {field for name in whole for field in schemas[name]["properties"]} == files.FIELDS - {"projectId"}
    details = {
        field for name in of_whatsapp for field in schemas[name.replace("Template", "TemplateDetails")]["properties"]
    }
    assert details == files.DETAILS

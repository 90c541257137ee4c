"""The generated models are what the script makes of the OpenAPI file."""

from __future__ import annotations

from pathlib import Path

import bot.provisioning
from bot.provisioning.generate import modules
from tests.contract.openapi import document

MODELS = Path(bot.provisioning.__file__).parent / "models"


def test_the_committed_models_are_the_generated_ones() -> None:
    """`python -m bot.provisioning.generate` mends a difference."""
    committed = {str(path.relative_to(MODELS)): path.read_text("utf-8") for path in MODELS.rglob("*.py")}
    assert committed == modules(document())

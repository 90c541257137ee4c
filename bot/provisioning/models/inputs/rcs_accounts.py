"""Inputs of the tag RCS Accounts.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Input


class RcsCommentInputDto(Input):
    comment: Annotated[str, Field(max_length=65535, min_length=1)]

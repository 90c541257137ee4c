"""Outputs of the tag KakaoTalk Categories.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class KakaotalkSenderCategoryDto(Output):
    parent_code: Annotated[str | None, Field(alias="parentCode")] = None
    depth: int | float | None = None
    code: str | None = None
    name: str | None = None
    subcategories: list[KakaotalkSenderCategoryDto] | None = None


class KakaotalkSenderCategoryListDto(Output):
    categories: list[KakaotalkSenderCategoryDto] | None = None


class KakaotalkTemplateSubcategoryDto(Output):
    code: str | None = None
    name: str | None = None
    name_english: Annotated[str | None, Field(alias="nameEnglish")] = None
    group_name: Annotated[str | None, Field(alias="groupName")] = None
    inclusion: str | None = None
    exclusion: str | None = None


class KakaotalkTemplateCategoryDto(Output):
    name: str | None = None
    name_english: Annotated[str | None, Field(alias="nameEnglish")] = None
    subcategories: list[KakaotalkTemplateSubcategoryDto] | None = None


class KakaotalkTemplateCategoryListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    categories: list[KakaotalkTemplateCategoryDto] | None = None


KakaotalkSenderCategoryDto.model_rebuild()

"""The tag KakaoTalk Categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Page, Service, paginate

if TYPE_CHECKING:
    from bot.provisioning.models.outputs import kakaotalk_categories as outputs
else:
    outputs = LazyModule("bot.provisioning.models.outputs.kakaotalk_categories")


class KakaotalkCategories(Service):
    """Categories that a sender or a template must name."""

    async def senders(self) -> Page[outputs.KakaotalkSenderCategoryDto]:
        """The whole tree of sender categories; this list has no pages."""
        return await self.page("GET", "/kakaotalk/categories/senders", outputs.KakaotalkSenderCategoryDto, "categories")

    async def templates(
        self, plus_friend_id: str, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[outputs.KakaotalkTemplateCategoryDto]:
        """One page of the template categories that a sender may use."""
        return await self.page(
            "GET",
            "/kakaotalk/categories/senders/{plusFriendId}/templates",
            outputs.KakaotalkTemplateCategoryDto,
            "categories",
            query={"pageToken": page_token, "pageSize": page_size},
            plusFriendId=plus_friend_id,
        )

    iterate_templates = paginate(templates)

"""The tag Conversation (closed beta): what a Conversation API app knows of its channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.provisioning.lazy import LazyModule
from bot.provisioning.service import Service

if TYPE_CHECKING:
    from bot.provisioning.models.outputs import conversation as outputs
else:
    outputs = LazyModule("bot.provisioning.models.outputs.conversation")


class Conversation(Service):
    """Read only. 404: no such app, or it has no such channel; a failure of the channel itself is a 500."""

    async def instagram(self, app_id: str) -> outputs.ConversationInstagramInfoDto:
        """The Instagram channel of a Conversation API app."""
        return await self.call(
            "GET",
            "/conversation/apps/{conversationAppId}/instagram",
            outputs.ConversationInstagramInfoDto,
            conversationAppId=app_id,
        )

    async def messenger(self, app_id: str) -> outputs.ConversationMessengerInfoDto:
        """The Facebook Messenger channel of a Conversation API app."""
        return await self.call(
            "GET",
            "/conversation/apps/{conversationAppId}/messenger",
            outputs.ConversationMessengerInfoDto,
            conversationAppId=app_id,
        )

    async def telegram(self, app_id: str) -> outputs.ConversationTelegramBotInfoDto:
        """The Telegram bot of a Conversation API app."""
        return await self.call(
            "GET",
            "/conversation/apps/{conversationAppId}/telegram",
            outputs.ConversationTelegramBotInfoDto,
            conversationAppId=app_id,
        )

    async def viber(self, app_id: str) -> outputs.ConversationViberBotInfoDto:
        """The Viber bot of a Conversation API app."""
        return await self.call(
            "GET",
            "/conversation/apps/{conversationAppId}/viber",
            outputs.ConversationViberBotInfoDto,
            conversationAppId=app_id,
        )

"""The app's Home tab: how the bot is, what one follows, and buttons that answer in a modal."""

from __future__ import annotations

from bot.sandbox.slack.model import View
from tests.worlds.bot_world import MEMBER, BotWorld, labels, words

NAME = "order_update"


async def home(world: BotWorld, user: str = MEMBER) -> View:
    """The tab, once it is drawn."""
    await world.slack.people.open_home(user)
    found: View = await world.until(lambda: world.workspace.homes.get(user), "the tab")
    return found


async def test_it_says_how_the_bot_is_and_what_one_follows(world: BotWorld) -> None:
    tab = await home(world)
    assert "Everything works." in words(tab)
    assert "You follow nothing" in words(tab)
    await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    await home(world)
    await world.until(lambda: f"*{NAME} (EN_US)*" in words(world.workspace.homes[MEMBER]), "what is followed")


async def test_what_is_pressed_is_answered_in_a_modal_and_the_tab_is_drawn_anew(world: BotWorld) -> None:
    await world.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    tab = await home(world)
    await world.click(tab, "WhatsApp templates", user=MEMBER)
    await world.until(lambda: any("spring_beans" in words(one) for one in world.views(MEMBER)), "the list")
    await world.click(tab, "Unfollow", user=MEMBER)
    await world.until(lambda: any("Unfollowed" in words(one) for one in world.views(MEMBER)), "the answer")
    await world.until(lambda: "Unfollow" not in labels(world.workspace.homes[MEMBER]), "the tab without it")


async def test_who_may_not_is_told_so_there_too(world: BotWorld) -> None:
    tab = await home(world)
    await world.click(tab, "Webhooks", user=MEMBER)
    await world.until(lambda: any("every event" in words(one) for one in world.views(MEMBER)), "the list")
    listed = next(one for one in world.views(MEMBER) if "every event" in words(one))
    await world.click(listed, "Create a webhook", user=MEMBER)
    await world.until(lambda: any("role for this" in words(one) for one in world.views(MEMBER)), "the refusal")

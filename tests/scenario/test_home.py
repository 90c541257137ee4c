"""The app's Home tab: how the bot is, what one follows, and buttons that answer in a modal."""

from __future__ import annotations

from bot.sandbox.slack.model import View
from tests.fakes.town import MEMBER, Town, labels, words

NAME = "order_update"


async def home(place: Town, user: str = MEMBER) -> View:
    """The tab, once it is drawn."""
    await place.slack.people.open_home(user)
    found: View = await place.until(lambda: place.workspace.homes.get(user), "the tab")
    return found


async def test_it_says_how_the_bot_is_and_what_one_follows(place: Town) -> None:
    tab = await home(place)
    assert "Everything works." in words(tab)
    assert "You follow nothing" in words(tab)
    await place.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    await home(place)
    await place.until(lambda: f"*{NAME} (EN_US)*" in words(place.workspace.homes[MEMBER]), "what is followed")


async def test_what_is_pressed_is_answered_in_a_modal_and_the_tab_is_drawn_anew(place: Town) -> None:
    await place.slash(f"follow whatsapp templates {NAME} EN_US", user=MEMBER)
    tab = await home(place)
    await place.click(tab, "WhatsApp templates", user=MEMBER)
    await place.until(lambda: any("spring_beans" in words(one) for one in place.views(MEMBER)), "the list")
    await place.click(tab, "Unfollow", user=MEMBER)
    await place.until(lambda: any("no longer follow" in words(one) for one in place.views(MEMBER)), "the answer")
    await place.until(lambda: "Unfollow" not in labels(place.workspace.homes[MEMBER]), "the tab without it")


async def test_who_may_not_is_told_so_there_too(place: Town) -> None:
    tab = await home(place)
    await place.click(tab, "Webhooks", user=MEMBER)
    await place.until(lambda: any("every event" in words(one) for one in place.views(MEMBER)), "the list")
    listed = next(one for one in place.views(MEMBER) if "every event" in words(one))
    await place.click(listed, "Create a webhook", user=MEMBER)
    await place.until(lambda: any("needs the role" in words(one) for one in place.views(MEMBER)), "the refusal")

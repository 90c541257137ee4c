"""The app's Home tab."""

from __future__ import annotations

from bot.sandbox.page.blockkit.blocks import draw_blocks
from bot.sandbox.page.widgets import div, text
from bot.sandbox.page.workspace.row import ACTION_CLICKS
from bot.sandbox.page.workspace.surface import Blocks


class Home:
    """Drawn again whenever the app publishes it."""

    def __init__(self, screen: Blocks) -> None:
        self._screen = screen
        self._drawn = ""
        self._box = div("sk-home", "home")
        self._box.set_visibility(False)
        self._box.on("click", screen.follow_link, js_handler=ACTION_CLICKS)

    def show(self, visible: bool) -> None:
        """Draw the bot's Home tab."""
        self._box.set_visibility(visible)
        if not visible:
            return
        view = self._screen.workspace.homes.get(self._screen.person)
        print_now = f"{view.id} {view.hash}" if view else "none"
        if print_now == self._drawn:
            return
        self._drawn = print_now
        self._box.clear()
        with self._box:
            if view is None:
                text("The app hasn't published a Home tab.", "sk-quiet")
            else:
                draw_blocks(view.blocks, self._screen.context(view))

"""The blocks of a view, kept in step: a block that did not change keeps what is typed into it, and the focus."""

from __future__ import annotations

import json
from collections.abc import Sequence

from nicegui import ui

from bot.sandbox.page.blockkit.blocks import draw_block
from bot.sandbox.page.blockkit.context import BlockContext, Json
from bot.sandbox.page.widgets import div


class BlockList:
    """Draws into the container in which it was made. The context must be the same for the list's whole life."""

    def __init__(self, context: BlockContext) -> None:
        self._context = context
        self._box = div()
        self._rows: dict[str, tuple[ui.element, str]] = {}

    def show(self, blocks: Sequence[Json]) -> None:
        """Blocks are known by their ids, which the workspace fills in where the app left them out."""
        wanted = {str(block["block_id"]) for block in blocks}
        for block_id in [known for known in self._rows if known not in wanted]:
            self._rows.pop(block_id)[0].delete()
            self._context.error_places.pop(block_id, None)
        for index, block in enumerate(blocks):
            self._bring(index, block)

    def _bring(self, index: int, block: Json) -> None:
        block_id, print_now = str(block["block_id"]), json.dumps(block, sort_keys=True)
        row, print_then = self._rows.get(block_id, (None, ""))
        if row is None:
            with self._box:
                row = div("sk-block-place")
        if print_now != print_then:
            row.clear()
            with row:
                draw_block(block, self._context)
        self._rows[block_id] = (row, print_now)
        if self._box.default_slot.children.index(row) != index:
            row.move(target_index=index)

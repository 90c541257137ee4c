"""Shows a message although Slack dislikes its blocks, and remembers which kinds of blocks the workspace does not take.

Slack brings new kinds of blocks to its workspaces step by step, and says `invalid_blocks` where one is not there yet.
What it dislikes is said in a plainer way, step by step: the blocks that it points at, every newer kind of block, the
text with the buttons, the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from bot.slack.errors import BadRequest, InvalidBlocks, SlackProblem, UnknownCode
from bot.slack.plain_blocks import BASIC, Block, in_words, sections

T = TypeVar("T")
Send = Callable[[str, list[Block]], Awaitable[T]]
SendView = Callable[[dict[str, Any]], Awaitable[T]]

MOST_BLOCKS = 50
"""Blocks of a message: https://docs.slack.dev/reference/block-kit/blocks"""
TOO_LONG = ("msg_blocks_too_long", "msg_too_long")
PERHAPS_BLOCKS = (InvalidBlocks, BadRequest, UnknownCode)
"""Refusals that may be about the blocks: Slack does not always say so, and all are certain, so trying again is safe."""
_POINTER = re.compile(r"json-pointer:(?:/view)?(?:/blocks)?/(\d+)([^\]\s]*)")


class BlockMemory(Protocol):
    """Which kinds of blocks this workspace has refused lately."""

    async def refused(self) -> Collection[str]:
        """The kinds of blocks that this workspace is known to refuse."""

    async def remember(self, kinds: Collection[str]) -> None:
        """Keep that Slack refused these kinds of blocks."""

    async def forget(self) -> None:
        """Forget every refusal, so that each kind is tried again."""


@dataclass(slots=True)
class ProcessMemory:
    """As long as the process lives."""

    kinds: set[str] = field(default_factory=set)

    async def refused(self) -> Collection[str]:
        """The kinds refused since this process started."""
        return self.kinds

    async def remember(self, kinds: Collection[str]) -> None:
        """Keep these kinds until the process ends."""
        self.kinds |= set(kinds)

    async def forget(self) -> None:
        """Forget every refusal."""
        self.kinds.clear()


class Fallback:
    """One for the whole process; `memory` may be exchanged for one that outlives it."""

    def __init__(self, memory: BlockMemory | None = None) -> None:
        self.memory: BlockMemory = memory or ProcessMemory()

    async def message(self, text: str, blocks: Sequence[Block], send: Send[T]) -> T:
        """Send a message as rich as Slack takes it; raises what Slack says where it does not even take the text."""
        shown = without(blocks, await self.memory.refused())
        return await self._send(shown, lambda given: send(text, given), lambda problem: _ways(text, shown, problem))

    async def view(self, view: Mapping[str, Any], send: SendView[T]) -> T:
        """The same for a modal or a Home tab, whose inputs cannot be said in words."""
        blocks = list(view.get("blocks") or ())
        shown = without(blocks, await self.memory.refused(), most=len(blocks) + MOST_BLOCKS)
        return await self._send(
            shown, lambda given: send({**view, "blocks": given}), lambda problem: _newer(shown, problem)
        )

    async def _send(
        self,
        shown: list[Block],
        send: Callable[[list[Block]], Awaitable[T]],
        ways: Callable[[SlackProblem], Iterator[tuple[list[Block], set[str]]]],
    ) -> T:
        try:
            return await send(shown)
        except PERHAPS_BLOCKS as problem:
            refused: SlackProblem = problem
        tried = [shown]
        for plainer, suspects in ways(refused):
            if plainer in tried:
                continue
            tried.append(plainer)
            try:
                sent = await send(plainer)
            except PERHAPS_BLOCKS as problem:
                refused = problem
                continue
            if suspects and not isinstance(refused, UnknownCode):
                await self.memory.remember(suspects)
            return sent
        raise refused


def without(blocks: Iterable[Block], kinds: Collection[str], most: int = MOST_BLOCKS) -> list[Block]:
    """The blocks with those of some kinds in words, so many at most."""
    found: list[Block] = []
    for block in blocks:
        found += in_words(block) if block.get("type") in kinds else [block]
    return found[:most]


def pointed_at(messages: Iterable[str], blocks: Sequence[Block]) -> tuple[set[int], set[str]]:
    """Which blocks Slack's explanations mean, and the kinds of those that it does not know as such."""
    at: set[int] = set()
    kinds: set[str] = set()
    for message in messages:
        for found in _POINTER.finditer(message):
            number, rest = int(found[1]), found[2]
            if number < len(blocks):
                at.add(number)
                kind = str(blocks[number].get("type"))
                if kind not in BASIC and rest in ("", "/type"):
                    kinds.add(kind)
    return at, kinds


def _newer(blocks: Sequence[Block], problem: SlackProblem) -> Iterator[tuple[list[Block], set[str]]]:
    """First the blocks that were pointed at in words, then all newer ones; each with the kinds to remember."""
    at, kinds = pointed_at(problem.messages if isinstance(problem, InvalidBlocks) else (), blocks)
    if at:
        yield _with_words_at(blocks, at), kinds
    newer = {number for number, block in enumerate(blocks) if block.get("type") not in BASIC}
    suspects = {str(blocks[number].get("type")) for number in newer}
    if newer:
        yield _with_words_at(blocks, newer | at), kinds if at else suspects


def _ways(text: str, blocks: Sequence[Block], problem: SlackProblem) -> Iterator[tuple[list[Block], set[str]]]:
    if problem.code not in TOO_LONG and not isinstance(problem, UnknownCode):
        yield from _newer(blocks, problem)
    buttons = [block for block in blocks if block.get("type") == "actions"]
    if buttons:
        yield [*sections(text), *buttons][-MOST_BLOCKS:], set()
    yield [], set()


def _with_words_at(blocks: Sequence[Block], numbers: Collection[int]) -> list[Block]:
    found: list[Block] = []
    for number, block in enumerate(blocks):
        found += in_words(block) if number in numbers else [block]
    return found[:MOST_BLOCKS]

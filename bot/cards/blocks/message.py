"""What is shown in Slack: blocks with a readable text for everything that cannot show blocks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message, e.g. an exported table."""

    name: str
    content: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is too long for memory: its content stands on the disk."""

    name: str
    content: Path
    title: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Text (the fallback, in mrkdwn, already escaped), blocks, and perhaps a file."""

    text: str
    blocks: tuple[Block, ...] = ()
    file: File | None = None
    about: str = ""
    """The name of what it shows, in plain text, where it is the card of one thing."""

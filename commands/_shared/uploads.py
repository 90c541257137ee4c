"""Pictures that Sinch fetches from an address: typed, or of a file that was put into the form. Pure.

The API takes no uploads. A file from Slack gets an address of this bot (`address`), which stands in the field itself;
what else is known of the file is kept in the state's `_uploads`. Each form's own `Picture` has the limits of its field,
and the address of the page that states them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input
from bot.command import Part, State
from bot.slack.text import escaped

TYPES = ("image/jpeg", "image/png")
ENDINGS = ("jpg", "jpeg", "png")
OTHERS = (".gif", ".svg", ".webp", ".bmp", ".html", ".pdf")
NEARLY = 0.01
"""How far a picture's ratio may be off: sizes are whole pixels."""
REFUSALS = (
    "file_invalid_mime_type",
    "file_not_found",
    "file_size_too_large",
    "file_has_wrong_dimensions",
    "file_unexpected_error",
)
"""The API's error codes that blame a picture."""
KEPT = ("name", "size", "mimetype", "address", "question", "original_w", "original_h")


@dataclass(frozen=True, slots=True)
class Picture:
    """What a field's picture must be: at most `most` bytes; at least so many pixels, or exactly so many.

    `ratio` is its width by its height; addresses that end in one of `refused` are surely none.
    """

    field: str
    most: int
    pixels: tuple[int, int] = (1, 1)
    exact: bool = True
    ratio: float | None = None
    types: str = "JPEG or PNG"
    refused: tuple[str, ...] = OTHERS

    @property
    def input(self) -> str:
        return f"{self.field}.file"


def parts(picture: Picture, state: Mapping[str, Any]) -> list[Part]:
    """The input for a file, and which one is there."""
    held = state.get("_uploads", {}).get(picture.field)
    asked = Input(picture.input, "Or a file from Slack", kind="file", required=False, filetypes=ENDINGS)
    return [asked, *([layout.context(f":paperclip: {escaped(str(held.get('name')))}")] if held else [])]


def settled(state: State, pictures: Sequence[Picture]) -> State:
    """The state with the files' addresses in their fields; a file goes when its address is changed."""
    held = dict(state.get("_uploads", {}))
    after = {name: value for name, value in state.items() if name not in {picture.input for picture in pictures}}
    for picture in pictures:
        files = state.get(picture.input)
        if isinstance(files, list) and files and isinstance(files[0], Mapping):
            held[picture.field] = {name: files[0][name] for name in KEPT if files[0].get(name) is not None}
            after[picture.field] = held[picture.field].get("address", "")
        elif picture.field in held and after.get(picture.field, "") != held[picture.field].get("address", ""):
            del held[picture.field]
    return {**after, "_uploads": held} if held or "_uploads" in state else after


def wrong(state: Mapping[str, Any], pictures: Sequence[Picture]) -> dict[str, str]:
    """What is wrong with the files, as far as that is known before Sinch fetches them."""
    held = state.get("_uploads", {})
    found = {picture.input: _wrong(picture, held[picture.field]) for picture in pictures if picture.field in held}
    for picture in pictures:
        address = str(state.get(picture.field) or "").partition("?")[0].lower()
        if picture.field not in held and address.endswith(picture.refused):
            found[picture.field] = f"must be a {picture.types} image"
    return {name: text for name, text in found.items() if text}


def _wrong(picture: Picture, file: Mapping[str, Any]) -> str:
    size, width, height = (file.get(name) for name in ("size", "original_w", "original_h"))
    if file.get("mimetype") not in TYPES:
        return "must be a JPEG or PNG image"
    if isinstance(size, int) and size > picture.most:
        return f"has {_amount(size)}; {_amount(picture.most)} at most"
    if isinstance(width, int) and isinstance(height, int):
        wide, high = picture.pixels
        fits = (width, height) == picture.pixels if picture.exact else width >= wide and height >= high
        if not fits:
            return f"has {width} × {height} px; it needs {'exactly' if picture.exact else 'at least'} {wide} × {high}"
        if picture.ratio and abs(width / height - picture.ratio) > NEARLY:
            return f"has {width} × {height} px; should be {picture.ratio:g} times as wide as high"
    if file.get("question"):
        return str(file["question"])
    if not file.get("address"):
        return "this bot has no public address, so Sinch can't fetch it: enter an address instead"
    return ""


def _amount(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{-(-size // 1_000)} KB"

"""Pictures: a file's address in the field, what is known to be wrong before Sinch fetches it."""

from __future__ import annotations

from typing import Any

import pytest

from commands._shared import uploads
from commands._shared.uploads import Picture

LOGO = Picture("details.brand.logoUrl", 50_000, (224, 224))
PHOTO = Picture("details.photoUrl", 5_000_000, (192, 192), exact=False)
FILE = {"id": "F1", "name": "logo.png", "size": 49_000, "mimetype": "image/png", "address": "https://bot.example/f"}


def _with(**changed: Any) -> dict[str, Any]:
    return uploads.settled({LOGO.input: [{**FILE, **changed}]}, (LOGO,))


def test_the_address_stands_in_the_field_and_the_file_is_not_sent() -> None:
    state = _with()
    assert state[LOGO.field] == FILE["address"]
    assert LOGO.input not in state
    assert uploads.wrong(state, (LOGO,)) == {}


def test_another_address_lets_go_of_the_file() -> None:
    state = uploads.settled({**_with(size=999_999), LOGO.field: "https://a.example/logo.png"}, (LOGO,))
    assert uploads.wrong(state, (LOGO,)) == {}
    assert state[LOGO.field] == "https://a.example/logo.png"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"mimetype": "image/gif"}, "JPEG or PNG"),
        ({"size": 50_001}, "has 51 KB; 50 KB at most"),
        ({"original_w": 225, "original_h": 224}, "exactly 224 × 224"),
        ({"address": ""}, "no public address"),
    ],
)
def test_what_is_wrong_with_a_file(changed: dict[str, Any], said: str) -> None:
    assert said in uploads.wrong(_with(**changed), (LOGO,))[LOGO.input]


def test_a_photo_may_be_larger_but_not_smaller() -> None:
    for pixels, fits in ((192, True), (2_000, True), (191, False)):
        state = uploads.settled({PHOTO.input: [{**FILE, "original_w": pixels, "original_h": pixels}]}, (PHOTO,))
        assert (uploads.wrong(state, (PHOTO,)) == {}) is fits


WIDE = Picture("details.imageUrl", 500_000, (500, 250), exact=False, ratio=2)


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [(500, 250, ""), (1_000, 499, ""), (499, 250, "at least"), (600, 400, "2 times as wide")],
)
def test_a_picture_may_have_to_be_wide(width: int, height: int, said: str) -> None:
    state = uploads.settled({WIDE.input: [{**FILE, "original_w": width, "original_h": height}]}, (WIDE,))
    wrong = uploads.wrong(state, (WIDE,)).get(WIDE.input, "")
    assert said in wrong if said else not wrong


@pytest.mark.parametrize(
    ("address", "fine"), [("https://a.example/x.png", True), ("https://a.example/x.gif?v=2", False), ("", True)]
)
def test_an_address_that_is_surely_no_picture_is_refused(address: str, fine: bool) -> None:
    assert (uploads.wrong({WIDE.field: address}, (WIDE,)) == {}) is fine

"""What a workspace keeps between two starts."""

from __future__ import annotations

import json

import pytest

from bot.sandbox.slack import persist
from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.posting import Draft
from bot.sandbox.slack.seed import ACTIVITY, MEMBER, OWNER, sample_workspace
from bot.sandbox.slack.views import publish_view


async def test_everything_that_was_said_comes_back() -> None:
    slack = SlackEmulator(sample_workspace(now=lambda: 1_790_000_000.0))
    file = slack.people.upload(MEMBER, "a.bin", b"\x00\xff")
    root = await slack.people.send_message(OWNER, ACTIVITY, "root", files=[file.id])
    slack.posting.post(ACTIVITY, Draft("reply", [{"type": "divider"}], thread_ts=root.ts))
    await slack.people.add_reaction(MEMBER, ACTIVITY, root.ts, "eyes")
    publish_view(slack.workspace, MEMBER, {"type": "home", "blocks": [{"type": "divider"}]})
    await slack.aclose()
    kept = json.dumps(persist.dump(slack.workspace))

    back = persist.load(json.loads(kept), now=slack.workspace.now)
    assert json.dumps(persist.dump(back)) == kept
    assert [m.text for m in back.channels[ACTIVITY].replies(root.ts)] == ["reply"]
    assert back.message(ACTIVITY, root.ts).reactions == {"eyes": [MEMBER]}
    assert back.files[file.id].content == b"\x00\xff"
    assert back.homes[MEMBER].blocks[0]["type"] == "divider"
    assert back.app == slack.workspace.app
    assert back.new_ts() == slack.workspace.new_ts()


def test_a_workspace_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="another version"):
        persist.load({"version": 99})

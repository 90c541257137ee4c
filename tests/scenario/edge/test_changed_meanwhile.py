"""Two people edit the same: whoever sends last reads what the other changed, and sends again or doesn't."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.worlds.bot_world import OWNER, BotWorld
from tests.worlds.forms import Form, open_form

Change = Callable[[], None]


def _edits(world: BotWorld) -> dict[str, tuple[str, dict[str, Any], Change, str, str]]:
    """By what is edited: the command, what is filled in, what the other changes, the name of that, the call."""
    project = world.project
    friend, kakao = next(iter(project.kakaotalk_senders.items()))
    number, whatsapp = next(
        (key, found) for key, found in project.whatsapp_senders.items() if found["state"] == "ACTIVE"
    )
    app_id, app = next(iter(project.sms_apps.items()))
    return {
        "kakaotalk sender": (
            f"kakaotalk senders update {friend}",
            {"details.name": "Seoul roastery"},
            lambda: kakao["details"].update(adminPhoneNo="+821099998888"),
            "*Admin's phone*",
            "/kakaotalk/senders/",
        ),
        "whatsapp sender": (
            f"whatsapp senders update {number}",
            {"details.about": "Open late."},
            lambda: whatsapp["details"].update(email="desk@northwind-coffee.example", vertical="RETAIL"),
            "*Email* and *Business category*",
            "/whatsapp/senders/",
        ),
        "sms app": (
            f"sms apps update {app_id}",
            {"name": "Parcel codes"},
            lambda: app.update(name="Courier codes"),
            "this",
            "/sms/",
        ),
    }


async def _to_the_end(form: Form) -> None:
    """Next, until the modal's own button sends."""
    for _ in range(12):
        if form.submit_label != "Next":
            return
        await form.send()
        assert not form.errors, form.errors
    raise AssertionError(form.words)


async def test_whoever_sends_last_reads_what_the_other_changed(world: BotWorld) -> None:
    for name, (command, mine, others, named, path) in _edits(world).items():
        form = await open_form(world, command)
        while not mine.keys() <= form.fields.keys():
            await form.send()
        form.fill(mine)
        await _to_the_end(form)
        others()
        before = len(world.calls("PATCH"))
        await form.send()
        assert f"Someone changed {named} after you opened this form." in form.words, (name, form.words)
        assert len(world.calls("PATCH")) == before, name
        await form.send()
        sent = world.calls("PATCH")[before:]
        assert [path in call.path for call in sent] == [True], (name, [call.path for call in sent], form.words)
        assert str(next(iter(mine.values()))) in str(world.project.dump()), name
        await world.slack.people.close_view(OWNER, world.views()[-1].id, clear=True)


async def test_a_channels_events_are_not_replaced_unsaid(world: BotWorld) -> None:
    await world.slash("subscribe rcs")
    form = await open_form(world, "subscribe")
    await world.slash("unsubscribe rcs")
    await form.send()
    assert "Someone changed this after you opened this form." in form.words
    await form.send()
    assert "now gets" in form.words

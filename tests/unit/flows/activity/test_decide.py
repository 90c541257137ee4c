"""Who gets an event, and who does not because it is their own doing."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.flows.activity.routing import decide
from bot.flows.correlation.echoes import ChangeRecord
from bot.provisioning.events import Event, parse
from bot.storage.activity.inbox import InboxEvent
from bot.storage.activity.routing import Subscribers
from bot.storage.activity.targets import Routing
from bot.storage.channels.follows import Follow
from bot.storage.channels.subscriptions import Subscription
from tests.worlds.activity_world import body

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = "rcs_sender:s1"
ANNA = ChangeRecord("U1", "Anna", NOW)


def status(state: str) -> bytes:
    return body("RCS_SENDER_STATUS_UPDATED", {"id": "s1", "state": state}, currentState=state)


def follow(number: int, *, once: bool = False) -> Follow:
    return Follow(number, "p", KEY, f"U{number}", f"D{number}", once, NOW)


def decided(raw: bytes, change: ChangeRecord | None = None, *follows: Follow) -> Routing:
    rules = [Subscription(number, "p", f"C{number}", [], [], {}, created_by="U9", created_at=NOW) for number in (1, 2)]
    event: Event = parse(raw)
    row = InboxEvent(7, "p", "n", "webhook", event.type, None, raw, NOW, "new", None)
    return decide(row, event, Subscribers({"p": rules}, {("p", KEY): list(follows)}, {}, frozenset()), change)


def places(routing: Routing) -> list[str]:
    return [target.channel for target in routing.targets]


def test_an_echo_bears_its_authors_name_everywhere() -> None:
    routing = decided(status("LAUNCHING"), ANNA)
    assert places(routing) == ["C1", "C2"]
    assert routing.by == "Anna, via /sinch"


def test_an_echo_is_no_news_where_everyone_has_read_the_answer() -> None:
    assert places(decided(status("LAUNCHING"), ChangeRecord("U1", "Anna", NOW, shown=("C1",)))) == ["C2"]


def test_an_echo_is_no_news_to_its_author_but_to_other_followers() -> None:
    assert places(decided(status("LAUNCHING"), ANNA, follow(1), follow(2))) == ["C1", "C2", "D2"]
    assert places(decided(status("LAUNCHING"), None, follow(1), follow(2))) == ["C1", "C2", "D1", "D2"]


def test_who_asked_hears_of_the_end_only() -> None:
    asked = follow(1, once=True)
    on_the_way = decided(status("LAUNCHING"), None, asked)
    assert (places(on_the_way), on_the_way.ends_follows) == (["C1", "C2"], False)
    ended = decided(status("LAUNCHED"), None, asked)
    assert (places(ended), ended.ends_follows) == (["C1", "C2", "D1"], True)

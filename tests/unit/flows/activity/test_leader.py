"""The right to post: when it is renewed."""

from __future__ import annotations

from bot.clock import SystemClock
from bot.flows.activity.leader import Lease
from bot.storage.store import Store


async def test_a_lease_is_renewed_when_a_third_of_its_time_has_passed(store: Store) -> None:
    """A worker that sleeps until then never has to renew it before it shows an event."""
    now = 100.0
    lease = Lease(store.leases, SystemClock(), owner="host/1/a", seconds=6.0, monotonic=lambda: now)
    assert lease.renewal_due == 0
    assert await lease.hold()
    first = await store.leases.held(lease.name)
    assert lease.renewal_due == 2.0
    now += 1.5
    assert await lease.hold()
    assert lease.renewal_due == 0.5
    assert await store.leases.held(lease.name) == first
    now += 0.5
    assert lease.renewal_due == 0
    assert await lease.hold()
    assert await store.leases.held(lease.name) != first
    assert lease.renewal_due == 2.0

"""Slack's rate limits: a message a second and channel after a burst, so many a minute in all, tiers."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable

POSTS = ("chat.postMessage", "chat.postEphemeral", "chat.meMessage")
MINUTE = 60.0

#: Calls a minute of Slack's tiers: https://docs.slack.dev/apis/web-api/rate-limits and the page of each method.
TIERS: dict[str, int] = {
    **dict.fromkeys(("apps.connections.open", "conversations.list", "reactions.remove", "users.list"), 20),
    **dict.fromkeys(
        (
            "chat.update",
            "chat.delete",
            "conversations.history",
            "conversations.info",
            "conversations.replies",
            "conversations.open",
            "conversations.join",
            "conversations.leave",
            "reactions.add",
            "reactions.get",
            "team.info",
            "users.conversations",
            "users.lookupByEmail",
            "bots.info",
        ),
        50,
    ),
    **dict.fromkeys(
        (
            "conversations.members",
            "users.info",
            "views.open",
            "views.push",
            "views.publish",
            "views.update",
            "files.info",
            "files.getUploadURLExternal",
            "files.completeUploadExternal",
        ),
        100,
    ),
}


class Limits:
    """Says for each call how long to wait (0: go on). Counts refusals in ``refused`` {method: n}.

    ``per_channel`` messages a second after a ``burst``; ``per_minute`` messages in the whole workspace; ``tiers`` False
    leaves all other methods unlimited; ``enabled`` False everything.
    """

    def __init__(
        self,
        now: Callable[[], float],
        *,
        per_channel: float = 1.0,
        burst: int = 4,
        per_minute: int = 300,
        tiers: bool = True,
        enabled: bool = True,
    ) -> None:
        self.now = now
        self.per_channel = per_channel
        self.burst = burst
        self.per_minute = per_minute
        self.tiers = tiers
        self.enabled = enabled
        self.refused: Counter[str] = Counter()
        self._buckets: dict[str, tuple[float, float]] = {}
        self._posts: deque[float] = deque()
        self._calls: dict[str, deque[float]] = {}

    def wait(self, method: str, channel: str = "") -> int:
        """Whole seconds for ``Retry-After``, 0 when the call may go on (and is counted then)."""
        if not self.enabled:
            return 0
        seconds = self._post(channel) if method in POSTS else self._tier(method)
        if seconds:
            self.refused[method] += 1
        return seconds

    def _post(self, channel: str) -> int:
        now = self.now()
        tokens, at = self._buckets.get(channel, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + max(0.0, now - at) * self.per_channel)
        if tokens < 1:
            return max(1, math.ceil((1 - tokens) / self.per_channel))
        seconds = _window(self._posts, now, self.per_minute)
        if not seconds:
            self._buckets[channel] = (tokens - 1, now)
        return seconds

    def _tier(self, method: str) -> int:
        most = TIERS.get(method)
        if most is None or not self.tiers:
            return 0
        return _window(self._calls.setdefault(method, deque()), self.now(), most)


def _window(times: deque[float], now: float, most: int) -> int:
    while times and now - times[0] >= MINUTE:
        times.popleft()
    if len(times) >= most:
        return max(1, math.ceil(MINUTE - (now - times[0])))
    times.append(now)
    return 0

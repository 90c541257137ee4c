"""The pace of the activity worker: numbers that are a matter of taste."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """Seconds, unless a name says otherwise."""

    grace: float = 3.0
    """How long a message whose fate is not known may still be on its way into the channel's history."""
    tries: int = 5
    """After so many refusals a delivery is given up."""
    longest_pause: float = 20.0
    """Between two tries at a Slack that fails: when it is well again, nobody waits for long."""
    refused_pause: float = 30.0
    """Until Slack is asked again whether it takes our token."""
    idle: float = 5.0
    """Until the worker looks by itself."""
    round: float = 0.15
    """Under load: the shortest time between two looks at the database. Slack takes some five messages a second."""
    coalesce: float = 0.3
    """Until a changed card is drawn again, because changes come in groups."""
    due: int = 200
    """Deliveries of a channel that are looked at together."""

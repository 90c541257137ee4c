"""What a person can do in a Slack client. Each action reaches the app as the request that Slack itself would send.

Every method takes the person's user id first. What the app should answer at once (slash, click, submit ...) is awaited
and comes back as an ``Outcome``; events (messages, reactions, joins ...) are delivered in the background:
``await people.settled()`` waits for them. An action that the client itself would not allow raises ``ClientRefused``
with the text that the client shows.
"""

from __future__ import annotations

from bot.sandbox.slack.people.interact import Interacting
from bot.sandbox.slack.people.manage import Managing
from bot.sandbox.slack.people.talk import Talking

__all__ = ["People"]


class People(Talking, Interacting, Managing):
    """Everybody in the workspace, as seen from their keyboards."""

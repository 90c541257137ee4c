"""What follows from a refusal of Slack: what is done, and who hears of it."""

from __future__ import annotations

from enum import StrEnum


class RefusalAction(StrEnum):
    """What is done when Slack refuses."""

    WAIT = "wait"
    """The same again after a pause, as often as it takes."""
    RETRY = "retry"
    """The same again at once, a few times, where twice does no harm."""
    FALL_BACK = "fall back"
    """The same in a plainer way, or elsewhere."""
    GIVE_UP = "give up"
    """This one call ends here."""
    NOTHING = "nothing"
    """It is as it was asked to be."""


class RefusalAudience(StrEnum):
    """Who hears of it, besides the log."""

    NOBODY = "nobody"
    ASKER = "who asked"
    MAKER = "who set the channel up"
    ADMINS = "whoever asks for the status"
    LOG = "whoever reads the log"
    """A fault of ours: with an error, so that it is seen."""

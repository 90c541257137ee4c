"""Whom to tell of what comes: a channel, a person, nobody any more. Pure."""

from __future__ import annotations

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame


def combine_telling(frame: Frame, low: str) -> None:
    """Whom to tell of what comes, and whether one asks for what is."""
    if (enough := turns.ENOUGH.search(low)) and not frame.times:
        frame.leftovers = [token for token in frame.leftovers if token.low not in enough[0].split()]
        frame.verbs -= {"activity", "update", "subscribe", "follow", "mute"}
        frame.denied.clear()
        frame.verbs.add("unfollow" if frame.names else "unsubscribe")
        frame.cues.clear()
    elif enough and turns.SPAN.search(low) and not (frame.names or frame.areas):
        frame.verbs, frame.denied = {"mute"}, set()  # `don't post here for one day`
        frame.cues.clear()
    elif turns.OUT_OF_HERE.search(low) and frame.areas and not (frame.kinds or frame.names or frame.over):
        frame.verbs = frame.verbs - words.REMOVING | {"unsubscribe"}  # `drop kakao from this channel`
        frame.removal = True
    elif "unsubscribe" in frame.verbs and frame.times and turns.WHILE.search(low) and not frame.names:
        frame.verbs ^= {"unsubscribe", "mute"}  # `stop posting here until tomorrow`
    elif turns.WANTS_EVENTS.search(low) and not turns.IS_QUESTION.search(low):
        frame.verbs.add("subscribe")
    elif turns.RECEIVE.search(low) and (frame.states or frame.areas) and not (frame.over or frame.names):
        frame.verbs.add("subscribe")  # `we wish to receive only rejections here`
    elif turns.SUBSCRIBE_ME.search(low) and frame.names:
        frame.verbs -= {"subscribe", "create"}  # `subscribe me to order_update` is told to that person
        frame.verbs.add("follow")
    elif turns.ANNOUNCE.search(low) and (frame.states or frame.areas) and not (frame.times or frame.over):
        frame.verbs.add("subscribe")  # `announce rejections in this channel`
    elif turns.TELL_US.search(low) and not frame.verbs & {"unsubscribe", "unfollow"}:
        frame.verbs -= words.CHANGING | {"activity", "follow"}
        frame.verbs.add("subscribe")
    elif (told := turns.TELL_ME.search(low)) and not frame.verbs & {"unsubscribe", "unfollow", "waiting"}:
        frame.leftovers = [token for token in frame.leftovers if token.low not in told[0].split()]
        frame.verbs -= words.CHANGING | {"activity"}
        frame.verbs.add("follow")
    if frame.over:
        frame.verbs.discard("subscribe")  # `which digests are posted here?`
    if "follow" in frame.verbs:
        frame.verbs.discard("launch")  # `tell me when it is launched`
    if frame.verbs & {"subscribe", "unsubscribe", "follow", "unfollow", "mute"}:
        frame.verbs.discard("activity")  # `subscribe us to rcs events`

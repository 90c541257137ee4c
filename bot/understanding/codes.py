"""What is wanted with a phone number, a one-time code, an address, or an app that a sender is to serve. Pure."""

from __future__ import annotations

import re

from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame
from bot.understanding.tongues import code_of_place

_NO_CODE = re.compile(
    r"\b(?:otp|code|pin)\b.*\b(?:again|once more|another|expired|never|not (?:get|got|arrive|come|receive)\w*)\b"
    r"|\b(?:never|not) (?:get|got|receive|received|see|saw)\b.*\b(?:otp|code|pin)\b"
    r"|\b(?:re-?send|send|text|sms|request) (?:\w+ ){0,3}?(?:otp|code|pin)\b"
)
"""A one-time code that is to be sent, did not come, or no longer counts."""
_CAN_DO = re.compile(r"\bwhat (?:can|could|does|is) .*\b(?:do|support|supports|capable|able|handle)\b")
"""What a phone is able to do."""
_TRY = re.compile(
    r"\b(?:let|try|test)\b|\b(?:must|should|shall|needs? to|ha(?:s|ve) to|ought to) (?:be|become"
    r"|join)\b"
)
_CODE_IS = re.compile(r"\b(?:otp|code|pin)\b.*\b\d{4,8}\b|\b\d{4,8}\b is the (?:otp|code|pin)\b")
_CAN_SHOW = re.compile(
    r"\b(?:can|could|does|do|is|will|would)\b.*"
    r"\b(?:display|show|shows|render|play|handle|support|supports|read|open|view|capable)\b"
)
"""Asks what a phone is able to do: `can +46... display carousels?`"""
_REPLACE = re.compile(r"\b(?:replace|overwrite)\b")
_TOO = re.compile(r"\b(?:too|also|as well)\b|^(?:and|plus)\b")
_INVITATIONS = re.compile(
    r"\b(?:invitations?|invites?)\b.*\b(?:left|remain\w*|still|today|available|over)\b"
    r"|\bhow many (?:invitations|invites)\b"
)
"""Asks how many phones may still be invited."""
_FIELDS = re.compile(r"\b(?:target|address|url|secret|triggers?|events?|link)\b")
_MADE_BY_NAME = frozenset({"app", "bundle"})
_REGIONS = frozenset({"EU", "US", "BR"})
_NEED_ONE = re.compile(
    r"\b(?:i|we) (?:need|want|require|would like)(?: to have)? (?:an?|another|one more) (?:\w+ ){0,2}?"
    r"(?:bundle|app|webhook|hook|sender|agent|solution|number)\b"
)
"""Wishes for something that does not exist yet: `I need a bundle`."""
_ANOTHER_NAME = re.compile(r"\b(?:another|new|different|better|other) name\b|\b(?:a|the) name of\b.*\b(?:its|own)\b")
_WHERE_GO = re.compile(
    r"\bwhere (?:do|does|are|is|will) (?:\w+ ){0,3}?(?:events?|callbacks?|webhooks?) (?:all )?"
    r"(?:go|going|sent|delivered|end up|arrive|posted to|sending)\b"
    r"|\bwhere (?:does|will) sinch (?:call|send|post|reach|notify|push)\b"
)
"""Asks where Sinch sends events."""
_WHICH_EVENTS = re.compile(r"\b(?:stop|end|quit|only|just|also|all|every|no|not|without|except|too|as well)\b")
_OF_EVENTS = frozenset({"activity", "subscribe", "unsubscribe", "unfollow"})
_SET_UP = frozenset({"sender", "template", "app", "bundle", "account", "solution"})
_DROP_CHANGES = re.compile(
    r"\b(?:withdraw|abandon|drop|cancel|discard|throw away|revert|reset|forget|scrap|take back) "
    r"(?:(?:the|my|our|all|any|its|these|those|of)\W+)*(?:pending|open|unsaved|draft|rejected|latest|unsubmitted)?\W*"
    r"(?:changes|edits|draft)\b"
)
_STOP_LAUNCH = re.compile(
    r"\b(?:stop|halt|cancel|abort|call off|suspend|hold|pause|delay|postpone) (?:\w+ ){0,2}launch(?:ing)?\b"
)
_TO_AN_APP = frozenset({"app", "conversation"})
"""Words for what a sender is connected to."""


def combine_codes(frame: Frame, low: str) -> None:
    """What is wanted with a phone number, or with the code that was sent to it."""
    if frame.phones and frame.removal and not frame.verbs - words.GENERIC:
        frame.verbs.add("delete")  # `take +46... out of the test numbers`
    if frame.phones and _TRY.search(low) and not (frame.over or frame.verbs - {"show"}):
        frame.verbs.add("test-retry" if frame.again else "create")  # `let +46... try it`
    if _CODE_IS.search(low) and frame.names and not frame.verbs - {"show"}:
        frame.verbs.add("verify")
        frame.options.clear()  # `the otp is 123456` speaks of no category
    if frame.phones and (_CAN_DO.search(low) or _CAN_SHOW.search(low)):
        frame.verbs = frame.verbs - words.CHANGING | {"test-capabilities"}
    if frame.names and _NO_CODE.search(low) and not frame.phones and not frame.verbs & {"verify", "follow"}:
        frame.verbs.add("register")  # `the code never came`
        frame.areas = [area for area in frame.areas if area != "sms"]
        frame.options.clear()
    if frame.phones and "register" in frame.verbs and not frame.over:
        frame.verbs = frame.verbs - {"register"} | {"create"}  # `register +46... as a test phone`
    if "testnumber" in frame.kinds and frame.plural and not (frame.phones or frame.verbs - words.GENERIC):
        frame.kinds = [kind for kind in frame.kinds if kind != "testnumber"]
        frame.verbs, frame.pronoun = {"progress"}, True  # `test phones?`
    if (frame.names or frame.pronoun) and _DROP_CHANGES.search(low) and not (frame.over or frame.denied):
        frame.verbs, frame.states, frame.removal = {"discard"}, [], True  # `withdraw the pending changes`
    if _STOP_LAUNCH.search(low) and frame.names and not (frame.over or "not" in frame.content):
        frame.verbs, frame.cues, frame.denied = {"progress"}, [], set()  # nothing stops one; this says how far it is
    _combine_makings(frame, low)
    _combine_hooks(frame, low)
    if frame.leftovers and {*frame.kinds} <= _MADE_BY_NAME and frame.kinds and not (frame.names or frame.over):
        places = {code_of_place(word) or word.upper() for word in low.split()} & _REGIONS
        if places and any(token.quoted for token in frame.leftovers) and not frame.verbs - words.GENERIC:
            frame.verbs = {"create"}  # `SMS app "Pick up now" in the US`
    if not frame.over and _REPLACE.search(low) and not _FIELDS.search(low) and _is_of(frame, "webhook", "webhooks"):
        frame.verbs = frame.verbs - {"update"} | {"replace"}
    if frame.phones and _TOO.search(low) and not (frame.over or frame.verbs - words.GENERIC):
        frame.verbs.add("create")  # `and +46... too`
    if _INVITATIONS.search(low) and not frame.phones and not frame.verbs - words.GENERIC - {"create"}:
        frame.verbs, frame.pronoun = {"progress"}, True  # `how many invitations are left?`
        frame.leftovers, frame.cues = [], []
    if "://" in low and not frame.over:
        _combine_address(frame)
    if "connect" in frame.verbs and "project" not in frame.kinds:
        frame.kinds = [kind for kind in frame.kinds if kind not in _TO_AN_APP]
        frame.areas = [area for area in frame.areas if area not in _TO_AN_APP]  # `connect it to our conversation app`


def _combine_makings(frame: Frame, low: str) -> None:
    """What is to be made, or named otherwise, without a verb that says so."""
    if frame.over or frame.how:
        return
    if "setup" in frame.verbs and {*frame.kinds} & _SET_UP:
        frame.verbs = frame.verbs - {"setup"} | {"create"}  # `set up RCS sender "Blue Tram"`
    elif _NEED_ONE.search(low) and not (frame.names or frame.verbs - words.GENERIC or frame.denied):
        frame.verbs = {"create"}
    elif frame.names and _ANOTHER_NAME.search(low) and not frame.verbs - words.GENERIC:
        frame.verbs = {"update"}


def _combine_hooks(frame: Frame, low: str) -> None:
    """Where Sinch's events go, and which of them a webhook gets."""
    named = any(found[0].kind == "webhooks" for found in frame.names)
    if _WHERE_GO.search(low) and not frame.names:
        frame.verbs, frame.kinds, frame.states, frame.leftovers = {"list"}, ["webhook"], [], []
        return
    of_events = frame.verbs & _OF_EVENTS and not frame.verbs - words.GENERIC - _OF_EVENTS
    if named and of_events and not frame.over and _WHICH_EVENTS.search(low):
        frame.verbs, frame.removal = {"update"}, False  # `Main Hook: only RCS events from now on`


def _is_of(frame: Frame, kind: str, place: str) -> bool:
    """Whether it is about something of this kind: said, or named."""
    return kind in frame.kinds or any(found[0].kind == place for found in frame.names)


def _combine_address(frame: Frame) -> None:
    """What is to go to an address: a webhook that exists, or a new one for these events."""
    if frame.verbs - words.GENERIC - {"activity", "subscribe"} or frame.removal or frame.denied:
        return
    if any(found[0].kind == "webhooks" for found in frame.names):
        frame.verbs = {"update"}  # `point Main Hook at https://...`
    elif "activity" in frame.verbs and not frame.names:
        frame.verbs = {"create"}  # `send all events to https://...`
        frame.kinds.append("webhook")

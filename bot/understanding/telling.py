"""Whom to tell of what comes: a channel, a person, nobody any more. Pure."""

from __future__ import annotations

import re

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame

_TOLD = r"(?:events?|posts?|messages?|updates|notifications?|notices?|news|alerts?|pings|dms)"
_TELL = (
    r"(?:(?:tell|inform|notify|ping|message|messag|alert|intimate|update|updat|dm|mail|email|text|warn|remind"
    r"|write|writ"
    r"|page|pag|buzz|yell at|shout at)(?:ing)?)"
)
_WHEN = (
    r"(?:when(?:ever)?(?! (?:is|are|was|were|does|did)\b)|once|as soon as|the (?:moment|minute|second|instant|day)|if"
    r"|every time|each time|in case|on every"
    r"|about every)"
)
_ENOUGH = re.compile(
    rf"^(?:please )?no {_TOLD} (?:for|until|till|before)\b|"
    rf"\b(?:no|not) more (?:\w+ )?{_TOLD}\b|\b(?:had )?enough of (?:\w+ ){{0,2}}{_TOLD}\b"
    rf"|\b(?:do not|never|not) (?:want|need|wish|like)(?: any ?more| any longer)?(?: (?:to )?(?:get|have|see"
    rf"|receive))?"
    rf" (?:\w+ )?{_TOLD}"
    r" (?:about|of|on|from|for|in|here|any ?more|any longer)\b"
    rf"|\b(?:gets?|receives?|wants?|needs?) no more\b|\bno more (?:\w+ )+in here\b"
    rf"|\bstop (?:the |all |all the |these |those |your )?(?:\w+ )?{_TOLD}\b"
    rf"|\bno {_TOLD} (?:to|for) me\b|\b(?:no longer|not) interested in\b|\bno longer (?:care|want to know) about\b"
    r"|\b(?:do not|never) (?:disturb|bother) (?:us|me)\b"
    r"|\b(?:stop|refrain from|cease|quit|avoid) (?:talking|chatting|speaking"
    r"|pinging|notifying|messaging|telling|updating|dming|alerting"
    r"|bothering|informing|posting|sending"
    r"|bugging|spamming|annoying|mailing|writing)\b"
    rf"|\b(?:stop|no need) (?:to )?{_TELL} (?:me|us)\b"
    r"|\b(?:do not|never|not) (?:want|need|wish|like|care)(?: to)? (?:follow|(?:hear|read|know|(?:be|get) (?:told"
    r"|informed|notified|pinged)) (?:\w+ ){0,2}?(?:about|of|from))\b"
    r"|\b(?:not|never) (?:post|send|announce|write|put) (?:\w+ ){0,2}(?:in |into |to )?(?:here|this (?:channel"
    r"|room))\b"
    r"|\b(?:do not|never) (?:message|ping|notify|tell|bother|dm|update|alert|inform|mail|text) (?:me|us) "
    r"(?:about|of|on)\b"
)
"""Asks for silence about something, for good where no time is said."""
_UNTIL = re.compile(r"\b(?:until|till)\b")
_WANTS_EVENTS = re.compile(
    rf"\b(?:want|need|like|put|bring|send|pipe|stream|deliver|forward|route)\b.*\b{_TOLD}\b.*"
    r"\b(?:here|(?:this|the|our) (?:channel|room))\b"
)
_RECEIVE = re.compile(
    r"\b(?:give|feed|hand) (?:this|the|our) (?:channel|room|team) (?:all|every|the|only|just)\b|"
    r"\bhave (?:this|the|our) (?:channel|room|team|group|squad) (?:told|informed|notified|alerted|updated|posted)\b|"
    r"\b(?:want|wish|like|need|love|prefer|make)(?: that| for| to have)? (?:this|the|our) (?:channel|room|team|group"
    r"|squad)"
    r"(?: here)?(?: to| should)? (?:be |is |gets? )?(?:learns?|hears?|knows?|sees?|gets?|receives?|told"
    r"|informed|notified"
    r"|alerted)\b|"
    r"\b(?:want|wish|like|need|love)\b.*\b(?:receive|get|have|see)\b.*\b(?:here|(?:this|our) (?:channel|room))\b"
    r"|\b(?:this|our|the) (?:channel|room|team) (?:should|must|shall|ought to|needs? to|has to|wants? to) (?:only )?"
    r"(?:receive|get|have|see|hear)\b"
)
_TELL_ME = re.compile(
    r"\b(?:do not|never) (?:want|wish|like) to miss\b|"
    rf"\b(?:be|get) (?:notified|informed|told|alerted|pinged|messaged) (?:\w+ ){{0,2}}?{_WHEN}\b|"
    rf"^{_WHEN} .+\b(?:{_TELL} me|let me know|(?:want|like|need|wish|love)(?: to)? (?:know|hear|be told"
    rf"|be informed))\b|"
    rf"\b(?:want|wish|like|love|need)(?: to)? (?:know|hear|be told|learn) {_WHEN}\b|"
    r"\b(?:want|wish|like|love|need)(?: that)?(?: i| me)?(?: to)? (?:hear|(?:be|am|get) (?:told|informed"
    r"|notified|alerted)) "
    r"(?:\w+ ){0,2}?(?:about|of|when|whenever|once|if)\b|"
    r"\b(?:i am|we are) (?:\w+ )?interested in\b|"
    r"\b(?:dm|ping|notify|alert|message|mail|text|warn) me (?:on|about|of|with|for) (?:\w+ )?"
    r"(?:changes?|updates?|news|events?|everything|anything)\b|"
    rf"\b(?:{_TELL} me|let me know|(?:give|drop|shoot|send|write) me an? (?:\w+ )?"
    rf"(?:shout|ping|heads up|line|note|message|dm|text|mail|email|word|alert|notification|notice|reminder|nudge"
    rf"|buzz)) "
    rf"(?:\w+ ){{0,2}}?{_WHEN}\b"
)
_TELL_US = re.compile(
    rf"\b(?:{_TELL} (?:us|everyone|everybody|the team)"
    rf"|let (?:us|the team|everyone|everybody|all of us)(?: here)? know) (?:\w+ ){{0,3}}?{_WHEN}\b"
)
_ANNOUNCE = re.compile(
    r"\b(?:get|have|want|see|like|need)\b.*\b(?:posted|shown|published|announced|delivered|sent|displayed|reported)"
    r" (?:here|in(?:to)? (?:this|the|our) (?:channel|room))|"
    r"\b(?:announce|post|publish|report|show|send|push|deliver)\b.*\b(?:in|into|to) (?:this|the|our) (?:channel"
    r"|room)\b"
    r"|\b(?:announce|post|publish|send|push|deliver) (?:all|only|every|just|the|any)\b.*\bhere\b"
)
_IF_STILL = re.compile(
    r"\b(?:tell (?:me|us)|let (?:me|us) know|know) (?:if|whether) .*\b(?:still|already|currently|yet)\b"
)
_ASKS_IF = re.compile(
    r"^(?:can|could|would|will|does|do) (?:you|somebody|someone|anybody|anyone) .*"
    r"\b(?:if|whether) (?:\S+ ){1,4}?(?:is|are|was|were|has|have|had)\b"
)
"""Asks how something is, and for no news of it."""
_GO_ON = re.compile(
    r"\b(?:resume|restart|continue|re-?enable|reactivate|restore|go on with|(?:start|begin)(?= .*\bagain\b))"
    rf"(?: \w+){{0,3}} (?:post(?:ing)?|talking|writing|sending|notifying|{_TOLD})\b"
)
"""Asks for an end of silence: `resume notifications`."""
SUBSCRIBE_ME = re.compile(r"\b(?:subscribe|sign|add|put) me\b(?: up)? (?:to|for|on)\b")
_CHANNEL = re.compile(r"\b(?:this|the|our) (?:channel|room|team)\b")
_CUT_OFF = re.compile(
    r"\b(?:cut|take|disconnect|unplug|free) (?:this|the|our) (?:channel|room) (?:off|out|from)\b"
    r"|\brid (?:this|the|our) (?:channel|room) of\b"
)
_UNSUBSCRIBE_ME = re.compile(r"\bunsubscribe me\b|\b(?:take|remove|drop) me (?:off|from)\b")
_ONLY_HERE = re.compile(
    r"^(?:please )?(?:only|just) .*\b(?:here|(?:this|the|our) (?:channel|room))(?: please| thanks| thank you)*$|"
    r"\b(?:only (?:show|send|post|give|tell|put)|(?:show|send|post|give|put) (?:us )?(?:only|just)) .*"
    r"\b(?:here|(?:this|the|our) (?:channel|room))\b"
)
"""Asks that a channel get less than all: `only show us problems in here`."""
_NO_HERE = re.compile(
    r"^(?:please )?no (?:more )?(?:\w+ ){1,3}?(?:here|in (?:here|(?:this|the|our) (?:channel|room)))\b"
)
"""Asks that something be posted here no longer."""
_OUT_OF_HERE = re.compile(
    r"\b(?:ban|banish|keep|exclude|eject|drop|remove|kick|take|get rid of|cut|throw|leave) (?:\S+ ){0,4}"
    r"(?:out of|from|off) (?:here|(?:this|the|our) (?:channel|room))\b"
)
"""Asks that something be posted here no longer."""


def _are_many(frame: Frame, low: str) -> bool:
    """Whether what is to be told is of no single resource: `follow rejected templates`."""
    return bool(frame.areas and _CHANNEL.search(low)) or bool(frame.states and frame.plural and not frame.over)


def combine_telling(frame: Frame, low: str) -> None:
    """Whom to tell of what comes, and whether one asks for what is."""
    if (enough := _ENOUGH.search(low)) and not frame.times:
        frame.leftovers = [token for token in frame.leftovers if token.low not in enough[0].split()]
        frame.verbs -= {"activity", "update", "subscribe", "follow", "mute"}
        frame.denied.clear()
        mine = frame.names or (frame.pronoun and "me" in low.split())
        frame.verbs.add("unfollow" if mine else "unsubscribe")
        frame.cues.clear()
    elif enough and (turns.SPAN.search(low) or _UNTIL.search(low)) and not (frame.names or frame.areas):
        frame.leftovers = [token for token in frame.leftovers if token.low not in enough[0].split()]
        frame.verbs, frame.denied = {"mute"}, set()  # `don't post here for one day`
        frame.cues.clear()
    elif _GO_ON.search(low) and not (frame.names or frame.areas or "digest" in frame.kinds or frame.over):
        frame.verbs, frame.removal = {"unmute"}, True
        frame.cues.clear()
    elif _OUT_OF_HERE.search(low) and frame.areas and not (frame.kinds or frame.names or frame.over):
        frame.verbs = frame.verbs - words.REMOVING - {"activity"} | {"unsubscribe"}  # `drop kakao from this channel`
        frame.removal = True
    elif "unsubscribe" in frame.verbs and frame.times and turns.WHILE.search(low) and not frame.names:
        frame.verbs ^= {"unsubscribe", "mute"}  # `stop posting here until tomorrow`
    else:
        _combine_listeners(frame, low)
    if frame.over:
        frame.verbs.discard("subscribe")  # `which digests are posted here?`
    if "follow" in frame.verbs:
        frame.verbs.discard("launch")  # `tell me when it is launched`
    if frame.verbs & {"subscribe", "unsubscribe", "follow", "unfollow", "mute"}:
        frame.verbs.discard("activity")  # `subscribe us to rcs events`


def _combine_listeners(frame: Frame, low: str) -> None:
    """Who is to hear of what: this channel, whoever asks, nobody any more."""
    if _WANTS_EVENTS.search(low) and not turns.IS_QUESTION.search(low):
        frame.verbs.add("subscribe")
    elif _RECEIVE.search(low) and (frame.states or frame.areas) and not (frame.over or frame.names):
        frame.verbs.add("subscribe")  # `we wish to receive only rejections here`
    elif SUBSCRIBE_ME.search(low) and frame.names:
        frame.verbs -= {"subscribe", "create"}  # `subscribe me to order_update` is told to that person
        frame.verbs.add("follow")
    elif _ANNOUNCE.search(low) and (frame.states or frame.areas) and not (frame.times or frame.over):
        frame.verbs.add("subscribe")  # `announce rejections in this channel`
    elif _TELL_US.search(low) and not frame.verbs & {"unsubscribe", "unfollow"}:
        frame.verbs -= words.CHANGING | {"activity", "follow"}
        frame.verbs.add("subscribe")
    elif _CUT_OFF.search(low) and not frame.over:
        frame.verbs, frame.removal = {"unsubscribe"}, True  # `cut this channel off from everything`
        frame.cues.clear()
    elif "follow" in frame.verbs and not frame.names and _are_many(frame, low):
        frame.verbs = frame.verbs - {"follow"} | {"subscribe"}  # `let this channel follow rcs`
    elif _UNSUBSCRIBE_ME.search(low) and frame.names:
        frame.verbs = frame.verbs - {"unsubscribe", "delete"} | {"unfollow"}  # `unsubscribe me from order_update`
        frame.removal = True
    elif _NO_HERE.search(low) and (frame.areas or frame.states) and not (frame.kinds or frame.names or frame.over):
        frame.verbs, frame.removal = {"unsubscribe"}, True  # `no rcs here any more`
        frame.denied.clear()
    elif _ONLY_HERE.search(low) and not (frame.kinds or frame.names or frame.over):
        frame.verbs, frame.states = {"subscribe"}, frame.states  # `only show us problems in this channel`
    elif frame.names and (_IF_STILL.search(low) or (frame.asks and _ASKS_IF.search(low))):
        frame.verbs.discard("follow")  # `can you tell me if it is still paused?`
    elif (told := _TELL_ME.search(low)) and not frame.verbs & {"unsubscribe", "unfollow", "waiting"}:
        frame.leftovers = [token for token in frame.leftovers if token.low not in told[0].split()]
        frame.verbs -= words.CHANGING | {"activity"}
        here = frame.here and not frame.names and (frame.states or frame.areas)
        frame.verbs.add("subscribe" if here else "follow")

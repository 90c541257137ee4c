"""What people say in a roundabout way, or with a verb that means something else: one step of `combining`. Pure."""

from __future__ import annotations

import re

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.files import combine_files, tells_files
from bot.understanding.frame import Frame
from bot.understanding.names import Name

_RATHER_NOT = re.compile(
    r"\b(?:rather not|(?:do|does) not (?:want|need|wish|like))\b(?: to)?(?: (?:get|have|see|receive))?"
    r"(?: (?:the|a|any|our|this|your))? (?:\w+ )?(?:digests?|summar(?:y|ies)|recaps?)\b"
)
"""Wishes that no digest come."""
_NO_DIGEST = re.compile(r"\bno (?:more )?(?:\w+ )?(?:digests?|summar(?:y|ies)|recaps?)\b")
_BEFORE = re.compile(
    r"\bcompared? (?:to|with|against) (?:(?:the|our|a) )?(?:last|previous|past|year|month|week|quarter|before"
    r"|yesterday)\b"
)
"""Asks how things went against an earlier time."""
_DIFFERENCE = re.compile(r"\bdifferences? between (?:an? |the )?(\w+)(?: \w+){0,2} and \w+")
_COMMANDS_FOR = re.compile(
    r"\bcommands?(?: (?:are|is|there|exist|available|do|you|have|i|can|use))* "
    r"(?:for|on|about|around|with) (?:the |our )?(\w+(?: \w+)?)$"
    r"|\bwhat (?:all )?(?:can|could) (?:i|we|you|one) do (?:with|about|for|around) (?:the |our |an? )?(\w+(?: \w+)?)$"
    r"|^(?:(?:please|hey|can you|could you|i need|we need)\W+)*help (?:me |us )?(?:with|on|about|for|around) "
    r"(?:the |our |an? )?(\w+(?: \w+)?)$"
)
_HOW_DONE = re.compile(r"^how (?:do|does|can) (?:an? |the |our )?(\w+)(?: \w+)? (?:get|become) \w+(?:ed|en)$")
_FRIENDLIER = re.compile(r"\bmake (?:it|this|that|the \w+|its \w+) (?:\w+ )?(?:\w{3,}er|nicer|more \w+|less \w+)\b")
"""Asks for another shape of something: `make the text friendlier`."""
_NEXT_STEP = re.compile(
    r"\b(?:anything|something|what|which (?:\w+ )?(?:things?|ones?|items?|tasks?)|things?) (?:that )?"
    r"(?:(?:i|we) (?:should|must|need to|have to|ought to|could)|(?:should|must|do) (?:i|we)(?: need to| have to)?) "
    r"(?:chase|handle|tackle|attend|address|deal|look|act|fix|worry|do|care|push|follow up|take care)\b"
    r"|\bbecause of (?:us|me)\b"
)
"""Asks what waits for whoever speaks: `anything I should chase today?`"""
_OFF = re.compile(r"\boff\b(?! (?:of|to)\b)")
_BACK_ON = re.compile(
    r"\b(?:want|need|like|have|get|start|bring) (?:\w+ ){1,3}again\b|\b(?:back on|on again)\b"
    r"|\b(?:turn|switch)(?:ed|ing)? (?:\S+ ){0,4}on\b|\bon$"
)
_A_MESSAGE = re.compile(
    r"\b(?:an?|another|new|some|the) (?:\w+ ){0,2}(?:message|text|notification|notice|greeting|wording)s?\b"
    r"(?!.*\bto (?:sinch|them|meta|google|kakao)\b)"
)
_WISHED_FOR = re.compile(
    r"\b(?:need|want|like|love|wish|have|get|do) (?:to (?:have|get) )?(?:an?|another|some) (?:\w+ ){0,2}"
    r"template (?:for|about|that|which|to)\b"
)
_TEMPLATE_FOR = re.compile(r"^(?:\w+ ){0,5}template (?:for|about|that|to)\b(?! (?:review|approval|meta|sinch)\b)")
_PURPOSE = re.compile(r"\b(?:for|about|saying|that|to (?:tell|announce|say|inform|thank|remind|welcome))\b")
_NOW = re.compile(
    r"\b(?:right now|now|immediately|at once|early|straight away|asap)\b|\b(?:today|current|latest) digest\b"
)
_INTACT = re.compile(
    r"\b(?:audit|logs?|records?|trail|protocol)\b.*\b(?:tamper\w*|messed|meddled|intact|altered|forged|manipulat\w*|falsif\w+|faked"
    r"|fiddled|untouched|trustworthy|trusted|genuine|integrity|unaltered|doctored|authentic|reliable)\b"
    r"|\b(?:tamper\w*|messed|meddled|integrity|altered|forged|manipulat\w*|falsif\w+|faked|fiddled|doctored|trust)\b.*"
    r"\b(?:audit|logs?|records|trail|protocol)\b"
)
"""Asks whether the audit log is as it was written."""
_ALMOST = re.compile(
    r"\b(?:are|is) (?:we|it|this) (?:\w+ ){0,2}?(?:there|done|finished|through)\b|\bwhat (?:is|comes) next\b"
    r"|\bnext steps?\b"
    r"|\bwhen (?:will|do|does|are) (?:they|meta|sinch|kakao|google|the operators) (?:going to )?"
    r"(?:decide|answer|respond|approve|finish|review|reply)\b"
)
"""Asks how far something is: `are we nearly there?`"""
_THAT_IT_HAS = re.compile(r"\b(?:that|about|because|since|as) .*\b(?:has|have|had|got|with|is|are) (?:an? )?new\b")
"""Says that there is something new, not that it be made."""
_KEEP_REPLIES = re.compile(
    r"\b(?:not|stop|never|no longer|quit) (?:send|sending|forward\w*|pass\w*|turn\w*) .*\b(?:write|reply"
    r"|replies|say)\b"
    r".*\b(?:to sinch|comments?)\b"
)
"""Wishes that replies do not become comments."""
_STAY = re.compile(
    r"\b(?:replies|answers|reply|(?:this|our) (?:thread|chat|talk)\w*)\b.*\b(?:stay|remain|keep|kept|belong)s?\b.*"
    r"\b(?:slack|here|private|internal|us|ourselves)\b"
    r"|\b(?:replies|answers)\b.*\b(?:not|never|no longer)\b.*\b(?:go|sent|become|forwarded|passed|reach)\b.*"
    r"\b(?:sinch|comments?)\b"
    r"|\bkeep\b.*\b(?:replies|answers)\b.*\b(?:slack|private|internal|ourselves)\b"
)
"""The same, from the other side: `replies here should stay in Slack`."""
_SEND_REPLIES = re.compile(
    r"\b(?:replies|answers|every reply|all we (?:write|reply))\b.*"
    r"\b(?:become|be|go|goes|sent|send|back|turn\w*|forward\w*|pass\w*|to|into|as)\b.*\b(?:comments?|sinch)\b"
)
"""Wishes that replies become comments."""
_PERHAPS = re.compile(r"\b(?:ask\w*|before|confirm\w*|press\w*|not|never|stop\w*|no|off|without|only)\b")
_WHAT = re.compile(r"^(?:(?:and|so|hey|ok|please)\W+)*(?:what|which|who|is|are|do|does|where|show|list)\b")
_WE_REQUIRE = re.compile(r"\b(?:i|we|our \w+|they) (?:\w+ )?requires? (?:an?|the|some|all|our|more|another)\b")
"""Says that something is needed, not that it needs approval."""


def asks_whether_intact(frame: Frame, low: str) -> bool:
    """Whether it is asked if the audit log is as it was written; then nothing else is."""
    if not _INTACT.search(low) or frame.names:
        return False
    _settle(frame, "audit", "verify")
    return True


def ends_replies(frame: Frame, low: str) -> bool:
    """Whether replies are to stay in Slack; then nothing else is asked for."""
    off = _KEEP_REPLIES.search(low) or _STAY.search(low)
    on = _SEND_REPLIES.search(low) and not _PERHAPS.search(low)
    if not (off or on) or frame.names or turns.IS_QUESTION.search(low):
        return False
    _settle(frame, "comments")
    frame.chosen["mode"] = "off" if off else "auto"
    return True


def _settle(frame: Frame, *path: str) -> None:
    """Read the sentence as if the command itself had been typed."""
    frame.spelled, frame.leftovers, frame.ability, frame.denied = path, [], False, set()
    frame.kinds, frame.states, frame.unwanted = [], [], set()


def to_explain(frame: Frame, low: str) -> str:
    """What is to be explained: one of two that differ, what commands are for, or how it gets done; empty if nothing."""
    found = (
        None
        if frame.names or tells_files(low)
        else _DIFFERENCE.search(low) or _COMMANDS_FOR.search(low) or _HOW_DONE.search(low)
    )
    return next((term for term in found.groups() if term), "") if found else ""


def combine_roundabout(frame: Frame, low: str, card: Name | None) -> None:
    """What waits for us, how far something is, what goes into a file or comes out of one, what is compared."""
    if _NEXT_STEP.search(low) and not (frame.names or frame.kinds):
        frame.verbs, frame.states, frame.leftovers = {"waiting"}, [], []
        frame.cues.clear()
    if "require" in frame.verbs and _WE_REQUIRE.search(low) and "approval" not in frame.kinds:
        frame.verbs.discard("require")
    if frame.verbs - words.GENERIC == {"create"} and frame.names and _THAT_IT_HAS.search(low):
        frame.verbs.discard("create")
    if (frame.names or card is not None) and _FRIENDLIER.search(low):
        frame.verbs, frame.languages, frame.pronoun = {"update"}, [], True
        frame.leftovers = []
    if "require" in frame.verbs and _WHAT.match(low):
        frame.verbs, frame.kinds = {"list"}, ["approval"]  # `what are the rules for four eyes?`
        frame.cues.clear()
    combine_files(frame, low)
    _combine_new(frame, low)
    _combine_digests(frame, low)
    if "compare" in frame.verbs and _BEFORE.search(low):
        frame.verbs ^= {"compare", "report"}  # `how do we compare to last quarter?`
    if turns.IS_QUESTION.search(low) and len(frame.names) < 2 and "compare" in frame.verbs and "against" in low.split():
        frame.verbs.discard("compare")  # `does Meta have anything against it?`
    said = frame.names or frame.areas or frame.kinds or frame.verbs - words.GENERIC
    if card is not None and not said and _ALMOST.search(low):
        frame.pronoun, frame.ability = True, False  # `are we nearly there?`
        frame.verbs.add("progress" if card.kind == "rcs senders" else "get")


def _combine_new(frame: Frame, low: str) -> None:
    """A template that is to be made, by what it is for: `write a message for customers who left`."""
    if frame.names or frame.over or frame.plural or frame.asks:
        return
    if frame.verbs - words.GENERIC == {"create"} and not frame.kinds and _A_MESSAGE.search(low):
        frame.kinds = ["template"]
    if {*frame.kinds} != {"template"}:
        return
    wished = _WISHED_FOR.search(low) is not None and not frame.verbs - words.GENERIC
    if wished or (not frame.verbs and frame.leftovers and _TEMPLATE_FOR.match(low)):
        frame.verbs = {"create"}
    if frame.verbs - words.GENERIC == {"create"} and (purpose := _PURPOSE.search(low)):
        told = {*low[purpose.end() :].split()}
        frame.leftovers = [
            token for token in frame.leftovers if token.quoted or "_" in token.text or token.low not in told
        ]


def _combine_digests(frame: Frame, low: str) -> None:
    """Digests that are to end, to rest, or to go on."""
    if "digest" in frame.kinds:
        frame.verbs.discard("setup")  # `is there a digest set up here?`
    if {*frame.kinds} != {"digest"} or turns.IS_QUESTION.search(low) or frame.verbs - words.GENERIC:
        return
    if _NO_DIGEST.search(low) and turns.FOR_NOW.search(low):
        frame.verbs.add("pause")  # `no digest during the holidays`
    elif turns.NO_MORE.search(low) or _RATHER_NOT.search(low) or (_NO_DIGEST.search(low) and not frame.times):
        frame.verbs, frame.removal = frame.verbs | {"remove"}, True  # `we need no digest any more`
    elif _OFF.search(low) or "on hold" in low:
        frame.verbs.add("pause")  # `digest off during July`
    elif _BACK_ON.search(low):
        frame.verbs.add("resume")
    elif _NOW.search(low) and not turns.FOR_NOW.search(low):
        frame.verbs.add("now")

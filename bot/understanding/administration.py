"""Questions about what runs the bot: rules for approval, the webhook and setup, the audit log, undoing. Pure."""

from __future__ import annotations

import re

from bot.understanding import turns
from bot.understanding import vocabulary as words
from bot.understanding.frame import Frame

_NEEDS_APPROVAL = re.compile(
    r"^(?:(?:and|so|hey|ok)\W+)*(?:what|which (?:things?|actions?|commands?|changes?|steps?|operations?|verbs?"
    r"|of (?:our|the) \w+)"
    r"|(?:do|does|must|should|will) (?:(?:an?|the|our|all|my|i|we) )?\w+(?: \w+)?) (?:all )?"
    r"(?:needs?|requires?|wants?|(?:have|has|is|are|must) (?:to )?be)"
    r" (?:(?:an?|any|the|some|to be|be|to) )*(?:approvals?|approved|sign-?off|second \w+)\b"
)
"""Asks for the rules about approval: `do launches need approval?`"""
_WELL = (
    r"(?:ok|okay|correct|correctly|right|fine|working|works?|healthy|good|alright|all right|broken|valid"
    r"|properly|proper|in order|intact|up|alive|reachable|complete)"
)
_RUNS_WELL = re.compile(
    rf"^(?:(?:and|so|hey|ok|then)\W+)*(?:is|are|does|do|was|were)\b.*"
    rf"\b(?:webhooks?|hooks?|callbacks?|setup|set up|configuration|configured|config|connection)\b.*\b{_WELL}$"
)
"""Asks whether what Sinch's events come by is as it should be: `is our webhook configured correctly?`"""
_COME_IN = re.compile(
    r"\b(?<!where )(?:does|do|can|is|are|will) (?:sinch|the (?:platform|api)|(?:the )?events?|callbacks|webhooks) "
    r"(?:\w+ )?(?:reach|reaches|reaching|get (?:to|through)|arrive|arriving|come in|coming in|coming through|sending us"
    r"|talk to|find|call)\b"
    r"|\b(?:do|are) (?:we|you) (?:still |even |really )?(?:get|getting|receive|receiving|hear|hearing) "
    r"(?:anything|events?|something|stuff|data) (?:from|of) sinch\b"
)
"""Asks whether Sinch's events arrive: `does Sinch reach us?`"""
_OPEN_ACCOUNT = re.compile(r"\bopen (?:up )?(?:(?:me|us) )?(?:an?|another|the) (?:\w+ ){0,2}account\b")
_CLOSE_ACCOUNT = re.compile(r"\b(not |never )?close (?:down )?(?!to\b)(?:\w+ ){1,3}account\b")
_GIVES = re.compile(r"\b(?:give|gives|assign|hand|become|get|obtain|gain|have)\b")
GIVES_RIGHTS = re.compile(
    r"^(?:\w+ ){0,3}?(?:give|grant|assign|hand|lend) (?!(?:me|us|you|back|the|an?|no)\b)\w+ (?:the |an? )?"
    r"(?:admin|operator|viewer)s? (?:rights?|roles?|access|permissions?)\b"
)
"""Somebody is to have a role: `give anna operator rights`."""
_SECOND = re.compile(r"\b(?:approv\w*|second|two|four|4|eyes|sign(?:ed)?|agree|rules?|peers?|confirm\w*|double)\b")
_SECRET = re.compile(
    r"\b(?:new|another|fresh|different|changed?|renew|rotate|replace|regenerate) (?:\w+ ){0,3}?secret\b"
    r"(?! (?:urls?|address(?:es)?|links?|paths?)\b)"
)
_NO_NEW_SECRET = re.compile(
    r"\b(?:list|show|display|see|find|view|look|who|whose|which|when|why)\b"
    r"|\b(?:create|add|make|set up|register|open) (?:(?:me|us|an?|another|one|new|the|more) )*webhooks?\b(?! secret)"
)
"""Looks at webhooks, or makes one: `create a webhook with a new secret`."""
_REPAIR = re.compile(r"\b(?:fix|repair|mend|restore|heal)\b")
_UNMEANT = re.compile(
    r"\b(?:i|we) (?:did not|never) (?:mean|want|intend)(?:ed)? "
    r"(?:to (?:do|change|press|click|send|launch|delete)|it|that|this)\b"
)
_LAST_ACTION = re.compile(
    r"^(?:\w+ )?(?:cancel|revert|reverse|take back|withdraw|remove|roll back) (?:my|the|our) (?:last|latest|previous) "
    r"(?:action|change|step|edit|command|move|thing)\b"
)
_GONE = re.compile(r"\b(?:gone|vanished|disappeared|missing|lost|broken)\b")
_IS_MUTE = re.compile(
    r"^(?:(?:and|so|hey|hi|ok|hello)\W+)*why (?:do|does|did|are|is|can|will) (?:you|the bot|this bot|sinch) not "
    r"(?:\w+ )?(?:answer|reply|respond|work|post|react|say|listen|talk)\w*"
)
"""Asks why the bot does nothing: `why don't you answer?`"""
_CONNECTS_US = re.compile(
    r"\b(?:connect|link|hook|wire|attach)\b.*\b(?:bot|yourself|you)\b.*\bsinch\b"
    r"|\b(?:connect|link|hook) (?:us|me) (?:up )?(?:to|with) sinch$"
)
_OF_THE_LOG = re.compile(r"\b(?:in|on|from|of) (?:the |our )?(?:audit|audit log|audit trail|change ?log)\b")


def asks_for_rules(frame: Frame, low: str) -> bool:
    """Whether it is asked what needs approval."""
    return _NEEDS_APPROVAL.search(low) is not None and not frame.names and not {*frame.kinds} - {"approval"}


def combine_administration(frame: Frame, low: str) -> None:
    """How the bot runs, what the audit log tells, what can be undone."""
    if _CONNECTS_US.search(low) and not (frame.names or frame.over or frame.how):
        frame.verbs, frame.kinds, frame.areas, frame.leftovers, frame.cues = {"setup"}, [], [], [], []
    elif (_RUNS_WELL.search(low) or _COME_IN.search(low) or _IS_MUTE.search(low)) and not frame.names:
        frame.verbs, frame.kinds, frame.leftovers, frame.why = {"status"}, [], [], False
        frame.states, frame.cues = [], []
    elif "audit" in frame.verbs and _OF_THE_LOG.search(low):
        frame.verbs.discard("activity")  # `what changed in the audit log`
    elif frame.cues and {*frame.cues} <= words.NOUNS.keys() and not (frame.verbs - words.GENERIC or frame.denied):
        if not _SECOND.search(low) and not frame.names:
            frame.verbs.add("audit")  # `last deletions`
            frame.cues = []
    elif {*frame.kinds} == {"webhook"} and not (frame.names or frame.over):
        if not frame.verbs - words.GENERIC - {"update"} and _REPAIR.search(low):
            frame.verbs, frame.kinds, frame.states = {"setup"}, [], []  # `fix the webhook`
        elif _SECRET.search(low) and not _NO_NEW_SECRET.search(low):
            frame.verbs = frame.verbs - {"create", "update"} | {"rotate"}
    elif _OPEN_ACCOUNT.search(low) and not frame.over:
        frame.verbs = frame.verbs - {"show"} | {"create"}
    elif (closed := _CLOSE_ACCOUNT.search(low)) and not (frame.names or frame.over):
        (frame.denied if closed[1] else frame.verbs).add("delete")
        frame.removal = not closed[1]
        frame.leftovers = [token for token in frame.leftovers if token.low != "close"]  # no slip for `clone`
    elif frame.how and "access" in frame.kinds and not frame.verbs - {"show"} and _GIVES.search(low):
        frame.verbs.add("grant")  # `how do I give somebody rights?`
    _combine_undo(frame, low)
    _combine_denied_rights(frame, low)


def _combine_undo(frame: Frame, low: str) -> None:
    """What is to be taken back, said in whatever way."""
    if _LAST_ACTION.search(low) and not (frame.names or frame.over):
        frame.verbs, frame.cues, frame.removal = {"undo"}, [], True
    if (frame.ability and "undo" in frame.past) or (_UNMEANT.search(low) and not (frame.names or frame.over)):
        frame.verbs, frame.removal = frame.verbs - words.CHANGING - {"waiting"} | {"undo"}, True
    if "undo" in frame.verbs and not (frame.names or frame.over):
        frame.leftovers = []  # `that was a mistake, undo`
    if frame.who and _GONE.search(low) and not frame.verbs - words.GENERIC - {"update"}:
        frame.verbs = {"audit"}  # `whose fault is it that it's gone?`


def _combine_denied_rights(frame: Frame, low: str) -> None:
    """Why something can't be done by whoever asks: the roles tell."""
    if (
        turns.WHY_NOT.search(low)
        and (frame.verbs | frame.denied) & words.CHANGING
        and not (frame.names or frame.removal)
    ):
        frame.verbs, frame.kinds, frame.denied, frame.why = {"show"}, ["access"], set(), False
        frame.cues, frame.leftovers, frame.ability = [], [], False

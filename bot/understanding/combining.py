"""What the words of a sentence mean together, or with what else was said. Pure."""

from __future__ import annotations

import re

from bot.understanding import administration, roundabout, second_person, turns
from bot.understanding import small_words as small
from bot.understanding import vocabulary as words
from bot.understanding.codes import combine_codes
from bot.understanding.frame import Frame
from bot.understanding.in_languages import combine_languages, is_of_templates, wish_for_language
from bot.understanding.measures import combine_measures
from bot.understanding.names import Name
from bot.understanding.questions import combine_questions
from bot.understanding.saying import combine_saying
from bot.understanding.telling import combine_telling

_APPS = frozenset({"instagram", "messenger", "telegram", "viber"})
_MENDED = frozenset({"update", "delete", "check", "translate"})
_MEASURED = words.GENERIC | {"check", "follow", "compare", "waiting", "activity", "comment", "export"}
"""Verbs beside which Meta's rules are what is asked for."""
_RESOURCES = frozenset({"account", "template", "sender", "bundle", "app", "flow", "solution"})
"""Kinds that have a state of their own: `WhatsApp account status`."""
_ENDS = {"follow": "unfollow", "mute": "unmute", "silence": "unmute", "snooze": "unmute", "subscription": "unsubscribe"}
"""What is to end -> the verb that ends it."""


def combine(frame: Frame, low: str, card: Name | None) -> None:
    """What verbs mean together, or with what else was said. Each step builds on those before it."""
    frame.low = low
    if _is_settled(frame, low, card):
        return
    _combine_permission(frame, low)
    roundabout.combine_roundabout(frame, low, card)
    _combine_ends(frame, low)
    _combine_small_talk(frame, low, card)
    combine_saying(frame, low, card)
    combine_measures(frame, low, card)
    _combine_things(frame, low, card)
    combine_languages(frame, low, card)
    combine_questions(frame, low, card)
    _combine_history(frame, low)
    _combine_review(frame, low, card)
    combine_telling(frame, low)
    _combine_people(frame, low, card)
    _combine_idioms(frame, low)
    combine_codes(frame, low)
    administration.combine_administration(frame, low)
    _combine_overviews(frame, low)
    wish_for_language(frame, low, card)
    _combine_rivals(frame, low, card)
    _combine_opposites(frame, low)


def _is_settled(frame: Frame, low: str, card: Name | None) -> bool:
    """Whether one phrase says it all: `what does paused mean?`, `who approves deletions?`"""
    if (asked := turns.MEANING.search(low)) and not frame.names and card is None:
        _combine_meaning(frame, next(group for group in asked.groups() if group))
        return True
    if (term := roundabout.to_explain(frame, low)) != "":
        _combine_meaning(frame, term)
        return True
    if roundabout.asks_whether_intact(frame, low) or roundabout.ends_replies(frame, low):
        return True
    ends = second_person.NO_APPROVAL.search(low) and not (frame.names or turns.IS_QUESTION.search(low))
    asks = administration.asks_for_rules(frame, low)
    if ends or asks or second_person.WHO_APPROVES.search(low):
        frame.verbs, frame.kinds, frame.states, frame.who, frame.removal = {"list"}, ["approval"], [], False, False
        frame.denied.clear()
        if ends or asks or second_person.WHO_APPROVES.search(low):
            frame.cues.clear()  # each rule in the list has a button that drops it
        return True
    return False


def _combine_permission(frame: Frame, low: str) -> None:
    """Who may do it, and what needs a second person."""
    if turns.WHY_NOT.search(low) and (frame.verbs | frame.denied) & words.REMOVING:
        frame.ability = frame.removal = True  # by whom it can be done
        frame.verbs, frame.denied, frame.why = frame.verbs | frame.denied, set(), False
    if second_person.NOT_ALONE.search(low):
        frame.verbs, frame.denied, frame.times, frame.kinds, frame.leftovers = {"require"}, set(), False, [], []
    if "require" in frame.verbs:
        frame.verbs -= words.CHANGING - {"require"}  # `four eyes for deletions`
        frame.states.clear()
    if not frame.verbs - {"show"} and not frame.cues:
        frame.verbs |= frame.aside  # nothing else was asked for
    if second_person.APPROVE.match(low) and all(found[0].kind == "people" for found in frame.names):
        frame.verbs, frame.states = {"waiting"}, []
        frame.names, frame.people, frame.leftovers = [], [], []  # `approve anna's request`
        frame.cues.clear()


def _combine_ends(frame: Frame, low: str) -> None:
    """What is to end, and what is to stay as it is."""
    if over := turns.ENDS.search(low):
        ended = next(verb for thing, verb in _ENDS.items() if thing in over[0])
        frame.verbs = frame.verbs - words.REMOVING - {"follow", "mute", "subscribe", "undo"} | {ended}
        frame.kinds = [kind for kind in frame.kinds if kind != "subscription"]
        frame.cues = [cue for cue in frame.cues if cue not in over[0]]
        frame.removal = True
    if turns.LEAVE_ALONE.search(low):
        frame.denied |= {"update", *frame.verbs & words.CHANGING}
        frame.verbs -= words.CHANGING
        frame.cues.clear()


def _combine_small_talk(frame: Frame, low: str, card: Name | None) -> None:
    """Everyday verbs that stand for one of ours: `say thanks`, `how did it do?`"""
    if turns.SAY.search(low) and not frame.verbs - {"show", "comment"}:
        frame.verbs.add("comment")


def _combine_idioms(frame: Frame, low: str) -> None:
    """Several words that mean one verb: `put it live`, `take it away`."""
    if turns.LIVE.search(low) and any("LAUNCHED" in sense.values for sense, _ in frame.states):
        frame.states = [state for state in frame.states if "LAUNCHED" not in state[0].values]
        frame.verbs.add("launch")  # `put it live`
    if "following" in frame.verbs and (frame.how or (frame.names and not frame.over)):
        frame.verbs ^= {"following", "follow"}  # `how do I follow it?`
    if turns.AWAY.search(low):
        frame.verbs.add("delete")  # `take it away`
        frame.removal = True


def _combine_overviews(frame: Frame, low: str) -> None:
    """Questions that name no verb at all: `what's up with kakao?`"""
    vague = turns.VAGUE.search(low)
    others = [cue for cue in frame.cues if vague and cue not in vague[0]]
    if vague and frame.areas and not (frame.kinds or frame.names or frame.states or others):
        frame.cues.clear()
        frame.verbs |= {"activity"} if not frame.verbs - {"show"} else set()  # `what's up with kakao?`
    if turns.OF_A_SPAN.search(low):
        frame.verbs.add("report")
        frame.kinds = [kind for kind in frame.kinds if kind != "digest"]


def _combine_rivals(frame: Frame, low: str, card: Name | None) -> None:
    """Of two verbs that fit, the one that is meant."""
    if "digest" in frame.kinds and frame.removal and turns.FOR_NOW.search(low):
        frame.verbs = frame.verbs - words.REMOVING | {"pause"}  # `stop the digest for now`
        frame.cues = [cue for cue in frame.cues if cue not in small.WANTS_REMOVAL]
        frame.removal = False
    bare = not (frame.kinds or frame.names or frame.areas or frame.states or frame.leftovers or frame.cues)
    if bare and card is None and frame.verbs == {"show"} and not frame.languages and turns.GONE_BY.search(low):
        frame.verbs = {"activity"}  # `tell me about last night`
    if frame.verbs & _MENDED and "languages" in frame.verbs:
        frame.verbs.discard("languages")  # `delete it in all languages`
    if "undo" in frame.verbs:
        frame.verbs -= words.CHANGING - {"undo"}  # `undo my last edit`
    if "setup" in frame.verbs and frame.kinds and turns.SET_UP.match(low):
        frame.verbs ^= {"setup", "create"}  # `set up template winter_hours`
    if "audit" in frame.verbs:
        frame.verbs.discard("activity")  # `what changed in the audit log`
    if "replies" in frame.cues:
        frame.denied -= {"comment", "comments"}  # `replies must not become comments` is a mode
    if frame.verbs & {"translate", "export"}:
        frame.verbs.discard("create")  # `make a translation`
    if card is not None and "status" in frame.verbs and low in ("status", "state", "current status", "status please"):
        frame.verbs, frame.pronoun = {"show"}, True  # that of the card's resource
    if "status" in frame.verbs and (frame.names or (_APPS | _RESOURCES) & {*frame.kinds}):
        frame.verbs ^= {"status", "show"}  # that of a resource, not the bot's
    if not (frame.kinds or frame.names or frame.areas or frame.verbs - {"show", "list"} or frame.languages):
        open_ = [sense.value == "PENDING" and not denied for sense, denied in frame.states]
        frame.verbs |= {"waiting"} if open_ and all(open_) else set()  # `the pending items`


def _combine_opposites(frame: Frame, low: str) -> None:
    """A verb that is denied is its opposite, and of two opposites the one that ends is meant."""
    denied = frame.unwanted if not frame.times else set()
    denied |= frame.denied if turns.NO_MORE.search(low) else set()
    ended = {verb for verb, meant in words.OPPOSITES.items() if meant in denied}
    frame.verbs |= ended  # `do not notify us any more`
    frame.denied -= {words.OPPOSITES[verb] for verb in ended}
    frame.removal |= bool(frame.verbs & words.OPPOSITES.keys())
    frame.verbs -= {words.OPPOSITES[verb] for verb in frame.verbs & words.OPPOSITES.keys()}


def _combine_things(frame: Frame, low: str, card: Name | None) -> None:
    """Words of one kind that stand for something else: a bundle's app, a channel's news."""
    if "digest" in frame.kinds and frame.times:
        frame.verbs.discard("subscribe")  # `put a summary into this channel every friday`
    if turns.TO_VALUE.search(low) and frame.options and is_of_templates(frame, card) and not (frame.over or frame.why):
        frame.verbs |= {"update"} if not frame.verbs - words.GENERIC - {"create"} else set()
        frame.verbs -= {"create"} if "update" in frame.verbs else set()
    if "comment" in frame.verbs and turns.ASK_SINCH.search(low):
        frame.verbs.discard("activity")  # `ask Sinch about it, any news?`
    if turns.OURS.search(low) and "project" not in frame.kinds:
        frame.verbs.discard("use")  # `the phone numbers we use`
    if frame.names and frame.kinds and not frame.verbs - words.GENERIC - {"use"} and turns.BELONGS.search(low):
        frame.kinds, frame.areas, frame.plural = [], [], False
        frame.verbs.discard("use")
    hears = turns.WHO_HEARS.search(low) is not None
    here = (card is not None or frame.pronoun) and not frame.names  # `who else gets this?`
    if hears and not here:
        frame.verbs, frame.kinds, frame.areas, frame.cues = {"show"}, ["subscription"], [], []
        frame.names, frame.who = [], False  # `who gets news about Sunny Bank?`
    if turns.WHY_HERE.search(low) or (hears and here):
        frame.verbs, frame.names, frame.states, frame.spelled = {"why"}, [], [], ("why",)
        frame.settled = True
        frame.why = frame.pronoun = False  # it asks for no reason of a state, nor for the card's resource
    if (
        turns.COMMENTS_SINCE.search(low)
        and frame.times
        and not (frame.names or frame.verbs - {"show", "comment", "activity", "list", "comments"})
    ):
        frame.verbs = {"activity"}
        frame.cues = [cue for cue in frame.cues if cue != "comments"]
    if (
        (frame.removal or frame.verbs & words.WISHED)
        and (frame.states or (frame.languages and not card))
        and turns.OF_ANY_KIND.search(low)
        and not (frame.kinds or frame.names or frame.areas)
    ):
        frame.kinds, frame.plural = ["template"], True  # `delete the rejected ones`: they are listed first
    if turns.UPSCALE.search(low) and all(found[0].kind == "rcs senders" for found in frame.names):
        frame.verbs, frame.kinds, frame.areas = {"create"}, ["upscale"], ["rcs"]


def _combine_meaning(frame: Frame, term: str) -> None:
    """What a word means: help knows it, by the state's own name where it is one."""
    state = frame.states[0][0].value if frame.states else ""
    frame.meaning = state.lower().replace("_", " ") or term
    frame.verbs, frame.leftovers, frame.ability = {"help"}, [], False
    for said in (frame.kinds, frame.areas, frame.states, frame.options, frame.languages, frame.countries, frame.cues):
        said.clear()


def _combine_history(frame: Frame, low: str) -> None:
    """What was done already, and by whom: the audit log and the activity know that."""
    if _is_about_changing(frame, low):
        return
    frame.over = (
        bool(turns.IS_QUESTION.search(low))
        and not frame.how
        and not low.startswith(("what about", "how about", "why not"))
    )
    if frame.how:
        frame.verbs |= frame.past & words.CHANGING  # `how can it be translated?`
        frame.removal |= bool(frame.past & words.REMOVING)
    if turns.WHEN.search(low) and frame.names and (frame.past or frame.states):
        frame.verbs.add("activity")  # `when was it changed?`
    if turns.PAST_QUESTION.search(low) and not turns.WHO_MAY.search(low):
        frame.past |= frame.verbs & words.CHANGING
        frame.verbs -= words.CHANGING
    if frame.ability and turns.SHOULD.search(low):
        done = {verb for word in low.split() if (verb := words.PAST.get(word))}
        frame.verbs |= done & words.CHANGING  # `what happens if I launched it?`
        frame.removal |= bool(done & words.REMOVING)
        return
    _combine_records(frame, low)


def _combine_review(frame: Frame, low: str, card: Name | None) -> None:
    """Whether something is to go to whoever reviews it: `send it to Meta`, `submit this for review`."""
    senders = any(name.kind.endswith(" senders") for mention in frame.names for name in mention)
    of_template = not senders and is_of_templates(frame, card if frame.pronoun else None)
    if frame.verbs - words.GENERIC == {"verify"} and of_template:
        frame.verbs = {"check"}  # a code is for phones
    if turns.WOULD_META.search(low) and not (frame.why or frame.times) and is_of_templates(frame, card):
        frame.verbs = frame.verbs - words.CHANGING | {"check"}  # `would Meta take it?`
        frame.states.clear()
    if (
        turns.BY_THE_RULES.search(low)
        and is_of_templates(frame, None if frame.kinds else card)
        and not frame.verbs - _MEASURED
        and "approval" not in frame.kinds
    ):
        frame.verbs, frame.leftovers = {"check"}, []  # `run the rules over it`
    if turns.LOOK_FOR_FAULTS.search(low) and is_of_templates(frame, card) and not frame.verbs - _MEASURED:
        frame.verbs, frame.states = {"check"}, []  # `find problems in it`
    denied = "not" in frame.content  # `do not send it` begins like a question
    if (frame.over and not denied) or frame.plural or not (frame.names or card):
        return
    if turns.SEND_TO_REVIEW.search(low) and not frame.verbs - words.GENERIC:
        (frame.denied if denied else frame.verbs).add("submit")
        frame.cues = [cue for cue in frame.cues if cue != "send"]
        frame.unwanted = set()  # it ends no subscription
    if "submit" in frame.verbs | frame.denied and turns.FOR_REVIEW.search(low):
        frame.leftovers = [token for token in frame.leftovers if token.low != "review"]
        frame.kinds = [kind for kind in frame.kinds if kind != "approval"]
        frame.states = []
        frame.areas = [area for area in frame.areas if area != "whatsapp"]  # a reviewer is called Meta, be it Kakao


def _is_about_changing(frame: Frame, low: str) -> bool:
    """Whether the past tense asks for a change, for its undoing, or whether it can be made; then it is no history."""
    if turns.CANNOT_BE.search(low) and frame.past & words.CHANGING:
        frame.ability, frame.denied = True, set()
        frame.verbs |= frame.past & words.CHANGING  # `it can't be deleted, can it?`
        frame.removal |= bool(frame.past & words.REMOVING)
        return True
    if turns.REGRET.search(low) and not frame.ability and (frame.past | frame.verbs) & words.CHANGING:
        frame.past |= frame.verbs & words.CHANGING
        frame.verbs = frame.verbs - words.CHANGING | {"undo"}  # `deleting it was a mistake`
        return True
    if frame.ability and frame.past & words.REMOVING:
        frame.verbs |= frame.past & words.REMOVING  # `can it be deleted?`
        frame.removal = True
        return True
    return False


def _combine_records(frame: Frame, low: str) -> None:
    """Which record tells it: the roles, the report, the audit log, the activity."""
    if _is_of_somebody(frame, low):
        frame.verbs, frame.kinds, frame.ability, frame.people, frame.removal = {"show"}, ["access"], False, [], False
        frame.names, frame.leftovers = [], []
    elif turns.WHO_MAY.search(low):
        if not frame.removal or not (frame.names or frame.kinds):
            frame.verbs, frame.kinds, frame.ability, frame.people = {"show"}, ["access"], False, []
            frame.names = [found for found in frame.names if found[0].kind != "people"]
        else:
            frame.ability = frame.who = True  # `which of us has the right to delete it?`
    elif turns.WENT.search(low):
        frame.verbs = frame.verbs - {"now"} | {"report"}  # `how did approvals go this quarter?`
        frame.kinds = [kind for kind in frame.kinds if kind != "approval"]
    elif frame.states and turns.COUNTED.search(low):
        frame.verbs.add("report")  # `how many were rejected in the past 90 days?`
    elif turns.PLATFORM_DID.search(low):
        frame.verbs = frame.verbs - words.CHANGING | {"activity"}
    elif turns.DID.search(low) and (frame.over or "undo" not in frame.verbs):  # `what did olivia do yesterday?`
        frame.verbs = frame.verbs - {"update", "undo"} | {"audit"}
        frame.who = True
    elif frame.who and frame.over and frame.states and {*low.split()} & words.PAST.keys():
        frame.verbs = frame.verbs - words.CHANGING | {"audit"}  # `has somebody launched it?`
        frame.states.clear()
    elif (frame.who and ((frame.verbs | frame.past) & words.CHANGING or turns.CHANGES.search(low))) or (
        _names_a_person(frame)
        and "access" not in frame.kinds
        and (frame.over or "undo" not in frame.verbs)
        and (frame.past & words.CHANGING or turns.CHANGES.search(low))
        and not turns.SHALL_BE_ABLE.search(low)
    ):
        frame.verbs = frame.verbs - words.CHANGING | {"audit"}
    elif frame.past & {"create", "update", "delete", "launch", "submit"} and not (
        frame.names or frame.states or frame.verbs - {"show", "list"}
    ):
        frame.verbs.add("activity")  # `which templates were deleted?`


def _combine_people(frame: Frame, low: str, card: Name | None) -> None:
    """Who is to be what: `maria should be an operator`; an operator of a sender is a company."""
    kinds = {name.kind for found in frame.names for name in found}
    person = bool(frame.people) or "people" in kinds
    if person and turns.SHALL_BE_ABLE.search(low):
        frame.kinds.append("access")  # `naomi should be able to change things`
        frame.verbs -= words.CHANGING
        frame.ability = False
    if card is not None and not frame.names:
        kinds.add(card.kind)
    pending = any(sense.value == "PENDING" for sense, _ in frame.states)
    if pending and not (person or kinds) and "operators" in low:
        frame.kinds = [kind for kind in frame.kinds if kind != "access"]  # `pending on the operators' side`
    if "access" not in frame.kinds or frame.verbs - {"show", "create", "update"} or turns.WHO_MAY.search(low):
        return
    if not (person or kinds or frame.over) and administration.GIVES_RIGHTS.search(low):
        frame.verbs.add("grant")  # nobody known is called so
        frame.leftovers = []
    elif not person and "rcs senders" in kinds and re.search(r"\boperators?\b", low):
        frame.kinds = [kind for kind in frame.kinds if kind != "access"]
        frame.verbs.add("progress")
    elif person and (turns.IS_QUESTION.search(low) or (turns.RIGHTS_OF.search(low) and not frame.removal)):
        frame.people = []  # `is maria an admin?` is told by the list of roles
        frame.names = [found for found in frame.names if found[0].kind != "people"]
    elif person and turns.FORBIDS.match(low) and not turns.NO_MORE.search(low):
        frame.verbs, frame.denied = frame.verbs & {"show"}, frame.denied | {"grant"}  # `don't make maria an operator`
    elif person and not (
        frame.denied or (frame.leftovers and frame.leftovers[0].start == 0)
    ):  # a verb that nobody knows
        ends = bool(turns.NO_MORE.search(low) or small.NEGATIONS & {*low.split()})
        frame.verbs -= {"create", "update"}  # `make maria an operator`
        frame.verbs.add("revoke" if ends else "grant")
        frame.removal |= ends


def _is_of_somebody(frame: Frame, low: str) -> bool:
    """Whether it is asked what somebody else may do: `can naomi launch senders?`"""
    found = turns.MAY.match(low) or turns.POSSIBLE.search(low) or turns.ALLOWED.match(low)
    if not frame.verbs & words.CHANGING:
        return False
    if turns.GROUP_MAY.match(low):
        return True
    if found is None:
        return False
    strange = bool(frame.leftovers) and frame.leftovers[0].low == found[1]
    return strange or _names_a_person(frame)


def _names_a_person(frame: Frame) -> bool:
    return bool(frame.people) or any(found[0].kind == "people" for found in frame.names)

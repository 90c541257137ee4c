"""Turns of phrase about the approval of a second person: asked for, given, ended. Pure."""

from __future__ import annotations

import re

APPROVE = re.compile(
    r"^(?:(?:please|can you|could you|just|ok)\W+)*approve "
    r"(?:everything|all|it|them|this|that|all of (?:it|them)|(?:the |all )*requests?"
    r"|\S+ requests?)(?: please| now)*$"
)
"""Asks for what only the press of somebody who may gives: what waits for it is shown."""
_REVIEWERS = (
    r"(?: by (?:the )?(?:meta|facebook|google|sinch|kakao(?:talk)?|whatsapp|platforms?|reviewers?|carriers?)\b)"
)
"""They approve by themselves, whatever is ruled here; an operator may be one of us."""
NOT_ALONE = re.compile(
    r"^(?!(?:is|are|do|does|did|what|which|who|why|when|how|must|should)\b).*"
    r"\b(?:changes|launches|deletions|edits|deletes|removals|updates|every \w+|all \w+|each \w+)\b.*"
    r"\b(?:have|has|need|needs|must|should|shall) (?:to )?(?:always |first )?be (?:approved|signed off|confirmed)\b"
    rf"(?!{_REVIEWERS})|"
    r"\b(?:4|four)[ -]eyes?\b|\bpeer[ -]review\b|"
    r"\bapproved? by (?:another|an? other|a second|somebody else|someone else|two)\b|"
    r"\bbe (?:approved|confirmed|checked|signed off|released) by (?:an?|another|some|two|2) "
    r"(?:other |second )?(?:colleagues?|persons?|people|admins?|operators?|teammates?|users?)\b|"
    r"\b(?:colleague|teammate|coworker|somebody else|someone else|(?:another|second) person)\b.*"
    r"\b(?:confirms?|approves?|agrees?|checks?|signs?)\b.*\b(?:before|any|all|each|every)\b|"
    r"\b(?:needs?|requires?|must have|should have|wants?)\b.*\b(?:second|another|two|2)"
    r" (?:persons?|people|pairs? of eyes|colleagues?|approvers?|admins?)\b|"
    r"\bsecond (?:sign-?off|approval|signature|opinion|confirmation|ok|okay|yes)\b|"
    r"\b(?:nobody|no one|noone)\b.*\bwithout (?:\w+ ){0,3}(?:ok|okay|consent|approval|nod|blessing|sign-?off|yes)\b|"
    r"\b(?:must|should|shall|needs?|requires?|wants?)\b(?: \w+){0,3} (?:two|2|three)"
    r" (?:persons?|people|pairs of eyes|colleagues|approvers|signatures)\b|"
    r"\b(?:nobody|no one|noone|none|nothing|never)\b.*\b(?:alone|by (?:him|her|one|them|your)sel(?:f|ves)"
    r"|on (?:his|her|their|one's) own|without (?:a |an )?(?:second|another|other|approval|sign-?off))\b"
    r"|\b(?:nobody|no one|noone)\b.*\bwithout (?:my|our|your|his|her|their) (?:ok(?:ay)?|consent|approval)\b"
    r"|\b(?:second|another|other) (?:person|pair of eyes|colleague|one)\b.*"
    r"\b(?:look|check|approve|confirm|sign|agree|see)\b"
)
"""Wants a second person to approve something."""
_APPROVAL = r"(?:(?:\S+ ){0,3}?(?:rules?|approvals?)|(?:\S+ ){0,3}?second (?:person|approver|pair of eyes))\b"
NO_APPROVAL = re.compile(
    r"\b(?:drop|remove|delete|end|cancel) (?:the |our |my )?rules? (?:about|for|on|of|that) .*\bapprov|"
    r"\b(?:drop|remove|end|cancel) (?:the |our )?(?:second|two|four)\b.*\b(?:approvals?|rules?|eyes|persons?"
    r"|people)\b|"
    rf"\b(?:abolish|scrap|lift|repeal|revoke|waive|retire|do away with|get rid of|(?:turn|switch) off|stop"
    rf"(?: requiring| asking for| needing| demanding)?) {_APPROVAL}"
    rf"|\b(?:no (?:more|longer)|not? longer|(?:don't|do not|doesn't|does not) (?:need|ask for|require|want))"
    rf"(?: need| ask for| require| want)? {_APPROVAL}"
)
"""Wants an end of what needs a second person."""
WHO_APPROVES = re.compile(
    r"\bwho (?:needs to|has to|must|should|shall|have to) (?:approve|sign off|sign|release|confirm)\b"
)
"""Asks whose approval something needs."""

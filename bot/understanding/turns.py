"""Turns of phrase that say what the words beside them are for: history, permission, whom to tell. Pure."""

from __future__ import annotations

import re

from bot.understanding.sentence import Sentence

ABILITY = re.compile(
    r"\b(?:(?:can|could|may|should|shall|must|do|would|might) (?:i|we|one|anyone|anybody|somebody|someone|she"
    r"|he|they)"
    r"|(?:is|was|would|will|does) it (?:be )?(?:hurt|harm|matter|ok|okay|safe|possible|allowed|wise|bad|fine"
    r"|dangerous|necessary|time)"
    r"|what (?:happens|would happen|will happen|if|does)|(?:allowed|permitted|able) to|is there (?:a|any) way"
    r"|\b(?:could|would|will|does|can|might) (?:deleting|removing|discarding|dropping)"
    r"|^(?:is|are|was|would|will) (?:deleting|removing|discarding|dropping|erasing)|reversible|undoable"
    r"|^(?:can|could|may|should|must|shall) (?!you\b).* be (?:\w+ )?(?:\w+(?:ed|en)|undone)"
    r"|(?:am|are) (?:i|we) (?:allowed|able)"
    r"|who (?:(?:in|of|on|from|at) (?:\w+ ){1,2})?(?:can|may|is allowed)|what (?:do|does) .* mean|possible to"
    r"|is possible)\b"
)
HYPOTHESIS = re.compile(
    r"^(?:(?:and|so|hey|ok|well|but)\W+)*(?:what|which|who|how much|how many)\b.*"
    r"\b(?:if|when|once|after) (?:i|we|you|one|they|he|she|someone|somebody)\b"
    r"|^when (?:will|would|do|are|can|shall) (?:you|we|i|they)\b"
)
"""Asks what would be, not that it be done: `what is lost if I delete it?`"""
MAY = re.compile(
    r"^(?:(?:and|so|hey|hi|ok|well|but)\W+)*(?:can|could|may|might) "
    r"(?!(?:you|i|we|it|this|that|there|the|an?|any|some|all|our|my|your|his|her|their|these|those|one|he|she"
    r"|they)\b)"
    r"(\S+) "
)
"""Asks what somebody else may do: `can naomi launch senders?`"""
POSSIBLE = re.compile(
    r"\b(?:is it|it is|would it be|will it be) (?:possible|allowed|ok|okay|fine) (?:that|for|if) "
    r"(?!(?:you|i|we|it|this|that|there|the|an?|any|some|all|our|my|your|these|those|one)\b)(\S+) "
)
"""The same: `is it possible that naomi launches it?`"""
WHEN_WILL = re.compile(r"\bwhen (?:will|would|does|do|can|is|are) ")
"""Asks when something comes, not that it be done."""
HOW_FAR = re.compile(r"\bhow (?:far|soon)\b")
FROM_META = re.compile(
    r"\bask (?:meta|facebook) for (?:\w+ ){0,3}(?:states?|status\w*|templates?)\b"
    r"|\b(?:re-?)?sync\w* (?:with|from|to) (?:meta|facebook)\b"
    r"|\b(?:get|fetch|pull|load|refresh|import|bring|take) (?:\S+ ){0,4}from (?:meta|facebook)\b"
    r"|\b(?:match|in (?:step|sync|line) with|up to date with|the same as(?: at| on| in)?"
    r"|align\w* (?:with|to)) (?:meta|facebook)\b"
)
"""Asks that the templates be read anew from Meta."""
HOW_LONG = re.compile(
    r"\bhow (?:long|much time|many days|fast|quick|quickly)\b.*"
    r"\b(?:meta|sinch|kakao|google|they|reviews?|approv\w+|decisions?|take|takes|need|needs)\b"
    r"|\b(?:typical|usual|average|normal|expected|typically|usually|normally) (?:\w+ )?"
    r"(?:time|duration|wait|period|delay)\b"
)
"""Asks how long decisions take."""
OF_THE_BOT = re.compile(
    r"^(?:(?:hey|hi|so|and|is|are|why|ok)\W+)*(?:the |your )?(?:you|bot|sinch|systems?|server|api|platform|service)"
    r"(?: is| are)?(?: system| server| api| service| platform| bot)? (?:currently |now |still |even |really )?"
    r"(?:having (?:problems?|troubles?|issues?|an outage)|working|broken|down|ok|okay|alive|dead|online|offline"
    r"|running|slow|healthy|fine|crashed|hanging|stuck)\b"
)
"""Asks how the bot itself is, or the platform."""
UNTURNED = re.compile(
    r"^(?:(?:so|and|then|but|ok|please)\W+)*(?:(?:i|we|one|he|she|they|you) (?:can|may|could|should|must) "
    r"|(?:it|this|that) is (?:ok|okay|possible|allowed|safe|fine|wise) )"
)
"""`I can delete it?` asks what `can I delete it?` asks."""
VAGUE = re.compile(
    r"\b(?:what is up with|how is|how are things (?:on|with|at|in)|what about|how about"
    r"|anything (?:(?:come|came|comes|coming|arrived|new|in) )?(?:on|from|about|for|with))\b"
)
"""Asks for news of something, whatever they are."""
GROUP_MAY = re.compile(
    r"\b(?:can|could|may|might) (?:the |our |all |my |your )?(?:\w+ ){0,2}?(?:people|agents|colleagues|viewers?"
    r"|operators?|admins?|guests?|members?|users?|interns?|contractors?|everyone|everybody|teams?) (?!be\b)\w+"
    r"|^(?:(?:from now on|now|so|ok|and)\W+)*(?:only |not )?(?:everyone|everybody|anyone|anybody|nobody|no one|noone"
    r"|all of us|operators|viewers|admins|colleagues|people|guests)(?: (?:except|but))?(?: \w+)? "
    r"(?:may|can|could|should|(?:is|are) allowed to|should be able to|must not|shall) (?:not )?(?!be\b)\w+"
)
"""The same of many: `may support agents delete things?`"""
FOR_REVIEW = re.compile(
    r"\b(?:(?:for|to|into|in) (?:the |a )?(?:review|approval)|to (?:meta|facebook|kakao ?talk|kakao|whatsapp))\b"
)
SEND_TO_REVIEW = re.compile(
    rf"\b(?:send|put|push|pass|hand|fire|ship|shoot|forward|give|get|take|file|lodge|throw) (?!(?:me"
    rf"|us)\b)(?:\S+ ){{0,6}}?(?:{FOR_REVIEW.pattern})"
)
"""Asks that what is in draft go to whoever reviews it: `send it to Meta`."""
ENDS = re.compile(
    r"\b(?:remove|delete|erase|end|cancel|drop|lift|stop|kill|undo|clear) (?:(?:my|the|this|that|our|all|your) )*"
    r"(?:follow|mute|silence|snooze|subscription)s?\b"
    r"|\b(?:turn|switch) off (?:(?:my|the|this) )?(?:mute|silence|snooze)\b|\b(?:mute|silence|snooze)(?: mode)? off\b"
)
"""Asks for the end of one of these: `remove the mute`."""
NAME_BEGINS = re.compile(
    r"\b(?:start|starts|starting|begin|begins|beginning) (?:with|in|by) (?!(?:the|an?|it|this|that|me|us)\b)[\"'`“]?"
    r"([\w*]+)",
    re.IGNORECASE,
)
"""What follows is how names begin."""
RENAME = re.compile(
    r"\b(?:rename|retitle|(?:change|set|update|edit) the name)\b.+?\b(?:to|as|into) (?=\S)"
    r"|\b(?:should|shall|must|ought to|has to|needs to) (?:now |from now on )?"
    r"be (?:called|named|renamed(?: to| as)?) (?=[\"'`“‘«]|(?-i:[A-ZÀ-ÖØ-Þ]))",
    re.IGNORECASE,
)
RENAME_IN = re.compile(r"\b(?:rename|retitle)\b.+?\bin (?=(?!(?:this|the|our)\b)(\S+))", re.IGNORECASE)
"""What follows is the new name."""
FOR_NOW = re.compile(
    r"\b(?:for (?:now|the moment|a while|a bit|the time being)|temporarily|until|till"
    r"|(?:for|over|during) (?:the|this|my|our|a|\d+|two|three) (?:\w+ )?(?:holidays?|vacations?|weekends?|days?"
    r"|weeks?"
    r"|months?|break|summer|winter|christmas|afternoon|evening)|over (?:christmas|easter|new year))\b"
)
"""Not for good: `stop the digest over the holidays`."""
ALLOWED = re.compile(
    r"^(?:(?:and|so|hey|hi|ok|well|but)\W+)*(?:is|are) (?!(?:it|this|that|there|the|an?|any|some|we|i|you|they)\b)"
    r"(\S+) (?:\S+ )?(?:allowed|able|permitted) to\b"
)
"""Asks what somebody else may do: `is naomi allowed to launch?`"""
ASK_SINCH = re.compile(r"\b(?:ask|tell|write|message|remind|nudge) (?:to )?(?:sinch|them)\b")
BELONGS = re.compile(
    r"\b(?:belongs? to|goes with|go with|part of|inside|attached to|linked to|behind|used (?:by|in)"
    r"|which \w+(?: \w+)? "
    r"(?:does|do|is|are) .*(?:use|uses|have|has|in))\b"
)
"""Asks for a part of what is named: `which SMS app belongs to that bundle?`"""
PROBLEM = re.compile(r"\b(?:problems?|issues?)\b")
WHY_HERE = re.compile(
    r"\bwhat (?:is|are|was) (?:\w+ ){1,3}doing (?:in )?(?:here|(?:this|our|the) (?:channel|room))\b|"
    r"\bwhy (?:do|does|did|am|are|is|was|were|i|we|it|this|that) .*\b(?:see|seeing|get|gets|getting|receive"
    r"|receiving|shown|posted"
    r"|appear\w*|land\w*|come|comes|came|arrive\w*|show up|shows up|showed up|pop\w* up|turn\w* up|here)\b.*"
    r"\b(?:here|(?:this|our|the) (?:channel|room))\b"
    r"|^(?:(?:and|so|hey|ok|but)\W+)*why (?:do|did|am|are) (?:i|we) (?:even |still |always )?"
    r"(?:get|see|getting|seeing|receive|receiving) (?:this|that|it|these)\b"
)
"""Asks why something is shown in a channel."""
WHO_HEARS = re.compile(
    r"\bwho(?: else| all)* (?:gets?|receives?|hears?|sees?|follow\w*|watch\w*"
    r"|(?:is|are|gets?|was|has been) (?:all )?(?:following|watching|told|notified|informed|subscribed|alerted"
    r"|pinged))\b"
)
"""Asks whom the bot tells of something."""
WITHOUT_LANGUAGE = re.compile(
    r"\b(?:have|has|with|got) no\b|\b(?:without|miss|missing|misses|lack|lacks|lacking)\b"
    r"|\bdo(?:es)? (?:all|every|each)\b.*\b(?:have|exist|come)\b"
    r"|\bnot (?:yet )?(?:have|has|exist|translated|available)\b|\b(?:is|are) not (?:yet )?in\b"
)
"""Asks for what a language lacks."""
OF_ANY_KIND = re.compile(r"\b(?:ones|everything|all)\b")
COMMENTS_SINCE = re.compile(r"\bcomments?\b.*\b(?:since|from|in the|over the|today|yesterday|this week|last|past)\b")
UPSCALE = re.compile(
    r"^(?:(?:please|can you|could you|let us|i want to|we want to|just)\W+)*upscale (?:our|the|my|this|an?)\b"
)
SHALL_BE_ABLE = re.compile(
    r"\blet (?!(?:us|me|it|this)\b)\w+(?:(?: and|,| &)? \w+){0,3} "
    r"(?:do|make|change|create|launch|edit|manage|update|delete|submit|approve|write)\b|"
    r"\b(?:should|must|shall|needs? to|has to|ought to) (?:no longer |not |never )?"
    r"(?:be (?:able|allowed|permitted) to|can|may)\b"
    r"|\b(?:want|wish|like|need) (?:that )?(?!(?:i|we|you)\b)(?:\S+ ){1,2}(?:can|could|may|to be (?:able"
    r"|allowed) to)\b"
)
_TERM = r"(?:the |an? )?(?:(?:state|status|word|term|label) )?(?!(?:it|this|that|these|you|they|he|she)\b)(.+?)"
MEANING = re.compile(
    rf"\bwhat (?:does|do|would|could) {_TERM} (?:mean|means|stand for|stands for|signify)\b"
    rf"|\bwhat (?:does|do) (?:it|this|that) mean (?:when|if|that|for) .*\b(?:is|are|says|shows|in) {_TERM}$"
    rf"|^what (?:mean|means) {_TERM}$|^{_TERM} (?:mean|means) what$|\bwhat is (?:the )?(?:mean|means) of {_TERM}$"
    r"|\bexplain (?:to )?(?:me |us )?what (?:is |are |means? )(?:an? |the )?(.+)$|^what (?:is"
    r"|are) an? (\w+(?: \w+)?)$"
    rf"|^explain (?:to )?(?:me |us )?(?:the )?(?:state|status|word|term|label) (.+)$"
    rf"|\b(?:meaning|definition) of {_TERM}(?: please)?$|\bwhat is meant (?:by|with) {_TERM}$|^define {_TERM}$"
)
"""Asks what a word means: `what does paused mean?`"""
HOW = re.compile(
    r"\bhow$|"
    r"\bhow (?:do|can|to|would|should|could|does|is it possible|am i)\b|\bhelp (?:me )?(?:with|on|for)\b"
    r"|\bhow (?:i|we|one|you|people) (?:can|could|do|should|must|may|would|to)\b|\b(?:what|which) is the way to\b"
    r"|\b(?:explain|show|tell|teach) (?:to )?(?:me|us) how\b"
    r"(?! (?:far|many|much|long|often|fast|quick|quickly|well|soon|it is|things|is|are)\b)"
)
_HAS_THE_RIGHT = (
    r"(?:can|may|could|(?:is|are) (?:allowed|able|permitted|entitled)"
    r"|ha(?:s|ve) (?:the )?(?:rights?|permissions?|power|privileges?) (?:to|for))"
)
WHO_MAY = re.compile(
    r"\bwho (?:was|is|has been|got|has|have|were|are) (?:given |assigned |granted )?(?:which|what) (?:roles?"
    r"|rights?|access|permissions?)\b|"
    r"\bwhat may i do\b|\bwhat (?:can|may|is|are) (?:an? |the )?(?!i\b|you\b|we\b|it\b|this\b|that\b"
    r"|phones?\b)[a-z]+ (?:allowed to )?do\b"
    r"|\bwhat (?:can|may|am|are|could) (?:not )?(?:i|we) (?:not )?(?:(?:allowed|permitted|able) to )?do here\b"
    r"|\bwhat (?:can|may|could) not (?:i|we)\b|\bwhat (?:can|may|could|am|are) (?:i|we) not\b|\bmy role\b"
    r"|\bam i (?:an? )?(?:admin|operator|viewer)\b"
    r"|\bwho (?:do|should|can|must|could) (?:i|we) (?:ask|contact|talk to|turn to|speak to)\b"
    rf"|\bwho(?: all| (?:in|of|on|from|at|among) (?:the|our|my|this|us)(?: \w+)?)? {_HAS_THE_RIGHT}\b"
    rf"|\b(?:which|what) (?:(?:people|persons?|users?|colleagues?|roles?|members?|admins?|operators?|viewers?)"
    rf"(?: (?:in|of|on|from|at|among) (?:the|our|my|this|us)(?: \w+)?)?|of (?:us|you|them)) {_HAS_THE_RIGHT}\b"
)
NO_MORE = re.compile(r"\bnot\b.+\bmore$|\b(?:any ?more|any longer|no longer|never again|not more|no more)\b")
COUNTED = re.compile(
    r"\breasons?(?: (?:for|of|behind)\b)?.*\b(?:weeks?|months?|quarter|year|days)\b|"
    r"\bhow (?:many|often|much)\b.*\b(?:last|past|this|in the|per)\b.*\b(?:days?|weeks?|months?|quarters?|years?)\b"
)
SAY = re.compile(
    r"^(?:(?:please|can you|could you|and|also|ok|now)\W+)*(?:ask (?:why|whether|if|when|how|what|who|for)\b"
    r"|reply\b|say )(?!(?:me|us|to (?:me|us)|what|which|who|how|why"
    r"|when)\b)"
)
"""Something is to be said to Sinch: `say that we are done`."""
LEAVE_ALONE = re.compile(
    r"\bleave (?:\S+ ){1,6}?(?:alone|untouched|in peace|(?:as|(?:the )?way) (?:it|they) (?:is|are))\b"
    r"|\b(?:keep )?(?:your )?(?:hands|paws) off\b"
)
"""Nothing is to be done to what was named."""
OF_US = re.compile(r"\b(?:i|we|nobody|noone|let us) (?:\w+ ){0,3}?(?:not|never)\b|\bnobody\b")
"""Says what we do, or not: `we won't be launching it`."""
OF_A_SPAN = re.compile(
    r"\b(?:show|give|get|see|read|send|pull|share)\b(?: (?:me|us))?(?: (?:the|this|our|last|my))+ "
    r"(?:weekly|monthly|quarterly|yearly) (?:report|figures|numbers|stats)\b"
)
"""A report over a span, which is no schedule."""
WHY = re.compile(r"\b(?:why|how come|what is wrong|wrong with|reason|explain)\b")
TABLE = re.compile(r"\b(?:csv|spreadsheet|excel)\b")
HERE = re.compile(r"\b(?:here|this (?:channel|room|thread))\b")
WHO = re.compile(
    r"\b(?:who|(?:under|by|on|with|at) whose|whose (?:change|edit|fault|doing|idea)|whodunnit|whom"
    r"|which (?:person|user|colleague)|(?:has|did|have) (?:any|some)(?:body|one))\b"
)
RELATIVE = re.compile(
    r"\b(?:customers?|clients?|users?|people|everyone|everybody|anyone|subscribers?|recipients?|buyers?|guests?|members?"
    r"|patients?|shoppers?|passengers?|those) (?:who|whose|whom)\b"
)
"""Says which people are meant, and asks for nobody: `a message for customers who left`."""
CHANGES = re.compile(r"\b(?:changes?|edits?|deletions?|removals?|creation)\b")
IS_QUESTION = re.compile(
    r"^(?:is|are|was|were|does|did|has|have|who|what|which|when|why|how|where"
    r"|do (?:not (?:we|you|i|they)|we|you|i|they|the|these|those|our|my|any|all|some|both|people|[a-z]+s)"
    r"|(?:under|by|on|with|at|for|from|since|to|in) (?:who|whom|whose|what|which))\b"
)
FORBIDS = re.compile(
    r"^(?:(?:please|and|so|hey|hi|ok|well|but|no|wait)\W+)*(?:do not|never|let us not|you (?:should|must|shall) not)\b"
)
"""Says that something is not to be done, before it says what."""
LIVE = re.compile(
    r"\b(?:put|bring|make|take|set|push|turn|flip|switch|get) .*\blive\b"
    r"|^(?!(?:is|are|should|must|when|why|what|which|who|how|where|if|once)\b)"
    r"(?!.*\b(?:when|whenever|once|if|as soon as|until|till|after|before|know|tell|told)\b)"
    r".*\b(?:want|wish|need|like|should|must|shall|has to|have to|ought to)\b.*"
    r"\b(?:becomes?|goes|go|gets?|be) (?:now |finally )?(?:live|launched|public)\b"
)
AGAIN = re.compile(r"\b(?:again|resend|re-?send|retry|re-?invite|once more|another|second|anew)\b")
PLATFORM_DID = re.compile(r"\bwhat (?:did|has|have|does) (?:meta|sinch|kakao|kakaotalk|google|the operators?) ")
"""What the platforms did is told by their events, not by the audit log."""
WHY_NOT = re.compile(
    r"\bwhy (?:can|could|may) (?:i|we|one|nobody|no one|you) not\b|\bwhy (?:can|could|may) not (?:i|we|you)\b"
    r"|\bwhy (?:am|are) (?:i|we) not (?:able|allowed)|\bwhy is it not (?:possible|allowed)"
)
"""Asks why something cannot be done: by whom it can."""
CANNOT_BE = re.compile(r"\b(?:can|could) (?:not |never )?(?:be|get) (?:\w+ )?\w+(?:ed|en)\b")
SHOULD = re.compile(
    r"^(?:(?:and|so|hey|hi|ok|well|but|sorry|then|now)\W+)*(?:should (?!you\b)\w+\b(?! be$)"
    r"|(?:am i|are we) (?:even )?(?:allowed|permitted|able) to\b"
    r"|(?:is|was|would|will|does) it (?:be )?(?:hurt|harm|matter|safe|ok|okay|all right|alright|wise|smart"
    r"|dangerous|risky|too early"
    r"|a good idea|a bad idea|time)\b)"
    r"|\bwhat (?:happens|would happen|will happen) (?:if|when)\b|\bwhat if (?:i|we|you|somebody|someone|one)\b"
)
"""Asks whether something may or had better be done, not that it be done."""
WENT = re.compile(
    r"\bhow (?:did|do|have|were|was|are|is) (?:(?:we|they|it|things) (?:doing|going|do|go|been doing|standing)"
    r" (?:on|with|for|at|in) )?(?:the |our |my |all )?(?:\w+ )?"
    r"(?:approvals?|reviews?|decisions?|rejections?|submissions?)\b.*"
    r"\b(?:go|going|gone|been|doing|do|fare|look|looking|turn(?:ed)? out|lately|week|month|quarter|year|days)\b"
)
"""Asks how decisions came out."""
DID = re.compile(
    r"\bwhat (?:did|has|have|does) (?:do|did|done|make|made|change|changed) (?:by )?(?!(?:you|we|they|i)\b)\w+"
    r"|\bwhat (?!(?:it|this|that|you|we|they|i|meta|sinch|is|are|was|were|did|do|does|has|have"
    r"|who)\b)[\w@.-]+(?: \w+)?"
    r" (?:did|has done|has changed|changed|touched)\b(?! to\b)"
    r"|\bwhat (?:did|has|have) (?!(?:it|this|that|you|they)\b)[\w@.-]+ (?:\w+ ){0,2}?"
    r"(?:do|done|doing|did|change|changed|touch|touched)\b"
    r"|\bwhat (?!(?:it|this|that|you|we|they|i)\b)\w+(?: \w+)? (?:has|have|is|was|were) (?:been )?up to\b"
    r"|\bwho (?:asked|requested|ordered|wanted|started|initiated|triggered)\b"
    r"|\bwho (?:is|is been|was|has been|have been|had been|keeps?) (?!waiting|holding|sitting|blocking"
    r"|reviewing)\w+ing (?:with|around|about|at|on)\b"
)
SPAN = re.compile(r"\b(?:for|until|till|one|two|three|an?|\d+) (?:\w+ )?(?:minutes?|hours?|days?|weeks?|weekend)\b")
WHILE = re.compile(r"\b(?:for|until|till|during)\b")
WHEN = re.compile(r"^(?:since )?when (?:was|were|did|has|have|is|are)\b")
OURS = re.compile(r"\b(?:we|i|our \w+) (?:are |do |can |all |currently |now |already |actually )*(?:use|using)\b")
"""Says no more than that it is ours: `the numbers we use`."""
MORE = re.compile(r"\b(?:need|needs|want|wants|should|lacks?|missing|needed|required|version|too|as well|also|into)\b")
"""Wishes for what is not there: a language that a template does not have."""
WOULD_META = re.compile(
    r"\b(?:will|would|could|can|might|should|does|do) (?:they|meta|whatsapp|facebook|the reviewers?) (?:really "
    r"|even )?"
    r"(?:take|accept|like|let|approve|refuse|reject|swallow|complain|mind|object|pass|decline|buy)\b"
    r"|\b(?:get|gets|make it|makes it|go|goes|come|comes) (?:it |this |that )?(?:past|through) (?:meta|review)\b"
    r"|\b(?:any chance|chances?|likely)\b.*\b(?:accept\w*|pass\w*|reject\w*)\b"
    r"|^(?:will|would|does|do|can|could|might|should) (?!(?:you|i|we|somebody|someone)\b).*"
    r"\b(?:pass|(?:be|get) (?:accepted|rejected|refused|turned down))(?: now| again| review| like this| as it is)*$"
)
"""Asks what Meta will say to a template: the check knows."""
LOOK_FOR_FAULTS = re.compile(
    r"\b(?:find|look for|search for|spot|seek|detect) (?:\w+ )?(?:problems?|errors?|mistakes?|typos?|issues?|faults?)\b"
)
"""Asks for what the check finds."""
BY_THE_RULES = re.compile(r"\b(?:rules?|polic(?:y|ies)|guidelines?|requirements?|regulations?|standards)\b")
"""Names what Meta measures templates by: the check knows."""
TO_VALUE = re.compile(
    r"^(?:\w+ ){0,3}?(?:make|mark|set|flag|label|declare) (?:\S+ ){1,4}"
    r"(?:marketing|utility|authentication|transactional)$"
    r"|\b(?:to|into|as|be|become) (?:an? |the )?(?:\w+ )?(?:marketing|utility|authentication|transactional)\b"
)
"""Gives what is to be: `switch it to utility`."""
COMPARE = re.compile(r"\b(?:diff|compare|vs|versus|against)\b")
TO_PRODUCTION = re.compile(
    r"\b(?:push|ship|deploy|move|promote|take|bring|get|roll)\b.*\b(?:to|into) prod(?:uction)?\b"
    r"|^(?!.*\b(?:is|are|was|were|when|how)\b).*\b(?:to|into) prod(?:uction)?$"
)
META_SHOULD = re.compile(
    r"\b(?:meta|they|whatsapp|kakao) (?:should|must|shall|needs? to|ha(?:s|ve) to) (?:\w+ ){0,3}?(?:look|check"
    r"|review|decide)\b"
)
"""Wishes that whoever reviews it look at it once more."""
NEW_PART = re.compile(
    r"(?<!has a )(?<!have a )(?<!got a )"
    r"\b(?:new|another|different|better) (?:profile |cover )?(?:tagline|slogan|logo|banner|picture|image"
    r"|photo|avatar|colou?r"
    r"|description|website|url|address|email|text"
    r"|wording|footer|header|button|title)\b"
)
"""Asks that what is named get another of these."""
SET_UP = re.compile(r"(?:(?:please|can you|could you|let us|i want to|we want to|and|ok|now) )*set ?up\b")
"""Asks for something new: `set up template winter_hours`."""
GONE_BY = re.compile(
    r"\b(?:last|past|previous|yesterday|since|ago|earlier|today|this (?:morning|afternoon|week|month))\b"
)
"""Names a time that is over, or nearly."""
STATUS_OF = re.compile(r"\b(?:status|state|progress|stage|eta|news|updates?) (?:of|on|for|about|from) .*\blaunch\b")
"""Asks how far a launch is."""
YET = re.compile(r"^(?:(?:and|so|hey|ok|well|but)\W+)*(?:can|could|may|are|is) .*\b(?:yet|already)\b")
RIGHTS_OF = re.compile(r"^(?:(?:the|show|which|what) )*(?:rights?|permissions?|roles?|access) (?:of|for)\b")
SEVERAL = re.compile(r"\b(?:how many|list of|number of)\b")
VERSION = re.compile(r"\b(?:version|variant|translation|edition|copy)\b")
AWAY = re.compile(r"\b(?:take|throw|chuck|toss) (?:\S+ ){1,5}(?:away|out)\b(?! of)")
_BEGIN = r"^(?:(?:and|so|hey|hi|hello|ok|okay|please|well|but|sorry)\W+)*"
PAST_QUESTION = re.compile(
    rf"{_BEGIN}(?:(?:what|when|why|how|where) )?(?:(?:did|was|were|had)\b|has|have (?:you|they|i|any|some|\w+ been))\b"
)
"""A question for what was done: its verbs ask for nothing."""
WOULD_LIKE = re.compile(
    r"\b(?:grateful|glad|happy|nice|great|kind|lovely|appreciated?)\b.*\bif (?:you|someone)\b"
    r"|^(?!(?:can|could|may|should|must|what|which|who|how|when|why)\b).*"
    r"\b(?:can|could|may) (?:now )?be (?:\w+ )?(?:\w+ed|\w+wn)\b"
)
"""A wish in the past tense: `I'd be grateful if you removed it`."""
REGRET = re.compile(
    r"^(?:(?:sorry|oh|no|oops)\W+)*\w+ing\b.*\b(?:was|were|is|has been|must have been) "
    r"(?:a |an |my |our |really |clearly )*"
    r"(?:mistake|accident|error|wrong|bad idea|misunderstanding|by accident)\b"
    r"|\b(?:i|we) (?:\w+ ){0,3}?(?:pressed|clicked|hit|chose|ran|tapped|did|launched|deleted|removed|submitted"
    r"|changed|edited|created|sent)\b.*\b(?:by (?:mistake|accident)|accidentally|in error|wrongly)\b"
    r"|\b(?:accidentally|mistakenly|by (?:mistake|accident)) (?:\w+ed|hit|chose|ran|sent)\b"
)
"""What was done should not have been."""
_DENIAL = re.compile(
    r"\b(?:hold (?:off|on)(?: on| with)?|hold back(?: on| with)?|refrain from|rather not|keep from|stop|cease|quit"
    r"|wait with|postpone|put off|avoid|be careful not to) (?=(?!sending|posting|showing|announcing)\w+ing\b)"
)
"""Says that something is not to be done; what it is follows."""
_NOTHING = re.compile(r"\b\w+ (?:nothing|none|nobody)\b|\b(?:nothing|none|nobody) (?:\w+ ){0,2}\w+ed\b")
"""`remove nothing`"""
_UNWISE = re.compile(
    r"\b(?:mistake|bad idea|wrong|shame|pity|foolish|unwise|premature|dangerous|too (?:early|soon|risky)) to (?=\w)"
)
_ASIDE = re.compile(
    r"\b(?:before|until|till|so that)\s+(?:\S+\s+){1,3}(?:can|could|may|is|are|gets?|goes|will)\b[^,;.?!]*|"
    r"\b(?:before|after|until|till|because|so that|once|while|unless|in order to)\s+"
    r"(?:we|i|you|they|it|he|she|somebody|someone|anyone|people|everybody|everyone)\b[^,;.?!]*"
    r"|\b(?:planning|plan|plans|planned|about|supposed|expected|intend|intending)\s+to\s+(?:be\s+)?\w+(?:\s+live)?"
)


def asides(sentence: Sentence) -> frozenset[int]:
    """Starts of the words that only say when, why or for what something is asked: `before we can launch it`."""
    spans = [found.span() for found in _ASIDE.finditer(sentence.text.lower())]
    return frozenset(token.start for token in sentence.tokens if any(a <= token.start < b for a, b in spans))


def denials(sentence: Sentence) -> frozenset[int]:
    """Starts of the words that are denied without a `not`: `hold off deleting it`."""
    low = sentence.text.lower()
    unwise = () if SHOULD.search(low) else _UNWISE.finditer(low)  # a question, or an opinion
    nothing = (found.start() for found in _NOTHING.finditer(low))
    return frozenset((*nothing, *(found.end() for found in (*_DENIAL.finditer(low), *unwise))))

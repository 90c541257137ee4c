"""Words that say nothing of a command by themselves: filler, politeness, negation, times, small talk. Data only."""

from __future__ import annotations

from bot.times.zones import ABBREVIATED


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


FILLERS = _words(
    """
    anybody anymore anyone everybody everyone further longer someone anything doing wrong something somebody properly
    okay a able about actually after again ahead already also am an and are as asap ask asked asking at available away
    basically be because become been before begin being between bit both buddy by called can changes channel chat
    cheers could currently data dear did dig do does done during each entire er ever every excuse exist existing
    exists fast few item items tasks long trail folks for from full gets gimme go going gonna got gotta guess guys had
    happen happens has have he hello her here hey hi his hmm hope hoping i id identifier ids if ill im immediately in
    inside into is it its ive just kind kindly knew know knows lemme let lets like little look looking lot lots love
    madam man mate may maybe me might mind minute moment more most much must my name named names need needs next now
    of off ok okay on one ones only onto or our out over pardon per place please pls plss plz possible possibly
    present pretty quick quickly really remind right room sec second shall she should simply sinch sir slack so some
    sorry sort still stuff team than thank thanks that the their them then there there's these they thing things think
    this those thread thx title titled to today too trouble try trying ty u uh um under up urgently us use used uses
    using via wanna want wanted wants was we well were weve when whenever where which's while who whole whose will
    with within wonder lang fyi advise goes wondering would ya yeah yep yes yet you your
    """
)
"""Said with any request, and meaning nothing by itself."""

QUESTIONS = _words(
    """
    what which how is are show list display there
    """
)
"""Words of every question: they make no phrase like another."""

NEGATIONS = _words(
    """
    aren't arent avoid can't cannot cant didn't didnt doesn't doesnt don't dont hasn't hasnt haven't havent instead
    isn't isnt mustn't mustnt neither never no nobody nope nor not refrain shouldn't shouldnt wasn't wasnt without
    won't wont
    """
)

PRONOUNS = _words(
    """
    her him it itself that them these this those
    """
)

ARTICLES = _words("the a an our my this that his her their your all any some every each both")
"""Words before a noun."""
PARTICLES = _words("away back down in off out over quiet silent through up")
"""Second halves of verbs, which may stand behind what the verb is about: `hand it in`."""
ORDERS = _words("bring cut get give keep let move pass put send set take turn")
"""Verbs that many commands' phrases have, and that ask for something to be done."""
WANTS_REMOVAL = _words(
    """
    abandon away axe cross strike banish bin cancel chuck decommission del delete deleting demolish demote depose
    deprive
    destroy discard disconnect dismantle dismiss dispose ditch downgrade drop dump eliminate end eradicate erase
    evict expel expunge forget junk kick kill lose loses nuke obliterate oust plug relieve sack terminate unseat
    zap purge remove removing reset retire revert revoke rid rm scrap stop strip take throw toss trash
    unassign undo unfollow unsubscribe wipe withdraw
    yank
    """
)
"""Without one of these nothing that deletes, removes or takes away is offered."""

WISHES = _words(
    """
    get gonna have like must need needs please require should want wants wish
    """
)

HISTORY = _words(
    """
    already did ever had has since was were when who why
    """
)

TIMES = _words(
    """
    afternoon ago am april august daily day days december eight eleven end evening evenings every february fifth
    first five fortnight fortnightly four fourth fri friday fridays half hour hourly hours hr hrs january july june
    last later march may midday midnight min mins minute minutes mon monday mondays month monthly months morning
    mornings night nightly nine noon november o'clock oclock october one other past pm quarter sat saturday
    saturdays second september seven since six sun sunday sundays ten third three thu thur thurs thursday thursdays
    till today tomorrow tonight tue tues tuesday tuesdays twelve two until wed wednesday wednesdays week weekday
    weekdays weekend weekends weekly weeks workday workdays year yesterday
    """
) | {zone for zone in ABBREVIATED if len(zone) > 2}
"""Words of which times are made; whether they make one, the command's own reader says."""

PARTS = _words(
    """
    avatar banner billing body button buttons color colour colours colors company conditions description descriptions
    email emails footer header homepage image images industry legal link links logos opt-in photo placeholder policy
    privacy region screenshot screenshots slogan tagline terms trigger triggers url urls variable variables vat video
    videos website websites wording
    """
)
"""Parts of resources, which say which of its fields is meant: they are no noise beside its name."""

GREETINGS = _phrases(
    """
    anyone there, are you there, gm, good afternoon, good day, good evening, good morning, good morning sinch,
    greetings, hallo, hello, hello bot, hello how are you, hello sinch, hello there, hello world, hey, hey bot, hey
    how are you, hey sinch, hey there, hi, hi all, hi bot, hi how are you, hi sinch, hi there, hiya, how are you,
    howdy, morning, ping, sup, whats up, yo
    """
)

THANKS = _phrases(
    """
    awesome, cheers, cool, good, good bot, good job, got it, great, great thanks, lovely, many thanks, nice, ok, ok
    thanks, okay, perfect, super, thank you, thank you so much, thank you very much, thanks, thanks a lot, thx, ty,
    well done, lgtm, looks good, looks good to me, noted, roger, understood, kk, k, makes sense
    """
)

CANCELS = _phrases(
    """
    never mind that, never mind this, never mind it, abort, cancel, cancel it, cancel that, drop it, exit,
    forget about it, forget it, leave it, leave that,
    leave this, never mind, nevermind, not yet, no not yet, later, maybe later, not today, not this time,
    no, no thank you, no thanks, not now, nothing, nvm, quit, skip it, stop, no do not, do not, do not do it, do not
    do that, no do not do it, no no, nah, nope, scratch that, cancel this, forget that, stop that, stop it, no need,
    no no stop, no stop, stop stop, wait stop, wait, hold on, wait no, not needed, not necessary, do not you dare, do
    not bother, i changed my mind, changed my mind, lets not, let us not, back out
    """
)

AGREES = _phrases(
    """
    yes, yes please, yep, yeah, yes do it, do it, go ahead, confirm, confirmed, i confirm, yes confirm, proceed, sure,
    yes sure, please do, yes please do, sounds good, make it so, yes go ahead, ok do it, okay do it, go for it
    """
)
"""Answers to a question that only a press answers."""

WAITS = _phrases(
    """
    wait, wait a moment, wait a minute, wait a second, wait please, please wait, hold on, hold on a moment, one moment,
    one moment please, a moment, a moment please, just a moment, just a minute, just a second, just a sec, one sec,
    one second, one minute, give me a minute, give me a moment, give me a second, brb, let me check, i will check,
    ill check, let me see, let me look, let me ask, i have to ask, moment, sec
    """
)
"""Answers of somebody who wants time to answer."""

UNSURE = _phrases(
    """
    i do not know, i dont know, dont know, do not know, dunno, idk, no idea, not sure, im not sure, i am not sure,
    hm, hmm, hmmm, good question, no clue, what, what do you mean, huh, which ones are there, what are the options,
    what are the choices, what are my options, options, what can i choose, what can i say, which ones, help
    """
)
"""Answers of somebody who cannot answer, or asks for the choices."""

EXPLAIN = _phrases(
    """
    explain that, explain yourself, why did you do that, why did you show me that, why did you show that, why that,
    why this answer, why this, how come, what did i say, what made you think that
    """
)
"""Questions for why the last sentence was understood as it was; others have the shape of `turns.EXPLAIN`."""

EXPANSIONS = {
    "whats": "what is",
    "what's": "what is",
    "wheres": "where is",
    "where's": "where is",
    "whos": "who is",
    "who's": "who is",
    "hows": "how is",
    "how's": "how is",
    "why's": "why is",
    "whys": "why is",
    "don't": "do not",
    "dont": "do not",
    "doesn't": "does not",
    "doesnt": "does not",
    "didn't": "did not",
    "didnt": "did not",
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "won't": "will not",
    "wont": "will not",
    "shouldn't": "should not",
    "shouldnt": "should not",
    "isn't": "is not",
    "isnt": "is not",
    "aren't": "are not",
    "arent": "are not",
    "wasn't": "was not",
    "wasnt": "was not",
    "weren't": "were not",
    "hasn't": "has not",
    "hasnt": "has not",
    "haven't": "have not",
    "havent": "have not",
    "mustn't": "must not",
    "wouldn't": "would not",
    "couldn't": "could not",
    "let's": "let us",
    "i'd": "i would",
    "i'm": "i am",
    "i'll": "i will",
    "i've": "i have",
    "we'd": "we would",
    "we're": "we are",
    "we've": "we have",
    "you're": "you are",
    "that's": "that is",
    "there's": "there is",
    "it's": "it is",
    "gimme": "give me",
    "lemme": "let me",
    "wanna": "want to",
    "u": "you",
    "r": "are",
    "ur": "your",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "2moro": "tomorrow",
    "w/": "with",
    "wich": "which",
    "whcih": "which",
    "wat": "what",
    "wats": "what is",
    "whts": "what is",
    "wots": "what is",
    "wot": "what",
    "shld": "should",
    "cld": "could",
    "abt": "about",
    "frm": "from",
    "they're": "they are",
    "who've": "who have",
    "what're": "what are",
    "hadn't": "had not",
    "needn't": "need not",
    "teh": "the",
    "plz": "please",
    "pls": "please",
    "dnt": "do not",
    "wrk": "work",
    "msg": "message",
    "msgs": "messages",
    "halp": "help",
    "hlp": "help",
    "dm'ing": "dming",
    "til": "till",
    "thx": "thanks",
    "thanx": "thanks",
    "tnx": "thanks",
    "tks": "thanks",
    "proj": "project",
    "projs": "projects",
    "perms": "permissions",
    "sub": "subscribe",
    "unsub": "unsubscribe",
    "evt": "event",
    "evts": "events",
    "notif": "notification",
    "notifs": "notifications",
    "caps": "capabilities",
    "req": "request",
    "cfg": "setup",
    "del": "delete",
    "usr": "user",
    "acct": "account",
    "accts": "accounts",
    "acc": "account",
    "chan": "channel",
    "cmt": "comment",
    "cmts": "comments",
    "re-register": "register again",
}
"""Short forms -> the words they stand for."""

OPTION_WORDS = {
    "rejections": ("rejected", "rejection", "rejects"),
    "comments": ("comment",),
    "auto": ("on", "automatically", "automatic"),
    "sms": ("text", "texted"),
    "voice": ("call", "phone", "calling"),
    "whatsapp": ("wa",),
    "kakaotalk": ("kakao",),
}
"""Values of options -> what else people say for them."""

"""English words that look like a slip of the pen for one of ours and are none: `chance` is not `change`. Data only."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EVERYDAY = _words(
    """
    furnish furnishes rescind rescinds reading bind binds binding confine abolish abolishes anticipate assure
    booking bookings booked colleague colleagues customer customers
    absent accessed achieve actively affirms agency alike amounts analysis anyway append archive assent assert
    assess assist audio auto backed backing bake band bands bare batch beach bear beat beaten became beer begun
    behave belong bend benign bent beta beyond bike bill bits blanks bless blog blow blowing blows bold bone bones
    books boom boot boring boss bother bounds braces bread bridge bright browse builder builds built bump burn bust
    butter buys cached calling candle career caret cat catalog catching caused cease chained chance chances charge
    charged charges chart checked checkers cheese chicken choice choose chose chosen clause cleaned cleaning cleared
    clearing clears climbed clock closed closer closes coarse collect collected comes commence commit commits
    commons compact compile complex comply comprise compute computed conceal concept conform conforms consent
    consented consents contacted content contents context convert converted cook cooks cope copies core cores
    corrected corrupt costs couple court courts covers craft crafted crash crossed cure curl currency current dare
    dates decade decay decent decided decides declared decode deemed define defined defines deflate delayed
    delegated deliver demand denote denotes depart derive derived derives desire desired detach detected detecting
    devoted died dies difference digits directs divide docs dots dragged drift drown dull dumb dumping dust dying
    ease effort elects element embodied emit emitted emitting ending engine ensure entered entity entries except
    excess exclude execute existed exited exiting expect expire exploit expose extent fade failures fair fake
    fallback fallbacks fame farm fat fate fault faults favour fear feather feed feeds feeling fellow fever fierce
    fifty fights filed filled filling film filter finance finding firing firm fits flaws flew floats flour flown
    fold folding folds font fool forced forces forest fork forks format formed former forth fought fried friends
    fuel fund fur furnished gain games garden gear getter getting giant given giving glove goat grade grained grand
    grave greet grief growing guest guests hack hacking hall halt hands handy hang hardening hardly hash hashing
    hates having header heading heal heap height helped helping hero hiding hill hint hire historic hits hitting
    holds holes hollow holy honors host hosted hosting hosts hunger hyphen hyphens ideal identities impact imply
    impose imposed indication inferred initiation inject inline insane insect insert insist instant intend intro
    invade invocation invoice invoke italic judge jump junk kid kids knee lake larger largest latent laughed lawyer
    layer layers leader leaked leaking lease least leather legs lend lens lent lesson letting levels liable lie lied
    lift lifted lights liked likely limb link linked linker linking listed litter loader loading loaf loan lock
    locked locking locks logged logger logic lone lonely loop looping loose loosely lord lorry losing loud loudly
    lounge loved loves lowest luck lump lung mailing mainly mapping marked marker market marking mask masks master
    match matching mature meaning meanings meat mere merging messy met metal mild minus misc mixing model models
    modern modest module mood mostly mounted mounts mouth moving muck mutate mutated mutual neat necessarily needle
    nest nested nesting net nets newer newest niece non none normal nose notion noun null nuts oblige office ounce
    outgoing outline oven override overt owners pack packed padding pads paging pain paints paired parent parse
    parsed parser parses parties passed passes passing pasta patching path paying pays peace peak percent period
    persist pertain phase phases photos phrase pick pig pile pin pink pipe pitch plain played player plenty plot
    plug poet pointing poison pole police policy polite polling pool pooling popping port ported porting ports pot
    praise presence pressing pretend prevent prevents preview priest prince prints prison proceeding products profit
    profits programs prompt prompted prompts prone proper proportional propose protect protects protest proves
    prudent public pure purple purse pushed pushing putting quirks rack rail rally ranges ranging rare rather reader
    readily reads realise reality recall recast recede receipt recipe recover reduce reduced reduction reflect
    reflected reflects reform regard regret relates relaxed relay relied relief relies reload rely remain remained
    remains remedy remote render renders renewed rent repaired repeat repeated repeats rescue rescued reserve
    reserved reserves reside resist resolve resolved resolving resort respect respects respond rested resulted
    retail retain retire return reused reuses reveal revenge revenue reward rewind rice rode roof root rooted rope
    rose rotten rounding routed routes rows rude rust sake salt sample save saving saying says scales scan scanning
    scenes science scoped scoping scream script secure seed seek seeking seeks seen select selling serial series
    served server servers sets setter severe shades shadow shadowing shallow shame shapes sharing sharp shell shells
    shield shifts shipped shore shot shout shouts sick signal singers sketch skill skin skipped sleep sliding slip slot
    slots slows smart smooth socket sold sole sorting sought sounds soup source spaces spacing span spare sparse
    sleeping speech speeding speedup spelled spends spent spin splits splitting sport sports spread square stable stack
    stacks staff stage stages staging stale stare stars started starting stating steam steep stems stiff stock
    stored stores storing storm stretch strict strike string stripped styles subset suffer suit suites suits supply
    suppose survive suspect swapped tagged tagging taken talked talking task tastes taught tea tear telling term
    theme themes theory thick thin thinks thorough threat threw throat thrown thru tie tight tightly timezone timing
    tire tone tool tore torn tort tough tour tours tracing tracking traits transition treat treated treating trial
    trick tricks tricky triple trusted tube tune tuned tuning tunnel tuples turning typing unable undergo unified
    unsafe unstable unsure unusable unused unusual users vary vast verb vested vice vision void vote waited waived
    waives wake walked walking wanting warned warning weak wealth wear wet wheels whereas wherever whom wide width
    widths wine winner wins wire wise wishing wool wording worked worse wound writing yell zone
    alex anna anne barbara carlos daniel dave david diana elena eric frank hanna hannah hans harry helen jack james jan
    jane jens john julia kate lars laura leon linda lisa lucas lucy marc marcus marie marina mario marion mark marta
    martin martina michael mike monica nina oscar paula peter ralf rita robert robin sara sarah simon stefan steven sue
    susan sven tina tony victor walter
    """
)
"""They stay as they are, however near they come to a word that is understood."""

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

VERBS = _words(
    """
    abadan abduct ablate abound absorb accede accost accuse actuate addict adduct adjoin adjure admire advert
    aestivate affirm agenise aggress agnise amble amerce anoint applaud appose apprise apprize arch arouse arrest
    ascend assort astound atrip attain attend attire augment author avert babyish badger bait balk bang banian
    banish banter barish bark barter bask batfish batten batter beam beamish bearish beaver becalm befall befool
    befoul beggar begild behead behold behove bellow belt bemire bemuse berate beset bespot bestir bestow bethink
    betoken bevel beware bicker bide bilk billow birdie bitch blacken blackleg blandish blare blather blaze blether
    blinker blither blockade blotch bluish bode bollocks bolt bonnet border bore bottom bound boyish braid brandish
    brash brazen breach breast bridle brisken broaden bronze brown bubble buck buckle budge bumble burble burgle
    burnish bustle butcher cackel cackle caecal callus camber cancan cancun candela cane canful canker canopy
    canter cantle canton canuck capsule caravan careen caress carpel carpet cart cartel carve caseate cashier cast
    categorize cater cement cerous chafe chancel channelise chant chasten cheat chelate chequer chide chip chisel
    chouse chrome chuckle chukka chunk chunky church circle claret cleanse clench clinch clink clinker closet
    clothe cluck clutch coat cock cocker cockle coddle codify coil commove commune compass compel complain complect
    compliment complot comport concert concoct conduct confer confide confute connote contest contort contuse
    converge convey convict convince convoy coquet corset coss couch counter crack cradle cranch crap crass creak
    crease cremate cress cricket cringe crisis crocus croesus cronus crosby crouse daleth darken dastard dawn
    deaden dearie debark debase debone debunk deceive declaw decoke deduce deface defile defray defuse degust
    dehisce delegating delouse delude deluge deluxe demise demode demonise demonism demotic demure dent denude
    depict deplore deploy depone depose deposit deprave depraved depute derate deride descry despise destain
    destiny detente detest detick detrain deviate devilish devise devote devotee dexone dial diamante diehard
    dieting digress dilate dilute dine dipole diptych disarm disband disbar discant discase discern discerp
    disclose discoid disconcert discontent discord discuss disease disgust dismay disown dispense disperse displace
    disport disposal disprove dispute disrobe distich disuse dive divert divest divine dock doctor donate dose
    dovetail doze dread droop dross earn edict effuse eject elapse elate elicit eliminator emote enamel encase
    encore endear endure enfold enlist enliven ennoble enplane enquire enrage enrobe ensile entice entitle entwine
    eradicable eradicator erasure erose erse escort etch evince evoke exceed excise excite exclaim exhume expanse
    expel expend expense explore exposit exsert exuberate factor faggot falter fare fatten feast fell ferret fiddle
    fidget fillet finger finish fizzle flail flatter flaunt flick flinch floret flower fluster fogged foil forage
    forager forearm forego forewarn forfeit forfend forgery forint forked forseti foster fresco fringe fulfil furl
    gaggle gape gargle gaze germinate gift giggle glean glimmer glow glower glue glug goad gobble gore gorget
    gravel grease grieve gross grunt guggle gull gurgle gush hackle haggle hail hamper harden harken harvest hassle
    hasten hatch haunt heave heed heft herald herd hide hike hinder hiss hitch hock honour hopple huck huddle hulk
    humour hurdle hurrah ideate ignite impart implode implore importune improvise improvize inactivate incise
    incite indict induct infect inflect infract inspan inspire install instil insure inter interact intone intuit
    inunct itch itemise jail jest jive jounce junket kiss ladder lament latch laze league legalise legalize lessen
    lick ligate limber linger loathe locate loess loiter lollop loosen losses lower lowset lull lumber lure luxate
    madden madder mail malign mantle manure marble marcel marvel massage mediate mend metricise metrify mill mince
    mingle miniate minify misdate mislay mislead mismate misname misread misspend misstate mistime misuse moan mock
    mold molder molest mollify monish monkey mortify moses mould mull muse muster mutter nail nazify neuter nickel
    nicker nitrify novate nutrify obliterable obliterator oust outface outfit outpace outrage outrange outrun
    outvie outwit overawe overdose overdrive overlie overprice overrate overrule overrun oversee oversew overuse
    pace pall palpate pant parch pare parody parole parrot pasture patter peck peddle pension pepper perish
    peroxide perplex peruse pervert pester pestle phonate pinch pirate piss placate plague plaster pleach pledge
    plicate plod plow plunge pocket poise poleaxe poll pollard ponder pore portend porter possess posture potter
    pound prance predate preface preheat prehend premier prepose presage preside prettify prioritize probate probe
    proceed profane profess pronate propel prorate prospect provoke pudge pulsate pump puncture punish punt pupate
    purace puree purl purser pursue purvey quack qualify quarrel quarry quaver quicken quieten quirk quiver rage
    rake ramose rape ratify ration rattle ravish realign realine reallot reap rebate reboot rebound rebuke rebury
    recess recite recline recode recopy recount recoup recumb recurve recuse redact redound redress reek reelect
    reface referee refine reflate refloat reforest refract refreshen refuel refund refute regain regale regress
    rehearse reheat relace relapse relearn relegate relent relieve reline relish relive remake remand remarry
    remodel remold remould rend renege repaint repay repent repine replant replete repoint repose reposit repress
    reprise reprize reprove republish repute reread reseal reseat resell resent resht resift resile resize resole
    resorb resound respire respite resplend restart restate restock restrain resurge retake retard retch retort
    retrace reunite revamp revel revelry reverent revile revisit revive revolt revolve rewire reword rework rilievo
    rimose rive rivera roam robe roister rollick romance romanise romanize rootle ross rove roving ruckle ruddle
    ruffle rumble rumple russet rustle sack sacral sadden sallow saltate sarape satiate satrap scarab scare scarp
    scorch scotch scrape scraunch scrawl screak screech scribe scrimp scrip scrunch scuff scupper scurry sear secern
    sedate seep senesce serape seriph shade shake sharpen shave shmooze shock shower shriek shrike shrill shrimp
    shrine shrive shroud shunt sidle sight signify simper simplify singe sinter sire situate skewer skid skreak
    slacken slander slate slaver sleuth slide sliver slobber slouch slough smack smirch smutch snap snare snatch
    sneak sneeze snooker snort soak solace solder soothe sorrow sour sparge spill splash splint sprain sprite
    squall squeak squinch squire stain stake stall stanch staple starlike startle starve sterile stifle stitch
    stooge stoop stopple stow strafe strain strake strand strap streak streep strep striate stricken strickle
    stride strider strife stripe striper stripes strive striver strobe stroke stroll strop stucco stun subedit
    sublet subsist subtend suck sudate summarize summate summerise sunder suntan surge survey suture swamp swathe
    sway sweeten swinge tailor tarnish tate tattle teem teeter telegraph temper tender terminable terminative
    terminator termite ternate testify tether thatch thieve thirst thrash thresh thrill thrive throne throng thrust
    thwack thwart tickle tiller tingle tinkle tint tipple tiptoe titter toil toll tootle totter toughen tourney
    tousle traduce translocate transmute travail tread treadle treble tremble trifle trike trounce trudge tuck
    tucker turbinate turtle tweeze twinge twitch unbelt unbent uncoil undershoot underspend understate understock
    undset unhallow unkept unload unmake unread unreal unrest unseal unseen unsent unsexy unspent unsweet unswept
    untune unveil upbeat uphold upstage urge usher valuate vanish veer venerate vent vest vilify vinify vitrify
    vivify vocalize vouch wade waft wander wanton warp weaken weave weld wheeze whet whine whip whistle whiten
    whiteout whittle whoosh wince wither worsen wrack wreak wrench wring writhe yelp zoom
    """
)
"""Words of English (as WordNet has them) that stand one or two letters from a word of ours, or near one that
removes: `dilute` is no `delete`, `dispute` no `dispose`."""

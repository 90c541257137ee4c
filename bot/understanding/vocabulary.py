"""The words that belong to no single command: verbs that many share, kinds, areas, states. Data only.

What only one command means stands in that command's `phrases`. Phrases are separated by commas.
"""

from __future__ import annotations

from collections.abc import Mapping

VERBS: Mapping[str, str] = {
    "show": """
        preview, the launch, launch of, show, display, see, view, give, give me, look
        at, look up, look, find, search, search for, get, fetch, which, which ones, what, what are, what is, whats,
        tell me about, tell me, are there, is there, do we have, have we got, have we, any, how many, count, how is,
        how are, hows, details, detail, info, information, pull up, bring up, open, describe, read, where is, where
        are, state of, status of, state, whats up with, print, load, check on, how does, look like, whos, who are,
        share, share the, provide, provide me, send me, send me the, forward, forward me, list down, let me have, hand
        me, let me know whether, let me know what, let me know which, let me know how, let me know who, let me know
        why, tell me whether, tell me what, tell me which, tell me how, tell me who, tell me why, retrieve, query,
        output, tell the, remind me which, remind me who, like to have, read out, pull, examine, check out, on track,
        make me see, let me see, make me a list, have a look at, have a look into, take a look at, where are we with,
        where are we on, where do we stand with, point me to
    """,
    "list": "a list of, list of, the list of, list, ls, all, every, overview of, enumerate",
    "get": "describe, details of, details on, info on",
    "create": """
        spin up, spin up a, stand up a,
        set us up with a, set me up with a, set up with a, onboard, enrol, enroll, establish, introduce, whip up,
        put together, cook up, come up with, draw up, knock up,
        create, make, add, new, build, write, compose, generate, need a new, want a new, start a new, prepare, set
        up a, set up a new, setup a, setup a new, creating, adding, making, craete, draft a, draft a new, draft up,
        a fresh, a blank, draft me, draft us, draft an, start a, begin a
    """,
    "update": """
        make changes, make a change, make some changes, do changes, apply changes,
        repair, replace, swap, substitute, update, a new look, a facelift, change, edit, modify, fix, correct, rename,
        adjust, alter, tweak, revise,
        rewrite, amend, updating, editing, changing, retitle, patch, to another url, to another address, to a new url,
        to a new address, to a different url,
        should be called, shall be called, must be called,
        should be named, must be named, should be renamed, must be renamed, should now be called,
        improve, touch, mess with, resubmit, submit again, resend it to meta,
        send it to meta again, resend to meta
    """,
    "delete": """
        clear out, retire,
        strike off, strike out, cross off, cross out, eliminate, eradicate, ditch, dispose of, do away with, axe,
        zap, sack, terminate, dismantle, decommission,
        demolish, expunge, obliterate, pull the plug on, junk,
        delete, remove, erase, drop, kill, get rid of, trash, wipe, throw away, destroy, del, rm, nuke, purge,
        scrap, deleting, removing, take down, take away, throw out, kick, kick out, chuck, chuck out, bin, toss
    """,
    "discard": """
        discard, discard the changes, discard changes, drop the changes, drop changes, drop the draft, discard the
        draft, throw away the changes, throw away the draft, undo the changes, undo changes, revert, revert the
        changes, abandon the changes, forget the changes, cancel the changes, cancel the draft, drop the pending
        changes, discard the pending changes, remove the draft changes, reset the changes, throw away my changes,
        drop my changes, discard my changes
    """,
    "activity": """
        occurred, occur, occurs, occured, took place, take place,
        log tail, tail the log, tail log, tail, happen, anything new, something new, nothing new, activity,
        activities,
        history, timeline, what happened, whats happened, what has happened, happened, happening, what is happening,
        going on, what is up since, news, whats new, what is new, latest, events, recent events, log, logs, what
        changed, story of, event log, recent, recently, comments for, comments about, comments of, the comments, all
        comments, read the comments, see the comments, updates, any update, any updates, latest updates, updates only,
        anything happening, come in, came in, comes in, came through, popped up, goings on, went on, blow up,
        blew up, blown
        up, go wrong, went wrong, gone wrong, goes wrong, cooking, newest, the newest, up to speed, bring me up to
        date, get me up to date, did i miss, have i missed, i missed, we missed, fill me in, catch me up, brief me,
        been going on, catch up on, broke, anything fail, something fail, anything break, what failed, what fails, did
        we say, did i say, have we said, have i said, did we write, did i write, did they say, did they write, did
        they answer
    """,
    "health": """
        click through, click-through, clickthrough, click through rate, ctr,
        anybody reading, anyone reading, people reading, click on, clicking on, people click, people read,
        people open, read well, performing, performance,
        perform, performs, performed, read rate, read rates, click rate, click
        rates, open rate, open rates, engagement, deliverability, clicks, clicked, most clicks, most clicked, most
        read, best, were read, were delivered, were clicked, got read, got delivered, messages were read, well read,
        how well is, how well are, how well does, how well do, worst, best performing, worst performing, delivery
        rate, delivery rates, being read, being opened, get opened, gets read, gets opened, actually read, do people
        read, do people open, anybody read, anyone read, reads them, read them, open them, are read, is read,
        underperforming, not read, people not read, nobody reads, no one reads, never read, not opened, nobody opens,
        ignored by people
    """,
    "languages": """
        langs, locales, translation status, translations overview, translation overview, language overview,
        language gap, language gaps, language table, language matrix,
        missing translation, missing translations, lack a translation, lacks a translation, lacking a translation,
        lack translations, untranslated, not translated, translation coverage, translations are missing
    """,
    "revoke": """
        downgrade, demote, expel, evict, banish, oust, dismiss, deprive, unseat, relieve, depose, withdraw, strip,
        lose,
        loses, yank, take from
    """,
    "enable-analytics": """
        activate analytics, turn on analytics, switch on analytics, start analytics, activate template analytics,
        activate the analytics
    """,
    "status": """
        all good with you, are you good, bot health, health of the bot, health check, is down, are down, outage,
        outages, are you up, are you alive,
        are you working, are you ok, are you okay, are you running, healthcheck, is it down, is sinch up, is
        everything up, is sinch down, sinch down, sinch is down, is sinch working, is sinch ok, is the bot down, bot
        down, is slack down, are you broken, are you there at all
    """,
    "following": """
        do i get messages about, do i get dms about, am i told about, do you tell me about, do you message me about,
        do i follow, am i following, i am following, i follow, do we follow, my follows, i am follow, am i follow, i
        do follow
    """,
    "progress": "launch status, launch progress, still lacking, still missing, still to do, carriers, carrier",
    "usernames": "user names, user name, username, handles",
    "check": """
        violate, violates, violating, infringe, infringes, once-over, once over, dry check,
        good to go, ok to submit, fine to submit, proof, checker, the checker,
        a check on, a check of, check for, checks for, checks of, checks on, run a check,
        validate, sanity check, proofread, good enough, pass review, passes review, get through review, pass the
        review, ok for meta, fine for meta, accepted by meta, meta accept, meta take it, compliant, comply with,
        against the rules, break the rules, breaks the rules, follow the rules, follows the rules
    """,
    "plan": """
        cp, make a copy of, a copy of, copy the, copy our, copy templates, copy everything, migrate the, migrate our,
        move our templates, copy all, copy over, clone, clone the, diff, diff the
    """,
    "undo": """
        wrong button, misclicked, fat fingered, reverse what, reverse that, reverse my, put right what,
        take back what, restore what,
        undo, revert last, revert last change, back out, walk back, undo last, undo my last, undo the last,
        undo what, undo that, revert my
        last, revert the last, revert what, revert that, revert my, roll back, rollback, reverse my last, take that
        back, put it back
    """,
    "compare": """
        versus, vs, a/b, a/b test, ab test, against, better than, who wins, which wins, which one wins, wins, beats,
        head to head, against each other, side by side
    """,
    "translate": """
        translate, translating, localise, localize, translation of, a translation, make translation, translation into,
        translation to, translation from
    """,
    "comment": """
        should know that, must know that, needs to know that, sinch should know, sinch must know,
        sinch needs to know, sinch has to know, they should know, they must know,
        reviewers should know, reviewers must know,
        pass a message, message to sinch, pass a note, tell the reviewers, tell the operators, tell the carriers,
        tell meta, tell google, tell kakao, sinch know,
        sinch knows, sinch to know, sinch understand, sinch understands, sinch hear, sinch hears,
        inform sinch, notify sinch, warn sinch, advise sinch,
        comment, comment on, comments on, leave a comment, add a comment, post a comment, write a comment, reply, tell
        sinch, write to sinch, write sinch, ask sinch, message sinch, let sinch know, say to sinch, remind sinch,
        remind them, chase sinch, nudge, nudge sinch, leave a note, add a note, send a comment, make a comment, tell
        them, ask them, ask them to, drop a note, drop a line, drop a comment, drop a message, drop a word,
        drop them a line, drop sinch a
        line, drop sinch a note, bump, chase, poke, prod, ping sinch, put a note, put a comment, put a remark, make a
        note, make a remark, leave a remark, leave a message, leave word, follow up with sinch, pass on to sinch, say
        thanks, say thank you, say hello, say sorry, say that, thank sinch, write it to sinch, tell it to sinch, tell
        it sinch, thank them, thank the team
    """,
    "audit": """
        who changed, who edited, who updated, who deleted, who removed, who created, who made, who added, who
        launched, who submitted, who did, who touched, who registered, who muted, who has changed, who has deleted,
        who has edited, who has launched, who was it that, who renamed, who modified, who set, who wrote, who granted,
        who broke, who has been changing, whodunnit, who subscribed, who approved the request, who discarded, who did
        it, who approved, who allowed, who paused, who resumed, who stopped, who gave, who took, audit log, audit
        logs, audit trail, change log, changelog, git blame, blame, who sent, who imported, who applied
    """,
    "waiting": """
        hangs, my tasks, our tasks, tasks for me, open tasks, which wait, that wait, still wait, things wait,
        wait on us,
        holdup, hold-up, the holdup, to-do, to-do list, todo list, to-dos, wip, work in progress, the queue,
        queue, pending reviews,
        open reviews, most important, important things,
        priorities, priority, top things, i should look at, should look into, blocking us, blocks us, blocking me,
        waiting, what is waiting, whats waiting, what waits, needs me, need me, needs us, needs attention, need
        attention, needs my attention, stuck, anything stuck, waits for me, waiting for me, waiting for us, waiting on
        me, waiting on us, what should i do, what do i have to do, to do, todo, todos, on my plate, blocked on us,
        needs action, need action, needs doing, attention, what needs, anything for me, left to do, should i do next,
        what next, whats next, pending on us, overdue, outstanding, who is waiting, hanging, waits, in limbo, needs
        fixing, needs work, work for me, work to do, need to do, waiting on, urgent, needs a look, need to act,
        problems, problem, issues, any issue, open items, open points, open tasks, open issues, open topics, action
        items, backlog, blocker, blockers, on fire, burning, owe, stays open, is open, are open, still open, what is
        left, whats left, we owe, i owe, do we owe, need to handle, needs handling, have to handle, falling behind,
        blocked by, held up, holding us up, bottleneck, bottlenecks, taking so long, taking too long, need to worry
        about, worry about, stands still, standing still, i must do, must i do, must we do, we must do, should we do,
        wait longer, waits longer, waiting longest, longest waiting, sitting on, sits on, on my side, on our side, in
        my court, in our court, burns, anything blocked, something blocked, are we blocked, am i blocked, who is
        blocked, what is blocked, what blocks, sign off, i should do, should do now, things to do, must act, has to
        act, have to act, needs to act, whose turn, losing time, lose time, who is next, on the hook for, my turn, our
        turn, pain points, to approve, i must approve, must i approve, needs my approval, longer than usual, we wait,
        i wait, wait for meta, wait for sinch, wait for kakao, is late, are late, running late
    """,
    "help": """
        where to start, where to begin, where do i start, where do i begin, getting started, get started, beginner,
        newbie, i am lost, i am confused, talk me through, walk me through, show me around, what you do,
        i am new here, i am new, new here, help, explain the commands, explain your commands, list of commands, what
        can you do, what you can do, what all can you do, what can you help with, what are you able to do, what are
        you capable of, how to use you, your commands, your capabilities, your features, which commands, what
        commands, what do you do, what can i say, what can i do, what else can you do, what else can i, what can i
        ask, what can i ask you, how does this work, commands, what are you, who are you, instructions, manual, usage,
        how to use, how to use it, how to use this, how to use the bot, how do you work, how can you help, difference
        between
    """,
    "export": """
        snapshot, snapshot of, export, file for me, file to me,
        a file of, as file, into a file, download, dump, dump of, as csv, csv, spreadsheet,
        excel, as a file, as a csv, as a spreadsheet, to csv, in excel, csv file, as csv file, backup, back up, backup
        of
    """,
    "grant": "chmod, sudo",
    "import": """
        have excel, have an excel, have a csv, have csv, have a spreadsheet, have a file with, mass upload, mass import,
        bulk import,
        batch import, batch upload, bulk
        upload, bulk create, mass create, many templates at once, many at once
    """,
    "launch": """
        out to customers, out to our customers, to the public, show on the road, launch, go live, going live,
        publish, make live, put live, take live, release, submit for launch, ship, kick
        off, kickoff, roll out, rollout, out the door, out of the door, over the line, push live, take to production,
        into prod, out there, put into production, bring to market
    """,
    "submit": "submit, hand in, send in, turn in, put in for review, put forward",
    "register": """
        start verification, start the verification, begin verification, begin the verification, trigger verification,
        trigger the verification, start verifying,
        register, send a code, send the code, send code, request a code, request the code, request code, text a code,
        resend the code, send a new code, send an otp, request an otp, send the otp, resend the otp, resend otp, send
        otp, request the otp, new otp, another otp, send the pin, resend the pin, request a pin, another code, new
        code, send a verification code, send the verification code, request a verification code, request verification
        code
    """,
    "verify": """
        verify, enter the code, enter a code, enter code, have the code, got the code, confirm the code, code is,
        received the code, enter the otp, have a code
    """,
    "follow": """
        keep an eye out for, keeping an eye on, keeping an eye out for, follow, keep me posted,
        keep me in the loop, loop me in, keep me up to date, keep me in the picture, let me
        know, notify me, tell me when, watch, keep an eye on, ping me when, inform me, alert me, message me when,
        updates on, updates about, receive updates, get updates, keep me informed, keep me updated, dm me when, track
    """,
    "unfollow": "unfollow, stop following, no longer follow, stop watching, stop notifying me, stop messaging me",
    "unsubscribe": """
        unsubscribe, stop posting, stop sending, no more events, stop the events, stop events, stop the posts, stop
        showing, stop announcing, no longer posted, no longer be posted
    """,
    "subscribe": """
        subscribe, hook us up, hook us up with, hook us up to, sign us up for, plug us into,
        events in this channel, events here, events into this channel, notify this channel, tell this
        channel, tell this room, notify this room, alert this room, let this channel know, let this room know, keep
        this channel posted, keep this room posted, keep us posted, keep us informed, keep us in the loop, post here,
        send here, announce here, into this channel, alert this channel, posted here, be posted here, shown here
    """,
    "now": """
        where do things stand, how do things stand, how are things, how are things going, how is it going, how is
        everything, how is everything going, how are we doing, how do we stand, where do we stand, how does it look,
        how do things look, state of affairs, big picture, bigger picture, whole picture, executive summary, in a
        nutshell, at a glance, high level view, birds eye view, quick summary, tldr
    """,
    "report": """
        report, figures, statistics, stats, kpis, kpi, sla, slas, lead time, lead times, cycle time, cycle times,
        metrics, median, numbers for the last, numbers for last, numbers of the last, numbers for this, review time,
        review times, approval time, approval times, turnaround, turnaround time, approval rate, rejection rate,
        review speed, speed of review, how quickly, how quick, how slow, how slowly, how fast was, how fast were, how
        long does meta, how long does sinch, how long does kakao, how fast is meta, how fast is sinch, how good are
        we, getting slower, getting faster, went well, go well, how much time, how many time, how long time, how long
        takes, how long do reviews, how long does a review, how long does it take, how long do approvals
    """,
    "setup": "setup, set up, repair the setup, fix the setup",
    "sync": """
        sync, synchronise, synchronize, resync, pull the latest, pull from meta, pull templates from meta, pull
        everything from meta, pull all from meta, get everything from meta, refresh from meta, refresh the templates,
        fetch from meta, reload from meta
    """,
    "require": """
        four eyes, 4 eyes, 4-eyes, four-eyes, two pairs of eyes, two persons, two people, two of us, second pair of
        eyes, another pair of eyes, dual control, two person rule, two-person rule, two man rule, maker checker, a
        second approver, second approver
    """,
    "mute": """
        hide this, hide it, hide these,
        notification off, notifications off, alerts off, put a sock in it, pipe down, zip it, make silent,
        make quiet, make it quiet, make it silent, keep
        quiet
    """,
    "unmute": """
        notifications on, notifications back on, alerts on, alerts back on, turn notifications on,
        wake up, speak up again, unmute, end the mute, unsilence, speak again, stop the mute, talk again,
        end mute, post again, you can send
        again, you may send again, can post again, can write again
    """,
}
"""What is done -> how people say it. `show` reads anything, whatever the command's own verb."""

ASIDES = """
    body, footer, header, button, buttons, wording, spelling, grammar, phrasing, placeholder, placeholders,
    revert on, revert with, revert back to me, revert back to us, revert to me, revert asap, do the needful,
    drop me a, drop me,
    drop us a, drop us, take a look, take a quick look, take a peek, in the end, at the end of, by the end of, end of
    the, end of, at the moment, right now, how long, as long as, long time, for this project, of this project, in this
    project, for our project, of our project, in our project, for the project, of the project, on behalf of, never
    mind the, i forget, i forgot, forgot, without delay, without further ado, no worries, no rush, no hurry, no
    problem, working day, working days, business day, business days, everything that is, everything which is,
    everything that, if not too much, not sure if, not sure, not sure what, not sure which, no clue, no idea, do not
    know, do not know if, do not remember, do not care about, do not mind, cannot find, can not find, can not see, can
    not remember, could not find, i messed up, messed up, my bad, my mistake, my fault, oops, or what, or not, or
    something, by any chance, for the love of god
"""
"""Turns of phrase whose words mean nothing of what they mean elsewhere."""

GENERIC = frozenset({"show", "list", "get"})
SUBMIT = "SUBMIT"
"""The `status` that sends a resource's draft to review."""
CHANGING = frozenset(
    {"create", "update", "delete", "discard", "launch", "register", "verify", "translate", "comment", "sync", "mute",
     "unmute", "subscribe", "unsubscribe", "grant", "revoke", "import", "undo", "submit"}
)  # fmt: skip
"""Verbs that somebody may have carried out; in a question for the past they ask for nothing."""
CLEAR = CHANGING - {"comment", "create"} | {"follow"}
"""Verbs of changes that no other words are taken for: what only looks is no answer to them."""
LOOKING = frozenset(
    {"list", "get", "activity", "waiting", "health", "following", "languages", "why", "versions", "progress", "report"}
)
"""Verbs of commands that only look."""
OF_NAMED = frozenset({"update", "delete", "discard", "translate", "check", "health", "follow", "unfollow", "submit"})
"""Verbs of what is done to one thing: another verb right behind them is its name, `edit check`."""
WISHED = frozenset(
    {"create", "update", "delete", "discard", "launch", "translate", "subscribe", "mute", "import", "submit"}
)
"""Verbs that are a wish of their own after `and`."""
REMOVING = frozenset({"delete", "discard", "revoke", "drop", "unsubscribe", "unfollow", "prune"})
GIVING = frozenset({"grant", "test-add", "subscribe", "follow"})
"""Verbs of commands that nobody means who asks for something to be gone."""
ENDING = REMOVING | {"undo", "unmute", "export"}
"""Verbs for which words such as `drop` or `stop` are meant as they are; `drop a note` removes nothing."""
NOUNS: Mapping[str, str] = {
    "launches": "launch", "deletions": "delete", "deletes": "delete", "removals": "delete", "edits": "update",
    "submissions": "create", "registrations": "register", "deleting": "delete",
    "removing": "delete", "launching": "launch", "updates": "update", "imports": "import",
}  # fmt: skip
"""Nouns for what is done -> the verb: `no launches today`."""
SAME: Mapping[str, str] = {
    "add": "create",
    "remove": "delete",
    "replace": "update",
    "now": "get",
    "test-add": "create",
    "test-remove": "delete",
    "test-get": "get",
}
"""Verbs of commands that mean the same to people."""
ALSO: Mapping[str, frozenset[str]] = {
    "grant": frozenset({"create", "update"}),
    "revoke": frozenset({"delete"}),
    "use": frozenset({"update"}),
    "add": frozenset({"connect"}),
}
"""Verbs of commands -> verbs that mean them too, where the kind was said."""
OPPOSITES = {"unsubscribe": "subscribe", "unfollow": "follow", "unmute": "mute"}
"""Where the first was said, the second is not meant."""
PAST = {
    "thrown": "delete", "scrapped": "delete", "binned": "delete", "trashed": "delete", "wiped": "delete",
    "killed": "delete", "deleted": "delete", "removed": "delete", "erased": "delete", "changed": "update",
    "edited": "update", "updated": "update", "created": "create", "added": "create", "launched": "launch",
    "registered": "register", "synced": "sync", "muted": "mute", "renamed": "update", "discarded": "discard",
    "modified": "update", "submitted": "create", "written": "create", "verified": "verify",
    "translated": "translate", "fixed": "update", "dropped": "delete", "resubmitted": "submit",
    "touched": "update", "altered": "update", "adjusted": "update", "amended": "update", "revised": "update",
    "tweaked": "update", "made": "create", "undone": "undo", "reverted": "undo", "granted": "grant",
    "revoked": "revoke",
}  # fmt: skip
"""Verbs in the past: history, unless somebody wants to have it done."""

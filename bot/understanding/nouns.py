"""What people call kinds of resources, areas, states and other closed values. Data only.

Phrases are separated by commas.
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "template": """
        template, templates, campaign, campaigns, message template, message templates, tpl, tmpl, tpls, hsm, hsms
    """,
    "sender": """
        sender, senders, number, numbers, num, nums, phone nums, phone number, phone numbers, agent, agents,
        sender id, sender ids, senderid, brand, brands
    """,
    "account": """
        account, accounts, our business, whatsapp business, waba, business account, whatsapp business account
    """,
    "flow": "flow, flows",
    "solution": "solution, solutions, multi partner solution, partner solution, partner solutions",
    "webhook": "webhook, webhooks, hook, hooks, callback, callbacks, web hook, web hooks",
    "bundle": "bundle, bundles",
    "app": "app, apps, application, applications, sms app, sms apps, service, services",
    "upscale": "upscale, upscales, upscaling",
    "category": "category, categories",
    "questionnaire": """
        questionnaire, questionnaires, launch questions, questions, what question, which question, question they ask
    """,
    "testnumber": """
        test number, test numbers, test phone, test phones, tester, testers, test device, test devices, testing
        number, testing phone
    """,
    "digest": """
        recap, recaps, briefing, rundown, round up, round-up, wrap-up, morning overview, daily overview,
        weekly overview,
        monthly overview, digest, digests, summary, summaries, report every, daily report, weekly report,
        monthly report, newsletter,
        roundup, post a report, send a report, schedule a report
    """,
    "subscription": """
        lands in here, land in here, lands here, comes in here, posted in here,
        channel settings, this channel set up, this channel configured, this channel setup,
        subscription, subscriptions, subscribed to, subscribed, this channel get, this channel gets, this channel
        receive, this room get, this room gets, posted in this room, posted into this room, this channel receives,
        this channel hear, posted in this channel, posted into this channel, subs, message come to this channel,
        messages come to this channel, come to this channel, comes to this channel, come into this channel, comes into
        this channel, arrive in this channel, land in this channel, lands in this channel, land here, arrive here
    """,
    "project": "project, projects",
    "approval": "approvals, approval rule, approval rules, approval request, approval requests",
    "access": """
        who may do what, who can do what, who may do, who can do,
        access, role, roles, rights, permission, permissions, right, admin, admins, operator, operators, viewer,
        viewers
    """,
    "instagram": "instagram, insta, ig",
    "messenger": "messenger, facebook messenger, fb messenger, fb",
    "telegram": "telegram, tg",
    "viber": "viber",
}
"""Kinds of resources -> how people call them."""

AREAS: Mapping[str, str] = {
    "whatsapp": "whatsapp, wa, whats app, watsapp, whatsap, wapp, wab, meta",
    "rcs": "rcs, rbm, google",
    "kakaotalk": "kakaotalk, kakao, kakao talk, plus friend, plusfriend, alimtalk, kakao channel, kt",
    "sms": "sms, text messages",
    "conversation": "conversation, conversation api, conv api",
}

STATES: Mapping[str, tuple[str, ...]] = {
    """
        rejected, rejections, reject, rejects, refused, declined, red, bounced, knocked back, turned down, denied,
        failed review, not make it, not make it through, not get through, not pass, not through,
        not accepted, rejection, got rejected
    """: ("REJECTED",),
    "approved, accepted, green, through review, approval": ("APPROVED", "ACTIVE", "LAUNCHED"),
    """
        live, working, running, usable, in use, online, up and running, ready
    """: ("APPROVED", "ACTIVE", "LAUNCHED", "DONE"),
    "active, activated, enabled": ("ACTIVE", "APPROVED", "LAUNCHED"),
    """
        pending, in review, under review, being reviewed, awaiting review, awaiting approval, waiting for review,
        waiting for approval, in approval, reviewing, waiting for meta, with meta, submitted, in the queue, pending
        review, pending approval, still in review, unapproved
    """: ("PENDING", "IN_PROGRESS", "LAUNCHING"),
    "paused, on hold, stopped": ("PAUSED", "SUSPENDED", "INACTIVE"),
    "disabled, switched off, turned off": ("DISABLED", "INACTIVE", "BLOCKED"),
    "inactive, dead, offline, not active": ("INACTIVE", "DISABLED"),
    "suspended": ("SUSPENDED", "PAUSED"),
    "blocked, banned": ("BLOCKED", "SUSPENDED", "DISABLED"),
    "in progress, being set up, setting up, under way, being processed, processing, ongoing": ("IN_PROGRESS",),
    """
        pending verification, unverified, not verified, waiting for a code, waiting for code, need a code,
        wait for a code, waits for a code, wait for the code, waits for the code, waiting for the code, needs a
        code, to be verified, awaiting verification, need verification, waiting for verification, code needed
    """: ("PENDING_VERIFICATION", "VERIFYING"),
    "verifying": ("VERIFYING", "PENDING_VERIFICATION"),
    """
        fail, failed, failing, broken, is broke, are broke, error, errors, erroneous, with errors, faulty, in error,
        errored, crashed
    """: ("ERROR", "FAILED", "REJECTED"),
    """
        draft, drafts, drafted, unfinished, not submitted, unsubmitted, in draft, still draft, half finished
    """: ("DRAFT",),
    "in test, in testing, testing, being tested, test mode": ("IN_TEST",),
    "preparing launch, preparing to launch, about to launch": ("PREPARING_LAUNCH",),
    """
        launching, being launched, in launch, with operators, with the operators
    """: ("LAUNCHING", "PREPARING_LAUNCH"),
    "launched, went live, gone live, rolled out": ("LAUNCHED",),
    "unlaunched, withdrawn": ("UNLAUNCHED",),
    "done, finished, complete, completed": ("DONE",),
}
"""Words for a state -> the API's values, the likeliest first: a list takes the first that it knows."""

OPTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "marketing, promo, promotional, ads, mkt, mktg, mktng": ("category", ("MARKETING", "PROMOTIONAL")),
    "utility, transactional, util": ("category", ("UTILITY", "TRANSACTIONAL")),
    "authentication, otp, one time password, one time passwords, login codes": ("category", ("AUTHENTICATION", "OTP")),
}
"""Words for other closed values -> the argument and the values, the likeliest first."""

"""Sample data: a small company's channels, the same at every start; and big data for benchmarks."""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.sinch.kakaotalk.senders import key_of as kakaotalk_key
from bot.sandbox.sinch.platform.sms_apps import make_conversation_app, make_sms_app
from bot.sandbox.sinch.rcs.launch import begin_launch, set_operator
from bot.sandbox.sinch.rcs.sender_record import key_of as rcs_key
from bot.sandbox.sinch.rcs.senders import apply_details, become_agent, new_sender
from bot.sandbox.sinch.rcs.test_numbers import invite
from bot.sandbox.sinch.seeds import templates as seed_templates
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.whatsapp.account import KEY as ACCOUNT_KEY
from bot.sandbox.sinch.whatsapp.account import new_account
from bot.sandbox.sinch.whatsapp.senders import key_of as whatsapp_key
from bot.sandbox.sinch.world.facts import PROJECT_ID, SITE
from bot.sandbox.sinch.world.project import Project, Record
from bot.sandbox.sinch.world.scope import API_USER, REVIEWER, Scope

BRAND = "Northwind Coffee"


class _Past:
    """Lets seeding happen some days ago: the world's clock is turned back while it runs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._now = world.now
        self._base = world.now()

    def days_ago(self, days: float) -> None:
        moment = self._base - timedelta(days=days)
        self._world.now = lambda: moment

    def over(self) -> None:
        self._world.now = self._now


def sample_world(world: World | None = None) -> World:
    """A world with the sample project in it, ready to serve."""
    world = world or World()
    seed_samples(world)
    return world


def seed_samples(world: World, project_id: str = PROJECT_ID) -> Project:
    """Fill a project; nothing is sent, as no webhook is registered yet."""
    past = _Past(world)
    scope = Scope(world, world.add_project(project_id))
    try:
        past.days_ago(60)
        _account(scope)
        _flows(scope)
        past.days_ago(45)
        _whatsapp_senders(scope, past)
        seed_templates.seed(scope, past.days_ago)
        past.days_ago(30)
        _rcs(scope, past)
        past.days_ago(21)
        _kakaotalk(scope, past)
        past.days_ago(14)
        _apps(scope)
    finally:
        past.over()
    world.events.clear()
    return scope.project


def _account(scope: Scope) -> None:
    account = new_account(scope, embedded=False, manager="SINCH_UK")
    profile = {"displayName": BRAND, "businessCategory": "FOOD_AND_GROCERY", "region": "EU", "metaLocalStorage": "DE"}
    account.update(
        state="ONBOARDED",
        wabaId=scope.ids.digits(15),
        wabaEnabledForInsights=True,
        businessDailyLimit="TIER_10K",
        primaryBusinessLocation="SE",
        details={"clientBusinessManagerId": "506914307656634", "wabaName": BRAND, "senderDetails": profile},
    )
    scope.note(ACCOUNT_KEY, "IN_PROGRESS")
    scope.note(ACCOUNT_KEY, "COMMENT_ADDED", "Welcome aboard. Your account is verified.", REVIEWER)


def _flows(scope: Scope) -> None:
    flows: tuple[tuple[str, str, str, list[str]], ...] = (
        ("100000000000001", "table_booking", "PUBLISHED", ["WELCOME", "PICK_TIME", "CONFIRM"]),
        ("100000000000002", "loyalty_signup", "PUBLISHED", ["SIGN_UP", "THANKS"]),
        ("100000000000003", "customer_survey", "DRAFT", []),
        ("100000000000004", "old_feedback", "DEPRECATED", ["FEEDBACK"]),
    )
    for flow_id, name, status, screens in flows:
        scope.project.flows[flow_id] = {
            "id": flow_id,
            "name": name,
            "status": f"FLOW_STATUS_{status}",
            "_screens": screens,
        }
    for solution_id, name, partner, assigned in (
        ("5001", "Northwind onboarding", 2002, True),
        ("5002", "Resale", 2003, False),
    ):
        scope.project.solutions[solution_id] = {
            "id": solution_id,
            "details": {"name": name},
            "ownerApp": {"id": 1001, "name": "Sinch"},
            "partnerApp": {"id": partner, "name": f"Partner {partner}"},
            "assigned": assigned,
        }


def whatsapp_sender(scope: Scope, name: str, number: str, state: str | None = "ACTIVE") -> Record:
    """A stored WhatsApp sender; without a state its profile is under review."""
    now = scope.now()
    details: Record = {"displayName": name, "vertical": "FOOD_AND_GROCERY", "websiteOne": SITE}
    sender: Record = {
        "id": scope.ids.uuid(),
        "region": "EU",
        "metaLocalStorage": "DE",
        "cloudApi": True,
        "created": now,
        "modified": now,
        "countryCode": "46",
        "phoneNumber": number,
        "numberProvider": "CUSTOMER",
        "businessManager": "SINCH_UK",
        "compatibleRegions": ["eu", "us"],
        "_phone_number_id": scope.ids.digits(15),
    }
    if state:
        sender.update(state=state, details=details, maxTps=80, qualityRating="GREEN", dailyLimit="TIER_10K")
        sender["metadata"] = {"displayName": {"value": name, "status": "APPROVED"}}
    else:
        sender["changes"] = {"status": "IN_PROGRESS", "details": details}
    scope.project.whatsapp_senders[sender["id"]] = sender
    scope.note(whatsapp_key(sender), "CREATED")
    return sender


def _whatsapp_senders(scope: Scope, past: _Past) -> None:
    main = whatsapp_sender(scope, BRAND, "701740605")
    main["details"].update(about="Coffee, roasted this week.", email="hello@northwind-coffee.example")
    scope.note(whatsapp_key(main), "ACTIVE", author=REVIEWER)
    support = whatsapp_sender(scope, "Northwind Support", "701740606")
    support["qualityRating"] = "YELLOW"
    past.days_ago(6)
    waiting = whatsapp_sender(scope, "Northwind Events", "701740607", "PENDING_VERIFICATION")
    past.days_ago(2)
    review = whatsapp_sender(scope, "Northwind Wholesale", "701740608", None)
    scope.note(whatsapp_key(review), "IN_PROGRESS")
    scope.note(whatsapp_key(waiting), "COMMENT_ADDED", "Who can receive the code on this number?", API_USER)
    past.days_ago(45)


def rcs_sender(scope: Scope, name: str, countries: list[str], use_case: str = "TRANSACTIONAL") -> Record:
    """A stored RCS sender that lacks nothing for launch, IN_TEST."""
    sender = new_sender(scope, "EU", "NON_CONVERSATIONAL", use_case)
    brand = {
        "name": name,
        "description": "Coffee, roasted this week.",
        "color": "#6F4E37",
        "logoUrl": f"{SITE}/logo.png",
        "bannerUrl": f"{SITE}/banner.png",
        "privacyPolicyUrl": f"{SITE}/privacy",
        "termsOfServiceUrl": f"{SITE}/terms",
        "phones": [{"label": "Support", "number": "+46701740606"}],
        "emails": [{"label": "Support", "address": "hello@northwind-coffee.example"}],
    }
    general = {
        "optInDescription": "Recipients join our loyalty programme.",
        "triggerDescription": "An order is placed.",
        "interactionsDescription": "Follow the order.",
        "optOutDescription": "You have opted out. Thank you.",
        "videoUris": [f"{SITE}/demo.mp4"],
    }
    contact = {"name": "Kim Berg", "email": "kim@northwind-coffee.example", "website": SITE}
    answers = {"general": {"answers": general}, "verification": {"answers": contact}}
    apply_details(scope, sender, {"brand": brand, "countries": countries, "questionnaire": answers})
    become_agent(scope, sender)
    sender["state"] = "IN_TEST"
    return sender


def _rcs(scope: Scope, past: _Past) -> None:
    launched = rcs_sender(scope, BRAND, ["SE", "DK"])
    invite(scope, launched, ["+46701740611", "+46701740612"])
    for entry in launched["testNumberStates"]:
        entry["state"] = "VERIFIED"
    scope.note(rcs_key(launched), "TEST")
    launched["_verified"] = dict(launched["_answers"]["verification"])
    begin_launch(scope, launched)
    for country, operator, status, remark in (
        ("SE", "Telia", "LAUNCHED", ""),
        ("SE", "Tele2", "LAUNCHED", ""),
        ("SE", "Three", "REJECTED", "The privacy policy does not name the brand."),
        ("DK", "Telenor", "LAUNCHED", ""),
    ):
        set_operator(scope, launched, country, operator, status, remark)
    past.days_ago(5)
    testing = rcs_sender(scope, "Northwind Offers", ["SE"], "PROMOTIONAL")
    invite(scope, testing, ["+46701740613"])
    scope.note(rcs_key(testing), "TEST")
    scope.note(rcs_key(testing), "COMMENT_ADDED", "Please send a video of the opt-in.", REVIEWER)
    past.days_ago(1)
    new_sender(scope, "EU", "CONVERSATIONAL", "OTP")
    scope.project.upscales["01JD0SANDBXVPSCALE00000001"] = {
        "id": "01JD0SANDBXVPSCALE00000001",
        "senderId": launched["id"],
        "smsServiceId": scope.ids.hex(32),
        "state": "ACTIVE",
    }
    past.days_ago(21)


def _kakaotalk(scope: Scope, past: _Past) -> None:
    now = scope.now()
    scope.project.kakaotalk_account = {"ready": now}
    sender: Record = {
        "id": scope.ids.uuid(),
        "plusFriendId": "northwindcoffee",
        "state": "ACTIVE",
        "details": {
            "adminPhoneNo": "+821012345678",
            "name": "노스윈드 커피",
            "topLevelCategoryCode": "019",
            "midLevelCategoryCode": "0006",
            "subLevelCategoryCode": "0001",
        },
        "created": now,
        "modified": now,
    }
    scope.project.kakaotalk_senders[sender["plusFriendId"]] = sender
    scope.note(kakaotalk_key(sender), "CREATED")
    scope.note(kakaotalk_key(sender), "ACTIVE", author=REVIEWER)
    past.days_ago(3)
    seed_templates.kakaotalk(scope, sender["plusFriendId"])


def _apps(scope: Scope) -> None:
    sms = make_sms_app(scope, "Order notices", "EU")
    app = make_conversation_app(scope, BRAND, "EU")
    link = {"id": app["id"], "projectId": scope.project.id, "region": "EU", "channelStatus": "ACTIVE"}
    sms["conversationApiAppDetails"] = link
    app["channels"] = {
        "instagram": {
            "status": "ACTIVE",
            "id": "17841405309211844",
            "username": "northwindcoffee",
            "followersCount": 5120,
        },
        "messenger": {"status": "FAILING", "statusDescription": "The page's token has expired.", "name": BRAND},
        "telegram": {"status": "ACTIVE", "name": BRAND, "username": "northwind_coffee_bot", "canJoinGroups": False},
        "viber": {"status": "PENDING", "id": "pa:1000000000000000001", "name": BRAND, "country": "Sweden"},
    }
    make_conversation_app(scope, "Staging", "EU")
    bundle_id = scope.ids.hex(24)
    scope.project.bundles[bundle_id] = {
        "id": bundle_id,
        "projectId": scope.project.id,
        "name": "Northwind start",
        "region": "EU",
        "state": "DONE",
        "smsApp": {**{k: v for k, v in sms.items() if k != "conversationApiAppDetails"}, "numberVerified": False},
        "convApp": {"id": app["id"], "name": BRAND, "processingMode": "DISPATCH", "smsChannelStatus": "ACTIVE"},
    }


def seed(world: World, templates: int = 0, senders: int = 0, project_id: str = PROJECT_ID) -> Project:
    """Big data: that many approved or rejected templates and that many live WhatsApp senders, made at once."""
    scope = Scope(world, world.add_project(project_id))
    if scope.project.whatsapp_account is None:
        _account(scope)
    listeners, world.listeners = world.listeners, []
    try:
        for number in range(templates):
            seed_templates.numbered(scope, number)
        for number in range(senders):
            whatsapp_sender(scope, f"Sender {number:04d}", f"80{number:07d}")
    finally:
        world.listeners = listeners
    return scope.project

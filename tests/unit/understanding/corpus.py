"""The phrases of `corpus.txt`, what must become of each, and the names that they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import commands
from bot.understanding.exact import typed
from bot.understanding.lexicon import Lexicon, build
from bot.understanding.names import Name, Names
from bot.understanding.understand import Intent, Understanding, understand

TEMPLATES = "whatsapp templates"
BOT = "USINCHBOT"
CARD = Name("order_update", TEMPLATES, {"name": "order_update", "language": "EN_US"}, ("EN_US",))
NAMES = Names(
    [
        Name("order_update", TEMPLATES, {"name": "order_update"}, ("EN_US", "DE")),
        Name("order_confirmation", TEMPLATES, {"name": "order_confirmation"}, ("EN_US", "DE")),
        Name(
            "spring_beans",
            TEMPLATES,
            {"name": "spring_beans"},
            ("EN_US", "SV"),
            {"EN_US": "REJECTED", "SV": "PENDING"},
        ),
        Name("summer_sale", TEMPLATES, {"name": "summer_sale"}, ("EN_US",)),
        Name("winter_promo", TEMPLATES, {"name": "winter_promo"}, ("EN_US",)),
        Name("list", TEMPLATES, {"name": "list"}, ("EN",)),
        Name("Sunny Bank", "rcs senders", {"sender_id": "01SUNNY"}),
        Name("RCS Sender", "rcs senders", {"sender_id": "01UNNAMED"}),
        Name("Acme Shop", "rcs senders", {"sender_id": "01ACMERCS"}),
        Name("Acme Shop", "kakaotalk senders", {"plus_friend_id": "@acme"}),
        Name("Kakao Shop", "kakaotalk senders", {"plus_friend_id": "@kshop"}),
        Name("Acme Support", "whatsapp senders", {"sender_id": "01ACMEWA"}),
        Name("Starter Pack", "bundles", {"bundle_id": "01BUNDLE"}),
        Name("Main Hook", "webhooks", {"webhook_id": "01HOOK"}),
        Name("Alerts", "sms apps", {"sms_app_id": "01APP"}),
        Name("Olivia", "people", {"user": "U1"}),
    ]
)


_VISITED_TEMPLATES = {
    "payment_reminder": ("EN_US", "ES", "FR"),
    "welcome_message": ("EN_GB",),
    "black_friday_2026": ("EN_US", "PT_BR"),
    "appointment_confirmed": ("EN", "NL"),
    "delivery_delay": ("SV", "DA"),
    "otp_login": ("EN_US",),
    "update": ("EN",),
}
SENDER = Name("Nordic Parcel", "rcs senders", {"sender_id": "01NORDIC"})
VISITED = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, languages) for name, languages in _VISITED_TEMPLATES.items()),
        Name(
            "cart_recovery",
            TEMPLATES,
            {"name": "cart_recovery"},
            ("EN_US", "IT"),
            {"EN_US": "APPROVED", "IT": "REJECTED"},
        ),
        SENDER,
        Name("Casa Verde", "rcs senders", {"sender_id": "01CASA"}),
        Name("Quick Loans Ltd", "rcs senders", {"sender_id": "01LOANS"}),
        Name("Launch Pad", "rcs senders", {"sender_id": "01PAD"}),
        Name("Helpdesk Berlin", "whatsapp senders", {"sender_id": "01HELP"}),
        Name("Northwind", "whatsapp senders", {"sender_id": "01NWWA"}),
        Name("Seoul Mart", "kakaotalk senders", {"plus_friend_id": "@seoul"}),
        Name("Northwind", "kakaotalk senders", {"plus_friend_id": "@northwind"}),
        Name("Retail Bundle", "bundles", {"bundle_id": "01RETAIL"}),
        Name("CRM Hook", "webhooks", {"webhook_id": "01CRMHOOK"}),
        Name("Reminders App", "sms apps", {"sms_app_id": "01REM"}),
        Name("Maria Lopez", "people", {"user": "U2"}),
        Name("Tom", "people", {"user": "U3"}),
    ]
)
"""Other names, one of them in two areas, one of them a verb."""
REMINDER = Name("payment_reminder", TEMPLATES, {"name": "payment_reminder", "language": "ES"}, ("ES",))
_NEWCOMERS_TEMPLATES = {
    "refund_issued": {"EN_US": "APPROVED", "FR": "REJECTED", "SV": "PENDING"},
    "gift_card": {"EN_GB": "APPROVED", "DE": "PAUSED"},
    "table_ready": {"EN": "APPROVED"},
    "hello": {"EN_US": "APPROVED"},
    "launch": {"EN": "APPROVED", "IT": "APPROVED"},
    "seat_upgrade": {"NB": "APPROVED", "FI": "APPROVED"},
}
OFFERS = Name("Northwind Offers", "rcs senders", {"sender_id": "01OFFERS"})
NEWCOMERS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _NEWCOMERS_TEMPLATES.items()),
        OFFERS,
        Name("Fjord Ferries", "rcs senders", {"sender_id": "01FJORD"}),
        Name("Blue Bottle Café", "rcs senders", {"sender_id": "01BLUE"}),
        Name("Ferry Desk", "whatsapp senders", {"sender_id": "01DESK"}),
        Name("Busan Books", "kakaotalk senders", {"plus_friend_id": "@busan"}),
        Name("Fjord Ferries", "kakaotalk senders", {"plus_friend_id": "@ferries"}),
        Name("Nordics Bundle", "bundles", {"bundle_id": "01NORDICS"}),
        Name("Billing Hook", "webhooks", {"webhook_id": "01BILL"}),
        Name("Alerts DK", "sms apps", {"sms_app_id": "01ALERTS"}),
        Name("Naomi", "people", {"user": "U4"}),
        Name("Martin", "people", {"user": "U5"}),
        Name("Chen", "people", {"user": "U6"}),
    ]
)
"""Other names once more, two of which are verbs, one a greeting."""
GIFT = Name("gift_card", TEMPLATES, {"name": "gift_card", "language": "DE"}, ("DE",))
_COLLEAGUES_TEMPLATES = {
    "invoice_due": {"EN_US": "APPROVED", "DE": "REJECTED", "JA": "PENDING"},
    "loyalty_points": {"EN_GB": "APPROVED", "IT": "PAUSED"},
    "parcel_delayed": {"SV": "APPROVED", "NB": "DRAFT"},
    "double_opt_in": {"DE": "APPROVED"},
    "approve": {"EN": "APPROVED"},
    "follow": {"EN": "APPROVED", "ES": "APPROVED"},
    "trial_ending": {"PT_BR": "APPROVED"},
}
HARBOUR = Name("Harbour Café", "rcs senders", {"sender_id": "01HARBOUR"})
COLLEAGUES = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _COLLEAGUES_TEMPLATES.items()),
        HARBOUR,
        Name("Lindqvist & Söhne", "rcs senders", {"sender_id": "01LINDQVIST"}),
        Name("Mute Swan Hotels", "rcs senders", {"sender_id": "01SWAN"}),
        Name("Nimbus Air", "rcs senders", {"sender_id": "01NIMBUSRCS"}),
        Name("Nimbus Air", "whatsapp senders", {"sender_id": "01NIMBUSWA"}),
        Name("Returns Hotline", "whatsapp senders", {"sender_id": "01RETURNS"}),
        Name("Jeju Tours", "kakaotalk senders", {"plus_friend_id": "@jeju"}),
        Name("Benelux Bundle", "bundles", {"bundle_id": "01BENELUX"}),
        Name("Ops Hook", "webhooks", {"webhook_id": "01OPS"}),
        Name("Courier Texts", "sms apps", {"sms_app_id": "01COURIER"}),
        Name("Priya", "people", {"user": "U7"}),
        Name("Jonas Weber", "people", {"user": "U8"}),
        Name("Mia", "people", {"user": "U9"}),
        Name("Naomi", "people", {"user": "U10"}),
    ]
)
"""Names with signs, umlauts and verbs in them; one stands in two areas."""
INVOICE = Name("invoice_due", TEMPLATES, {"name": "invoice_due", "language": "DE"}, ("DE",))
_GUESTS_TEMPLATES = {
    "checkin_reminder": {"EN_GB": "APPROVED", "FR": "REJECTED", "KO": "PENDING"},
    "lost_luggage": {"EN": "PAUSED", "ES": "APPROVED"},
    "boarding_gate": {"NL": "DRAFT", "DA": "APPROVED"},
    "password_reset": {"EN_US": "APPROVED"},
    "mute": {"EN": "APPROVED"},
    "digest": {"EN": "APPROVED", "PL": "REJECTED"},
}
POLAR = Name("Polar Airways", "rcs senders", {"sender_id": "01POLAR"})
GUESTS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _GUESTS_TEMPLATES.items()),
        POLAR,
        Name("Reservations Line", "whatsapp senders", {"sender_id": "01RES"}),
        Name("Busan Bakery", "kakaotalk senders", {"plus_friend_id": "@bakery"}),
        Name("Baltic Bundle", "bundles", {"bundle_id": "01BALTIC"}),
        Name("Night Shift Texts", "sms apps", {"sms_app_id": "01NIGHT"}),
        Name("Elena", "people", {"user": "U11"}),
        Name("Karim Haddad", "people", {"user": "U12"}),
        Name("Ana", "people", {"user": "U13"}),
        Name("Leo", "people", {"user": "U14"}),
    ]
)
"""Names among which a template is called as a command is."""
LUGGAGE = Name("lost_luggage", TEMPLATES, {"name": "lost_luggage", "language": "ES"}, ("ES",))
_CALLERS_TEMPLATES = {
    "table_booked": {"EN_US": "APPROVED", "PL": "REJECTED", "DE": "PENDING"},
    "rainy_day_offer": {"EN_GB": "PAUSED", "FR": "APPROVED"},
    "gym_welcome": {"IT": "DRAFT", "ES": "APPROVED"},
    "pin_code": {"EN": "APPROVED"},
    "comment": {"EN": "APPROVED"},
    "status": {"EN": "APPROVED", "SV": "REJECTED"},
}
LARDER = Name("Larder & Co", "rcs senders", {"sender_id": "01LARDER"})
CALLERS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _CALLERS_TEMPLATES.items()),
        LARDER,
        Name("Atlas Tyres", "rcs senders", {"sender_id": "01ATLASRCS"}),
        Name("Atlas Tyres", "whatsapp senders", {"sender_id": "01ATLASWA"}),
        Name("Bookings Line", "whatsapp senders", {"sender_id": "01BOOK"}),
        Name("Daegu Deli", "kakaotalk senders", {"plus_friend_id": "@deli"}),
        Name("Alpine Bundle", "bundles", {"bundle_id": "01ALPINE"}),
        Name("Ledger Hook", "webhooks", {"webhook_id": "01LEDGER"}),
        Name("Late Shift Texts", "sms apps", {"sms_app_id": "01LATE"}),
        Name("Nadia", "people", {"user": "U15"}),
        Name("Oskar Lind", "people", {"user": "U16"}),
        Name("Bea", "people", {"user": "U17"}),
    ]
)
"""Names of which people say one word, `larder`."""
BOOKED = Name("table_booked", TEMPLATES, {"name": "table_booked", "language": "PL"}, ("PL",))
_PASSERS_TEMPLATES = {
    "delivery_slot": {"EN_US": "APPROVED", "DE": "REJECTED", "FR": "PENDING"},
    "refund_notice": {"EN_GB": "APPROVED"},
    "newsletter_may": {"EN": "PAUSED", "ES": "APPROVED"},
    "verify_email": {"EN": "APPROVED"},
    "export": {"EN": "APPROVED"},
    "booking_ok": {"IT": "DRAFT", "EN": "APPROVED"},
}
DENTAL = Name("North Dental", "rcs senders", {"sender_id": "01DENTAL"})
PASSERS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _PASSERS_TEMPLATES.items()),
        DENTAL,
        Name("Velo Rentals", "rcs senders", {"sender_id": "01VELORCS"}),
        Name("Velo Rentals", "whatsapp senders", {"sender_id": "01VELOWA"}),
        Name("Kiosk 24", "rcs senders", {"sender_id": "01KIOSK"}),
        Name("Front Desk", "whatsapp senders", {"sender_id": "01FRONT"}),
        Name("Mapo Mart", "kakaotalk senders", {"plus_friend_id": "@mapo"}),
        Name("Iberia Bundle", "bundles", {"bundle_id": "01IBERIA"}),
        Name("Audit Hook", "webhooks", {"webhook_id": "01AUDITHOOK"}),
        Name("Pickup Texts", "sms apps", {"sms_app_id": "01PICKUP"}),
        Name("Ingrid", "people", {"user": "U21"}),
        Name("Paolo Rossi", "people", {"user": "U22"}),
        Name("Paolo", "people", {"user": "U22"}),
        Name("Yuki", "people", {"user": "U23"}),
    ]
)
"""Names of which one is made of our own words, and one stands in two areas."""
SLOT = Name("delivery_slot", TEMPLATES, {"name": "delivery_slot", "language": "DE"}, ("DE",))
_REGULARS_TEMPLATES = {
    "ticket_ready": {"EN_US": "APPROVED", "DE": "REJECTED", "FR": "PENDING"},
    "voucher_expiring": {"EN_GB": "PAUSED", "NL": "APPROVED"},
    "class_cancelled": {"EN": "APPROVED", "ES": "DRAFT"},
    "login_code": {"EN": "APPROVED"},
    "report": {"EN": "APPROVED"},
    "check": {"IT": "APPROVED"},
    "quarterly_survey": {"PT_BR": "APPROVED", "PL": "REJECTED"},
}
GYM = Name("Tidewater Gym", "rcs senders", {"sender_id": "01GYMRCS"})
REGULARS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _REGULARS_TEMPLATES.items()),
        GYM,
        Name("Plan B Travel", "rcs senders", {"sender_id": "01PLANB"}),
        Name("Tidewater Gym", "whatsapp senders", {"sender_id": "01GYMWA"}),
        Name("Class Desk", "whatsapp senders", {"sender_id": "01CLASS"}),
        Name("Incheon Ink", "kakaotalk senders", {"plus_friend_id": "@ink"}),
        Name("Andes Bundle", "bundles", {"bundle_id": "01ANDES"}),
        Name("Stage Hook", "webhooks", {"webhook_id": "01STAGE"}),
        Name("Gate Texts", "sms apps", {"sms_app_id": "01GATE"}),
        Name("Ruth", "people", {"user": "U31"}),
        Name("Sven Olsen", "people", {"user": "U32"}),
        Name("Lea", "people", {"user": "U33"}),
    ]
)
"""Names that are said right behind verbs: `check check`, `edit report`."""
TICKET = Name("ticket_ready", TEMPLATES, {"name": "ticket_ready", "language": "DE"}, ("DE",))
_NEIGHBOURS_TEMPLATES = {
    "order_packed": {"EN_US": "APPROVED", "DE": "REJECTED", "FR": "PENDING"},
    "pickup_ready": {"EN_GB": "APPROVED"},
    "win_back": {"EN": "PAUSED", "ES": "APPROVED"},
    "subscribe": {"EN": "APPROVED"},
}
PINE = Name("Pine Street Books", "rcs senders", {"sender_id": "01PINE"})
NEIGHBOURS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _NEIGHBOURS_TEMPLATES.items()),
        PINE,
        Name("Metro Bikes", "rcs senders", {"sender_id": "01METRORCS"}),
        Name("Metro Bikes", "whatsapp senders", {"sender_id": "01METROWA"}),
        Name("Launchbox", "rcs senders", {"sender_id": "01LBOX"}),
        Name("Delta Foods", "rcs senders", {"sender_id": "01DELTA"}),
        Name("Night Desk", "whatsapp senders", {"sender_id": "01NIGHTWA"}),
        Name("Incheon Foods", "kakaotalk senders", {"plus_friend_id": "@incheon"}),
        Name("Gulf Bundle", "bundles", {"bundle_id": "01GULF"}),
        Name("Status Hook", "webhooks", {"webhook_id": "01STATUSHOOK"}),
        Name("Parcel Pings", "sms apps", {"sms_app_id": "01PINGS"}),
        Name("Hanna", "people", {"user": "U31"}),
        Name("Diego Ruiz", "people", {"user": "U32"}),
        Name("Diego", "people", {"user": "U32"}),
        Name("Wei", "people", {"user": "U33"}),
    ]
)
"""Names of which one is made of two of our own words; the phrases are about all that is no template."""
PACKED = Name("order_packed", TEMPLATES, {"name": "order_packed", "language": "DE"}, ("DE",))
_ARRIVALS_TEMPLATES = {
    "shipping_update": {"EN_US": "APPROVED", "DE": "PENDING", "IT": "REJECTED"},
    "prescription_ready": {"EN_GB": "APPROVED", "PL": "PAUSED"},
    "rsvp_reminder": {"EN": "APPROVED", "FR": "REJECTED"},
    "two_factor": {"EN_US": "APPROVED", "ES_MX": "APPROVED"},
    "spring_clearance": {"EN_US": "PAUSED", "SV": "DRAFT"},
    "nps_followup": {"NL": "APPROVED"},
    "activity": {"EN": "APPROVED"},
    "plan": {"FR": "REJECTED"},
}
HOTEL = Name("Hotel Aurora", "rcs senders", {"sender_id": "01HOTEL"})
ARRIVALS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _ARRIVALS_TEMPLATES.items()),
        HOTEL,
        Name("Grand Pharmacy", "rcs senders", {"sender_id": "01PHARM"}),
        Name("Hotel Aurora", "whatsapp senders", {"sender_id": "01HOTELWA"}),
        Name("Reception", "whatsapp senders", {"sender_id": "01RECEP"}),
        Name("Daejeon Donuts", "kakaotalk senders", {"plus_friend_id": "@donuts"}),
        Name("Mekong Bundle", "bundles", {"bundle_id": "01MEKONG"}),
        Name("Prod Hook", "webhooks", {"webhook_id": "01PRODHOOK"}),
        Name("Ward Texts", "sms apps", {"sms_app_id": "01WARD"}),
        Name("Dmitri", "people", {"user": "U41"}),
        Name("Fatima Khan", "people", {"user": "U42"}),
        Name("Joe", "people", {"user": "U43"}),
    ]
)
"""Names with words of ours inside them: `two_factor`, `activity`."""
SHIPPING = Name("shipping_update", TEMPLATES, {"name": "shipping_update", "language": "IT"}, ("IT",))
_LODGERS_TEMPLATES = {
    "tracking_link": {"EN_US": "APPROVED", "DA": "PENDING", "ES": "REJECTED"},
    "membership_renewal": {"EN_GB": "APPROVED", "DE": "PAUSED"},
    "exam_results": {"EN": "APPROVED", "IT": "REJECTED"},
    "passcode": {"EN_US": "APPROVED"},
    "autumn_deals": {"EN_US": "PAUSED", "NB": "DRAFT"},
    "review_request": {"FI": "APPROVED", "SV": "APPROVED"},
    "help": {"EN": "APPROVED"},
}
CLINIC = Name("City Clinic", "rcs senders", {"sender_id": "01CLINIC"})
LODGERS = Names(
    [
        *(Name(name, TEMPLATES, {"name": name}, (*states,), states) for name, states in _LODGERS_TEMPLATES.items()),
        CLINIC,
        Name("Pixel Toys", "rcs senders", {"sender_id": "01PIXEL"}),
        Name("City Clinic", "whatsapp senders", {"sender_id": "01CLINICWA"}),
        Name("Box Office", "whatsapp senders", {"sender_id": "01BOX"}),
        Name("Jeonju Jeans", "kakaotalk senders", {"plus_friend_id": "@jeans"}),
        Name("Danube Bundle", "bundles", {"bundle_id": "01DANUBE"}),
        Name("Relay Hook", "webhooks", {"webhook_id": "01RELAY"}),
        Name("Lobby Texts", "sms apps", {"sms_app_id": "01LOBBY"}),
        Name("Greta", "people", {"user": "U51"}),
        Name("Omar Said", "people", {"user": "U52"}),
        Name("Kim", "people", {"user": "U53"}),
    ]
)
"""Names that say what the bot does: `help`, `review_request`."""
TRACKING = Name("tracking_link", TEMPLATES, {"name": "tracking_link", "language": "ES"}, ("ES",))
CORPORA: dict[str, tuple[Names, dict[str, Name]]] = {
    "corpus.txt": (NAMES, {"@": CARD}),
    "strangers.txt": (NAMES, {"@": CARD}),
    "visitors.txt": (VISITED, {"@": REMINDER, "%": SENDER}),
    "newcomers.txt": (NEWCOMERS, {"@": GIFT, "%": OFFERS}),
    "colleagues.txt": (COLLEAGUES, {"@": INVOICE, "%": HARBOUR}),
    "guests.txt": (GUESTS, {"@": LUGGAGE, "%": POLAR}),
    "callers.txt": (CALLERS, {"@": BOOKED, "%": LARDER}),
    "passers.txt": (PASSERS, {"@": SLOT, "%": DENTAL}),
    "regulars.txt": (REGULARS, {"@": TICKET, "%": GYM}),
    "arrivals.txt": (ARRIVALS, {"@": SHIPPING, "%": HOTEL}),
    "lodgers.txt": (LODGERS, {"@": TRACKING, "%": CLINIC}),
    "neighbours.txt": (NEIGHBOURS, {"@": PACKED, "%": PINE}),
}
"""Files -> the names that exist for them, and the cards in whose threads their phrases are said."""


@dataclass(frozen=True, slots=True)
class Case:
    """One phrase; `sign` and `wanted` as in the file."""

    file: str
    phrase: str
    sign: str
    wanted: str

    @property
    def names(self) -> Names:
        return CORPORA[self.file][0]

    @property
    def card(self) -> Name | None:
        return CORPORA[self.file][1].get(self.phrase[0])

    @property
    def said(self) -> str:
        return self.phrase[1:] if self.card else self.phrase


@cache
def cases() -> tuple[Case, ...]:
    """Those of all files; the grammar was mended against all, so all right is no measure of new phrases."""
    found = []
    for name in CORPORA:
        for line in Path(__file__).with_name(name).read_text().splitlines():
            phrase, arrow, wanted = line.rpartition(" => ")
            if arrow and not line.startswith("# "):
                found.append(Case(name, phrase, wanted[0], wanted[2:]))
    return tuple(found)


@cache
def lexicon() -> Lexicon:
    return build(commands.collect())


@cache
def meant(case: Case) -> Understanding:
    return understand(case.said, lexicon(), case.names, card=case.card, bot_user=BOT)


def is_right(case: Case, found: Understanding) -> bool:
    """Whether it became what the file says."""
    paths = case.wanted.split("|")
    sure = found.intent is Intent.DO and found.best is not None
    match case.sign:
        case "=":
            return sure and found.best is not None and typed(found.best.command, found.best.values) == case.wanted
        case "~":
            return sure and found.best is not None and found.best.path in paths
        case "?":
            return found.intent in (Intent.DO, Intent.CHOOSE) and any(
                reading.path in paths for reading in found.readings
            )
    return found.intent.value in paths


def told(found: Understanding) -> str:
    """What became of it, for people who look at the figures."""
    readings = " | ".join(
        f"{typed(reading.command, reading.values)} [{reading.score:.1f}]"
        f"{'?' + ','.join(reading.missing) if reading.missing else ''}"
        for reading in found.readings
    )
    return f"{found.intent.value}: {readings}"

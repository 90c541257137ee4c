"""Blocks and modals that the stand-in bot sends: one of everything."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]
EXTERNAL = ["order_update", "order_cancelled", "welcome", "login_code", "summer_sale"]
EVIL = '<img src=x onerror="document.title=1"><script>document.title=1</script> *bold*'


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(label: str, value: str = "", more: str = "") -> Json:
    made: Json = {"text": plain(label), "value": value or label.lower()}
    return made | ({"description": plain(more)} if more else {})


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": block_id, **element},
    } | more


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def number(value: float) -> Json:
    return {"type": "raw_number", "value": value, "text": f"{value:,}"}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


TEMPLATES = [
    ("order_update", "APPROVED", 120),
    ("welcome", "REJECTED", 9),
    ("login_code", "DRAFT", 0),
    ("summer_sale", "PAUSED", 2400),
    ("order_cancelled", "APPROVED", 31),
    ("feedback", "IN_PROGRESS", 7),
    ("invoice", "APPROVED", 640),
]
CONFIRM = {
    "title": plain("Delete this message?"),
    "text": mrkdwn("It is *gone* afterwards."),
    "confirm": plain("Delete"),
    "deny": plain("Keep"),
    "style": "danger",
}
DATA_TABLE: Json = {
    "type": "data_table",
    "caption": "7 templates",
    "page_size": 5,
    "rows": [[raw("Name"), raw("State"), raw("Sent")]]
    + [
        [raw(name), rich({"type": "text", "text": state, "style": {"bold": True}}), number(sent)]
        for name, state, sent in TEMPLATES
    ],
}
MESSAGE: list[Json] = [
    {"type": "header", "text": plain("Template order_update")},
    {
        "type": "section",
        "text": mrkdwn(f"Now :large_green_circle: *APPROVED* {json.dumps(EVIL)[1:-1].replace('<', '&lt;')}"),
        "accessory": {"type": "overflow", "action_id": "more", "options": [option("View"), option("Mute")]},
    },
    {
        "type": "section",
        "fields": [
            mrkdwn("*Category*\nUTILITY"),
            mrkdwn("*Language*\nen"),
            mrkdwn("*Seen*\n<!date^0^{date_num}|never>"),
            mrkdwn("*By*\n<@U0OLIVIA01>"),
        ],
    },
    {"type": "context", "elements": [mrkdwn("Replies here become comments; `//` keeps a reply in Slack")]},
    {"type": "divider"},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "count", "text": plain("Pressed 0 times"), "value": "0"},
            {"type": "button", "action_id": "danger", "text": plain("Delete"), "style": "danger", "confirm": CONFIRM},
            {
                "type": "button",
                "action_id": "go",
                "text": plain("Open"),
                "url": "https://example.com/",
                "style": "primary",
            },
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain("Choose"),
                "options": [option("Red"), option("Blue")],
            },
        ],
    },
]
TEXTS: list[Json] = [
    rich(
        {"type": "text", "text": "Rich "}, {"type": "user", "user_id": "U0OLIVIA01"}, {"type": "emoji", "name": "tada"}
    )
    | {
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich ", "style": {"bold": True}},
                    {"type": "user", "user_id": "U0OLIVIA01"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": t}]}
                    for t in ("first", "second")
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "GET /health\n200"}]},
        ]
    },
    {
        "type": "markdown",
        "text": f"## Markdown\n**bold** [link](https://example.com)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{EVIL}",
    },
    {"type": "image", "image_url": "data:image/png;base64,AAAA", "alt_text": "a picture"},
]
NUMBERS: list[Json] = [
    DATA_TABLE,
    {
        "type": "table",
        "column_settings": [{"align": "left"}, {"align": "right"}],
        "rows": [[raw("Country"), raw("Senders")], [raw("Sweden"), raw("3")]],
    },
]


def chart(kind: str) -> Json:
    if kind == "pie":
        return {"type": "pie", "segments": [{"label": "Approved", "value": 7}, {"label": "Rejected", "value": 2}]}
    days = ["Mon", "Tue", "Wed"]
    series = [
        {"name": n, "data": [{"label": d, "value": v + i} for i, d in enumerate(days)]}
        for n, v in (("Approved", 3), ("Rejected", 1))
    ]
    return {"type": kind, "series": series, "axis_config": {"categories": days, "x_label": "Day", "y_label": "Events"}}


def charts(*kinds: str) -> list[Json]:
    return [{"type": "data_visualization", "title": f"A {kind} chart", "chart": chart(kind)} for kind in kinds]


EVERY_BLOCK: list[list[Json]] = [MESSAGE, TEXTS[:2] + NUMBERS, charts("pie", "bar"), charts("line", "area")]
CARD: Json = {
    "type": "card",
    "slack_icon": {"type": "icon", "name": "rocket"},
    "title": plain("RCS sender"),
    "subtitle": plain("Northwind Coffee"),
    "body": mrkdwn("Ready to *launch*"),
    "actions": [{"type": "button", "action_id": "count", "text": plain("Pressed 0 times"), "value": "0"}],
}
CARDS: list[Json] = [
    CARD,
    {
        "type": "carousel",
        "elements": [CARD, {"type": "card", "title": plain("Another"), "body": mrkdwn("Without buttons")}],
    },
    {
        "type": "container",
        "title": plain("Details"),
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [{"type": "section", "text": mrkdwn("Folded away")}],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "icon_button",
                "action_id": "danger",
                "icon": "trash",
                "text": plain("Delete this"),
            }
        ],
    },
]
TRIGGERS = [option(f"EVENT_{n:02}") for n in range(39)]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Everything"),
    "submit": plain("Next"),
    "close": plain("Cancel"),
    "blocks": [
        {"type": "section", "text": mrkdwn("Fill in *everything*.")},
        field(
            "name",
            "Name",
            {"type": "plain_text_input", "max_length": 20, "placeholder": plain("a-z")},
            hint=plain("Short is good"),
        ),
        field("notes", "Notes", {"type": "plain_text_input", "multiline": True}, optional=True),
        field(
            "count",
            "How many",
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"},
        ),
        field("mail", "Mail", {"type": "email_text_input"}, optional=True),
        field("target", "Target", {"type": "url_text_input"}, optional=True),
        field("color", "Color", {"type": "static_select", "options": [option("Red"), option("Blue")]}),
        field("triggers", "Triggers", {"type": "multi_static_select", "options": TRIGGERS}),
        field("external", "Template", {"type": "external_select", "min_query_length": 1}),
        field("who", "Who", {"type": "users_select"}),
        field("where", "Where", {"type": "conversations_select"}),
        field(
            "boxes",
            "Boxes",
            {"type": "checkboxes", "options": [option("One", more="the first"), option("Two")]},
            optional=True,
        ),
        field("radio", "Radio", {"type": "radio_buttons", "options": [option("Left"), option("Right")]}),
        field("day", "Day", {"type": "datepicker"}),
        field("hour", "Hour", {"type": "timepicker"}),
        field("file", "File", {"type": "file_input", "max_files": 2}, optional=True),
    ],
}


def second_page(values: Json) -> Json:
    """Shows what arrived, so that a test can read it back."""
    text = json.dumps(values, sort_keys=True)[:2900]
    return {
        "type": "modal",
        "callback_id": "second",
        "title": plain("Check"),
        "submit": plain("Finish"),
        "blocks": [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}],
            }
        ],
    }


def live_form(typed: str) -> Json:
    """A modal that the bot redraws at every key."""
    element = {
        "type": "plain_text_input",
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    return {
        "type": "modal",
        "title": plain("Live"),
        "submit": plain("Done"),
        "blocks": [
            {"type": "section", "block_id": "summary", "text": mrkdwn(f"{len(typed)} characters")},
            field("live", "Text", element, dispatch_action=True),
        ],
    }

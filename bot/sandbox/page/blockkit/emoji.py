"""Slack's emoji names and the signs they stand for."""

from __future__ import annotations

import re
from html import escape

SIGNS = {
    "+1": "👍", "-1": "👎", "100": "💯", "alarm_clock": "⏰", "anger": "💢", "arrow_down": "⬇️",
    "arrow_forward": "▶️", "arrow_left": "⬅️", "arrow_right": "➡️", "arrow_up": "⬆️",
    "arrows_counterclockwise": "🔄", "art": "🎨", "ballot_box_with_check": "☑️", "bar_chart": "📊", "bell": "🔔",
    "black_circle": "⚫", "black_square_button": "🔲", "book": "📖", "bookmark": "🔖", "books": "📚", "boom": "💥",
    "bug": "🐛", "bulb": "💡", "busts_in_silhouette": "👥", "calendar": "📅", "card_index_dividers": "🗂️",
    "chart_with_downwards_trend": "📉", "chart_with_upwards_trend": "📈", "checkered_flag": "🏁", "clap": "👏",
    "clipboard": "📋", "clock1": "🕐", "closed_lock_with_key": "🔐", "construction": "🚧", "cry": "😢",
    "cyclone": "🌀", "date": "📅", "double_vertical_bar": "⏸️", "e-mail": "📧", "earth_africa": "🌍",
    "email": "✉️", "envelope": "✉️", "exclamation": "❗", "eyes": "👀", "file_folder": "📁", "fire": "🔥",
    "flag-de": "🇩🇪", "floppy_disk": "💾", "gear": "⚙️", "globe_with_meridians": "🌐", "green_heart": "💚",
    "grey_exclamation": "❕", "grey_question": "❔", "grin": "😁", "hammer_and_wrench": "🛠️", "heart": "❤️",
    "heavy_check_mark": "✔️", "heavy_minus_sign": "➖", "heavy_multiplication_x": "✖️", "heavy_plus_sign": "➕",
    "hourglass": "⌛", "hourglass_flowing_sand": "⏳", "inbox_tray": "📥", "information_source": "ℹ️",
    "iphone": "📱", "joy": "😂", "key": "🔑", "label": "🏷️", "large_blue_circle": "🔵", "large_blue_square": "🟦",
    "large_brown_circle": "🟤", "large_green_circle": "🟢", "large_green_square": "🟩", "large_orange_circle": "🟠",
    "large_orange_square": "🟧", "large_purple_circle": "🟣", "large_red_square": "🟥", "large_yellow_circle": "🟡",
    "large_yellow_square": "🟨", "laughing": "😆", "link": "🔗", "lock": "🔒", "mag": "🔍",
    "mailbox_with_mail": "📬", "mega": "📣", "memo": "📝", "mute": "🔇", "new": "🆕", "newspaper": "📰",
    "no_bell": "🔕", "no_entry": "⛔", "no_entry_sign": "🚫", "octagonal_sign": "🛑", "ok": "🆗", "ok_hand": "👌",
    "open_file_folder": "📂", "outbox_tray": "📤", "package": "📦", "page_facing_up": "📄", "paperclip": "📎",
    "pause_button": "⏸️", "pencil": "📝", "pencil2": "✏️", "phone": "☎️", "point_right": "👉", "pray": "🙏",
    "pushpin": "📌", "question": "❓", "raised_hands": "🙌", "recycle": "♻️", "red_circle": "🔴", "repeat": "🔁",
    "robot_face": "🤖", "rocket": "🚀", "rotating_light": "🚨", "satellite": "🛰️", "satellite_antenna": "📡",
    "scroll": "📜", "seedling": "🌱", "shield": "🛡️", "skull": "💀", "slightly_smiling_face": "🙂", "smile": "😄",
    "smiley": "😃", "sob": "😭", "sound": "🔉", "sparkles": "✨", "speech_balloon": "💬", "star": "⭐",
    "stop_button": "⏹️", "stop_sign": "🛑", "stopwatch": "⏱️", "sunny": "☀️", "tada": "🎉",
    "telephone_receiver": "📞", "thinking_face": "🤔", "thought_balloon": "💭", "thumbsdown": "👎",
    "thumbsup": "👍", "timer_clock": "⏲️", "traffic_light": "🚦", "trash": "🗑️",
    "triangular_flag_on_post": "🚩", "unlock": "🔓", "warning": "⚠️", "wastebasket": "🗑️", "wave": "👋",
    "wavy_dash": "〰️", "white_check_mark": "✅", "white_circle": "⚪", "white_large_square": "⬜",
    "white_small_square": "▫️", "wink": "😉", "wrench": "🔧", "x": "❌", "zap": "⚡", "zzz": "💤",
    "frame_with_picture": "🖼️", "receipt": "🧾", "small_blue_diamond": "🔹", "round_pushpin": "📍",
    "bust_in_silhouette": "👤", "clapper": "🎬", "leftwards_arrow_with_hook": "↩️",
}  # fmt: skip
QUICK = ("white_check_mark", "eyes", "+1", "tada", "heart", "thinking_face", "-1", "x")
# Signs that many machines have no glyph for, or only a grey one, are drawn instead: (CSS class, name of an icon).
_ICON = {
    "+1": "blue thumb_up", "-1": "blue thumb_down", "alarm_clock": "red alarm",
    "arrows_counterclockwise": "blue sync", "bar_chart": "blue bar_chart", "bell": "gold notifications",
    "bookmark": "red bookmark", "bug": "green bug_report", "bulb": "gold lightbulb", "calendar": "red event",
    "chart_with_downwards_trend": "red trending_down", "chart_with_upwards_trend": "green trending_up",
    "checkered_flag": "ink sports_score", "clipboard": "brown assignment", "closed_lock_with_key": "gold lock",
    "construction": "gold construction", "date": "red event", "double_vertical_bar": "blue pause_circle",
    "email": "blue mail", "envelope": "blue mail", "exclamation": "red priority_high", "eyes": "ink visibility",
    "file_folder": "gold folder", "fire": "orange local_fire_department", "floppy_disk": "blue save",
    "gear": "grey settings", "globe_with_meridians": "blue language", "heart": "red favorite",
    "hourglass": "brown hourglass_bottom", "hourglass_flowing_sand": "brown hourglass_top",
    "inbox_tray": "blue move_to_inbox", "information_source": "blue info", "iphone": "ink smartphone",
    "key": "gold key", "label": "brown sell", "link": "blue link", "lock": "gold lock", "mag": "blue search",
    "mega": "red campaign", "memo": "brown edit_note", "mute": "grey volume_off", "new": "blue fiber_new",
    "no_bell": "grey notifications_off", "no_entry": "red do_not_disturb_on", "no_entry_sign": "red block",
    "octagonal_sign": "red report", "outbox_tray": "blue outbox", "package": "brown inventory_2",
    "page_facing_up": "grey description", "paperclip": "grey attach_file", "pause_button": "blue pause_circle",
    "pencil2": "gold edit", "pushpin": "red push_pin", "question": "red help", "recycle": "green recycling",
    "robot_face": "blue smart_toy", "rocket": "blue rocket_launch", "rotating_light": "red e911_emergency",
    "satellite_antenna": "grey settings_input_antenna", "slightly_smiling_face": "gold sentiment_satisfied",
    "smile": "gold sentiment_very_satisfied", "speech_balloon": "blue chat_bubble", "star": "gold star",
    "stopwatch": "grey timer", "tada": "orange celebration", "thinking_face": "gold psychology_alt",
    "unlock": "gold lock_open", "wastebasket": "grey delete", "wave": "gold waving_hand", "wrench": "grey build",
    "zap": "gold bolt", "frame_with_picture": "blue image", "receipt": "grey receipt_long",
    "round_pushpin": "red place", "bust_in_silhouette": "grey person", "clapper": "ink movie",
    "leftwards_arrow_with_hook": "blue undo", "repeat": "blue repeat",
    "mailbox_with_mail": "blue markunread_mailbox", "telephone_receiver": "ink call",
    "sparkles": "gold auto_awesome", "busts_in_silhouette": "grey group", "books": "brown menu_book",
    "card_index_dividers": "gold folder_copy", "hammer_and_wrench": "grey build", "clap": "gold sign_language",
    "pray": "gold volunteer_activism", "point_right": "gold arrow_forward", "100": "red score",
    "boom": "orange flare", "seedling": "green eco", "shield": "blue shield", "scroll": "brown history_edu",
    "trash": "grey delete", "stop_sign": "red report", "thumbsup": "blue thumb_up", "thumbsdown": "blue thumb_down",
}  # fmt: skip
DRAWN = {
    "large_blue_circle": "dot-blue", "large_green_circle": "dot-green", "large_orange_circle": "dot-orange",
    "large_purple_circle": "dot-purple", "large_yellow_circle": "dot-yellow", "large_brown_circle": "dot-brown",
    "red_circle": "dot-red", "white_circle": "dot-white", "black_circle": "dot-black", "white_check_mark": "tick",
    "warning": "warn", "x": "cross", "heavy_check_mark": "tick bare", "small_blue_diamond": "dot-blue small",
}  # fmt: skip
_SIGN_NAMES = {
    **{SIGNS[name].removesuffix("\ufe0f"): name for name in (*_ICON, *DRAWN)},
    **{SIGNS[name]: name for name in (*_ICON, *DRAWN)},
}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGN_NAMES, key=len, reverse=True))
_CODE_OR_SIGN = re.compile(rf":(?P<name>[a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?|(?P<sign>{_SIGN})")


def emoji(name: str, *, otherwise: str | None = None) -> str:
    """HTML of one emoji; an unknown name stays as its `:name:`."""
    bare = name.split("::", 1)[0]
    label = escape(f":{bare}:")
    if bare in DRAWN:
        return f'<span class="emoji drawn {DRAWN[bare]}" role="img" aria-label="{label}" title="{label}"></span>'
    if bare in _ICON:
        color, icon = _ICON[bare].split()
        return f'<i class="emoji material-icons ink-{color}" role="img" aria-label="{label}" title="{label}">{icon}</i>'
    sign = SIGNS.get(bare, otherwise)
    if sign is None:
        return label
    return f'<span class="emoji" role="img" aria-label="{label}" title="{label}">{escape(sign)}</span>'


def with_emoji(html: str) -> str:
    """Replace `:name:` and the signs that are drawn in text that is escaped already."""
    return _CODE_OR_SIGN.sub(_replaced, html)


def _replaced(match: re.Match[str]) -> str:
    name = match["name"] or _SIGN_NAMES[match["sign"]]
    return emoji(name) if name in SIGNS else match.group()

"""What can go wrong between us and Slack.

SlackProblem              `code` is Slack's own word; `certain`: surely nothing was done
+-- RateLimited           `retry_after` seconds
+-- SlackDown             5xx, timeout, nonsense: it may have been done all the same
|   +-- SlackUnreachable  no connection: it was not done
+-- TokenRevoked          the token does not work (any more): nothing will, until somebody acts
+-- MissingScope          the app lacks a permission
+-- ChannelGone           deleted, archived or unknown
+-- NotInChannel          the bot has to be invited, or may not post there
+-- ThreadLocked          nobody may reply in that thread (any more)
+-- MessageGone           the message to change or to answer is not there (any more)
+-- InvalidBlocks         `messages` say what Slack dislikes
+-- TriggerExpired        too late to open a modal
+-- ViewGone              the modal was closed or has changed meanwhile
+-- UserGone              no such person
+-- ResponseExpired       the response_url is used up or too old
+-- SlackRefused          any other refusal
"""

from __future__ import annotations

from typing import ClassVar


class SlackProblem(Exception):
    """Root of the tree."""

    codes: ClassVar[tuple[str, ...]] = ()
    certain: ClassVar[bool] = True

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class RateLimited(SlackProblem):
    """Too fast; `retry_after` seconds."""

    codes = ("ratelimited", "rate_limited", "message_limit_exceeded")

    def __init__(self, retry_after: float, code: str = "ratelimited") -> None:
        super().__init__(code, f"retry after {retry_after:g} s")
        self.retry_after = retry_after


class SlackDown(SlackProblem):
    """Slack failed or did not answer in time; whether it did what was asked is not known."""

    codes: ClassVar[tuple[str, ...]] = (
        "fatal_error",
        "internal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    )
    certain = False


class SlackUnreachable(SlackDown):
    """No connection came about."""

    codes: ClassVar[tuple[str, ...]] = ()
    certain = True


class TokenRevoked(SlackProblem):
    """The bot's token is not accepted."""

    codes = (
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_authed",
        "user_removed_from_team",
    )


class MissingScope(SlackProblem):
    """The app lacks a permission; `detail` names it."""

    codes = ("missing_scope", "no_permission", "not_allowed_token_type")


class ChannelGone(SlackProblem):
    """There is no such channel (any more)."""

    codes = ("channel_not_found", "is_archived", "channel_is_archived", "is_inactive")


class NotInChannel(SlackProblem):
    """The bot is no member, or may not post there."""

    codes = (
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "cannot_dm_bot",
        "messages_tab_disabled",
    )


class ThreadLocked(SlackProblem):
    """Nothing can be posted in that thread; the channel itself takes messages."""

    codes = (
        "restricted_action_thread_locked",
        "restricted_action_non_threadable_channel",
        "cannot_reply_to_message",
    )


class MessageGone(SlackProblem):
    """The message is not there, or not ours to change."""

    codes = (
        "message_not_found",
        "thread_not_found",
        "cant_update_message",
        "cant_delete_message",
        "edit_window_closed",
        "is_bot",
        "no_item_specified",
        "bad_timestamp",
    )


class InvalidBlocks(SlackProblem):
    """Slack does not accept the blocks; `messages` say why."""

    codes = (
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "invalid_attachments",
        "metadata_too_large",
    )

    def __init__(self, code: str, messages: tuple[str, ...] = ()) -> None:
        super().__init__(code, "; ".join(messages))
        self.messages = messages


class TriggerExpired(SlackProblem):
    """A modal can be opened only within three seconds, once."""

    codes = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id")


class ViewGone(SlackProblem):
    """The modal is not open (any more)."""

    codes = ("view_not_found", "not_found", "hash_conflict", "push_limit_reached")


class UserGone(SlackProblem):
    """No such person, or none whom the bot can see."""

    codes = ("user_not_found", "users_not_found", "user_not_visible", "user_disabled", "user_not_in_channel")


class ResponseExpired(SlackProblem):
    """A response_url works five times within thirty minutes."""

    codes = ("used_url", "expired_url", "invalid_response_url")


class SlackRefused(SlackProblem):
    """Any other answer that is not ok."""


BY_CODE: dict[str, type[SlackProblem]] = {
    code: kind
    for kind in (
        SlackDown,
        TokenRevoked,
        MissingScope,
        ChannelGone,
        NotInChannel,
        ThreadLocked,
        MessageGone,
        TriggerExpired,
        ViewGone,
        UserGone,
        ResponseExpired,
    )
    for code in kind.codes
}


def problem(code: str, *, messages: tuple[str, ...] = (), retry_after: float = 1.0, detail: str = "") -> SlackProblem:
    """The error for a code of Slack's."""
    if code in RateLimited.codes:
        return RateLimited(retry_after, code)
    if code in InvalidBlocks.codes:
        return InvalidBlocks(code, messages)
    return BY_CODE.get(code, SlackRefused)(code, detail or "; ".join(messages))

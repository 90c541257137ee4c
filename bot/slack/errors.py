"""What can go wrong between us and Slack, and what is done about each.

SlackProblem              `code` is Slack's own word; `certain`: surely nothing was done
+-- RateLimited           `retry_after` seconds
+-- SlackDown             5xx, timeout, nonsense: it may have been done all the same
|   +-- SlackUnreachable  no connection: it was not done
+-- TokenRevoked          the token does not work (any more): nothing will, until somebody acts
|   +-- AccessSuspended   the workspace lets no app in for now: a migration, a rule of its admins
+-- MissingScope          the app lacks a permission
+-- ChannelGone           deleted, archived or unknown
+-- NotInChannel          the bot has to be invited, or may not post there
+-- ThreadLocked          nobody may reply in this one thread
+-- MessageGone           the message to change or to answer is not there (any more)
+-- InvalidBlocks         `messages` say what Slack dislikes
+-- TriggerExpired        too late to open a modal
+-- ViewGone              the modal was closed or has changed meanwhile
+-- UserGone              no such person
+-- ResponseExpired       the response_url is used up or too old
+-- SlackRefused          any other refusal
    +-- AlreadyDone       it is already as it was asked to be
    +-- ReactionRefused   no more reactions there
    +-- FileRefused       the workspace takes no such file, or the file is gone
    +-- NoSuchMethod      this workspace does not have it
    +-- CursorGone        a list has to be read from its beginning
    +-- BadRequest        our own fault
    +-- UnknownCode       a word of Slack's that this version does not know

The codes are those that https://docs.slack.dev/reference/methods documents for the methods that the bot calls, and
https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks for a response_url; a test walks them all.
"""

from __future__ import annotations

from typing import ClassVar

from bot.slack.decisions import RefusalAction, RefusalAudience


class SlackProblem(Exception):
    """Root of the tree."""

    codes: ClassVar[tuple[str, ...]] = ()
    certain: ClassVar[bool] = True
    then: ClassVar[RefusalAction] = RefusalAction.GIVE_UP
    tells: ClassVar[RefusalAudience] = RefusalAudience.LOG

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail

    @property
    def passes(self) -> bool:
        """Whether the same works later, by itself or once an admin has acted."""
        return self.then in (RefusalAction.WAIT, RefusalAction.RETRY) and self.tells in (
            RefusalAudience.NOBODY,
            RefusalAudience.ADMINS,
        )

    @property
    def is_of_place(self) -> bool:
        """Whether the channel, or the thread, does not take it for now: another place may."""
        return self.then is RefusalAction.WAIT and self.tells is RefusalAudience.MAKER


class RateLimited(SlackProblem):
    """Too fast; `retry_after` seconds."""

    codes = ("ratelimited", "rate_limited", "message_limit_exceeded")
    then, tells = RefusalAction.WAIT, RefusalAudience.NOBODY

    def __init__(self, retry_after: float, code: str = "ratelimited") -> None:
        super().__init__(code, f"retry after {retry_after:g} s")
        self.retry_after = retry_after


class SlackDown(SlackProblem):
    """Slack failed or did not answer in time; whether it did what was asked is not known."""

    codes: ClassVar[tuple[str, ...]] = (
        "fatal_error",
        "file_update_failed",
        "internal_error",
        "list_record_comment_fetch_failed",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "update_failed",
    )
    certain = False
    then, tells = RefusalAction.RETRY, RefusalAudience.NOBODY


class SlackUnreachable(SlackDown):
    """No connection came about."""

    codes: ClassVar[tuple[str, ...]] = ()
    certain = True


class TokenRevoked(SlackProblem):
    """The bot's token is not accepted."""

    codes: ClassVar[tuple[str, ...]] = (
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "token_expired",
        "token_revoked",
        "user_removed_from_team",
    )
    then, tells = RefusalAction.WAIT, RefusalAudience.ADMINS


class AccessSuspended(TokenRevoked):
    """The workspace lets the app do nothing for now."""

    codes = (
        "access_denied",
        "team_access_not_granted",
        "accesslimited",
        "app_access_restricted",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "forbidden_team",
        "org_login_required",
        "team_disabled",
        "team_not_found",
        "two_factor_setup_required",
    )


class MissingScope(SlackProblem):
    """The app lacks a permission; `detail` names it."""

    codes = ("is_bot", "missing_scope", "no_permission", "not_allowed_token_type")
    then, tells = RefusalAction.WAIT, RefusalAudience.ADMINS


class ChannelGone(SlackProblem):
    """There is no such channel (any more)."""

    codes = ("channel_is_archived", "channel_not_found", "invalid_channel", "is_archived", "is_inactive")
    then, tells = RefusalAction.WAIT, RefusalAudience.MAKER


class NotInChannel(SlackProblem):
    """The bot is no member, or may not post there."""

    codes = (
        "cannot_dm_bot",
        "channel_is_limited_access",
        "external_channel_migrating",
        "messages_tab_disabled",
        "not_in_channel",
        "posting_to_channel_denied",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "action_prohibited",
        "posting_to_general_channel_denied",
    )
    then, tells = RefusalAction.WAIT, RefusalAudience.MAKER


class ThreadLocked(SlackProblem):
    """Nobody may reply in this thread, which stays silent; said of a message that is no reply, it is the channel."""

    codes = (
        "cannot_reply_to_message",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "thread_locked",
    )
    then, tells = RefusalAction.WAIT, RefusalAudience.MAKER


class MessageGone(SlackProblem):
    """The message is not there, or not ours to change."""

    codes = (
        "bad_timestamp", "block_mismatch", "cant_delete_message", "cant_update_message",
        "compliance_exports_prevent_deletion", "edit_window_closed", "message_not_found", "no_item_specified",
        "streaming_state_conflict", "thread_not_found",
    )  # fmt: skip
    then, tells = RefusalAction.GIVE_UP, RefusalAudience.NOBODY


class InvalidBlocks(SlackProblem):
    """Slack does not accept the blocks; `messages` say why, some with a pointer to what is meant."""

    codes = (
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_message",
        "invalid_view",
        "msg_blocks_too_long",
        "msg_too_long",
    )
    then, tells = RefusalAction.FALL_BACK, RefusalAudience.LOG

    def __init__(self, code: str, messages: tuple[str, ...] = ()) -> None:
        super().__init__(code, "; ".join(messages))
        self.messages = messages


class TriggerExpired(SlackProblem):
    """A modal can be opened only within three seconds, once."""

    codes = ("exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id", "trigger_exchanged", "trigger_expired")
    then, tells = RefusalAction.FALL_BACK, RefusalAudience.ASKER


class ViewGone(SlackProblem):
    """The modal is not open (any more)."""

    codes = ("hash_conflict", "not_found", "push_limit_reached", "view_not_found")
    then, tells = RefusalAction.FALL_BACK, RefusalAudience.ASKER


class UserGone(SlackProblem):
    """No such person, or none whom the bot can see."""

    codes = (
        "bot_not_found",
        "bots_not_found",
        "invalid_user_combination",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
        "users_not_found",
    )
    then, tells = RefusalAction.GIVE_UP, RefusalAudience.NOBODY


class ResponseExpired(SlackProblem):
    """A response_url works five times within thirty minutes."""

    codes = (
        "expired_url",
        "invalid_response_url",
        "invalid_token",
        "no_active_hooks",
        "no_service",
        "no_service_id",
        "no_such_url",
        "no_team",
        "used_url",
    )
    then, tells = RefusalAction.FALL_BACK, RefusalAudience.ASKER


class SlackRefused(SlackProblem):
    """Any other answer that is not ok."""


class AlreadyDone(SlackRefused):
    """What was asked for is so already."""

    codes = ("already_reacted", "no_reaction")
    then, tells = RefusalAction.NOTHING, RefusalAudience.NOBODY


class ReactionRefused(SlackRefused):
    """The message takes no more reactions, or none at all; words say the same.

    https://docs.slack.dev/reference/methods/reactions.add
    """

    codes = ("no_access", "not_reactable", "too_many_emoji", "too_many_reactions")
    then, tells = RefusalAction.GIVE_UP, RefusalAudience.NOBODY


class FileRefused(SlackRefused):
    """A file that the workspace does not take, or that is not there (any more)."""

    codes = (
        "blocked_file_type",
        "canvas_disabled_file_team",
        "canvas_disabled_user_team",
        "canvas_globally_disabled",
        "file_deleted",
        "file_is_deleted",
        "file_not_found",
        "file_share_limit_reached",
        "file_too_large",
        "file_type_not_allowed",
        "file_upload_size_restricted",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "max_file_sharing_exceeded",
        "not_visible",
        "slack_connect_blocked_file_type",
        "slack_connect_canvas_sharing_blocked",
        "slack_connect_clip_sharing_blocked",
        "slack_connect_file_link_sharing_blocked",
        "slack_connect_file_upload_sharing_blocked",
        "slack_connect_lists_sharing_blocked",
        "snippet_too_large",
        "storage_limit_reached",
        "template_not_visible",
        "unable_to_share_files",
    )
    then, tells = RefusalAction.GIVE_UP, RefusalAudience.ASKER


class NoSuchMethod(SlackRefused):
    """The workspace does not have this part of Slack (any more)."""

    codes = (
        "deprecated_endpoint",
        "feature_not_enabled",
        "method_deprecated",
        "not_enabled",
        "not_implemented",
        "plan_upgrade_required",
        "unknown_method",
    )
    then, tells = RefusalAction.FALL_BACK, RefusalAudience.LOG


class CursorGone(SlackRefused):
    """The place in a list is no longer known: it is read from its beginning."""

    codes = ("invalid_cursor",)
    then, tells = RefusalAction.RETRY, RefusalAudience.NOBODY


class BadRequest(SlackRefused):
    """We have asked for something that makes no sense: nobody but a developer can do anything about it."""

    codes = (
        "alt_txt_too_large", "as_user_not_supported", "attachment_payload_limit_exceeded",
        "cant_broadcast_message", "channels_limit_exceeded", "draft_already_deleted", "draft_already_sent",
        "draft_has_conflict", "draft_not_found", "duplicate_channel_not_found", "duplicate_external_id",
        "duplicate_message_not_found", "file_comment_not_found",
        "include_deactivated_user_workspaces_invalid", "insecure_request", "invalid_arg_name",
        "invalid_arguments", "invalid_array_arg", "invalid_charset", "invalid_form_data", "invalid_json",
        "invalid_limit", "invalid_metadata_filter_keys", "invalid_metadata_format", "invalid_metadata_schema",
        "invalid_name", "invalid_payload", "invalid_post_type", "invalid_team", "invalid_ts_latest",
        "invalid_ts_oldest", "invalid_types", "json_not_object", "limit_required", "markdown_text_conflict",
        "metadata_must_be_sent_from_app", "metadata_too_large", "method_not_supported_for_channel_type",
        "missing_args", "missing_argument", "missing_file_data", "missing_post_type", "missing_profile_id",
        "no_dual_broadcast_content_update", "no_such_subteam", "no_text", "not_enough_users",
        "send_on_behalf_not_allowed", "too_many_attachments", "too_many_contact_cards", "too_many_users",
        "unknown_snippet_type", "unknown_subtype", "users_list_not_supplied", "view_too_large",
    )  # fmt: skip


class UnknownCode(SlackRefused):
    """Slack says something new: not known to be our fault, so what it refuses waits rather than being lost."""

    then, tells = RefusalAction.WAIT, RefusalAudience.MAKER


KINDS: tuple[type[SlackProblem], ...] = (
    RateLimited,
    SlackDown,
    TokenRevoked,
    AccessSuspended,
    MissingScope,
    ChannelGone,
    NotInChannel,
    ThreadLocked,
    MessageGone,
    InvalidBlocks,
    TriggerExpired,
    ViewGone,
    UserGone,
    ResponseExpired,
    AlreadyDone,
    ReactionRefused,
    FileRefused,
    NoSuchMethod,
    CursorGone,
    BadRequest,
)
BY_CODE: dict[str, type[SlackProblem]] = {code: kind for kind in KINDS for code in kind.codes}
FAMILIES: dict[str, type[SlackProblem]] = {"restricted_action": NotInChannel}
"""By how the codes begin: Slack adds members to them."""
FULL_WORKSPACE = 60.0
"""Seconds to wait where a whole workspace writes too much, for which Slack names no time."""


def problem(code: str, *, messages: tuple[str, ...] = (), retry_after: float = 1.0, detail: str = "") -> SlackProblem:
    """The error for a code of Slack's; `retry_after` in seconds."""
    if code in RateLimited.codes:
        return RateLimited(FULL_WORKSPACE if code == "message_limit_exceeded" else retry_after, code)
    if code in InvalidBlocks.codes or (code == "invalid_arguments" and any("blocks/" in text for text in messages)):
        return InvalidBlocks(code, messages)
    return _kind(code)(code, detail or "; ".join(messages))


def _kind(code: str) -> type[SlackProblem]:
    if code in BY_CODE:
        return BY_CODE[code]
    return next((kind for begins, kind in FAMILIES.items() if code.startswith(begins)), UnknownCode)

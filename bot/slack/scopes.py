"""What the Slack app may do; the manifest asks for these, `doctor` looks whether they were given."""

from __future__ import annotations

OPTIONAL = {
    "files:read": "files can't be read for rows and media",
    "files:write": "lists can't be sent as files",
    "mpim:history": "group direct messages don't reach the bot",
    "mpim:read": "group direct messages have no names",
    "usergroups:read": "user groups in comments have no names",
}
"""What the workspace may leave out at installation, and what does not work then.

https://docs.slack.dev/changelog/2026/03/16/optional-scopes
"""

SCOPES = tuple(
    sorted(
        (
            "app_mentions:read",
            "channels:history",
            "channels:read",
            "chat:write",
            "commands",
            "groups:history",
            "groups:read",
            "im:history",
            "im:read",
            "im:write",
            "reactions:write",
            "users:read",
            *OPTIONAL,
        )
    )
)
"""Every scope; Slack wants the optional ones in both lists."""

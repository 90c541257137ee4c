"""The connected projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer, overflow
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.words import count
from bot.links import Call, CommandLink
from bot.slack.text import bold, code, date, escaped, mention

PROJECTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project; its secrets never get here. `settled`: from the settings, not to be removed in Slack."""

    id: str
    name: str = ""
    key_id: str = ""
    by: str = ""
    since: datetime | None = None
    here: bool = False
    settled: bool = False


def listing(projects: Sequence[ProjectRow], *, manage: bool) -> Message:
    """All of them; `manage` adds what admins may do."""
    blocks: list[Block] = []
    for project in projects[:PROJECTS_SHOWN]:
        menu = [] if project.here else [CommandLink("Use in this channel", "projects use", {"which": project.id})]
        menu += [] if project.settled else [CommandLink("Remove", "projects remove", {"which": project.id})]
        blocks.append(layout.section(_line(project), accessory=overflow(menu) if manage else None))
    left = len(projects) - PROJECTS_SHOWN
    return layout.message(
        "\n".join(_line(project) for project in projects),
        layout.section("*Connected Sinch projects*"),
        blocks,
        layout.context(f"and {left} more") if left > 0 else None,
        layout.context("Add `project=ID` to any command to use a project other than this channel's."),
        layout.actions(offer("Add a project", Call("projects add", {}, "form"))) if manage else None,
    )


def _line(project: ProjectRow) -> str:
    first = f"{bold(project.name)} {code(project.id)}" if project.name else code(project.id)
    facts = [
        "*used in this channel*" if project.here else "",
        "from the bot's settings" if project.settled else "",
        f"access key {code(project.key_id)}" if project.key_id else "",
        f"added by {mention(project.by)}" if project.by else "",
        date(project.since, "{date_short_pretty}") if project.since else "",
    ]
    return f"{first}\n{' · '.join(fact for fact in facts if fact)}".rstrip()


def added(project_id: str, name: str) -> Message:
    """It is connected; what comes next."""
    text = f":white_check_mark: {bold(name) if name else code(project_id)} is connected. Sinch accepts its access key."
    of = {"project": project_id}
    return layout.message(
        text,
        layout.section(text),
        layout.actions(
            offer("Set up its webhook", Call("setup", of), style="primary"),
            offer("Use in this channel", Call("projects use", {"which": project_id})),
            offer("All projects", Call("projects list")),
        ),
    )


def question(project_id: str, name: str, rules: int, digests: int) -> str:
    """What is lost, in mrkdwn."""
    ends = [count(rules, "subscription") if rules else "", count(digests, "digest") if digests else ""]
    lost = " and ".join(end for end in ends if end)
    return (
        f"Remove the project {bold(name) if name else code(project_id)}? I delete its access key"
        + (f", and {escaped(lost)} in all channels {'end' if rules + digests > 1 else 'ends'}." if lost else ".")
        + f"\nNothing changes at Sinch. Its webhook remains: `/sinch webhooks list project={escaped(project_id)}`."
    )

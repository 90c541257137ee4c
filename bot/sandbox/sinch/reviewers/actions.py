"""What the other end can do to each kind of resource: one table for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.sinch.kakaotalk import senders as kakaotalk_senders
from bot.sandbox.sinch.kakaotalk import templates as kakaotalk_templates
from bot.sandbox.sinch.platform import bundles
from bot.sandbox.sinch.rcs import launch as rcs_launch
from bot.sandbox.sinch.rcs import sender_record, test_numbers
from bot.sandbox.sinch.rcs import senders as rcs_senders
from bot.sandbox.sinch.whatsapp import account as whatsapp_account
from bot.sandbox.sinch.whatsapp import senders as whatsapp_senders
from bot.sandbox.sinch.whatsapp import template_activity, templates
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import REVIEWER, Scope

Run = Callable[[Scope, Record, str], None]


@dataclass(frozen=True)
class Action:
    """A button of the reviewers and what it does. `needs_text`: without words it makes no sense."""

    id: str
    label: str
    run: Run
    needs_text: bool = False


def _comment(key: Callable[[Record], str], event: str, *, flat: bool = False) -> Action:
    def run(scope: Scope, record: Record, text: str) -> None:
        scope.note(key(record), "COMMENT_ADDED", text, REVIEWER)
        scope.emit(event, None if flat else record, comment=text)

    return Action("comment", "Comment", run, needs_text=True)


def _status(record: Record) -> str:
    return str(record.get("changes", {}).get("status", ""))


def whatsapp_account_actions(account: Record) -> Iterator[Action]:
    """Review, limits, and what Meta does to the business account."""
    if "changes" in account or account.get("state") != "ONBOARDED":
        yield Action("onboard", "Onboard", lambda scope, _, text: whatsapp_account.onboard(scope, text))
    ask = whatsapp_account.ask_verification
    yield Action("verify-business", "Ask for business verification", lambda scope, _, text: ask(scope, text))
    if "changes" in account or account.get("state") != "ONBOARDED":
        yield Action("reject", "Reject", lambda scope, _, text: whatsapp_account.reject(scope, text), needs_text=True)
    for limit in ("TIER_1K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"):
        if account.get("businessDailyLimit") != limit:
            label = f"Daily limit {limit.removeprefix('TIER_').lower()}"
            yield Action(f"limit:{limit}", label, _account_limiter(limit))
    yield Action("waba", "Move to another WABA", lambda scope, _, __: whatsapp_account.change_waba(scope))
    ban = "REINSTATE" if account.get("wabaBanState") == "DISABLE" else "DISABLE"
    label = "Lift the WABA's ban" if ban == "REINSTATE" else "Ban the WABA"
    yield Action("ban", label, lambda scope, _, __: whatsapp_account.change_waba(scope, ban))
    yield _comment(lambda _: whatsapp_account.KEY, "WHATSAPP_ACCOUNT_COMMENT_ADDED")


def _account_limiter(limit: str) -> Run:
    return lambda scope, _, __: whatsapp_account.set_daily_limit(scope, limit)


def whatsapp_sender_actions(sender: Record) -> Iterator[Action]:
    """Review, verification, names, quality and removal."""
    if _status(sender) == "IN_PROGRESS" or sender.get("state") not in ("ACTIVE", "PENDING_VERIFICATION"):
        yield Action("approve", "Approve (active)", whatsapp_senders.activate)
        yield Action("ask-code", "Ask for the one-time code", whatsapp_senders.ask_verification)
    if sender.get("state") == "PENDING_VERIFICATION":
        yield Action("approve", "Verified at Meta (active)", whatsapp_senders.activate)
    if sender.get("state") == "ACTIVE":
        yield Action("deactivate", "Deactivate", whatsapp_senders.deactivate)
    if "changes" in sender:
        yield Action("reject", "Reject changes", whatsapp_senders.reject, needs_text=True)
    yield Action("fail", "Processing fails", whatsapp_senders.break_down)
    if "state" in sender:
        yield from _sender_qualities(sender)
        yield from _name_reviews(sender)
    yield Action("delete", "Remove permanently", lambda scope, record, _: whatsapp_senders.remove(scope, record))
    yield _comment(whatsapp_senders.key_of, "WHATSAPP_SENDER_COMMENT_ADDED")


def _sender_qualities(sender: Record) -> Iterator[Action]:
    for color in ("GREEN", "YELLOW", "RED"):
        if sender.get("qualityRating") != color:
            yield Action(f"quality:{color}", f"Quality {color.lower()}", _setter(whatsapp_senders.set_quality, color))
    for limit in ("TIER_1K", "TIER_10K"):
        if sender.get("dailyLimit") != limit:
            label = f"Daily limit {limit.removeprefix('TIER_').lower()}"
            yield Action(f"limit:{limit}", label, _setter(whatsapp_senders.set_daily_limit, limit))


def _setter(function: Callable[[Scope, Record, str], None], value: str) -> Run:
    return lambda scope, record, _: function(scope, record, value)


def _name_reviews(sender: Record) -> Iterator[Action]:
    metadata = sender.get("metadata", {})
    for field, word in (("displayName", "display name"), ("username", "username")):
        if field == "displayName" or metadata.get(field, {}).get("status") == "PENDING":
            yield Action(f"{field}:approve", f"Approve the {word}", _decider(field, approved=True))
            yield Action(f"{field}:reject", f"Reject the {word}", _decider(field, approved=False), needs_text=True)


def _decider(field: str, *, approved: bool) -> Run:
    return lambda s, record, text: whatsapp_senders.decide_field(s, record, field, approved=approved, text=text)


def whatsapp_template_actions(template: Record) -> Iterator[Action]:
    """Review, state, quality, category and deletion by Meta."""
    state = template.get("state")
    if _status(template) == "IN_PROGRESS" or state == "REJECTED":
        yield Action("approve", "Approve", template_activity.approve)
    if _status(template) == "IN_PROGRESS":
        yield Action("reject", "Reject", template_activity.reject, needs_text=True)
        yield Action("reject-category", "Reject: wrong category", _reject_category)
    if state in ("APPROVED", "PAUSED", "DISABLED"):
        for status, label in _next_states(str(state)):
            yield Action(f"status:{status}", label, _statuser(status))
        for color in ("GREEN", "YELLOW", "RED"):
            if template["qualityScore"] != f"QUALITY_SCORE_{color}":
                run = _setter(template_activity.set_quality, color)
                yield Action(f"quality:{color}", f"Quality {color.lower()}", run)
        category = "MARKETING" if template["category"] == "UTILITY" else "UTILITY"
        yield Action("category", f"Move to {category}", _setter(template_activity.set_category, category))
        yield Action("drift", f"Move to {category} without an event", _setter(_drift, category))
        yield Action("category-soon", f"Announce {category}", _setter(template_activity.announce_category, category))
    locked = bool(template.get("_locked"))
    yield Action("unlock" if locked else "lock", "Unlock" if locked else "Lock (another operation runs)", _toggle_lock)
    if state is not None:
        yield Action("delete", "Delete", lambda scope, record, _: templates.remove_template(scope, record))
    yield _comment(templates.key_of, "WHATSAPP_TEMPLATE_COMMENT_ADDED")


def _reject_category(scope: Scope, template: Record, text: str) -> None:
    template_activity.reject(scope, template, text, "INCORRECT_CATEGORY")


def _drift(scope: Scope, template: Record, category: str) -> None:
    """Nobody is told, as it happens at times."""
    template["category"] = category
    scope.changed(templates.key_of(template))


def _toggle_lock(scope: Scope, template: Record, _: str) -> None:
    template["_locked"] = not template.get("_locked")
    scope.changed(templates.key_of(template))


def _next_states(state: str) -> tuple[tuple[str, str], ...]:
    if state == "PAUSED":
        return (("UNPAUSED", "Resume"), ("DISABLED", "Disable"))
    if state == "DISABLED":
        return (("REINSTATED", "Reinstate"), ("ARCHIVED", "Archive"))
    return (("PAUSED", "Pause"), ("DISABLED", "Disable"), ("FLAGGED", "Flag for review"), ("ARCHIVED", "Archive"))


def _statuser(status: str) -> Run:
    return lambda scope, record, text: template_activity.set_status(scope, record, status, text)


def kakaotalk_sender_actions(sender: Record) -> Iterator[Action]:
    """Review and deactivation."""
    if _status(sender) == "IN_PROGRESS" or sender.get("state") != "ACTIVE":
        yield Action("approve", "Approve (active)", kakaotalk_senders.activate)
    if sender.get("state") == "ACTIVE":
        yield Action("deactivate", "Deactivate", kakaotalk_senders.deactivate)
    if "changes" in sender:
        yield Action("reject", "Reject changes", kakaotalk_senders.reject, needs_text=True)
    yield _comment(kakaotalk_senders.key_of, "KAKAOTALK_SENDER_COMMENT_ADDED")


def kakaotalk_template_actions(template: Record) -> Iterator[Action]:
    """Review."""
    if _status(template) == "IN_PROGRESS" or template.get("state") == "REJECTED":
        yield Action("approve", "Approve", lambda scope, record, _: kakaotalk_templates.approve(scope, record))
    if _status(template) == "IN_PROGRESS":
        yield Action("reject", "Reject", kakaotalk_templates.reject, needs_text=True)
    yield _comment(kakaotalk_templates.key_of, "KAKAOTALK_TEMPLATE_COMMENT_ADDED")


def rcs_account_actions(_: Record) -> Iterator[Action]:
    """A comment is all there is."""
    yield _comment(lambda _: rcs_senders.ACCOUNT_KEY, "RCS_ACCOUNT_COMMENT_ADDED", flat=True)


def rcs_sender_actions(sender: Record) -> Iterator[Action]:
    """States, test numbers, operators and the brand's registration."""
    for state, label in _rcs_states(sender["state"]):
        yield Action(f"state:{state}", label, _rcs_stater(state))
    if sender["state"] == "PREPARING_LAUNCH":
        yield Action("launch", "Begin the launch", lambda scope, record, _: rcs_launch.begin_launch(scope, record))
    yield from _operator_actions(sender)
    for entry in sender["testNumberStates"]:
        if entry["state"] == "UNVERIFIED":
            for state, label in (("VERIFIED", "accepts"), ("DECLINED", "declines")):
                run = _tester(entry["number"], state)
                yield Action(f"tester:{entry['number']}:{state}", f"{entry['number']} {label}", run)
    for status in ("PENDING_REVIEW", "MANUAL_REVIEW", "COMPLETED", "REJECTED"):
        if sender.get("brandDetails", {}).get("registration", {}).get("status") != status:
            label = f"Brand registration {status.replace('_', ' ').lower()}"
            run = _brander(status)
            yield Action(f"brand:{status}", label, run, needs_text=status == "REJECTED")
    yield _comment(sender_record.key_of, "RCS_SENDER_COMMENT_ADDED")


def _rcs_states(state: str) -> tuple[tuple[str, str], ...]:
    known: dict[str, tuple[tuple[str, str], ...]] = {
        "DRAFT": (("IN_PROGRESS", "Begin set-up"),),
        "IN_PROGRESS": (("IN_TEST", "Set-up is done"),),
        "LAUNCHING": (("LAUNCHED", "Launched"), ("UNLAUNCHED", "Withdraw")),
        "LAUNCHED": (("UNLAUNCHED", "Withdraw"),),
        "UNLAUNCHED": (("LAUNCHED", "Launch again"),),
    }
    return known.get(state, ())


def _rcs_stater(state: str) -> Run:
    def run(scope: Scope, sender: Record, text: str) -> None:
        if state == "IN_TEST" and "supplierDetails" not in sender:
            rcs_senders.become_agent(scope, sender)
        rcs_senders.set_state(scope, sender, state, text)
        activity = {"LAUNCHED": "ACTIVE", "UNLAUNCHED": "INACTIVE", "IN_TEST": "TEST"}.get(state)
        if activity:
            scope.note(sender_record.key_of(sender), activity, text, REVIEWER)

    return run


def _operator_actions(sender: Record) -> Iterator[Action]:
    for entry in sender["countryStatus"]:
        for operator in entry["operators"]:
            for status, label in _next_operator_states(operator["status"]):
                name = f"{operator['name']} {entry['country']}: {label}"
                run = _operator_setter(entry["country"], operator["name"], status)
                action_id = f"operator:{entry['country']}:{operator['name']}:{status}"
                yield Action(action_id, name, run, needs_text=status == "REJECTED")


def _next_operator_states(status: str) -> tuple[tuple[str, str], ...]:
    if status in ("PENDING", "REJECTED", "SUSPENDED"):
        return tuple(item for item in (("LAUNCHED", "launch"), ("REJECTED", "reject")) if item[0] != status)
    if status == "LAUNCHED":
        bad = ("INVALID_IN_GOOGLE_MY_BUSINESS", "invalid at Google")
        return (("SUSPENDED", "suspend"), ("PENDING_UNLAUNCHED", "ask to withdraw"), bad)
    return (("UNLAUNCHED", "withdrawn"),) if status == "PENDING_UNLAUNCHED" else ()


def _operator_setter(country: str, name: str, status: str) -> Run:
    return lambda scope, sender, text: rcs_launch.set_operator(scope, sender, country, name, status, text)


def _tester(number: str, state: str) -> Run:
    return lambda scope, sender, _: test_numbers.answer_invite(scope, sender, number, state)


def _brander(status: str) -> Run:
    return lambda scope, sender, text: rcs_launch.set_brand(scope, sender, status, text)


def bundle_actions(bundle: Record) -> Iterator[Action]:
    """Done or failed."""
    if bundle["state"] == "IN_PROGRESS":
        yield Action("finish", "Finish", lambda scope, record, _: bundles.finish(scope, record["id"]))
        yield Action("fail", "Fail", lambda scope, record, _: bundles.fail(scope, record["id"]))

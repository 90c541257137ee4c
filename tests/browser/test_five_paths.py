"""The five paths, walked by a person in the sandbox's page, against the real bot."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT


def test_slash_command_to_answer(slack: SlackPage) -> None:
    slack.slash("/sinch help")
    slack.wait_for_message("What I can do")
    slack.screenshot("1-help")
    slack.slash("/sinch whatsapp templates list")
    listed = slack.wait_for_message("WhatsApp templates")
    slack.screenshot("1-templates")
    expect(slack.by("data_table", listed).or_(listed.get_by_role("table")).first).to_be_visible()
    slack.slash("/sinch rcs senders list")
    slack.wait_for_message("RCS senders")
    slack.screenshot("1-senders")
    slack.slash("/sinch whatsapp templates get order_update EN_US")
    slack.wait_for_message("order_update")
    slack.screenshot("1-template")
    slack.slash("/sinch status")
    slack.wait_for_message("Webhook")
    slack.screenshot("1-status")
    slack.slash("/sinch whatsap templates lst")
    slack.wait_for_message("/sinch whatsapp templates list")
    slack.screenshot("1-understood")


def test_modal_to_call(slack: SlackPage) -> None:
    slack.slash("/sinch webhooks create")
    slack.wait_for_modal("Create a webhook")
    slack.screenshot("2-form")
    slack.fill_modal(
        {"Target": "https://example.com/hook", "Secret": "long and random", "Triggers": ["Every event", "Bundle done"]}
    )
    slack.submit()
    expect(slack.field_error("Triggers")).to_contain_text("Choose ALL or single events")
    slack.screenshot("2-errors")
    slack.close_modals()
    slack.slash("/sinch webhooks create target=https://example.com/hook secret=x")
    slack.wait_for_modal("Create a webhook")
    slack.fill_modal({"Secret": "long and random", "Triggers": ["Every event"]})
    slack.submit()
    expect(slack.modal).to_contain_text("every event")
    slack.screenshot("2-result")


def test_webhook_to_channel_and_thread_reply_to_comment(slack: SlackPage) -> None:
    slack.sinch_move("spring_beans SV", "Reject", "The footer makes a promise that the body does not keep.")
    slack.wait_for_message(re.compile("spring_beans"))
    slack.screenshot("3-activity")
    slack.open_thread("spring_beans")
    slack.thread_reply("We will change the footer today")
    reply = slack.wait_for_message("We will change the footer today", thread=True)
    slack.screenshot("4-hold")
    slack.wait_for_reaction("white_check_mark", reply)
    slack.screenshot("4-comment")


def test_schedule_to_digest(slack: SlackPage) -> None:
    slack.slash("/sinch digest add daily 09:00")
    slack.wait_for_message("09:00")
    slack.screenshot("5-digest-add")
    slack.slash("/sinch digest now")
    slack.wait_for_message("Status overview")
    slack.screenshot("5-digest")

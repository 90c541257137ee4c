"""A newcomer walks the tour against the real bot: seven steps, each ticked off because it really happened."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SECONDS, SlackPage

SANDBOX = PATIENT


def _step(slack: SlackPage, number: int) -> None:
    expect(slack.by("tour-text")).to_contain_text(f"{number} of 7")


def _type_for_me(slack: SlackPage) -> None:
    slack.by("tour-type").click()
    expect(slack.by("composer-input")).to_have_value(re.compile("^/sinch"))
    slack.by("composer-send").click()


def test_the_tour_leads_through_the_five_paths(slack: SlackPage) -> None:
    slack.by("tour-start").click()
    _step(slack, 1)
    _type_for_me(slack)
    _step(slack, 2)
    _type_for_me(slack)
    _step(slack, 3)
    _type_for_me(slack)
    slack.wait_for_modal("New WhatsApp template")
    slack.fill_modal({"Name": "tour_hello", "Language": "English (US) · EN_US", "Category": "Utility"})
    slack.submit()
    _step(slack, 4)
    slack.close_modals()
    slack.sinch_move("spring_beans SV", "Reject", "The sample values are missing.")
    _step(slack, 5)
    slack.wait_for_message(re.compile("spring_beans"))
    slack.open_thread("spring_beans")
    slack.thread_reply("We'll fix the samples")
    _step(slack, 6)
    _step(slack, 7)
    _type_for_me(slack)
    slack.wait_for_message(re.compile("08:30|8:30"))
    slack.screenshot("tour-digest")
    slack.by("clock").click()
    slack.by("clock-tomorrow").click()
    expect(slack.by("tour-text")).to_contain_text("That's all of it", timeout=60 * SECONDS)
    expect(slack.by("clock")).to_contain_text("9:0")
    digests = slack.by("message", slack.by("flow")).filter(has_text="WhatsApp sender").filter(has_text="9:0")
    expect(digests.last).to_be_visible()
    slack.screenshot("tour-tomorrow")
    slack.by("tour-close").click()
    expect(slack.by("tour")).to_be_hidden()

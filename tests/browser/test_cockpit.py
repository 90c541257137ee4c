"""What an operator in a hurry looks at: the Home tab, an RCS sender's progress, the report."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.launch import REAL
from tests.browser.page import SlackPage

SANDBOX = REAL


def test_progress_follows_what_operators_decide(slack: SlackPage) -> None:
    slack.slash("/sinch progress of Northwind Offers")
    card = slack.wait_for_message("Operators by country")
    expect(card).to_contain_text("Nothing is missing for a launch")
    slack.screenshot("progress-1-in-test")
    slack.sinch_open("Northwind Offers")
    slack.click_button("Launch", card)
    question = slack.wait_for_message("Launch Northwind Offers in Sweden?")
    slack.click_button("Launch", question)
    expect(card).to_contain_text("Waiting for the operators.")
    expect(card).to_contain_text("Tele2, Telenor, Telia, Three: pending")
    slack.wait_for_message("5 replies")  # every event has come, so that the panel stands still
    slack.sinch_move("Northwind Offers", "Telia SE: launch")
    expect(card).to_contain_text("Telia: launched")
    expect(card).to_contain_text("connect it to a Conversation app")
    slack.screenshot("progress-2-launched")


def test_home_leads_with_what_waits(slack: SlackPage) -> None:
    slack.slash("/sinch subscribe whatsapp")
    slack.wait_for_message("All events for WhatsApp")
    slack.open_channel("Sinch")
    slack.by("tab-home").click()
    tab = slack.by("home")
    expect(tab).to_contain_text("Everything works.")
    expect(tab).to_contain_text("Needs attention")
    slack.screenshot("home-1-whole")
    slack.page.mouse.move(700, 600)
    slack.page.mouse.wheel(0, 5_000)
    slack.screenshot("home-2-below")


def test_the_report_counts_and_names_rejections(slack: SlackPage) -> None:
    slack.sinch_move("spring_beans SV", "Reject", "The sample values are missing.")
    slack.wait_for_message(re.compile("spring_beans"))
    slack.slash("/sinch report 7d")
    shown = slack.wait_for_message(re.compile("last 7 days"))
    expect(shown).to_contain_text(re.compile(r"[1-9] rejected\."))
    expect(shown).to_contain_text("The sample values are missing.")
    slack.screenshot("report")

"""What waits, seen by somebody in a hurry: the list, the next step, a nudge that is looked over first."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT


def test_the_list_leads_to_the_next_step_or_to_a_nudge(slack: SlackPage) -> None:
    slack.slash("/sinch what is waiting?")
    shown = slack.wait_for_message(re.compile("Needs attention"))
    expect(shown).to_contain_text("Google / operators")
    slack.screenshot("waiting-1-list")
    slack.page.mouse.move(700, 500)
    slack.page.mouse.wheel(0, -600)
    slack.screenshot("waiting-2-top")
    shown.get_by_role("button", name="Enter code").first.click()
    expect(slack.modal).to_be_visible()
    slack.close_modals()
    shown.get_by_role("button", name="Nudge").last.click()
    modal = slack.modal
    expect(modal).to_be_visible()
    slack.screenshot("waiting-3-nudge")
    assert "Hello, could you please have a look" in slack.field("Comment").locator("textarea").input_value()
    slack.submit()
    slack.wait_for_message(re.compile("Hello, could you please"))


def test_the_overview_tells_the_same_story(slack: SlackPage) -> None:
    slack.slash("/sinch digest now")
    shown = slack.wait_for_message("Status overview")
    expect(shown).to_contain_text("Needs attention")
    slack.screenshot("waiting-4-digest-end")
    slack.page.mouse.move(700, 500)
    slack.page.mouse.wheel(0, -700)
    slack.screenshot("waiting-5-digest-middle")
    slack.page.mouse.wheel(0, -900)
    slack.screenshot("waiting-6-digest-top")

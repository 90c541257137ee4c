"""A newcomer's first day: installed, greeted, subscribed, the first event, reply, digest; the next morning's digest."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT


def test_the_first_day(slack: SlackPage) -> None:
    _installed(slack)
    slack.by("new-channel").click()
    slack.by("new-channel-name").fill("launches")
    slack.by("new-channel-create").click()
    expect(slack.by("channel-name")).to_contain_text("launches")
    slack.by("invite-bot").click()
    greeting = slack.wait_for_message("Subscribe this channel to see changes here")
    slack.screenshot("first-day-1-greeting")

    slack.click_button("Subscribe this channel", greeting)
    slack.wait_for_modal("Subscribe")
    slack.screenshot("first-day-2-subscribe")
    slack.click_button("More filters", slack.modal)
    expect(slack.field("States")).to_be_visible()
    slack.screenshot("first-day-3-more-filters")
    slack.fill_modal({"What to post": "Needs attention", "Areas": ["WhatsApp"]})
    slack.submit()
    expect(slack.modal).to_contain_text("now gets")
    slack.screenshot("first-day-4-subscribed")
    slack.close_modals()
    slack.wait_for_message("subscribed this channel: What needs attention for WhatsApp")

    slack.sinch_move("spring_beans SV", "Reject", "The sample values are missing.")
    card = slack.wait_for_message(re.compile("spring_beans.*rejected", re.S))
    slack.screenshot("first-day-5-first-event")
    slack.click_button("View", card)
    expect(slack.modal).to_contain_text("spring_beans")
    slack.screenshot("first-day-6-view")
    slack.close_modals()

    slack.open_thread("spring_beans")
    slack.screenshot("first-day-7-thread")
    slack.thread_reply("We'll add the samples today")
    slack.wait_for_message("Sending this to Sinch in", thread=True)
    slack.screenshot("first-day-8-hold")
    reply = slack.message("We'll add the samples today", thread=True)
    slack.wait_for_reaction("white_check_mark", reply)
    expect(slack.by("message", slack.by("thread-flow")).filter(has_text="Sending this to Sinch in")).to_have_count(0)
    slack.screenshot("first-day-9-sent")

    slack.slash("/sinch")
    launcher = slack.wait_for_message("What would you like to do?")
    slack.screenshot("first-day-10-launcher")
    slack.click_button("See what needs attention", launcher)
    slack.wait_for_message(re.compile("Needs attention.*spring_beans", re.S))
    slack.screenshot("first-day-11-attention")
    slack.slash("/sinch digest add daily 9:00")
    slack.wait_for_message("Digest added: every day at 09:00")
    slack.screenshot("first-day-12-digest-added")
    _next_morning(slack)
    assert slack.troubles == []


def _installed(slack: SlackPage) -> None:
    """The app stands among the direct messages, has a Home tab, and answers who says hi."""
    slack.open_channel("Sinch")
    slack.say("hi")
    slack.wait_for_message("Hi! ")
    slack.screenshot("first-day-0-installed")


def _next_morning(slack: SlackPage) -> None:
    """The clock goes on, and the digest comes by itself, once."""
    slack.by("clock").click()
    slack.by("clock-tomorrow").click()
    digest = slack.wait_for_message("Status overview", seconds=60)
    expect(digest).to_contain_text("Needs attention")
    digest.evaluate("message => message.scrollIntoView()")
    slack.screenshot("first-day-13-digest")
    expect(slack.by("message").filter(has_text="Status overview")).to_have_count(1)

"""The sandbox's page with a stand-in bot: everything a person can do, and everything a bot can show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.page import SlackPage

pytestmark = pytest.mark.browser


def test_a_message_is_said_edited_reacted_to_and_deleted(slack: SlackPage) -> None:
    slack.say("Hello @martin in #general *bold* :tada: <b>not a tag</b>")
    said = slack.wait_for_message("Hello @Martin Keller in #general")
    expect(said.locator("b", has_text="bold")).to_be_visible()
    expect(said).to_contain_text("<b>not a tag</b>")
    slack.menu(said, "Edit message")
    slack.by("editor").locator("textarea").fill("Hello again")
    slack.by("editor").locator("textarea").press("Enter")
    edited = slack.wait_for_message("Hello again")
    expect(edited).to_contain_text("(edited)")
    edited.hover()
    slack.by("tool-react", edited).first.click()
    slack.wait_for_reaction("white_check_mark", edited)

    slack.become("martin")
    expect(slack.message("Hello again")).to_be_visible()
    slack.by("reaction-white_check_mark", slack.message("Hello again")).click()
    expect(slack.by("reaction-white_check_mark", slack.message("Hello again"))).to_contain_text("2")
    slack.become("olivia")
    slack.menu(slack.message("Hello again"), "Delete message")
    slack.by("delete-no").click()
    expect(slack.message("Hello again")).to_be_visible()
    slack.menu(slack.message("Hello again"), "Delete message")
    slack.by("delete-yes").click()
    expect(slack.message("Hello again")).to_have_count(0)


def test_threads_reactions_shortcuts_and_unread(slack: SlackPage) -> None:
    slack.say("A question for the bot")
    slack.open_thread("A question for the bot")
    slack.thread_reply("First reply\nof two lines")
    slack.wait_for_reaction("white_check_mark", slack.wait_for_message("First reply", thread=True))
    expect(slack.by("replies", slack.message("A question for the bot"))).to_contain_text("1 reply")
    slack.menu(slack.message("A question for the bot"), "Comment on a resource")
    slack.wait_for_message("Taken as a comment", thread=True)
    slack.by("thread-composer-also").click()
    slack.thread_reply("Told to everybody")
    expect(slack.wait_for_message("Told to everybody")).to_contain_text("replied to a thread")
    slack.screenshot("page-thread")
    slack.by("thread-close").click()
    expect(slack.by("thread")).to_be_hidden()

    slack.open_channel("general")
    slack.become("martin")
    slack.open_channel("sinch-activity")
    slack.say("Look at this @olivia")
    slack.wait_for_message("Look at this @Olivia")
    slack.become("olivia")
    slack.open_channel("random")
    slack.become("martin")
    slack.open_channel("general")
    slack.say("News for everybody, and for @olivia")
    slack.wait_for_message("News for everybody")
    slack.open_channel("random")
    slack.become("olivia")
    expect(slack.by("calls", slack.by("channel-general"))).to_have_text("1")


def test_slash_commands_are_offered_and_answer_only_who_typed(slack: SlackPage) -> None:
    composer = slack.by("composer-input")
    composer.fill("/")
    expect(slack.by("offer-/sinch").first).to_be_visible()
    composer.press("Enter")
    expect(composer).to_have_value("/sinch ")
    expect(slack.by("usage").first).to_contain_text("/sinch")
    composer.press_sequentially("ping")
    composer.press("Enter")
    answer = slack.wait_for_message("You said ping in #sinch-activity")
    expect(answer).to_contain_text("Only visible to you")
    slack.become("martin")
    expect(slack.message("You said ping")).to_have_count(0)
    slack.become("olivia")
    slack.click_button("Dismiss message", slack.message("You said ping"))
    expect(slack.message("You said ping")).to_have_count(0)
    slack.slash("/nonsense now")
    slack.wait_for_message("/nonsense is not a valid command.")


def test_blocks_are_drawn_and_act(slack: SlackPage) -> None:
    slack.open_channel("general")
    slack.slash("/sinch blocks")
    card = slack.wait_for_message("Template order_update")
    expect(card).to_contain_text("<img src=x onerror=")
    held = slack.by("tool-thread", card).element_handle()
    slack.click_button("Pressed 0 times", card)
    expect(card.get_by_role("button", name="Pressed 1 times")).to_be_visible()
    held.dispatch_event("click")
    expect(slack.by("thread"), "a press on what was there before its message changed").to_be_visible()
    slack.by("thread-close").click()
    slack.wait_for_message("GET /health")
    expect(slack.message("Markdown").locator(".sk-md table")).to_be_visible()

    numbers = slack.wait_for_message("7 templates")
    first = slack.by("data-table", numbers).locator("tbody tr").first
    expect(first).to_contain_text("order_update")
    numbers.locator("th", has_text="Sent").click()
    expect(first).to_contain_text("login_code")
    expect(slack.by("data-table", numbers).locator("tbody tr")).to_have_count(5)
    numbers.get_by_role("button", name="Next page").click()
    expect(slack.by("data-table", numbers)).to_contain_text("summer_sale")
    slack.wait_for_message("A area chart")
    expect(slack.by("chart").locator("canvas")).to_have_count(4)
    slack.screenshot("page-charts")
    numbers.scroll_into_view_if_needed()
    slack.screenshot("page-tables")
    card.scroll_into_view_if_needed()
    slack.screenshot("page-blocks")

    slack.click_button("Delete", card)
    slack.screenshot("page-confirm")
    slack.confirm(False)
    expect(card).to_be_visible()
    slack.click_button("Delete", card)
    slack.confirm()
    expect(slack.message("Template order_update")).to_have_count(0)
    assert slack.page.title() == "Sinch sandbox"
    assert slack.strangers == []
    assert [t for t in slack.troubles if "data:image" not in t] == []


def test_a_card_folds_and_its_button_acts(slack: SlackPage) -> None:
    slack.slash("/sinch cards")
    cards = slack.wait_for_message("Northwind Coffee")
    expect(cards.get_by_text("Folded away")).to_be_hidden()
    slack.by("container-toggle", cards).click()
    expect(cards.get_by_text("Folded away")).to_be_visible()
    slack.screenshot("page-cards")
    slack.click_button("Delete this", cards)
    expect(slack.message("Northwind Coffee")).to_have_count(0)


def test_a_modal_names_what_is_wrong_and_sends_what_is_filled_in(slack: SlackPage, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"not really a picture")
    slack.slash("/sinch form")
    slack.wait_for_modal("Everything")
    slack.submit()
    expect(slack.field_error("Name")).to_contain_text("required")
    slack.screenshot("page-modal-errors")
    search = slack.field("Color").locator("input")
    search.click()
    search.fill("blu")
    expect(slack.page.locator(".q-menu .q-manual-focusable--focused")).to_contain_text("Blue")
    search.press("Enter")
    expect(search).to_have_value("Blue")
    slack.fill_modal(
        {
            "Name": "taken",
            "Notes": "two\nlines",
            "How many": 7,
            "Mail": "a@example.com",
            "Target": "https://example.com/hook",
            "Triggers": ["EVENT_03", "EVENT_38"],
            "Template": "order_cancelled",
            "Who": "Naomi Tanaka",
            "Where": "#general",
            "Boxes": ["One"],
            "Radio": "Right",
            "Day": "2026-12-24",
            "Hour": "09:30",
            "File": tmp_path / "logo.png",
        }
    )
    slack.screenshot("page-modal")
    slack.submit()
    expect(slack.field_error("Name")).to_have_text("This name is taken.")
    expect(slack.field("Name").locator("input")).to_be_focused()
    expect(slack.field_error("Name")).to_be_in_viewport(ratio=1)
    slack.fill_modal({"Name": "free"})
    slack.submit()
    check = slack.wait_for_modal("Check")
    for text in (
        '"free"',
        "two\\nlines",
        '"7"',
        "EVENT_38",
        "event_03",
        "order_cancelled",
        "U0NAOMI001",
        "2026-12-24",
        "09:30",
    ):
        expect(check).to_contain_text(text, ignore_case=True)
    slack.screenshot("page-modal-pushed")
    slack.page.keyboard.press("Escape")
    slack.wait_for_modal("Everything")
    slack.submit()
    slack.wait_for_modal("Check")
    slack.submit()
    expect(slack.modal).to_be_hidden()
    slack.wait_for_message("@Olivia Berg finished the form")


def test_a_modal_that_is_redrawn_at_every_key_keeps_what_is_typed(slack: SlackPage) -> None:
    slack.slash("/sinch live")
    modal = slack.wait_for_modal("Live")
    field = slack.field("Text").locator("input")
    field.press_sequentially("hello world", delay=15)
    expect(modal).to_contain_text("11 characters")
    expect(field).to_have_value("hello world")
    expect(field).to_be_focused()
    slack.page.keyboard.press("Escape")
    expect(modal).to_be_hidden()


def test_channels_and_members(slack: SlackPage) -> None:
    slack.open_channel("random")
    slack.by("invite-bot").click()
    expect(slack.by("invite-bot")).to_have_count(0)
    slack.by("new-channel").click()
    slack.by("new-channel-name").fill("whatsapp-launch")
    slack.by("new-channel-create").click()
    expect(slack.by("channel-name")).to_contain_text("whatsapp-launch")
    slack.by("members").click()
    slack.by("invite-martin").click()
    expect(slack.by("members")).to_contain_text("2")


def test_the_home_tab_has_no_message_field(slack: SlackPage) -> None:
    slack.open_channel("Sinch")
    slack.by("tab-home").click()
    expect(slack.by("home")).to_contain_text("At home")
    expect(slack.by("composer")).to_be_hidden()
    slack.by("tab-messages").click()
    expect(slack.by("composer")).to_be_visible()


def test_what_a_reviewer_does_arrives_in_the_channel(slack: SlackPage) -> None:
    slack.sinch_move("spring_beans SV", "Reject", "The sample values are missing.")
    expect(slack.by("state", slack.by("subject").filter(has_text="spring_beans SV"))).to_have_text("REJECTED")
    slack.wait_for_message("Sinch says WHATSAPP_TEMPLATE_REJECTED")
    slack.by("sinch-traffic").click()
    delivery = slack.by("delivery").filter(has_text="WHATSAPP_TEMPLATE_REJECTED")
    expect(delivery).to_contain_text("delivered")
    delivery.locator("summary").click()
    expect(delivery).to_contain_text("The sample values are missing.")
    slack.screenshot("page-sinch-traffic")
    slack.by("sinch-trouble").click()
    slack.screenshot("page-sinch-trouble")
    slack.by("sinch-reviewers").click()
    slack.by("subject-search").fill("loyalty_points")
    expect(slack.by("subject")).to_have_count(1)
    slack.sinch_open("loyalty_points")
    slack.screenshot("page-sinch-moves")
    slack.by("sinch-toggle").click()
    expect(slack.by("sinch")).to_be_hidden()


def test_the_page_says_when_the_bot_ended_and_it_comes_back(slack: SlackPage) -> None:
    slack.slash("/sinch die")
    expect(slack.by("bot-status")).to_contain_text("ended with status 3")
    slack.wait_for_message("/sinch failed")
    expect(slack.by("bot-status")).to_contain_text("bot ready")
    slack.slash("/sinch back again")
    slack.wait_for_message("You said back again")


def test_by_keyboard_alone(slack: SlackPage) -> None:
    keys = slack.page.keyboard
    slack.by("composer-input").focus()
    keys.type("Said by keyboard")
    keys.press("Enter")
    said = slack.wait_for_message("Said by keyboard")
    keys.press("ArrowUp")
    expect(slack.by("editor").locator("textarea")).to_be_focused()
    keys.press("End")
    keys.type(", and corrected")
    keys.press("Enter")
    said = slack.wait_for_message("Said by keyboard, and corrected")
    said.focus()
    keys.press("F6")
    expect(slack.by("composer-input")).to_be_focused()
    keys.press("Shift+F6")
    expect(said).to_be_focused()
    keys.press("t")
    expect(slack.by("thread-composer-input")).to_be_focused()
    keys.type("A reply")
    keys.press("Enter")
    slack.wait_for_message("A reply", thread=True)
    keys.press("Escape")
    expect(slack.by("thread")).to_be_hidden()
    before = slack.page.url
    keys.press("Control+k")
    expect(slack.by("jump-field")).to_be_focused()
    keys.type("rand")
    keys.press("Enter")
    expect(slack.by("channel-name")).to_contain_text("random")
    expect(slack.by("jump")).to_be_hidden()
    there = slack.wait_for_address(before)
    keys.press("Alt+ArrowUp")
    expect(slack.by("channel-name")).not_to_contain_text("random")
    slack.wait_for_address(there)
    expect(slack.by("composer-input")).to_be_focused()
    slack.page.evaluate("document.activeElement.blur()")
    slack.page.go_back()
    expect(slack.by("channel-name")).to_contain_text("random")
    expect(slack.by("composer-input"), "which comes after the name, and would take it from the clock").to_be_focused()

    slack.by("clock").focus()
    keys.press("Enter")
    expect(slack.page.locator(".sk-menu")).to_be_focused()
    keys.press("ArrowDown")
    expect(slack.by("clock-hour")).to_be_focused()
    keys.press("ArrowUp")
    expect(slack.by("clock-week")).to_be_focused()
    keys.press("Escape")
    expect(slack.by("clock")).to_be_focused()
    head = slack.by("subject-head", slack.by("subject").filter(has_text="loyalty_points"))
    head.focus()
    held = head.element_handle()
    keys.press("Enter")
    slack.page.wait_for_function("head => !head.isConnected", arg=held)
    expect(head, "what is drawn again keeps the focus").to_be_focused()


def test_arrows_go_round_among_choices(slack: SlackPage) -> None:
    keys, options = slack.page.keyboard, slack.page.locator(".q-menu:visible").get_by_role("option")
    slack.slash("/sinch form")
    slack.wait_for_modal("Everything")
    slack.page.mouse.move(1, 1)  # what lies under the pointer is marked, too
    slack.field("Color").locator("input").last.focus()
    keys.press("ArrowDown")
    expect(options.first).to_be_visible()
    keys.press("ArrowDown")
    expect(options.first).to_have_class(re.compile("focused"))
    keys.press("ArrowUp")
    expect(options.last).to_have_class(re.compile("focused"))
    keys.press("ArrowDown")
    expect(options.first).to_have_class(re.compile("focused"))
    keys.press("Enter")
    expect(options).to_have_count(0)
    slack.close_modals()


def test_arrows_go_from_tab_to_tab_and_a_cross_shows_the_focus(slack: SlackPage) -> None:
    keys = slack.page.keyboard
    slack.slash("/sinch form")
    slack.wait_for_modal("Everything")
    slack.fill_modal({"Color": "Blue"})
    slack.field("Color").locator("input").last.focus()
    keys.press("Tab")
    cross = slack.field("Color").get_by_role("button", name="Clear")
    expect(cross).to_be_focused()
    expect(cross).not_to_have_css("box-shadow", "none")
    slack.close_modals()
    slack.by("sinch-reviewers").focus()
    keys.press("ArrowRight")
    expect(slack.by("sinch-traffic")).to_be_focused()
    expect(slack.by("pane-traffic")).to_be_visible()
    expect(slack.by("sinch-traffic")).to_have_attribute("aria-selected", "true")
    keys.press("ArrowLeft")
    keys.press("ArrowLeft")
    expect(slack.by("sinch-bot"), "it goes round").to_be_focused()
    keys.press("ArrowRight")
    expect(slack.by("pane-reviewers")).to_be_visible()


def test_a_part_that_lies_over_the_others_goes_out_of_the_way(slack: SlackPage) -> None:
    keys = slack.page.keyboard
    slack.page.set_viewport_size({"width": 750, "height": 475})
    for key in ("F6", "Escape"):
        slack.by("sinch-toggle").focus()
        keys.press("Enter")
        expect(slack.by("sinch")).to_be_visible()
        slack.by("sinch-traffic").focus()
        keys.press(key)
        expect(slack.by("sinch")).to_be_hidden()
    expect(slack.by("sinch-toggle")).to_be_focused()
    slack.by("nav-toggle").focus()
    keys.press("Enter")
    expect(slack.by("channel-random")).to_be_visible()
    slack.by("channel-random").focus()
    keys.press("Escape")
    expect(slack.by("channel-random")).to_be_hidden()
    expect(slack.by("nav-toggle")).to_be_focused()


def test_what_was_marked_unread_is_unread_after_leaving(slack: SlackPage) -> None:
    slack.say("Read me later")
    slack.menu(slack.wait_for_message("Read me later"), "Mark unread")
    slack.become("martin")
    slack.say("And this")
    slack.wait_for_message("And this")
    slack.become("olivia")
    slack.open_channel("random")
    expect(slack.by("channel-sinch-activity")).not_to_have_class(re.compile("sk-here"))
    slack.open_channel("sinch-activity")


def test_an_unread_channel_is_read_out_as_such(slack: SlackPage) -> None:
    closed = SlackPage(slack.page.context, slack.address, slack.shots).open("random")
    closed.page.close()  # which reads nothing any more
    martin = SlackPage(slack.page.context, slack.address, slack.shots).open("random", "martin")
    martin.say("News for everybody")
    martin.wait_for_message("News for everybody")
    martin.page.close()
    unread = slack.page.get_by_role("button", name="random, unread")
    expect(unread).to_be_visible()
    unread.press("Enter")
    slack.wait_for_message("News for everybody")
    expect(unread).to_be_hidden()


def test_what_slack_delivered_and_how_fast_it_was_answered(slack: SlackPage) -> None:
    slack.slash("/sinch ping")
    slack.wait_for_message("You said ping")
    slack.by("sinch-traffic").click()
    expect(slack.by("delivered-log")).to_contain_text(re.compile(r"\d+ ms /sinch ping"))


@pytest.mark.parametrize("width", [400, 700])
def test_a_narrow_window_opens_one_part_at_a_time(slack: SlackPage, width: int) -> None:
    slack.page.set_viewport_size({"width": width, "height": 800})
    expect(slack.by("sinch")).to_be_hidden()
    expect(slack.by("person")).to_be_in_viewport(ratio=1)
    slack.by("nav-toggle").click()
    slack.by("channel-random").click()
    expect(slack.by("channel-name")).to_contain_text("random")
    expect(slack.by("channel-general")).to_be_hidden()
    slack.say(f"From {width} pixels")
    slack.open_thread(f"From {width} pixels")
    expect(slack.by("thread-composer-input")).to_be_visible()
    slack.by("thread-close").click()
    slack.by("sinch-toggle").click()
    expect(slack.by("sinch")).to_be_visible()
    slack.by("sinch-toggle").click()
    assert slack.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_ones_own_message_is_seen_however_far_up_one_was_reading(slack: SlackPage) -> None:
    for number in range(25):
        slack.say(f"Line {number}")
    slack.message("Line 0").scroll_into_view_if_needed()
    slack.say("The newest")
    expect(slack.message("The newest")).to_be_in_viewport()
    _rest_on_a_fraction_of_a_pixel(slack)
    slack.slash("/sinch ping")
    expect(slack.wait_for_message("You said ping")).to_be_in_viewport(ratio=1)


def _rest_on_a_fraction_of_a_pixel(slack: SlackPage) -> None:
    """Scroll to the end of a column whose height the browser rounds up; there, too, what follows stays in sight."""
    slack.by("flow").evaluate(
        "box => { const { style, offsetHeight } = box.firstElementChild; style.height = `${offsetHeight - 0.2}px`;"
        " box.scrollTop = box.scrollHeight; style.height = ''; }"
    )
    slack.page.wait_for_function("() => document.querySelector('.sk-flow').scrollTop <= 0")

"""A WhatsApp template with a carousel, made by a person in the sandbox's page, against the real bot."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT

TITLE = "New WhatsApp template"


@pytest.mark.slow
def test_a_template_with_a_carousel(slack: SlackPage) -> None:
    slack.slash("/sinch whatsapp templates create")
    slack.wait_for_modal(TITLE)
    slack.fill_modal({"Name": "spring_menu", "Language": "German · DE", "Category": "Marketing"})
    expect(slack.modal).to_contain_text("Limited-time offer")
    slack.fill_modal({"Type": "Carousel"})
    slack.screenshot("6-template-basics")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 2 of")
    slack.fill_modal({"Text": "Hello {{1}}, this is new on our spring menu."})
    slack.submit()
    expect(slack.modal).to_contain_text("enter an example for {{1}}")
    slack.fill_modal({"Example for {{1}}": "Ada"})
    slack.click_button("Show preview and examples", slack.modal)
    expect(slack.modal).to_contain_text("Hello Ada")
    slack.screenshot("6-template-message")
    slack.submit()
    expect(slack.modal).to_contain_text("All cards have the same parts")
    slack.fill_modal({"First button": "Link", "Second button": "Quick reply"})
    slack.screenshot("6-template-carousel")
    slack.submit()
    _card(slack, 1, "Flat white", "https://example.com/white.jpg")
    slack.screenshot("6-template-card")
    slack.submit()
    _card(slack, 2, "Cold brew", "https://example.com/brew.gif")
    slack.submit()
    expect(slack.field_error("Image address")).to_contain_text("gif")
    slack.screenshot("6-template-card-error")
    slack.fill_modal({"Image address": "https://example.com/brew.jpg"})
    slack.submit()
    expect(slack.modal).to_contain_text("Step 6 of 6")
    slack.screenshot("6-template-review")
    slack.click_button("Submit for review", slack.modal)
    expect(slack.modal).to_contain_text("spring_menu")
    expect(slack.by("modal-submit")).to_be_hidden()
    slack.screenshot("6-template-result")
    slack.close_modals()
    slack.sinch_move("spring_menu DE", "Approve")
    slack.slash("/sinch whatsapp templates get spring_menu DE")
    slack.wait_for_message("spring_menu")
    slack.screenshot("6-template-approved")


def _card(slack: SlackPage, number: int, words: str, picture: str) -> None:
    expect(slack.modal).to_contain_text(f"Step {number + 3} of 6")
    slack.fill_modal(
        {
            "Image address": picture,
            "Text": f"{words}, all week for 3 euros",
            "Address": "https://example.com/menu",
        }
    )
    labels = slack.modal.locator("[data-type=input]").filter(has_text="At most 25 characters.")
    labels.nth(0).locator("input").fill("Order")
    labels.nth(1).locator("input").fill("Later")


@pytest.mark.slow
def test_a_picture_buttons_and_a_flow(slack: SlackPage, tmp_path: Path) -> None:
    picture = tmp_path / "beans.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n not much of a picture")
    slack.slash("/sinch whatsapp templates create name=bean_club language=EN_GB category=MARKETING")
    slack.wait_for_modal(TITLE)
    slack.submit()
    expect(slack.modal).to_contain_text("Step 2 of 4")
    slack.fill_modal({"Header": "Image"})
    expect(slack.modal).to_contain_text("Or a file from Slack")
    slack.fill_modal({"Or a file from Slack": picture, "Text": "The bean club opens its doors.", "Footer": "Northwind"})
    slack.click_button("Show preview and examples", slack.modal)
    expect(slack.modal).to_contain_text("Text 30 of 1,024")
    slack.screenshot("6-template-picture")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 3 of 4")
    slack.click_button("Link", slack.modal)
    expect(slack.modal).to_contain_text("1 · Link")
    slack.fill_modal({"Label": "Our beans", "Address": "https://example.com/beans"})
    slack.click_button("Flow", slack.modal)
    expect(slack.modal).to_contain_text("2 · Flow")
    slack.fill_modal({"Label": "Join", "Flow": "loyalty_signup"})
    expect(slack.field("First screen").locator(".q-select")).to_be_visible()
    slack.fill_modal({"First screen": "Sign up"})
    expect(slack.field("First screen").get_by_role("combobox")).to_have_value("Sign up")
    slack.screenshot("6-template-buttons")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 4 of 4")
    slack.click_button("Save as draft", slack.modal)
    expect(slack.modal).to_contain_text("draft")
    slack.screenshot("6-template-draft")
    slack.close_modals()
    slack.slash("/sinch whatsapp templates update bean_club EN_GB")
    slack.wait_for_modal("Edit a template")
    expect(slack.modal).to_contain_text("bean_club")
    slack.screenshot("6-template-change")
    slack.close_modals()


@pytest.mark.slow
def test_a_one_time_code(slack: SlackPage) -> None:
    slack.slash("/sinch whatsapp templates create name=sign_in_code language=EN_GB category=AUTHENTICATION")
    slack.wait_for_modal(TITLE)
    slack.submit()
    expect(slack.modal).to_contain_text("How people use the code")
    slack.fill_modal({"How people use the code": "Zero tap"})
    expect(slack.modal).to_contain_text("Meta's zero-tap terms")
    slack.submit()
    slack.screenshot("6-template-code")
    slack.close_modals()

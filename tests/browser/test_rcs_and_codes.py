"""An RCS sender from nothing to LAUNCHING, and a WhatsApp sender registered and verified, by a person in the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT

SITE = "https://beans.example"
WRONG, RIGHT = "654321", "123456"


def _next(slack: SlackPage, step: str) -> None:
    slack.submit()
    expect(slack.modal).to_contain_text(step)


@pytest.mark.slow
def test_an_rcs_sender_from_nothing_to_launching(slack: SlackPage) -> None:
    slack.slash("/sinch rcs senders create")
    slack.wait_for_modal("Create an RCS sender")
    slack.screenshot("rcs-1-basics")
    slack.fill_modal({"Region": "Europe", "Billing category": "Conversational", "Use case": "Transactional"})
    _next(slack, "Step 2 of")
    slack.fill_modal({
        "Name": "Beans & Co", "Description": "Fresh every morning", "Color": "red", "Logo": f"{SITE}/logo.png",
        "Banner": f"{SITE}/banner.png", "Privacy policy": f"{SITE}/privacy", "Terms of service": f"{SITE}/terms",
    })  # fmt: skip
    slack.submit()
    expect(slack.field_error("Color")).to_contain_text("six hexadecimal digits")
    slack.screenshot("rcs-2-brand-error")
    slack.fill_modal({"Color": "#6F4E37"})
    _next(slack, "at least one phone number")
    slack.fill_modal({"Phone numbers": "Support: +46 70 123 45 67", "Email addresses": "help@beans.example"})
    slack.screenshot("rcs-3-contact")
    _next(slack, "Where operators must approve")
    slack.fill_modal({"Countries": ["France (FR)", "Sweden (SE)"], "Test phones before launch": "+46701234567"})
    slack.screenshot("rcs-4-countries")
    _next(slack, "How do recipients opt in")
    slack.screenshot("rcs-5-messages")
    slack.fill_modal({
        "How do recipients opt in to your messages?": "They tick a box when they order.",
        "What makes you send a message?": "An order is sent.",
        "What can recipients do in the conversation?": "Track the parcel.",
        "What do you answer when a recipient opts out?": "You are off the list.",
        "Videos": f"{SITE}/video.mp4",
    })  # fmt: skip
    _next(slack, "Who at the brand can confirm")
    slack.fill_modal({
        "Who at the brand can confirm this sender?": "Alex Doe",
        "What is that person's email address?": "alex@beans.example",
        "What is the brand's website?": SITE,
    })  # fmt: skip
    slack.screenshot("rcs-6-contact-person")
    _next(slack, "SIREN")
    slack.submit()
    expect(slack.modal).to_contain_text("Missing for a launch")
    slack.screenshot("rcs-7-summary-missing")
    slack.click_button("France", slack.modal)
    expect(slack.modal).to_contain_text("SIREN")
    slack.fill_modal({
        "What is the company's full address?": "1 rue du Café, 75001 Paris",
        "What is the company's SIREN number?": "123456789",
    })  # fmt: skip
    _next(slack, "Nothing is missing for a launch")
    slack.screenshot("rcs-8-summary")
    slack.submit()
    expect(slack.modal).to_contain_text("in test")
    slack.screenshot("rcs-9-created")
    slack.click_button("Launch", slack.modal)
    expect(slack.modal).to_contain_text("Launch Beans & Co in")
    slack.screenshot("rcs-10-question")
    slack.click_button("Launch", slack.modal)
    expect(slack.modal).to_contain_text("launching")
    slack.screenshot("rcs-11-launching")
    slack.close_modals()
    slack.slash("/sinch rcs senders list search=Beans")
    slack.wait_for_message("Beans & Co")
    assert not slack.troubles


@pytest.mark.slow
def test_a_draft_is_told_what_it_lacks(slack: SlackPage) -> None:
    slack.slash("/sinch rcs senders list states=DRAFT")
    listed = slack.wait_for_message("RCS senders")
    expect(listed).to_be_visible()
    slack.slash("/sinch rcs senders create region=EU billingCategory=CONVERSATIONAL useCase=OTP brand.name=Crumbs")
    question = slack.wait_for_message("Create an RCS sender?")
    slack.click_button("Create", question)
    card = slack.wait_for_message("Crumbs")
    expect(card).to_contain_text("draft")
    slack.click_button("What's missing", card)
    told = slack.wait_for_message("Crumbs isn't ready to launch")
    slack.screenshot("rcs-12-missing")
    slack.click_button("Fill in: Contact", told)
    slack.wait_for_modal("Edit an RCS sender")
    expect(slack.field("Email addresses")).to_be_visible()
    slack.fill_modal({"Email addresses": "help@crumbs.example"})
    slack.click_button("Go to summary", slack.modal)
    expect(slack.modal).to_contain_text("Missing for a launch")
    slack.submit()
    expect(slack.modal).to_contain_text("Crumbs")
    slack.screenshot("rcs-13-updated")


@pytest.mark.slow
def test_a_whatsapp_sender_is_registered_and_verified(slack: SlackPage) -> None:
    slack.slash("/sinch whatsapp senders list states=PENDING_VERIFICATION")
    listed = slack.wait_for_message("Northwind Events")
    expect(listed).to_be_visible()
    slack.slash("/sinch whatsapp senders register")
    slack.wait_for_modal("Register WhatsApp sender")
    slack.screenshot("code-1-register")
    slack.fill_modal({"Sender": "Northwind Events +46 701740607", "Method": "SMS"})
    slack.submit()
    expect(slack.modal).to_contain_text("Code sent by SMS")
    slack.screenshot("code-2-sent")
    slack.click_button("Enter code", slack.modal)
    expect(slack.field("Code")).to_be_visible()
    slack.fill_modal({"Code": WRONG})
    slack.submit()
    expect(slack.modal).to_contain_text("The one-time code is wrong")
    slack.screenshot("code-3-wrong")
    slack.fill_modal({"Code": RIGHT})
    slack.submit()
    expect(slack.modal).to_contain_text("is verified")
    slack.screenshot("code-4-verified")
    assert not slack.troubles


@pytest.mark.slow
def test_a_whatsapp_sender_is_created_by_the_way_its_number_comes(slack: SlackPage) -> None:
    slack.slash("/sinch whatsapp senders create")
    slack.wait_for_modal("Create a WhatsApp sender")
    slack.screenshot("sender-1-how")
    slack.fill_modal({"How do you add the number?": "Started by Sinch"})
    slack.submit()
    expect(slack.modal).to_contain_text("Whose number")
    slack.fill_modal({"Whose number": "Our own", "Country code": "46", "Phone number": "701112244"})
    slack.screenshot("sender-2-number")
    slack.submit()
    expect(slack.modal).to_contain_text("Business category")
    slack.fill_modal({"Display name": "Cocoa & Co", "Business category": "Restaurant", "About": "Hot, always"})
    slack.screenshot("sender-3-profile")
    slack.submit()
    expect(slack.modal).to_contain_text("Cocoa & Co")
    slack.screenshot("sender-4-created")
    slack.close_modals()
    slack.slash("/sinch whatsapp senders update")
    slack.wait_for_modal("Edit a WhatsApp sender")
    slack.fill_modal({"Sender": "Northwind Support +46 701740606"})
    slack.submit()
    expect(slack.field("Display name").locator("input")).to_have_value("Northwind Support")
    slack.fill_modal({"About": "We answer until late"})
    slack.screenshot("sender-5-update")
    slack.submit()
    expect(slack.modal).to_contain_text("We answer until late")
    slack.screenshot("sender-6-updated")
    assert not slack.troubles

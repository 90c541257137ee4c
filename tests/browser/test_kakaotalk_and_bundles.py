"""A KakaoTalk template with two buttons, a KakaoTalk sender and a bundle, made by a person in the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT


@pytest.mark.slow
def test_a_kakaotalk_template_with_two_buttons(slack: SlackPage) -> None:
    slack.slash("/sinch kakaotalk templates create")
    slack.wait_for_modal("New KakaoTalk template")
    slack.fill_modal({"Sender": "노스윈드 커피", "Name": "beans_ready", "Language": "Korean · KO"})
    slack.screenshot("kt-1-basics")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 2 of 4")
    slack.fill_modal({"Category": "Purchase completed · 구매완료", "Highlighted": "A title"})
    expect(slack.field("Title")).to_be_visible()
    slack.fill_modal({"Title": "Ready", "Subtitle": "Come by", "Text": "#{name}, your beans are ready.\nSee you soon!"})
    slack.click_button("Show preview", slack.modal)
    expect(slack.modal).to_contain_text("Text 44 of 1,000 characters")
    slack.screenshot("kt-2-message")
    slack.submit()
    expect(slack.modal).to_contain_text("No buttons yet")
    slack.screenshot("kt-3-no-buttons")
    slack.choose_from("Add a button (0 of 5)", "Web link")
    expect(slack.modal).to_contain_text("1 · Web link")
    slack.fill_modal({"Label": "Order", "Address on phones": "beans"})
    slack.submit()
    expect(slack.field_error("Address on phones")).to_contain_text("https://")
    slack.screenshot("kt-4-button-error")
    slack.fill_modal({"Address on phones": "https://beans.example/order"})
    slack.choose_from("Add a button (1 of 5)", "Add the channel")
    expect(slack.modal).to_contain_text("2 · Add the channel")
    slack.fill_modal({"Label": "Follow us"})
    slack.screenshot("kt-5-buttons")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 4 of 4")
    expect(slack.modal).to_contain_text("Follow us")
    slack.screenshot("kt-6-review")
    slack.submit()
    expect(slack.by("modal-submit")).to_be_hidden(timeout=15_000)
    expect(slack.modal).to_contain_text("beans_ready")
    expect(slack.modal).to_contain_text("in review")
    slack.screenshot("kt-7-result")
    slack.close_modals()
    assert not slack.troubles


@pytest.mark.slow
def test_a_kakaotalk_sender(slack: SlackPage) -> None:
    slack.slash("/sinch kakaotalk senders create")
    slack.wait_for_modal("New KakaoTalk sender")
    slack.screenshot("kt-sender-1-channel")
    slack.fill_modal({"Plus Friend ID": "beans", "Name": "Beans", "Admin's phone": "+82 10 1234 5678"})
    slack.submit()
    expect(slack.field("Category")).to_be_visible()
    slack.screenshot("kt-sender-2-category-empty")
    slack.fill_modal({"Category": "음식점"})
    expect(slack.field("Subcategory")).to_be_visible()
    slack.fill_modal({"Subcategory": "카페"})
    expect(slack.field("Exact category")).to_be_visible()
    slack.fill_modal({"Exact category": "커피전문점"})
    slack.screenshot("kt-sender-3-category")
    slack.submit()
    expect(slack.modal).to_contain_text("음식점 › 카페 › 커피전문점")
    slack.screenshot("kt-sender-4-summary")
    slack.click_button("Save as draft", slack.modal)
    expect(slack.by("modal-submit")).to_be_hidden(timeout=15_000)
    expect(slack.modal).to_contain_text("draft")
    slack.screenshot("kt-sender-5-draft")
    slack.close_modals()
    slack.slash("/sinch kakaotalk senders update beans")
    expect(slack.modal).to_contain_text("Admin's phone")
    slack.screenshot("kt-sender-6-change")
    slack.close_modals()


@pytest.mark.slow
def test_a_bundle_is_made_in_six_steps(slack: SlackPage) -> None:
    slack.slash("/sinch bundles create")
    slack.wait_for_modal("New bundle")
    slack.screenshot("bundle-1-basics-empty")
    slack.fill_modal(
        {"Name": "Beans", "Region": "Europe", "What to create": ["Subproject", "SMS app", "Conversation app"]}
    )
    slack.screenshot("bundle-1-basics")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 2 of 6")
    slack.fill_modal({"Labels of the subproject": "team: coffee", "Name of the SMS app": "Beans codes"})
    slack.screenshot("bundle-2-parts")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 3 of 6")
    slack.fill_modal({"How it handles messages": "Conversation"})
    expect(slack.field("What to keep")).to_be_visible()
    slack.fill_modal({"Days to keep it": "365"})
    slack.screenshot("bundle-3-conversation")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 4 of 6")
    slack.click_button("Add a webhook", slack.modal)
    expect(slack.modal).to_contain_text("Webhook 1")
    slack.fill_modal({"Address": "https://beans.example/chat", "Events": ["Message inbound", "Opt in"]})
    slack.screenshot("bundle-4-app-webhooks")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 5 of 6")
    slack.click_button("Add a webhook", slack.modal)
    expect(slack.modal).to_contain_text("Webhook 1")
    slack.fill_modal({"Address": "https://beans.example/sinch", "Events": ["Every event"], "Secret": "hush-hush"})
    slack.screenshot("bundle-5-webhooks")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 6 of 6")
    expect(slack.modal).to_contain_text("kept for 365 days")
    slack.screenshot("bundle-6-summary")
    slack.submit()
    expect(slack.by("modal-submit")).to_be_hidden(timeout=15_000)
    expect(slack.modal).to_contain_text("Beans codes")
    slack.screenshot("bundle-7-result")
    slack.close_modals()
    assert not slack.troubles


@pytest.mark.slow
def test_an_sms_app(slack: SlackPage) -> None:
    slack.slash("/sinch sms apps create")
    slack.wait_for_modal("New SMS app")
    slack.fill_modal({"Name": "Codes", "Region": "Europe", "Conversation app": "Use an existing one"})
    expect(slack.modal).to_contain_text("Or its ID")
    slack.screenshot("sms-app")
    slack.fill_modal({"Conversation app": "Create one"})
    expect(slack.field("Or its ID")).to_be_hidden()
    slack.submit()
    expect(slack.modal).to_contain_text("Codes")
    slack.screenshot("sms-app-result")
    slack.close_modals()

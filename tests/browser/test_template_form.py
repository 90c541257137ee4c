"""A WhatsApp template with a carousel, made by a person in the sandbox's page, against the real bot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import SHOTS
from tests.browser.launch import REAL, sandbox
from tests.browser.page import SlackPage

TITLE = "New WhatsApp template"


@pytest.fixture(scope="module")
def slack(context: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlackPage]:
    with sandbox(*REAL, "--port", "0", log=tmp_path_factory.mktemp("template") / "stderr.log") as address:
        page = SlackPage(context, address, SHOTS).open()
        yield page
        page.page.close()


def test_a_template_with_a_carousel(slack: SlackPage) -> None:
    slack.slash("/sinch whatsapp templates create")
    slack.wait_for_modal(TITLE)
    slack.fill_modal({"Name": "spring_menu", "Language": "German · DE", "Category": "Marketing"})
    expect(slack.modal).to_contain_text("Limited-time offer")
    slack.fill_modal({"Built as": "Carousel"})
    slack.screenshot("6-template-basics")
    slack.submit()
    expect(slack.modal).to_contain_text("Step 2 of")
    slack.fill_modal({"Text": "Hello {{1}}, this is new on our spring menu."})
    slack.submit()
    expect(slack.modal).to_contain_text("give an example for {{1}}")
    slack.fill_modal({"Example for {{1}}": "Ada"})
    slack.click_button("Show preview and examples", slack.modal)
    expect(slack.modal).to_contain_text("Hello Ada")
    slack.screenshot("6-template-message")
    slack.submit()
    expect(slack.modal).to_contain_text("All cards are built alike")
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
    expect(slack.modal).to_contain_text("spring_menu", timeout=15_000)
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

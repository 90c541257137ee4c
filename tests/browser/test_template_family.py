"""From a rejected template to its corrected, translated and approved family, by a person in the sandbox's page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.launch import PATIENT
from tests.browser.page import SlackPage

SANDBOX = PATIENT

NAME = "pickup_note"
FAULTY, FINE = "{{1}}, your order is ready.", "Hello {{1}}, your order is ready at the counter."
WORDS = {"DE": "Hallo {{1}}, Ihre Bestellung liegt bereit.", "SV": "Hej {{1}}, din beställning är klar att hämta."}


def test_a_rejected_template_becomes_an_approved_family(slack: SlackPage) -> None:
    slack.slash(f"/sinch whatsapp templates create name={NAME} language=EN_GB category=UTILITY")
    slack.wait_for_modal("New WhatsApp template")
    slack.submit()
    _write(slack, FAULTY)
    expect(slack.modal).to_contain_text("begins or ends with {{1}}")
    slack.screenshot("family-1-checked")
    slack.click_button("Submit anyway", slack.modal)
    expect(slack.by("modal-submit")).to_be_hidden()
    slack.close_modals()
    slack.sinch_move(f"{NAME} EN_GB", "Reject", "Variables at the start of the text")
    card = slack.wait_for_message("Variables at the start")
    slack.screenshot("family-2-rejected")
    slack.click_button("Edit", card)
    slack.wait_for_modal("Edit a template")
    expect(slack.modal).to_contain_text("Variables at the start of the text")
    expect(slack.modal).to_contain_text("Step 2 of 4")
    _write(slack, FINE)
    expect(slack.modal).to_contain_text("no findings")
    slack.screenshot("family-3-corrected")
    slack.click_button("Submit for review", slack.modal)
    expect(slack.by("modal-submit")).to_be_hidden()
    slack.close_modals()
    _shows(slack, "EN_GB", "IN_PROGRESS")
    slack.sinch_move(f"{NAME} EN_GB", "Approve")
    _shows(slack, "EN_GB", "APPROVED")
    slack.slash(f"/sinch whatsapp templates translate {NAME} EN_GB {','.join(WORDS)}")
    slack.wait_for_modal("Translate a template")
    for number, words in enumerate(WORDS.values(), 1):
        expect(slack.modal).to_contain_text(f"Step {number} of 3")
        expect(slack.modal).to_contain_text(FINE)
        slack.fill_modal({"Body": words.replace("{{1}}", "")})
        slack.submit()
        expect(slack.field_error("Body")).to_contain_text("{{1}}")
        slack.screenshot("family-4-variable-lost")
        slack.fill_modal({"Body": words})
        slack.submit()
    expect(slack.modal).to_contain_text("Meta reviews them after you submit")
    slack.screenshot("family-5-translated")
    slack.click_button("Submit for review", slack.modal)
    expect(slack.by("modal-submit")).to_be_hidden()
    slack.close_modals()
    for language in WORDS:
        _shows(slack, language, "PENDING")
    for language in WORDS:
        slack.sinch_move(f"{NAME} {language}", "Approve")
        _shows(slack, language, "APPROVED")
    slack.slash(f"/sinch whatsapp templates languages {NAME}")
    family = slack.wait_for_message(f"Languages of {NAME}")
    slack.screenshot("family-6-approved")
    for language in ("EN_GB", *WORDS):
        expect(family).to_contain_text(language)
    expect(family).not_to_contain_text("rejected")


def _shows(slack: SlackPage, language: str, state: str) -> None:
    """Sinch's own list has it in that state."""
    expect(slack.by("subject").filter(has_text=f"{NAME} {language}")).to_contain_text(state)


def _write(slack: SlackPage, text: str) -> None:
    """The steps of the text and of the buttons; the example comes with the variable."""
    example = slack.field("Example for {{1}}")
    expect(slack.field("Text")).to_be_visible()
    asked_at_once = example.is_visible()
    slack.fill_modal({"Text": text})
    slack.submit()
    if not asked_at_once:
        expect(example).to_be_visible()
        slack.fill_modal({"Example for {{1}}": "Ada"})
        slack.submit()
    expect(slack.modal).to_contain_text("Step 3 of 4")
    slack.submit()

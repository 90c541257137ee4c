"""Outputs of the tag RCS Questionnaire.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated
from pydantic import Field

from bot.provisioning.base import Output


class RcsSenderDetailsQuestionnaireQuestionObjectDto(Output):
    question: str | None = None
    suggested_answers: Annotated[list[str] | None, Field(alias="suggestedAnswers")] = (
        None
    )


class RcsSenderDetailsQuestionnaireVerificationPartnerQuestionsDto(Output):
    company_name: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="companyName"),
    ] = None
    contact_name: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="contactName"),
    ] = None
    contact_email_address: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="contactEmailAddress"),
    ] = None


class RcsSenderDetailsQuestionnaireVerificationQuestionsDto(Output):
    name: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None
    email: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None
    title: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None
    website: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None
    phone: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None
    partner: RcsSenderDetailsQuestionnaireVerificationPartnerQuestionsDto | None = None


class RcsSenderDetailsQuestionnaireBaseUsQuestions(Output):
    ownership_type: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="ownershipType"),
    ] = None
    company_legal_name: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="companyLegalName"),
    ] = None
    company_phone_number: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="companyPhoneNumber"),
    ] = None
    company_email_address: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="companyEmailAddress"),
    ] = None
    brand_name: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None, Field(alias="brandName")
    ] = None
    brand_industry: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="brandIndustry"),
    ] = None
    legal_form: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None, Field(alias="legalForm")
    ] = None
    tax_id_country: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="taxIdCountry"),
    ] = None
    tax_id: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None, Field(alias="taxId")
    ] = None
    address_line: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="addressLine"),
    ] = None
    address_city: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="addressCity"),
    ] = None
    address_country: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="addressCountry"),
    ] = None
    address_state: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="addressState"),
    ] = None
    address_postal_code: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="addressPostalCode"),
    ] = None
    website_url: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None, Field(alias="websiteUrl")
    ] = None
    contact_first_name: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="contactFirstName"),
    ] = None
    contact_surname: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="contactSurname"),
    ] = None
    stock_exchange: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="stockExchange"),
    ] = None
    stock_symbol: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="stockSymbol"),
    ] = None
    sample_messages: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="sampleMessages"),
    ] = None
    messages_volume: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="messagesVolume"),
    ] = None
    embedded_link: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="embeddedLink"),
    ] = None
    embedded_phone: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="embeddedPhone"),
    ] = None
    age_gated_content: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="ageGatedContent"),
    ] = None
    direct_lending: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="directLending"),
    ] = None
    opt_in_confirmation_message: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="optInConfirmationMessage"),
    ] = None
    help_message: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="helpMessage"),
    ] = None
    call_to_action_message: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="callToActionMessage"),
    ] = None
    ein: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None
    full_company_address: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="fullCompanyAddress"),
    ] = None
    sms_campaign: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="smsCampaign"),
    ] = None


class RcsSenderDetailsQuestionnaireFRQuestionsDto(Output):
    full_company_address: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="fullCompanyAddress"),
    ] = None
    siren: RcsSenderDetailsQuestionnaireQuestionObjectDto | None = None


class RcsSenderDetailsQuestionnaireGBQuestionsDto(Output):
    brand_industry: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="brandIndustry"),
    ] = None
    company_legal_name: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="companyLegalName"),
    ] = None
    company_registration_number: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="companyRegistrationNumber"),
    ] = None
    full_company_address: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="fullCompanyAddress"),
    ] = None
    messages_volume: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="messagesVolume"),
    ] = None
    messages_frequency: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="messagesFrequency"),
    ] = None
    campaign_length: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="campaignLength"),
    ] = None


class RcsSenderDetailsQuestionnaireGeneralQuestionsDto(Output):
    opt_in_description: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="optInDescription"),
    ] = None
    trigger_description: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="triggerDescription"),
    ] = None
    interactions_description: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="interactionsDescription"),
    ] = None
    opt_out_description: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="optOutDescription"),
    ] = None
    video_uris: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None, Field(alias="videoUris")
    ] = None
    screenshot_uris: Annotated[
        RcsSenderDetailsQuestionnaireQuestionObjectDto | None,
        Field(alias="screenshotUris"),
    ] = None


class RcsSenderDetailsQuestionnaireVerificationBaseDto(Output):
    questions: RcsSenderDetailsQuestionnaireVerificationQuestionsDto | None = None


class RcsSenderDetailsQuestionnaireBaseUs(Output):
    questions: RcsSenderDetailsQuestionnaireBaseUsQuestions | None = None


class RcsSenderDetailsQuestionnaireFRBaseDto(Output):
    questions: RcsSenderDetailsQuestionnaireFRQuestionsDto | None = None


class RcsSenderDetailsQuestionnaireGBBaseDto(Output):
    questions: RcsSenderDetailsQuestionnaireGBQuestionsDto | None = None


class RcsSenderDetailsQuestionnaireGeneralBaseDto(Output):
    questions: RcsSenderDetailsQuestionnaireGeneralQuestionsDto | None = None


class RcsSenderDetailsQuestionnaireBaseDto(Output):
    general: RcsSenderDetailsQuestionnaireGeneralBaseDto | None = None
    verification: RcsSenderDetailsQuestionnaireVerificationBaseDto | None = None
    gb: RcsSenderDetailsQuestionnaireGBBaseDto | None = None
    fr: RcsSenderDetailsQuestionnaireFRBaseDto | None = None
    us: RcsSenderDetailsQuestionnaireBaseUs | None = None

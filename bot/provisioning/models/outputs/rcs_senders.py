"""Outputs of the tag RCS Senders.

Generated from bot/provisioning/openapi.json by `python -m bot.provisioning.generate`; never edited by hand.
"""
from __future__ import annotations
from typing import Annotated, Any
from pydantic import Field, SecretStr

from bot.provisioning.base import Output


class RcsBrandRegistrationProcessDto(Output):
    id: str | None = None
    status: str | None = None


class RcsCampaignRegistrationDto(Output):
    id: str | None = None
    campaign_name: Annotated[str | None, Field(alias="campaignName")] = None
    request_id: Annotated[str | None, Field(alias="requestId")] = None


class RcsCommentDto(Output):
    type: str | None = None
    comment: str | None = None
    created: str | None = None


class RcsConversationApiAppDto(Output):
    id: str | None = None
    project_id: Annotated[str | None, Field(alias="projectId")] = None
    region: str | None = None
    channel_status: Annotated[str | None, Field(alias="channelStatus")] = None


class RcsEmailDto(Output):
    label: str | None = None
    address: str | None = None


class RcsOperatorDto(Output):
    name: str | None = None
    status: str | None = None
    remark: str | None = None
    modified: str | None = None


class RcsPhoneDto(Output):
    label: str | None = None
    number: str | None = None


class RcsSenderDetailsQuestionnaireAnswerMetadataDto(Output):
    ignore: str | None = None


class RcsSenderDetailsQuestionnaireFRAnswersDto(Output):
    full_company_address: Annotated[str | None, Field(alias="fullCompanyAddress")] = (
        None
    )
    full_company_address_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    siren: str | None = None


class RcsSenderDetailsQuestionnaireGBAnswersDto(Output):
    brand_industry: Annotated[str | None, Field(alias="brandIndustry")] = None
    company_legal_name: Annotated[str | None, Field(alias="companyLegalName")] = None
    company_registration_number: Annotated[
        str | None, Field(alias="companyRegistrationNumber")
    ] = None
    full_company_address: Annotated[str | None, Field(alias="fullCompanyAddress")] = (
        None
    )
    full_company_address_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    messages_volume: Annotated[str | None, Field(alias="messagesVolume")] = None
    messages_frequency: Annotated[str | None, Field(alias="messagesFrequency")] = None
    campaign_length: Annotated[str | None, Field(alias="campaignLength")] = None


class RcsSenderDetailsQuestionnaireGeneralAnswersDto(Output):
    opt_in_description: Annotated[str | None, Field(alias="optInDescription")] = None
    opt_in_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="optInDescriptionMetadata"),
    ] = None
    trigger_description: Annotated[str | None, Field(alias="triggerDescription")] = None
    trigger_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="triggerDescriptionMetadata"),
    ] = None
    interactions_description: Annotated[
        str | None, Field(alias="interactionsDescription")
    ] = None
    interactions_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="interactionsDescriptionMetadata"),
    ] = None
    opt_out_description: Annotated[str | None, Field(alias="optOutDescription")] = None
    opt_out_description_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="optOutDescriptionMetadata"),
    ] = None
    video_uris: Annotated[list[str] | None, Field(alias="videoUris")] = None
    screenshot_uris: Annotated[list[str] | None, Field(alias="screenshotUris")] = None


class RcsSenderDetailsQuestionnaireQuestionObjectDto(Output):
    question: str | None = None
    suggested_answers: Annotated[list[str] | None, Field(alias="suggestedAnswers")] = (
        None
    )


class RcsSenderDetailsQuestionnaireUsAnswers(Output):
    ownership_type: Annotated[str | None, Field(alias="ownershipType")] = None
    company_legal_name: Annotated[str | None, Field(alias="companyLegalName")] = None
    company_phone_number: Annotated[str | None, Field(alias="companyPhoneNumber")] = (
        None
    )
    company_email_address: Annotated[str | None, Field(alias="companyEmailAddress")] = (
        None
    )
    brand_name: Annotated[str | None, Field(alias="brandName")] = None
    brand_industry: Annotated[str | None, Field(alias="brandIndustry")] = None
    legal_form: Annotated[str | None, Field(alias="legalForm")] = None
    tax_id_country: Annotated[str | None, Field(alias="taxIdCountry")] = None
    tax_id: Annotated[str | None, Field(alias="taxId")] = None
    address_line: Annotated[str | None, Field(alias="addressLine")] = None
    address_city: Annotated[str | None, Field(alias="addressCity")] = None
    address_country: Annotated[str | None, Field(alias="addressCountry")] = None
    address_state: Annotated[str | None, Field(alias="addressState")] = None
    address_postal_code: Annotated[str | None, Field(alias="addressPostalCode")] = None
    website_url: Annotated[str | None, Field(alias="websiteUrl")] = None
    contact_first_name: Annotated[str | None, Field(alias="contactFirstName")] = None
    contact_surname: Annotated[str | None, Field(alias="contactSurname")] = None
    stock_exchange: Annotated[str | None, Field(alias="stockExchange")] = None
    stock_symbol: Annotated[str | None, Field(alias="stockSymbol")] = None
    sample_messages: Annotated[list[str] | None, Field(alias="sampleMessages")] = None
    messages_volume: Annotated[Any | None, Field(alias="messagesVolume")] = None
    embedded_link: Annotated[bool | None, Field(alias="embeddedLink")] = None
    embedded_phone: Annotated[bool | None, Field(alias="embeddedPhone")] = None
    age_gated_content: Annotated[bool | None, Field(alias="ageGatedContent")] = None
    direct_lending: Annotated[bool | None, Field(alias="directLending")] = None
    opt_in_confirmation_message: Annotated[
        str | None, Field(alias="optInConfirmationMessage")
    ] = None
    help_message: Annotated[str | None, Field(alias="helpMessage")] = None
    call_to_action_message: Annotated[
        str | None, Field(alias="callToActionMessage")
    ] = None
    ein: str | None = None
    full_company_address: Annotated[str | None, Field(alias="fullCompanyAddress")] = (
        None
    )
    full_company_address_metadata: Annotated[
        RcsSenderDetailsQuestionnaireAnswerMetadataDto | None,
        Field(alias="fullCompanyAddressMetadata"),
    ] = None
    sms_campaign: Annotated[str | None, Field(alias="smsCampaign")] = None


class RcsSenderDetailsQuestionnaireUsQuestions(Output):
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


class RcsSenderDetailsQuestionnaireVerificationPartnerAnswersDto(Output):
    company_name: Annotated[str | None, Field(alias="companyName")] = None
    contact_name: Annotated[str | None, Field(alias="contactName")] = None
    contact_email_address: Annotated[str | None, Field(alias="contactEmailAddress")] = (
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


class RcsSenderNotificationDto(Output):
    type: str | None = None
    created: str | None = None
    author: str | None = None
    comment: str | None = None


class RcsSenderNotificationListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    notifications: list[RcsSenderNotificationDto] | None = None


class RcsSupplierDetailsGoogleDto(Output):
    agent_id: Annotated[str | None, Field(alias="agentId")] = None
    brand_id: Annotated[str | None, Field(alias="brandId")] = None


class RcsTestNumberCapabilitiesDto(Output):
    features: list[str] | None = None


class RcsTestNumberStateDto(Output):
    number: str | None = None
    state: str | None = None
    submitted: str | None = None


class RcsTestNumbersDto(Output):
    test_numbers: Annotated[
        list[RcsTestNumberStateDto] | None, Field(alias="testNumbers")
    ] = None


class RcsWebsiteDto(Output):
    label: str | None = None
    url: str | None = None


class RcsBrandRegistrationDto(Output):
    id: str | None = None
    status: str | None = None
    registration: RcsBrandRegistrationProcessDto | None = None


class RcsCountryStatusDto(Output):
    country: str | None = None
    status: str | None = None
    operators: list[RcsOperatorDto] | None = None


class RcsSenderDetailsBrandDto(Output):
    name: str | None = None
    emails: list[RcsEmailDto] | None = None
    phones: list[RcsPhoneDto] | None = None
    websites: list[RcsWebsiteDto] | None = None
    color: str | None = None
    description: str | None = None
    banner_url: Annotated[str | None, Field(alias="bannerUrl")] = None
    logo_url: Annotated[str | None, Field(alias="logoUrl")] = None
    privacy_policy_url: Annotated[str | None, Field(alias="privacyPolicyUrl")] = None
    terms_of_service_url: Annotated[str | None, Field(alias="termsOfServiceUrl")] = None


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


class RcsSenderDetailsQuestionnaireUs(Output):
    questions: RcsSenderDetailsQuestionnaireUsQuestions | None = None
    answers: RcsSenderDetailsQuestionnaireUsAnswers | None = None


class RcsSenderDetailsQuestionnaireVerificationAnswersDto(Output):
    name: str | None = None
    email: str | None = None
    title: str | None = None
    website: str | None = None
    phone: str | None = None
    partner: RcsSenderDetailsQuestionnaireVerificationPartnerAnswersDto | None = None


class RcsSenderDetailsQuestionnaireVerificationDto(Output):
    questions: RcsSenderDetailsQuestionnaireVerificationQuestionsDto | None = None
    answers: RcsSenderDetailsQuestionnaireVerificationAnswersDto | None = None


class RcsSupplierDetailsDto(Output):
    google: RcsSupplierDetailsGoogleDto | None = None


class RcsSenderDetailsQuestionnaireFRDto(Output):
    questions: RcsSenderDetailsQuestionnaireFRQuestionsDto | None = None
    answers: RcsSenderDetailsQuestionnaireFRAnswersDto | None = None


class RcsSenderDetailsQuestionnaireGBDto(Output):
    questions: RcsSenderDetailsQuestionnaireGBQuestionsDto | None = None
    answers: RcsSenderDetailsQuestionnaireGBAnswersDto | None = None


class RcsSenderDetailsQuestionnaireGeneralDto(Output):
    questions: RcsSenderDetailsQuestionnaireGeneralQuestionsDto | None = None
    answers: RcsSenderDetailsQuestionnaireGeneralAnswersDto | None = None


class RcsSenderDetailsQuestionnaireDto(Output):
    general: RcsSenderDetailsQuestionnaireGeneralDto | None = None
    verification: RcsSenderDetailsQuestionnaireVerificationDto | None = None
    gb: RcsSenderDetailsQuestionnaireGBDto | None = None
    fr: RcsSenderDetailsQuestionnaireFRDto | None = None
    us: RcsSenderDetailsQuestionnaireUs | None = None


class RcsSenderDetailsDto(Output):
    brand: RcsSenderDetailsBrandDto | None = None
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    test_numbers: Annotated[list[str] | None, Field(alias="testNumbers")] = None
    countries: list[str] | None = None
    questionnaire: RcsSenderDetailsQuestionnaireDto | None = None


class RcsSenderDto(Output):
    id: str | None = None
    conversation_api_app: Annotated[str | None, Field(alias="conversationApiApp")] = (
        None
    )
    conversation_api_app_details: Annotated[
        RcsConversationApiAppDto | None, Field(alias="conversationApiAppDetails")
    ] = None
    state: str | None = None
    test_number_states: Annotated[
        list[RcsTestNumberStateDto] | None, Field(alias="testNumberStates")
    ] = None
    country_status: Annotated[
        list[RcsCountryStatusDto] | None, Field(alias="countryStatus")
    ] = None
    details: RcsSenderDetailsDto | None = None
    region: str | None = None
    billing_category: Annotated[str | None, Field(alias="billingCategory")] = None
    use_case: Annotated[str | None, Field(alias="useCase")] = None
    hosting_region: Annotated[str | None, Field(alias="hostingRegion")] = None
    auth_name: Annotated[str | None, Field(alias="authName")] = None
    auth_token: Annotated[SecretStr | None, Field(alias="authToken")] = None
    created: str | None = None
    modified: str | None = None
    launched: str | None = None
    supplier_details: Annotated[
        RcsSupplierDetailsDto | None, Field(alias="supplierDetails")
    ] = None
    brand_details: Annotated[
        RcsBrandRegistrationDto | None, Field(alias="brandDetails")
    ] = None
    campaign_details: Annotated[
        RcsCampaignRegistrationDto | None, Field(alias="campaignDetails")
    ] = None


class RcsSenderListDto(Output):
    total_size: Annotated[int | float | None, Field(alias="totalSize")] = None
    page_size: Annotated[int | float | None, Field(alias="pageSize")] = None
    previous_page_token: Annotated[str | None, Field(alias="previousPageToken")] = None
    next_page_token: Annotated[str | None, Field(alias="nextPageToken")] = None
    senders: list[RcsSenderDto] | None = None

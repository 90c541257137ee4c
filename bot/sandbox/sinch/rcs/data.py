"""RCS facts: operators by country, the launch questions and their suggested answers."""

from __future__ import annotations

OPERATORS: dict[str, tuple[str, ...]] = {
    "AT": ("A1", "Magenta", "Three"),
    "BE": ("Orange", "Proximus", "Telenet"),
    "BR": ("Claro", "TIM", "Vivo"),
    "CA": ("Bell", "Rogers", "Telus"),
    "CZ": ("O2", "T-Mobile", "Vodafone"),
    "DE": ("1und1", "O2", "Telekom", "Vodafone"),
    "DK": ("Telenor", "Telia", "Three"),
    "ES": ("Movistar", "Orange", "Vodafone", "Yoigo"),
    "FI": ("DNA", "Elisa", "Telia"),
    "FR": ("Bouygues", "Coriolis Telecom", "Free", "Lycamobile", "NRJ Mobile", "Orange", "SFR"),
    "GB": ("EE", "O2", "Sky", "Three", "Vodafone"),
    "GR": ("Cosmote", "Vodafone"),
    "HU": ("Telekom", "Telenor", "Vodafone"),
    "IT": ("Iliad", "TIM", "Vodafone", "WindTre"),
    "LT": ("Tele2", "Telia"),
    "MX": ("AT&T", "Movistar", "Telcel"),
    "NL": ("Kpn", "Odido", "Vodafone"),
    "NO": ("Telenor", "Telia"),
    "PE": ("Claro", "Entel", "Movistar"),
    "PL": ("Orange", "T-Mobile"),
    "PT": ("MEO", "NOS", "Vodafone"),
    "SE": ("Tele2", "Telenor", "Telia", "Three"),
    "SG": ("M1", "Singtel", "Starhub"),
    "SK": ("O2", "Orange", "Telekom"),
    "US": ("AT&T", "T-Mobile", "Verizon"),
}

INDUSTRIES = (
    "Automotive",
    "Beauty, spa and salon",
    "Clothing",
    "Education",
    "Entertainment",
    "Event planning and service",
    "Finance and banking",
    "Food and groceries",
    "Public service",
    "Hotel and lodging",
    "Medical and health",
    "Charity",
    "Professional services",
    "Shopping and retail",
    "Travel and transportation",
    "Restaurant",
)
VOLUMES = ("0 - 10K messages", "10K - 100K messages", "100K - 1M messages", "1M+ messages")
FREQUENCIES = ("Once per day", "Once per week", "Once per month", "Once per 3 months", "Once per 6 months")
LENGTHS = ("1 day or less", "2 to 7 days", "8 to 21 days", "1 month", "3 months", "6 months", "Continuous / ongoing")
US_INDUSTRIES = (
    "AGRICULTURE",
    "COMMUNICATION",
    "CONSTRUCTION",
    "EDUCATION",
    "ENERGY",
    "ENTERTAINMENT",
    "FINANCIAL",
    "GAMBLING",
    "GOVERNMENT",
    "HEALTHCARE",
    "HOSPITALITY",
    "HUMAN_RESOURCES",
    "INSURANCE",
    "LEGAL",
    "MANUFACTURING",
    "NON_GOVERNMENTAL_ORGANIZATION",
    "POLITICAL",
    "POSTAL",
    "PROFESSIONAL",
    "REAL_ESTATE",
    "RETAIL",
    "TECHNOLOGY",
    "TRANSPORTATION",
)
LEGAL_FORMS = ("CORPORATION", "LIMITED_LIABILITY_COMPANY", "PARTNERSHIP", "S_CORPORATION")

Questions = dict[str, tuple[str, tuple[str, ...]]]
"""Field -> (the question, suggested answers)."""

GENERAL: Questions = {
    "optInDescription": (
        "How do recipients opt in to your messages?",
        (
            "Recipients join our loyalty programme.",
            "Recipients buy something in our store or online.",
            "Recipients sign up for our newsletter.",
            "Recipients create an account with us.",
        ),
    ),
    "triggerDescription": (
        "What makes you send a message?",
        ("An action of the recipient, such as a purchase.",),
    ),
    "interactionsDescription": (
        "What can recipients do in the conversation?",
        ("Pay online.", "Reset a password.", "Log in with a one-time code."),
    ),
    "optOutDescription": (
        "What do you answer when a recipient opts out?",
        ("You have opted out. Thank you.", "You are unsubscribed. Thank you.", "Your opt-out is registered."),
    ),
    "videoUris": ("", ()),
    "screenshotUris": ("", ()),
}
VERIFICATION: Questions = {
    "name": ("Who at the brand can confirm this sender?", ()),
    "email": ("What is that person's email address?", ()),
    "title": ("What is that person's title?", ()),
    "website": ("What is the brand's website?", ()),
    "phone": ("What is that person's phone number?", ()),
}
PARTNER: Questions = {
    "companyName": ("Which company manages the brand?", ()),
    "contactName": ("Who is the contact there?", ()),
    "contactEmailAddress": ("What is the contact's email address?", ()),
}
GB: Questions = {
    "brandIndustry": ("What is the brand's industry?", INDUSTRIES),
    "companyLegalName": ("What is the company's legal name?", ()),
    "companyRegistrationNumber": ("What is the company's registration number?", ()),
    "fullCompanyAddress": ("What is the company's full address?", ()),
    "messagesVolume": ("How many messages a month do you expect?", VOLUMES),
    "messagesFrequency": ("How often does a recipient get a message?", FREQUENCIES),
    "campaignLength": ("How long does the campaign last?", LENGTHS),
}
FR: Questions = {
    "fullCompanyAddress": ("What is the company's full address?", ()),
    "siren": ("What is the company's SIREN number?", ()),
}
US_V1: Questions = {
    "companyLegalName": ("What is the company's legal name?", ()),
    "ein": ("What is the company's EIN?", ()),
    "brandIndustry": ("What is the brand's industry?", INDUSTRIES),
    "fullCompanyAddress": ("What is the company's full address?", ()),
    "smsCampaign": ("Which US SMS campaign is the fallback?", ()),
    "messagesVolume": ("How many messages a month do you expect?", VOLUMES),
}
US_V2: Questions = {
    "ownershipType": ("Is the company privately held or listed?", ("PRIVATE", "PUBLIC")),
    "companyLegalName": ("What is the company's legal name?", ()),
    "companyPhoneNumber": ("What is the company's phone number?", ()),
    "companyEmailAddress": ("What is the company's email address?", ()),
    "brandName": ("What is the brand's name?", ()),
    "brandIndustry": ("What is the brand's industry?", US_INDUSTRIES),
    "legalForm": ("What is the company's legal form?", LEGAL_FORMS),
    "taxIdCountry": ("Which country issued the tax id?", ()),
    "taxId": ("What is the company's tax id?", ()),
    "addressLine": ("What is the company's street and number?", ()),
    "addressCity": ("In which city?", ()),
    "addressCountry": ("In which country?", ()),
    "addressState": ("In which state?", ()),
    "addressPostalCode": ("With which postal code?", ()),
    "websiteUrl": ("What is the brand's website?", ()),
    "contactFirstName": ("What is the contact's first name?", ()),
    "contactSurname": ("What is the contact's surname?", ()),
    "stockExchange": ("On which stock exchange is the company listed?", ()),
    "stockSymbol": ("Under which symbol?", ()),
    "sampleMessages": ("Give one to five sample messages.", ()),
    "messagesVolume": ("How many messages a month do you expect?", ()),
    "embeddedLink": ("Do messages hold links?", ()),
    "embeddedPhone": ("Do messages hold phone numbers?", ()),
    "ageGatedContent": ("Is any content for adults only?", ()),
    "directLending": ("Do messages offer loans?", ()),
    "optInConfirmationMessage": ("How do you confirm an opt-in?", ()),
    "helpMessage": ("What do you answer to HELP?", ()),
    "callToActionMessage": ("How do people learn that they can opt in?", ()),
}
STOCK = ("stockExchange", "stockSymbol")
US_SUBSETS: dict[str, tuple[str, ...]] = {
    "US_PUBLIC": (),
    "US_PRIVATE": STOCK,
    "NON_US_PUBLIC": ("addressState",),
    "NON_US_PRIVATE": ("addressState", *STOCK),
}
"""Brand kind -> fields of US_V2 that it is not asked for."""

"""What a person types for each of the API's 95 operations, in an order in which it makes sense, by area.

A text may name things of the sample project by the words in braces, see `names`; `before` brings about what the API
would only get to in days, e.g. that a reviewer refuses something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.sinch.world.facts import ONE_TIME_CODE
from bot.sandbox.sinch.world.project import Project

Names = dict[str, str]
SITE = "https://beans.example"


@dataclass(frozen=True, slots=True)
class Row:
    """An operation, the command that reaches it, words of the answer that a person needs."""

    operation: str
    text: str
    says: str = ""
    before: Callable[[Project], None] | None = None


def names(project: Project) -> Names:
    """Ids of the sample project's things; the last ones made go by `new_`."""
    rcs = {sender["state"]: sender["id"] for sender in project.rcs_senders.values()}
    whatsapp = {sender.get("state", "REVIEW"): sender["id"] for sender in project.whatsapp_senders.values()}
    kakao = {template.get("state", "REVIEW"): template["code"] for template in project.kakaotalk_templates.values()}
    found = {
        "rcs_test": rcs.get("IN_TEST", ""),
        "rcs_draft": rcs.get("DRAFT", ""),
        "wa_active": next((o["id"] for o in project.whatsapp_senders.values() if o.get("state") == "ACTIVE"), ""),
        "wa_pending": whatsapp.get("PENDING_VERIFICATION", ""),
        "wa_review": whatsapp.get("REVIEW", ""),
        "solution": next((key for key, solution in project.solutions.items() if not solution["assigned"]), ""),
        "flow": next(iter(project.flows), ""),
        "upscale": next(iter(project.upscales), ""),
        "sms": next(iter(project.sms_apps), ""),
        "app": next(iter(project.conversation_apps), ""),
        "bundle": next(iter(project.bundles), ""),
        "kt_rejected": kakao.get("REJECTED", ""),
        "kt_approved": kakao.get("APPROVED", ""),
        "kt": "northwindcoffee",
        "otp": ONE_TIME_CODE,
    }
    for name in ("webhooks", "rcs_senders", "sms_apps", "upscales"):
        found[f"new_{name}"] = next(reversed(getattr(project, name)), "")
    templates = list(project.kakaotalk_templates.values())
    found["new_kt"] = templates[-1]["code"] if templates else ""
    return found


def _no_account(project: Project) -> None:
    project.whatsapp_account = None
    project.whatsapp_senders.clear()


def _account_refused(project: Project) -> None:
    (project.whatsapp_account or {})["changes"]["status"] = "REJECTED"


def _account_ready(project: Project) -> None:
    (project.whatsapp_account or {}).update(state="ONBOARDED")


def _test_number_accepted(project: Project) -> None:
    for sender in project.rcs_senders.values():
        for number in sender["testNumberStates"]:
            number["state"] = "VERIFIED"


def _kakaotalk_inactive(project: Project) -> None:
    next(iter(project.kakaotalk_senders.values()))["state"] = "INACTIVE"


def _rcs(method: str) -> str:
    return f"RcsSendersController_{method}_v1"


def _wa(method: str) -> str:
    return f"WhatsappSendersController_{method}_v1"


def _template(method: str) -> str:
    return f"WhatsappTemplatesController_{method}_v1"


def _kakao(tag: str, method: str) -> str:
    return f"Kakaotalk{tag}Controller_{method}_v1"


BODY = '{"details": {"components": [{"type": "BODY", "text": "Hello from the café"}]}, "category": "MARKETING"}'
KAKAO_TEMPLATE = '{"status": "DRAFT", "details": {"name": "인사", "language": "KO", "content": "안녕하세요"}}'
CODES = "topLevelCategoryCode=019 midLevelCategoryCode=0006 subLevelCategoryCode=0001"

AREAS: dict[str, tuple[Row, ...]] = {
    "webhooks": tuple(
        Row(f"WebhookWebhookController_{method}Webhook{'s' if method == 'list' else ''}_v1", text, says)
        for method, text, says in (
            ("create", f"webhooks create target={SITE}/a secret=s3cr3t triggers=BUNDLE_DONE", "beans.example"),
            ("list", "webhooks list", "beans.example"),
            ("get", "webhooks get {new_webhooks}", "bundle"),
            ("update", f"webhooks update {{new_webhooks}} target={SITE}/b", "/b"),
            ("replace", f"webhooks replace {{new_webhooks}} target={SITE}/c secret=x triggers=ALL", "every event"),
            ("delete", "webhooks delete {new_webhooks}", "is deleted"),
        )
    ),
    "bundles": (
        Row(
            "BundlesBundlesController_create_v1",
            "bundles create name=Beans region=EU smsApp=true convApp=true",
            "Beans",
        ),
        Row("BundlesBundlesController_list_v1", "bundles list", "Northwind start"),
        Row("BundlesBundlesController_get_v1", "bundles get {bundle}", "Northwind start"),
    ),
    "conversation": (
        Row("ConversationInstagramController_get_v1", "conversation instagram {app}", "northwindcoffee"),
        Row("ConversationMessengerController_get_v1", "conversation messenger {app}", "token has expired"),
        Row("ConversationTelegramController_get_v1", "conversation telegram {app}", "northwind_coffee_bot"),
        Row("ConversationViberController_get_v1", "conversation viber {app}", "Sweden"),
    ),
    "sms apps": (
        Row("SmsSmsAppsController_listSmsApps_v1", "sms apps list", "Order notices"),
        Row("SmsSmsAppsController_getSmsApp_v1", "sms apps get {sms}", "Order notices"),
        Row("SmsSmsAppsController_createSmsApp_v1", "sms apps create name=Codes region=EU", "Codes"),
        Row("SmsSmsAppsController_updateSmsApp_v1", "sms apps update {new_sms_apps} name='Login codes'", "Login codes"),
        Row("SmsSmsAppsController_deleteSmsApp_v1", "sms apps delete {new_sms_apps}", "deleted"),
    ),
    "kakaotalk senders": (
        Row(_kakao("Categories", "listSenderCategories"), "kakaotalk categories senders", "커피전문점"),
        Row(_kakao("Categories", "getTemplateCategories"), "kakaotalk categories templates {kt}", "001001"),
        Row(_kakao("Senders", "listSenders"), "kakaotalk senders list", "northwindcoffee"),
        Row(_kakao("Senders", "getSender"), "kakaotalk senders get {kt}", "노스윈드"),
        Row(
            _kakao("Senders", "createSender"),
            f"kakaotalk senders create plusFriendId=beans name=Beans adminPhoneNo=+821012345678 {CODES}",
            "Beans",
        ),
        Row(
            _kakao("Senders", "updateSender"), "kakaotalk senders update {kt} name='Northwind Seoul'", "Northwind Seoul"
        ),
        Row(_kakao("Senders", "deleteChanges"), "kakaotalk senders discard {kt}", "Discarded the pending changes"),
        Row(_kakao("Senders", "listActivities"), "kakaotalk senders activity {kt}", "created"),
        Row(_kakao("Senders", "createComment"), "kakaotalk senders comment {kt} The logo is ready", "logo is ready"),
        Row(_kakao("Senders", "registerSender"), "kakaotalk senders register {kt}", "code", _kakaotalk_inactive),
        Row(_kakao("Senders", "verifySender"), "kakaotalk senders verify {kt} {otp}", "verified"),
        Row(_kakao("Senders", "deleteSender"), "kakaotalk senders delete {kt}", "60"),
    ),
    "kakaotalk templates": (
        Row(_kakao("Templates", "listTemplates"), "kakaotalk templates list {kt}", "주문 완료"),
        Row(_kakao("Templates", "get"), "kakaotalk templates get {kt} {kt_approved}", "주문 완료"),
        Row(
            _kakao("Templates", "createTemplate"), f"kakaotalk templates create {{kt}} json='{KAKAO_TEMPLATE}'", "인사"
        ),
        Row(
            _kakao("Templates", "updateTemplate"), "kakaotalk templates update {kt} {new_kt} content=반갑습니다", "인사"
        ),
        Row(_kakao("Templates", "listActivities"), "kakaotalk templates activity {kt} {new_kt}", "created"),
        Row(
            _kakao("Templates", "createComment"), "kakaotalk templates comment {kt} {new_kt} Shorter now", "Shorter now"
        ),
        Row(
            _kakao("Templates", "deleteTemplateDraft"),
            "kakaotalk templates discard {kt} {new_kt}",
            "Discarded the draft",
        ),
        Row(_kakao("Templates", "deleteTemplate"), "kakaotalk templates delete {kt} {kt_rejected}", "deleted"),
    ),
    "rcs": (
        Row("RcsAccountsController_createComment_v1", "rcs account comment Ready when you are", "Ready when you are"),
        Row("RcsAccountsController_listActivities_v1", "rcs account activity", "Ready when you are"),
        Row("RcsQuestionnaireController_getQuestions_v1", "rcs questionnaire get OTP countries=FR", "SIREN"),
        Row("RcsUpscalesController_listUpscales_v1", "rcs upscales list", "RCS upscales"),
        Row("RcsUpscalesController_getUpscale_v1", "rcs upscales get {upscale}", "inferred"),
        Row(
            "RcsUpscalesController_createUpscale_v1",
            "rcs upscales create sender_id={rcs_test} sms_service_id=abc123",
            "inferred",
        ),
        Row(
            "RcsUpscalesController_updateUpscale_v1", "rcs upscales update {upscale} sms_service_id=def456", "inferred"
        ),
        Row("RcsUpscalesController_deleteUpscale_v1", "rcs upscales delete {upscale}", "deleted"),
    ),
    "rcs senders": (
        Row(_rcs("listSenders"), "rcs senders list states=IN_TEST", "Northwind Offers"),
        Row(_rcs("getSender"), "rcs senders get {rcs_test}", "Northwind Offers"),
        Row(
            _rcs("createSender"),
            "rcs senders create region=EU billingCategory=CONVERSATIONAL useCase=OTP brand.name=Beans",
            "Beans",
        ),
        Row(_rcs("updateSender"), "rcs senders update {new_rcs_senders} brand.name='Beans & Co'", "Beans &amp; Co"),
        Row(_rcs("listActivities"), "rcs senders activity {rcs_test}", "Please send a video"),
        Row(_rcs("createSenderComment"), "rcs senders comment {rcs_test} Video is there", "Video is there"),
        Row(_rcs("addTestNumbers"), "rcs senders test-add {rcs_test} numbers=+46701234567", "+46701234567"),
        Row(_rcs("getTestNumberState"), "rcs senders test-get {rcs_test} number=+46701234567", "+46701234567"),
        Row(_rcs("retryTestNumber"), "rcs senders test-retry {rcs_test} number=+46701234567", "+46701234567"),
        Row(
            _rcs("getTestNumberCapabilities"),
            "rcs senders test-capabilities {rcs_test} number=+46701740613",
            "The phone",
            _test_number_accepted,
        ),
        Row(
            _rcs("deleteTestNumber"),
            "rcs senders test-remove {rcs_test} number=+46701234567",
            "no longer a test number",
        ),
        Row(_rcs("launchSender"), "rcs senders launch {rcs_test}", "launching"),
    ),
    "whatsapp": (
        Row("WhatsappTemplateAnalyticsHelpersController_enableTemplateAnalytics_v1", "whatsapp enable-analytics", "on"),
        Row(
            "WhatsappEmbeddedSignupHelperController_listWabaDetailsForToken_v1",
            "whatsapp waba-details token=meta-token",
            "+46 70 000 00 22",
        ),
        Row(
            "WhatsappEmbeddedSignupHelperController_createLongLivedAccessToken_v1",
            "whatsapp long-lived-token token=meta-token",
            "SANDBOX",
        ),
        Row("WhatsappFlowsController_listFlows_v1", "whatsapp flows list", "table_booking"),
        Row("WhatsappFlowsController_listFlowScreens_v1", "whatsapp flows screens {flow}", "PICK_TIME"),
        Row("WhatsappSolutionsController_listSolutions_v1", "whatsapp solutions list", "Resale"),
        Row("WhatsappSolutionsController_getSolution_v1", "whatsapp solutions get {solution}", "Resale"),
        Row(
            "WhatsappSolutionsController_createSolution_v1",
            "whatsapp solutions create access_token=meta-token name=Partners businessManager=SINCH_UK",
            "Partners",
        ),
    ),
    "whatsapp account": (
        Row("WhatsappAccountsController_getAccount_v1", "whatsapp account get", "Northwind Coffee"),
        Row("WhatsappAccountsController_createComment_v1", "whatsapp account comment Thank you", "Thank you"),
        Row("WhatsappAccountsController_listActivities_v1", "whatsapp account activity", "Thank you"),
        Row(
            "WhatsappAccountsController_createAccount_v1",
            "whatsapp account create wabaName=Beans clientBusinessManagerId=506914307656634 displayName=Beans "
            "businessCategory=RESTAURANT",
            "Beans",
            _no_account,
        ),
        Row(
            "WhatsappAccountsController_updateAccount_v1",
            "whatsapp account update wabaName='Beans Ltd'",
            "Beans Ltd",
            _account_refused,
        ),
        Row("WhatsappSolutionsController_assignSolution_v1", "whatsapp solutions assign {solution}", "assigned"),
        Row("WhatsappAccountsController_deleteAccount_v1", "whatsapp account delete", "deleted", _account_ready),
    ),
    "whatsapp senders": (
        Row(_wa("listSenders"), "whatsapp senders list", "Northwind Support"),
        Row(_wa("get"), "whatsapp senders get {wa_active}", "Northwind Coffee"),
        Row(
            _wa("createSender"),
            "whatsapp senders create countryCode=46 phoneNumber=709998877 displayName=Beans",
            "Beans",
        ),
        Row(_wa("update"), "whatsapp senders update {wa_active} about='Open late'", "Open late"),
        Row(_wa("deleteChanges"), "whatsapp senders discard {wa_active}", "Discarded the pending changes"),
        Row(_wa("getSuggestedUsernames"), "whatsapp senders usernames {wa_active}", "northwind.coffee"),
        Row(_wa("createComment"), "whatsapp senders comment {wa_active} All fine", "All fine"),
        Row(_wa("listActivities"), "whatsapp senders activity {wa_active}", "All fine"),
        Row(_wa("register"), "whatsapp senders register {wa_pending} method=SMS", "Code sent"),
        Row(_wa("verify"), "whatsapp senders verify {wa_pending} {otp}", "verified"),
        Row(_wa("delete"), "whatsapp senders delete {wa_active}", "marked for removal"),
    ),
    "whatsapp templates": (
        Row(_template("listTemplates"), "whatsapp templates list", "order_update"),
        Row(_template("getTemplate"), "whatsapp templates get order_update EN_US", "order_update"),
        Row(_template("listTemplatesByName"), "whatsapp templates versions order_update", "SV"),
        Row(_template("createTemplate"), f"whatsapp templates create name=beans language=EN_US json='{BODY}'", "beans"),
        Row(_template("listActivities"), "whatsapp templates activity spring_beans EN_US", "rejected"),
        Row(_template("createComment"), "whatsapp templates comment order_update SV Klart nu", "Klart nu"),
        Row(
            _template("updateTemplate"),
            'whatsapp templates update table_reminder EN_US json=\'{"details": {"components": [{"type": "BODY", '
            '"text": "Your table waits."}]}}\'',
            "table_reminder",
        ),
        Row(
            _template("compareTemplates"),
            "whatsapp templates compare order_update EN_US order_update DE",
            "order_update",
        ),
        Row(_template("syncTemplates"), "whatsapp templates sync", "templates"),
        Row(
            _template("deleteTemplateByNameAndLanguage"),
            "whatsapp templates delete order_update SV submitted=yes",
            "delet",
        ),
        Row(_template("deleteTemplatesByName"), "whatsapp templates delete order_update submitted=yes", "delet"),
    ),
}

"""The API's errors: one exception, and the words of each documented code."""

from __future__ import annotations

from typing import Any

CHECK = "Check the parameters."
AGAIN = "Try again later. If it happens again, contact Sinch support."

_TEXTS: dict[str, tuple[str, str]] = {
    "unauthorized_error": ("Unauthorized.", "Check the credentials or ask for a new access token."),
    "internal_error": ("Internal error.", AGAIN),
    "invalid_input": ("Invalid input.", "Correct the fields named in validationErrors."),
    "invalid_payload": ("The payload is not valid.", "Check that the body is JSON that fits the documentation."),
    "invalid_page_size": ("Invalid page size.", "Use a whole number within the documented limits."),
    "invalid_page_token": ("Invalid page token.", "Use a token of a previous answer to the same query."),
    "invalid_filter_states": ("Invalid filter states.", "Use the supported codes only."),
    "invalid_filter_statuses": ("Invalid filter statuses.", "Use the supported codes only."),
    "invalid_fields": ("Invalid fields in the field mask.", "Use the supported codes only."),
    "invalid_id_format": ("The id has an invalid format.", CHECK),
    "no_fields_to_update": ("No fields to update.", "Send at least one field."),
    "project_not_found": ("Project not found.", CHECK),
    "project_not_initialized": ("Project is not initialized.", "Create the channel's account or first sender."),
    "account_not_found": ("Account not found.", "Create the account first."),
    "account_exists": ("An account exists already for this project.", "Use the existing account."),
    "account_not_updatable": ("The account cannot be updated.", "Only a rejected account can be changed."),
    "account_has_senders": ("The account has senders.", "Delete the senders first."),
    "account_has_sender_changes": ("The account has pending sender changes.", "Discard the changes first."),
    "account_is_in_progress": ("The account is still being created.", "Wait until it is ready."),
    "webhook_exists": ("A webhook with this target exists already.", "Use another target."),
    "webhook_limit_reached": ("The limit of 15 webhooks is reached.", "Delete a webhook first."),
    "sender_not_found": ("Sender not found.", CHECK),
    "sender_already_deleted": ("The sender is already marked for deletion.", "Wait until it is removed."),
    "sender_not_updatable": ("The sender cannot be updated.", "Only an active sender can be changed."),
    "sender_changes_not_updatable": ("The sender's changes cannot be updated.", "Wait until the review ends."),
    "sender_changes_not_deletable": ("The sender's changes cannot be deleted.", "Wait until the review ends."),
    "sender_changes_not_found": ("The sender has no changes.", CHECK),
    "sender_display_name_update_not_allowed": ("The display name is under review.", "Wait until the review ends."),
    "sender_username_update_not_available": ("The username cannot be set now.", "Only an active sender has one."),
    "sender_username_not_available": ("The username is taken.", "Choose another username."),
    "not_allowed_register": ("The sender cannot be registered in its state.", "Check the state of the sender."),
    "not_allowed_verify": ("The sender cannot be verified in its state.", "Register the sender, use the code it got."),
    "wrong_otp": ("The one-time code is wrong.", "Check the code or ask for a new one."),
    "sender-register-too-many-requests": ("Too many codes were requested.", "Wait some hours before the next one."),
    "too_many_invalid_verification_codes": ("Too many wrong codes.", "Wait some hours, then ask for a new code."),
    "template_not_found": ("Template not found.", "Check name and language."),
    "template_exists": ("A template with this name exists already.", "Use another name."),
    "template_name_recently_used": ("The name was used by a deleted template.", "Use another name or wait 30 days."),
    "template_language_recently_deleted": ("The language was deleted lately.", "Wait 4 weeks or use another name."),
    "template_incorrect_category": ("All languages of a name share one category.", "Use the category of the others."),
    "template_invalid_category": ("The category does not fit the content.", "Use the category that fits."),
    "template_invalid_category_code": ("Unknown category code.", "Use a code of the template category list."),
    "template_invalid_language_code": ("Invalid language code.", "Use one of the supported codes."),
    "template_invalid_button_example": ("The example does not fit the button.", "Only URLs with a variable have one."),
    "template_restricted_Domain_for_button_url": ("wa.me and whatsapp.com are refused.", "Use another address."),
    "template_content_already_exists": ("Another template has the same content.", "Change the content."),
    "template_limit_reached": ("The limit of templates is reached.", "Delete templates that are not used."),
    "template_submit_error": ("Meta refused the template.", "See metaError."),
    "template_dynamic_pricing_not_available": ("Dynamic pricing is not enabled.", "Leave out optimization."),
    "template_not_updatable": ("The template cannot be updated.", "Wait until the review ends."),
    "template_changes_not_updatable": ("The template cannot be updated.", "Wait until the review ends."),
    "template_category_not_updatable": ("The category cannot be changed now.", "Create a new template."),
    "template_allow_category_change_not_updatable": ("allowCategoryChange is fixed.", "Create a new template."),
    "template_source_not_updatable": ("Templates made by Meta cannot be changed.", "Create a template of your own."),
    "template_changes_not_found": ("The template has no draft.", "Use deleteSubmitted to delete the template."),
    "template_not_deletable_due_to_input_config": ("The template was submitted.", "Set deleteSubmitted to true."),
    "template_not_deletable": ("The template was submitted to KakaoTalk.", "Delete the template itself."),
    "template_kakaotalk_validation_error": ("KakaoTalk refused the template.", "Correct the template."),
    "templates_compare_not_found": ("The other template was not found.", CHECK),
    "templates_compare_not_unique": ("A template cannot be compared with itself.", "Name another template."),
    "templates_not_eligible_for_comparison": ("Fewer than 1000 messages were sent.", "Choose a longer timeframe."),
    "too_many_requests": ("Too many requests.", "Wait some seconds."),
    "resource_locked": ("Another operation on this template is running.", "Try again in a moment."),
    "file_not_found": ("The file was not found.", "Check the address."),
    "file_invalid_mime_type": ("The file's type is not accepted.", "Use one of the documented types."),
    "file_size_too_large": ("The file is too large.", "Use a smaller file."),
    "file_has_wrong_dimensions": ("The picture has wrong dimensions.", "Use the documented dimensions."),
    "file_unexpected_error": ("The file could not be read.", AGAIN),
    "fields_not_updatable": ("Some fields cannot be changed any more.", "Change countries and questionnaire only."),
    "launch_precondition_failed": ("The sender is not ready for launch.", "Complete what validationErrors names."),
    "launch_invalid_agent_state": ("The sender cannot be launched in its state.", "Complete the sender first."),
    "launch_invalid_verification_state": ("The verification cannot be changed now.", "Restore the former answers."),
    "solution_cannot_be_reassigned": ("The project is onboarded already.", "Use another project."),
    "no_services_to_create": ("Nothing to create.", "Ask for a subproject, an SMS app or a Conversation app."),
    "missing_name": ("A name is missing.", "Name the bundle or each of its resources."),
}


class ApiError(Exception):
    """A refusal with a documented code; `info` becomes additionalInformation."""

    def __init__(self, code: str, message: str = "", **info: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.info = info

    def body(self) -> dict[str, Any]:
        """The error as the API writes it."""
        message, resolution = _TEXTS.get(self.code, (_humanise(self.code), CHECK))
        body: dict[str, Any] = {
            "errorCode": self.code,
            "message": self.message or message,
            "resolution": resolution,
        }
        return {**body, "additionalInformation": self.info} if self.info else body


def _humanise(code: str) -> str:
    return code.replace("_", " ").replace("-", " ").capitalize() + "."

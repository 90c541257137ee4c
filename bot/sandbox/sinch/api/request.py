"""Reading a request: ids, query and body against the OpenAPI file, each fault as the documented code.

Where an operation documents no code for a fault, a wrong query value is ignored, and a wrong body answers 400
`invalid_payload` (KakaoTalk template create, WhatsApp template PATCH: the code next to it) or 400 `invalid_input`
(KakaoTalk verify and template PATCH, WhatsApp solutions: they document neither).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from typing import Any

from jsonschema import FormatChecker

from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.api.formats import make_checker
from bot.sandbox.sinch.api.paging import Window, open_token
from bot.sandbox.sinch.api.sentences import sentences
from bot.sandbox.sinch.api.spec import Json, Operation, Spec

DEFAULT_PAGE = 50
ID = re.compile(r"[0-9A-Za-z-]{20,40}")
_FILTER_CODES = {
    "filterStates": ("invalid_filter_states", "supportedCodes"),
    "filterStatuses": ("invalid_filter_statuses", "supportedCodes"),
    "fieldMask": ("invalid_fields", "supportedCodes"),
    "countries": ("questionnaire_invalid_country", "supportedValues"),
    "useCase": ("questionnaire_invalid_use_case", "validUseCases"),
    "languageCode": ("template_invalid_language_code", "supportedCodes"),
}
_NOT_ACCEPTED = {"MULTIPLE_WABA_ERROR", "UNRECOGNIZED"}
_DEFAULT_PAGES = {"BundlesBundlesController_list_v1": 10, "WebhookWebhookController_listWebhooks_v1": 15}
_ID_PARAMS = ("webhookId", "bundleId", "senderId", "upscaleId", "smsAppId")


class Reader:
    """Turns raw parts of a request into values that handlers can trust."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.formats: FormatChecker = make_checker()

    def path(self, op: Operation, params: Mapping[str, str]) -> Mapping[str, str]:
        """Refuse malformed ids and values outside an enum."""
        for name, value in params.items():
            if name in _ID_PARAMS and "invalid_id_format" in op.errors and not ID.fullmatch(value):
                raise ApiError("invalid_id_format", f"{name} has an invalid format.")
            allowed = self._enum(op.params.get(name, {}))
            if allowed and value not in allowed:
                code, key = _FILTER_CODES[name]
                if code in op.errors:
                    raise ApiError(code, **{key: ", ".join(allowed)})
        return params

    def query(self, op: Operation, raw: Mapping[str, list[str]]) -> dict[str, Any]:
        """The documented parameters that were given, as lists, numbers, booleans or texts."""
        values: dict[str, Any] = {}
        for name, schema in op.query.items():
            if name in ("pageSize", "pageToken") or name not in raw:
                continue
            value = self._value(op, name, schema, raw[name])
            if value is not None:
                values[name] = value
        return values

    def _value(self, op: Operation, name: str, schema: Json, given: list[str]) -> Any:
        if schema.get("type") == "array":
            items = [part for text in given for part in text.split(",") if part]
            return self._known(op, name, items, self._enum(schema["items"]))
        if schema.get("type") == "boolean":
            return given[-1].lower() == "true"
        allowed = self._enum(schema)
        return given[-1] if not allowed or given[-1] in allowed else None

    def _known(self, op: Operation, name: str, items: list[str], allowed: list[str]) -> list[str] | None:
        wrong = [item for item in items if allowed and item not in allowed]
        code, key = _FILTER_CODES.get(name, ("", ""))
        if wrong and code in op.errors:
            raise ApiError(code, **{key: ", ".join(allowed)})
        return [item for item in items if item not in wrong] or None

    def _enum(self, schema: Json) -> list[str]:
        return [value for value in self.spec.resolve(schema).get("enum", []) if value not in _NOT_ACCEPTED]

    def window(self, op: Operation, path: str, raw: Mapping[str, list[str]], query: Mapping[str, Any]) -> Window:
        """Which page is asked for."""
        size = self._size(op, raw["pageSize"][-1]) if "pageSize" in raw and "pageSize" in op.query else None
        default = _DEFAULT_PAGES.get(op.id, DEFAULT_PAGE)
        name = f"{zlib.crc32(json.dumps([path, dict(query)], sort_keys=True).encode()):08x}"
        if "pageToken" not in op.query or not raw.get("pageToken"):
            return Window(size or default, 0, name)
        try:
            return open_token(raw["pageToken"][-1], name, size)
        except ApiError:
            if "invalid_page_token" in op.errors:
                raise
            return Window(size or default, 0, name)

    def _size(self, op: Operation, text: str) -> int | None:
        limit = op.query["pageSize"]["maximum"]
        if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= limit:
            return int(text)
        if "invalid_page_size" in op.errors:
            raise ApiError("invalid_page_size", f"pageSize must be a whole number from 1 to {limit}.")
        return None

    def body(self, op: Operation, raw: bytes) -> Json:
        """The body's known fields; {} where the operation has none."""
        if op.body is None:
            return {}
        value = parse(op, raw)
        errors = self.spec.validator(op.body, self.formats).iter_errors(value)
        faults = sentences(errors, draft=self._drafts(op, value))
        if faults:
            code = op.first("invalid_input", "invalid_payload") or "invalid_input"
            raise ApiError(code, validationErrors=faults)
        cleaned: Json = self._clean(op.body, value)
        return cleaned

    def _drafts(self, op: Operation, value: Json) -> bool:
        """Whether the body only saves a draft; the default differs between create (submit) and update (draft)."""
        schema = self.spec.resolve(op.body or {})
        action = schema.get("properties", {}).get("status")
        fallback = (action or {}).get("default", "SUBMIT")
        return value.get("status", fallback) == "DRAFT" if action or "anyOf" in schema else False

    def _clean(self, schema: Json, value: Any) -> Any:
        schema = self.spec.resolve(schema)
        if "anyOf" in schema:
            return self._clean(self._branch(schema["anyOf"], value), value)
        if isinstance(value, list):
            return [self._clean(schema.get("items", {}), item) for item in value]
        known = schema.get("properties")
        if not isinstance(value, dict) or known is None:
            return value
        loose = "additionalProperties" in schema
        return {name: self._clean(known.get(name, {}), item) for name, item in value.items() if name in known or loose}

    def _branch(self, branches: list[Json], value: Any) -> Json:
        """The alternative that fits with the fewest faults and keeps the most."""

        def misfit(branch: Json) -> tuple[int, int]:
            errors = self.spec.validator(branch, self.formats).iter_errors(value)
            faults = sum(10 if error.validator == "const" and len(error.path) == 1 else 1 for error in errors)
            known = self.spec.resolve(branch).get("properties", {})
            return faults, len(value.keys() - known.keys()) if isinstance(value, dict) else 0

        return min(branches, key=misfit)


def parse(op: Operation, raw: bytes) -> Json:
    """A JSON object; an empty body is an empty object."""
    try:
        value = json.loads(raw, parse_constant=_refuse) if raw.strip() else {}
    except (ValueError, RecursionError) as error:
        code = op.first("invalid_payload", "invalid_input") or "invalid_input"
        raise ApiError(code, "The body is not valid JSON.") from error
    if not isinstance(value, dict):
        code = op.first("invalid_payload", "invalid_input") or "invalid_input"
        raise ApiError(code, "The body must be a JSON object.")
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")

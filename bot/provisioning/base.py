"""What all API models have in common: strict about what is sent, lenient about what comes back."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Input(BaseModel):
    """A body to send: what breaks the schema is refused; fields go by Python's or by the API's name.

    None is the same as not given, except in the fields where the API takes null, which removes a value, and in those
    that the description doesn't know, which are passed through or refused.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True, defer_build=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        nullable = {
            name
            for name, field in cls.model_fields.items()
            if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("x-nullable")
        }
        nullable.update(cls.model_fields[name].alias or name for name in tuple(nullable))
        known = {*cls.model_fields, *(field.alias for field in cls.model_fields.values())}
        return {
            name: value for name, value in given.items() if value is not None or name in nullable or name not in known
        }


class Output(BaseModel):
    """A part of an answer: every field may be missing, further ones are kept, enums are plain texts."""

    model_config = ConfigDict(
        extra="allow", populate_by_name=True, defer_build=True, coerce_numbers_to_str=True, protected_namespaces=()
    )

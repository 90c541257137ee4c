"""What all API models have in common: strict about what is sent, lenient about what comes back."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Input(BaseModel):
    """A body to send: what breaks the schema is refused; fields go by Python's or by the API's name."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, defer_build=True, allow_inf_nan=False)


class Output(BaseModel):
    """A part of an answer: every field may be missing, further ones are kept, enums are plain texts."""

    model_config = ConfigDict(
        extra="allow", populate_by_name=True, defer_build=True, coerce_numbers_to_str=True, protected_namespaces=()
    )

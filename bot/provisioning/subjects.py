"""What an event, a comment or an activity list is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote


class Kind(StrEnum):
    """The sort of resource; the value is the first word of a subject's key."""

    whatsapp_account = "whatsapp_account"
    whatsapp_sender = "whatsapp_sender"
    whatsapp_template = "whatsapp_template"
    kakaotalk_sender = "kakaotalk_sender"
    kakaotalk_template = "kakaotalk_template"
    rcs_account = "rcs_account"
    rcs_sender = "rcs_sender"
    bundle = "bundle"
    unknown = "unknown"


# How many ids name one resource of the kind. An account is the project's own and has none; a template event of
# KakaoTalk carries the template's code only, so its subject has one id until the sender is looked up.
_ID_COUNTS: dict[Kind, tuple[int, ...]] = {
    Kind.whatsapp_account: (0,),
    Kind.whatsapp_sender: (1,),
    Kind.whatsapp_template: (2,),
    Kind.kakaotalk_sender: (1,),
    Kind.kakaotalk_template: (1, 2),
    Kind.rcs_account: (0,),
    Kind.rcs_sender: (1,),
    Kind.bundle: (1,),
    Kind.unknown: (),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One account, sender, template or bundle of a project.

    `ids` in the order of the API's paths: (sender id), (template name, language), (plusFriendId) or, for a KakaoTalk
    template, (plusFriendId, template code), just (template code) while the sender is unknown. Accounts have none.
    """

    kind: Kind
    ids: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A text that names this subject within its project, such as `whatsapp_template:order_update:EN_US`."""
        return ":".join([self.kind.value, *(quote(one, safe="", errors="surrogatepass") for one in self.ids)])

    @classmethod
    def from_key(cls, key: str) -> Subject:
        """The subject that a key names; ValueError when it is none."""
        kind, *ids = key.split(":")
        return cls(Kind(kind), tuple(unquote(one, errors="surrogatepass") for one in ids))

    @property
    def named(self) -> bool:
        """Whether the ids name one resource (an event of the wrong shape may lack them)."""
        return len(self.ids) in _ID_COUNTS[self.kind]

    @property
    def complete(self) -> bool:
        """Whether the ids are all that the API's paths need."""
        counts = _ID_COUNTS[self.kind]
        return bool(counts) and len(self.ids) == counts[-1]

    @property
    def commentable(self) -> bool:
        """Whether the API takes comments on it: seven kinds, once the ids are known."""
        return self.kind not in (Kind.bundle, Kind.unknown) and self.named

"""What an event, a comment or an activity list is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from bot.provisioning.kinds import KINDS, Kind

__all__ = ["Kind", "Subject", "named_subject", "subject_of_key"]

KEYS = 1_024
"""So many keys are kept: a batch of events asks for each of its own five times."""
STORED_KEYS = 20_000
"""So many stored keys are kept as subjects: what waits is told from thousands of events at each look."""


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
        return _key(self)

    @classmethod
    def from_key(cls, key: str) -> Subject:
        """The subject that a key names; ValueError when it is none."""
        kind, *ids = key.split(":")
        return cls(Kind(kind), tuple(unquote(id_, errors="surrogatepass") for id_ in ids))

    @property
    def named(self) -> bool:
        """Whether the ids name one resource (an event of the wrong shape may lack them)."""
        return len(self.ids) in KINDS[self.kind].id_counts

    @property
    def complete(self) -> bool:
        """Whether the ids are all that the API's paths need."""
        counts = KINDS[self.kind].id_counts
        return bool(counts) and len(self.ids) == counts[-1]

    @property
    def commentable(self) -> bool:
        """Whether the API takes comments on it: seven kinds, once the ids are known."""
        return KINDS[self.kind].comment is not None and self.named


@lru_cache(maxsize=KEYS)
def _key(subject: Subject) -> str:
    return ":".join([subject.kind.value, *(quote(id_, safe="", errors="surrogatepass") for id_ in subject.ids)])


@lru_cache(maxsize=STORED_KEYS)
def subject_of_key(key: str) -> Subject | None:
    """The subject that a stored key names; None where it names none."""
    try:
        return Subject.from_key(key)
    except ValueError:
        return None


def named_subject(key: str) -> Subject | None:
    """The same where its ids name one resource, else None."""
    subject = subject_of_key(key)
    return subject if subject is not None and subject.named else None

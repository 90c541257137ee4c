from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.provisioning.subjects import Kind, Subject

ANY_TEXT = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        (Subject(Kind.whatsapp_template, ("order_update", "EN_US")), "whatsapp_template:order_update:EN_US"),
        (Subject(Kind.rcs_account), "rcs_account"),
        (Subject(Kind.kakaotalk_sender, ("@a:b c/ä%",)), "kakaotalk_sender:%40a%3Ab%20c%2F%C3%A4%25"),
    ],
)
def test_a_key_names_the_kind_and_every_id(subject: Subject, key: str) -> None:
    assert subject.key == key
    assert Subject.from_key(key) == subject


@given(st.sampled_from(Kind), st.lists(ANY_TEXT, max_size=3))
def test_every_subject_comes_back_from_its_key(kind: Kind, ids: list[str]) -> None:
    subject = Subject(kind, tuple(ids))
    assert Subject.from_key(subject.key) == subject


@given(st.lists(ANY_TEXT, max_size=3), st.lists(ANY_TEXT, max_size=3))
def test_two_subjects_never_share_a_key(one: list[str], other: list[str]) -> None:
    first, second = Subject(Kind.whatsapp_template, tuple(one)), Subject(Kind.whatsapp_template, tuple(other))
    assert (first.key == second.key) is (one == other)


def test_a_key_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="telegram"):
        Subject.from_key("telegram:1")


@pytest.mark.parametrize(
    ("subject", "named", "complete", "commentable"),
    [
        (Subject(Kind.whatsapp_account), True, True, True),
        (Subject(Kind.rcs_account), True, True, True),
        (Subject(Kind.whatsapp_sender, ("s",)), True, True, True),
        (Subject(Kind.rcs_sender, ("s",)), True, True, True),
        (Subject(Kind.kakaotalk_sender, ("s",)), True, True, True),
        (Subject(Kind.whatsapp_template, ("n", "EN")), True, True, True),
        (Subject(Kind.kakaotalk_template, ("s", "c")), True, True, True),
        (Subject(Kind.kakaotalk_template, ("c",)), True, False, True),
        (Subject(Kind.bundle, ("b",)), True, True, False),
        (Subject(Kind.whatsapp_template, ("n",)), False, False, False),
        (Subject(Kind.whatsapp_sender), False, False, False),
        (Subject(Kind.unknown), False, False, False),
    ],
)
def test_what_can_be_commented(subject: Subject, named: bool, complete: bool, commentable: bool) -> None:
    assert (subject.named, subject.complete, subject.commentable) == (named, complete, commentable)

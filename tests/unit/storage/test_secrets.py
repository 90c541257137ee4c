"""Secrets at rest: encrypted or not stored at all, read with any of the keys, and a missing key is named."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import text

import commands
from bot.__main__ import main
from bot.command.context import Services
from bot.flows import health
from bot.prepare import prepare_database
from bot.settings import Settings
from bot.storage.access.approvals import Approval
from bot.storage.db import schema
from bot.storage.db.migrate import migrate
from bot.storage.db.prepare import prepare
from bot.storage.encryption import KeysMissing, encrypt_all, forget_unreadable
from bot.storage.projects import Project
from bot.storage.secrets.cipher import Cipher, KeyMissing, NoKeys, key_id
from bot.storage.secrets.sealing import SEALED, Sealer
from bot.storage.secrets.webhook_secrets import WebhookSecret
from bot.storage.snapshots import Snapshot
from bot.storage.states import ApprovalState, RotationState
from bot.storage.store import Store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRET = "s3cret-of-the-shop"
PROJECT = Project("p", "Shop", "key", SecretStr(SECRET), SecretStr("hook-" + SECRET), "U1", NOW)


def cipher(*keys: str) -> Cipher:
    return Cipher(tuple(map(SecretStr, keys)))


async def everything(store: Store) -> str:
    """All that is stored, as text."""
    found = []
    async with store.database.read() as db:
        for table in ("projects", "pending", "drafts", "webhook_secrets"):
            found += [str(tuple(row)) for row in await db.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608
    return "\n".join(found)


@given(st.text())
def test_what_is_encrypted_comes_back_with_any_of_the_keys(plain: str) -> None:
    stored = cipher(OLD).encrypt(plain)
    assert not plain or plain not in stored or len(plain) < 4
    assert cipher(NEW, OLD).decrypt(stored) == plain
    assert not cipher(NEW, OLD).is_current(stored)
    with pytest.raises(KeyMissing, match=key_id(OLD)):
        cipher(NEW).decrypt(stored)
    with pytest.raises(KeyMissing):
        cipher().decrypt(stored)


def test_a_damaged_token_is_a_missing_key_and_no_traceback() -> None:
    stored = cipher(OLD).encrypt("x")
    with pytest.raises(KeyMissing, match=key_id(OLD)):
        cipher(OLD).decrypt(stored[:-6] + "AAAAA=")


async def test_a_project_is_stored_encrypted_or_not_at_all(database_url: str) -> None:
    await migrate(database_url)
    store = Store.at(database_url)
    with pytest.raises(NoKeys):
        await store.projects.save(PROJECT)
    assert await store.projects.all() == []
    await store.close()
    store = Store.at(database_url, cipher(OLD))
    await store.projects.save(PROJECT)
    assert await store.projects.get("p") == PROJECT
    assert SECRET not in await everything(store)
    assert SECRET not in repr(await store.projects.get("p"))
    await store.close()


async def test_migrating_encrypts_with_the_first_key_and_names_the_one_that_is_missing(database_url: str) -> None:
    await migrate(database_url)
    store = Store.at(database_url, cipher(OLD))
    await store.projects.save(PROJECT)
    await store.pending.add(
        "q", "U1", "webhooks create", args={"secret": SECRET}, place={}, now=NOW, expires_at=LATER, secrets={"secret"}
    )
    before = await everything(store)
    with pytest.raises(KeysMissing) as refused:
        await encrypt_all(database_url, cipher(NEW))
    assert key_id(OLD) in str(refused.value)
    assert "Shop" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert await everything(store) == before
    assert await encrypt_all(database_url, cipher(NEW, OLD)) == 2
    assert await encrypt_all(database_url, cipher(NEW, OLD)) == 0
    await store.close()
    store = Store.at(database_url, cipher(NEW))
    assert await store.projects.get("p") == PROJECT
    taken = await store.pending.take("q", "U1", NOW)
    assert taken is not None
    assert taken.args == {"secret": SECRET}
    await store.close()


async def test_questions_drafts_and_requests_with_a_lost_key_are_named_and_stop_nothing(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await migrate(database_url)
    store, secret = Store.at(database_url, cipher(OLD)), {"secret"}
    for number in range(2):
        await store.pending.add(
            f"q{number}", "U1", "webhooks create", args={"secret": SECRET}, place={}, now=NOW, expires_at=LATER,
            secrets=secret,
        )  # fmt: skip
    await store.drafts.add(
        "d", "U1", "bundles create", project_id="p", step="s", state={"secret": SECRET}, now=NOW, expires_at=LATER,
        secrets=secret,
    )  # fmt: skip
    await store.pending.add("plain", "U1", "x", args={"a": 1}, place={}, now=NOW, expires_at=LATER)
    before = await everything(store)
    settings = Settings(_env_file=None, database_url=database_url, encryption_keys=(SecretStr(NEW),))
    await prepare_database(settings)
    said = capsys.readouterr()
    (line,) = [line for line in (said.out + said.err).splitlines() if key_id(OLD) in line]
    assert "questions: 2" in line
    assert "drafts: 1" in line
    assert await everything(store) == before
    await store.projects.save(PROJECT)
    with pytest.raises(KeysMissing, match=r"project Shop.*questions: 2, drafts: 1"):
        await encrypt_all(database_url, cipher(NEW))
    await store.close()
    await prepare_database(settings.model_copy(update={"encryption_keys": (SecretStr(NEW), SecretStr(OLD))}))
    assert key_id(OLD) not in "".join(capsys.readouterr())


async def test_what_is_lost_for_good_can_be_given_up(database_url: str) -> None:
    await migrate(database_url)
    store = Store.at(database_url, cipher(OLD))
    await store.projects.save(PROJECT)
    await store.subscriptions.add("p", "C1", created_by="U1", now=NOW)
    rotated = WebhookSecret("env", SecretStr(SECRET), (), None, RotationState.SETTLED, "U1", NOW)
    await store.webhook_secrets.save(rotated)
    assert SECRET not in await everything(store)
    await store.close()
    with pytest.raises(KeysMissing, match="--forget-unreadable") as refused:
        await encrypt_all(database_url, cipher(NEW))
    assert "webhook of env" in str(refused.value)
    store = Store.at(database_url, cipher(NEW))
    said = await health.secrets(cast("Services", SimpleNamespace(store=store)))
    await store.close()
    assert (said.ok, said.note) == (False, f"key {key_id(OLD)} is missing (project Shop, webhook of env)")
    assert "--forget-unreadable" in said.remedy
    assert await encrypt_all(database_url, cipher(NEW, OLD)) == 2
    assert await forget_unreadable(database_url, cipher(NEW)) == [], "what can be read stays"
    assert await forget_unreadable(database_url, cipher(OLD)) == ["p", "webhook of env"]
    assert await encrypt_all(database_url, cipher(OLD)) == 0
    store = Store.at(database_url, cipher(OLD))
    assert (await store.projects.all(), await store.subscriptions.all()) == ([], [])
    await store.close()


def test_no_job_takes_a_secret() -> None:
    """Rows of jobs lie in the database as they were given: what makes a job takes no secret."""
    paths = {command.path for command in commands.collect()}
    makers = [command for command in commands.collect() if f"{command.path}-stop" in paths]
    assert len(makers) >= 4
    assert not any(command.secrets for command in makers)


async def test_what_an_earlier_version_stored_in_plain_text_is_read_and_then_encrypted(database_url: str) -> None:
    await migrate(database_url)
    store = Store.at(database_url)
    async with store.database.write() as db:
        await db.execute(
            text(
                "INSERT INTO projects (id, name, key_id, key_secret, webhook_secret, created_by, created_at)"
                " VALUES ('p', 'Shop', 'key', :key, :hook, 'U1', :at)"
            ),
            {"key": SECRET, "hook": f"hook-{SECRET}", "at": int(NOW.timestamp() * 1000)},
        )
    assert await store.projects.all() == [PROJECT]
    assert await encrypt_all(database_url, cipher()) == 0
    assert await encrypt_all(database_url, cipher(OLD)) == 1
    assert SECRET not in await everything(store)
    await store.close()
    store = Store.at(database_url, cipher(OLD))
    assert await store.projects.all() == [PROJECT]
    await store.close()


@pytest.mark.parametrize("keys", [(), (OLD,)], ids=["without keys", "with a key"])
async def test_secrets_in_questions_and_forms(store: Store, keys: tuple[str, ...]) -> None:
    here = Store(store.database, cipher(*keys))
    elsewhere = Store(store.database, cipher(*keys))
    args = {
        "target": f"https://anna:{SECRET}@x.example",
        "webhooks": [{"secret": SECRET}, {"target": f"https://x.example?token={SECRET}"}],
        "json": f'{{"secret": "{SECRET}"}}',
    }
    for name in ("q1", "q2"):
        await here.pending.add(
            name, "U1", "x", args=args, place={}, now=NOW, expires_at=LATER, secrets=frozenset({"secret"})
        )
    state = {"form": {"hooks.secret": SECRET, "name": "Beans"}, "typed": {}}
    draft = await here.drafts.add(
        "d", "U1", "x", project_id="p", step="s", state=state, now=NOW, expires_at=LATER, secrets={"secret"}
    )
    assert draft.state == state
    assert SECRET not in await everything(store)
    taken, kept = await here.pending.take("q1", "U1", NOW), await here.drafts.get("d", "U1", NOW)
    assert taken is not None
    assert kept is not None
    assert (taken.args, kept.state) == (args, state)
    there, shown = await elsewhere.pending.take("q2", "U1", NOW), await elsewhere.drafts.get("d", "U1", NOW)
    assert (there is not None) is bool(keys), "without its secrets it is not run"
    asked = await store.pending.get("q2")
    assert asked is not None
    assert asked.answer == ("confirmed" if keys else "lost")
    assert shown is not None
    assert shown.state["form"].get("hooks.secret") == (SECRET if keys else None)
    assert shown.state["form"]["name"] == "Beans"


@pytest.mark.parametrize("keys", [(), (OLD,)], ids=["without keys", "with a key"])
async def test_a_password_in_an_address_that_undo_would_put_back(store: Store, keys: tuple[str, ...]) -> None:
    here, elsewhere = Store(store.database, cipher(*keys)), Store(store.database, cipher(*keys))
    addresses = [{"target": f"https://anna:{SECRET}@x.example/{number}"} for number in range(3)]
    args, before, after = addresses
    made = Snapshot(1, "webhooks update", args, "p", "C1", "U1", before, after, NOW)
    await here.snapshots.add(made)
    assert SECRET not in await everything(store)
    assert await here.snapshots.get(1) == made
    assert await elsewhere.snapshots.among([1]) == ({1: made} if keys else {}), "what is lost can't be put back"


async def test_who_refuses_too_late_takes_no_secret_from_what_was_approved(store: Store) -> None:
    here = Store(store.database, cipher())
    request = Approval(
        "a", "x", {"secret": SECRET}, "p", "U1", {}, "C1", "1.2", ApprovalState.ASKED, "", None, NOW, LATER
    )  # fmt: skip
    await here.approvals.ask(request, {"secret"})
    assert await here.approvals.begin("a", "U2", NOW) is not None
    await here.approvals.ready("a", LATER)
    assert await here.approvals.refuse("a", "U3", "No", NOW) is None
    collected = await here.approvals.collect("a", NOW)
    assert collected is not None
    assert collected.args == {"secret": SECRET}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["secret", "a.secret", "name", "b"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["secret", "name", "json"]), JSON, max_size=3), st.booleans())
def test_sealing_and_opening_gives_the_values_again(values: dict[str, Any], encrypted: bool) -> None:
    sealer = Sealer(cipher(OLD) if encrypted else cipher())
    stored = sealer.seal("k", values, {"secret"})
    assert "secret" not in {name for name, value in stored.items() if value not in (None, "", [], {})} - {SEALED}
    assert sealer.open("k", stored).values == values


def modes_in(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


@pytest.mark.parametrize("looked_at", [False, True], ids=["migrated first", "looked at first, as by doctor"])
async def test_the_database_is_for_its_owner_alone(tmp_path: Path, looked_at: bool) -> None:
    place = tmp_path / "bot.db"
    store = Store.at(f"sqlite:///{place}")
    mask = os.umask(0)
    try:
        if looked_at:
            assert not await schema.is_current(store.database)
        await prepare(f"sqlite:///{place}")
        await store.grants.give("U1", "admin", "U2", NOW)
        modes = modes_in(tmp_path)
        async with store.database.read() as db:
            assert (await db.execute(text("PRAGMA secure_delete"))).scalar_one() == 1
        await store.close()
    finally:
        os.umask(mask)
    assert {"bot.db", "bot.db-wal", "bot.db-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_the_verb_that_prints_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key"]) == 0
    printed = capsys.readouterr().out.strip()
    assert cipher(printed).decrypt(cipher(printed).encrypt("x")) == "x"


@pytest.mark.parametrize("keys", ["nonsense", f"{OLD},short", OLD[:-2]], ids=["nonsense", "one short", "cut off"])
def test_what_is_no_key_stops_the_start_with_one_line(
    keys: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ENCRYPTION_KEYS", keys)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.db'}")
    monkeypatch.chdir(tmp_path)
    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("bot: ENCRYPTION_KEYS: ")
    assert said.count("\n") == 1
    assert keys not in said

"""`python -m bot serve | sandbox | migrate | key | doctor | manifest | docs`: settings, logging, then the verb."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import re
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NoReturn

# Before the first model is made: looking for plugins, pydantic reads what every installed package says of itself.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from bot.errors import StartError
from bot.settings import InvalidSettings, Settings
from bot.suggest import suggest

FAILED = 1
NOT_UNDERSTOOD = 2
HIGHEST_PORT = 65_535
STDOUT = Path("-")


class _Parser(argparse.ArgumentParser):
    """Says in one line what it doesn't understand, and where to read on."""

    def error(self, message: str) -> NoReturn:
        stop = "" if message.endswith("?") else "."
        self.exit(NOT_UNDERSTOOD, f"bot: {message}{stop} See {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; what prevents a start is said in plain lines on stderr, with exit code 1."""
    given = sys.argv[1:] if argv is None else argv
    parser, verbs = _parser()
    if not given:
        parser.error(f"name one of {', '.join(verbs)}")
    if not given[0].startswith("-") and given[0] not in verbs:
        near = suggest(given[0], verbs)
        meant = f"did you mean {near[0]}?" if near else f"name one of {', '.join(verbs)}"
        parser.error(f"{given[0]!r} is unknown; {meant}")
    options = parser.parse_args(given)
    try:
        return int(options.run(options) or 0)
    except (StartError, InvalidSettings) as error:
        sys.stderr.write("".join(f"bot: {line}\n" for line in str(error).splitlines()))
        return FAILED
    except KeyboardInterrupt:
        return 130


def _parser() -> tuple[_Parser, Collection[str]]:
    """The parser, and the verbs that it knows."""
    parser = _Parser(prog="python -m bot", description="Run Sinch messaging channels from Slack.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, run: Callable[[argparse.Namespace], int], does: str, more: str = "") -> argparse.ArgumentParser:
        """A verb; `does` stands in the list of all, with `more` in its own help."""
        about = " ".join(part for part in (f"{does[0].upper()}{does[1:]}.", more) if part)
        of_verb = verbs.add_parser(name, help=does, description=about)
        of_verb.set_defaults(run=run)
        return of_verb

    verb("serve", _serve, "run the bot", "Settings come from the environment or .env; the README lists them.")
    _add_sandbox_options(verb("sandbox", _sandbox, "try everything in a browser, without Slack or Sinch"))
    migrate = verb("migrate", _migrate, "update the database, and encrypt secrets with the first key")
    migrate.add_argument(
        "--forget-unreadable", action="store_true", help="give up projects and webhook secrets whose key is lost"
    )
    verb("key", _key, "print a new key for ENCRYPTION_KEYS")
    verb(
        "doctor", _doctor, "check settings, database, Slack and Sinch",
        "Says what is wrong and what to do about it. Exits with 1 if anything is wrong.",
    )  # fmt: skip
    manifest = verb("manifest", _manifest, "print the Slack app's manifest", "Paste it at https://api.slack.com/apps.")
    manifest.add_argument("--socket-mode", action="store_true", help="for Socket Mode instead of HTTP")
    manifest.add_argument("--url", default=None, help="address of this bot (default: PUBLIC_URL)")
    _add_docs_options(verb("docs", _docs, "update the tables in the README pages, and manifest.yml"))
    return parser, verbs.choices


def _add_sandbox_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--port", type=_port, default=None, help="port of the page (default: 8000 or the next free one)")
    verb.add_argument("--data", metavar="DIR", type=Path, help="folder to keep everything in (default: keep nothing)")
    verb.add_argument("--no-browser", action="store_true", help="only print the address")


def _port(typed: str) -> int:
    if not typed.isdecimal() or int(typed) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to {HIGHEST_PORT}")
    return int(typed)


def _add_docs_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--check", action="store_true", help="change nothing; exit with 1 if they are out of date")
    verb.add_argument(
        "--messages",
        metavar="FILE",
        nargs="?",
        type=Path,
        const=STDOUT,
        help="print, or write to FILE, all the bot can say",
    )


def _load(needs: tuple[str, ...] = ()) -> Settings:
    from bot import settings
    from bot.provisioning.validation import explain

    return settings.load(needs=needs, explain=explain)


def _serve(_options: argparse.Namespace) -> int:
    # Nothing of what is imported now is garbage; the collector begins when the bot serves.
    gc.disable()
    from bot import app, log, settings

    loaded = _load(needs=settings.SERVE_NEEDS)
    log.setup(loaded.log_level, loaded.log_format)
    return app.run(loaded)


def _sandbox(options: argparse.Namespace) -> int:
    try:
        from bot.sandbox.main import run
    except ModuleNotFoundError as error:
        raise StartError(
            f"the sandbox needs {error.name}: install it with pip install -r requirements-sandbox.txt"
        ) from error
    return run(port=options.port, data=options.data, browser=not options.no_browser)


def _migrate(options: argparse.Namespace) -> int:
    from bot import log
    from bot.prepare import prepare_database

    loaded = _load()
    log.setup(loaded.log_level, loaded.log_format)
    asyncio.run(prepare_database(loaded, forget=options.forget_unreadable))
    return 0


def _key(_options: argparse.Namespace) -> int:
    from cryptography.fernet import Fernet

    sys.stdout.write(f"{Fernet.generate_key().decode()}\n")
    return 0


def _doctor(_options: argparse.Namespace) -> int:
    from bot import doctor, log, settings

    try:
        loaded = _load()
    except InvalidSettings:
        loaded = _load(needs=settings.SERVE_NEEDS)  # what is missing is named beside what is malformed
    log.setup("WARNING", loaded.log_format)
    return asyncio.run(doctor.run(loaded, sys.stdout.write))


def _manifest(options: argparse.Namespace) -> int:
    from bot import docs, settings

    if options.url and not re.fullmatch(settings.ADDRESS, options.url):
        raise StartError("--url: must be an address like https://bot.example.com")
    url = options.url or _load().public_url
    sys.stdout.write(docs.manifest(url=url, socket_mode=options.socket_mode))
    return 0


def _docs(options: argparse.Namespace) -> int:
    import commands
    from bot import docs, wording

    if options.messages is not None:
        if not Path("commands").is_dir():
            raise StartError("commands/ not found: run this in the project folder")
        page = wording.page(Path.cwd(), commands.collect())
        if options.messages == STDOUT:
            sys.stdout.write(page)
            return 0
        try:
            options.messages.write_text(page, encoding="utf-8")
        except OSError as error:
            raise StartError(f"--messages: {options.messages} can't be written: {error.strerror}") from error
        return 0
    return docs.run(Path.cwd(), check=options.check, say=sys.stdout.write)


if __name__ == "__main__":
    sys.exit(main())

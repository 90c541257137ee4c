"""What starting the bot may load of this package."""

from __future__ import annotations

import subprocess
import sys

from bot.provisioning.lazy import LazyModule


def _loaded(code: str) -> set[str]:
    listing = "import sys; print(*[name for name in sys.modules if name.startswith('bot.provisioning.models.')])"
    done = subprocess.run([sys.executable, "-c", f"{code}; {listing}"], capture_output=True, text=True, check=True)
    return {name.removeprefix("bot.provisioning.models.") for name in done.stdout.split()}


def test_the_client_loads_no_models() -> None:
    assert _loaded("import bot.provisioning.client, bot.provisioning.events") == set()


def test_a_service_loads_only_the_models_that_it_needs() -> None:
    code = "from bot.provisioning.tags import rcs_accounts as tag; tag.outputs.RcsCommentDto"
    assert _loaded(code) == {"outputs", "outputs.rcs_accounts"}


def test_a_lazy_module_is_the_module_to_whoever_uses_it() -> None:
    assert LazyModule("json").loads("[1]") == [1]

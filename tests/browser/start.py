"""Starts the sandbox for tests: `python -m tests.browser.start [--patient] [PORT [DIR]]`.

With the stand-in for the bot, or with the bot; either may take a minute to answer Slack, for the machine may be busy.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.sandbox.main import Bot, run

PATIENCE = 60.0
STAND_IN = Bot([sys.executable, "-m", "tests.browser.stand_in"], Path(__file__).with_name("stand_in.yml"), PATIENCE)
PATIENT = Bot(seconds=PATIENCE)

if __name__ == "__main__":
    arguments = sys.argv[1:]
    patient = arguments[:1] == ["--patient"]
    places = arguments[patient:]
    port = int(places[0]) if places else 0
    data = Path(places[1]) if len(places) > 1 else None
    sys.exit(run(port, data, browser=False, bot=PATIENT if patient else STAND_IN))

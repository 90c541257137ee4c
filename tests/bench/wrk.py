"""Webhooks with `wrk` as load: a generator in C, which leaves the machine to what is measured.

https://github.com/wg/wrk; every request is made beforehand, each with a nonce and a signature of its own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench import bot as bots

CONNECTIONS = 32
REQUESTS = 120_000
RESOURCES = 25
SCRIPT = """
local requests, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do requests[#requests + 1] = line end
end
function request()
  at = at % #requests + 1
  local nonce, stamp, signature, body = requests[at]:match("^(%S+) (%S+) (%S+) (.*)$")
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/json",
    ["x-sinch-webhook-signature"] = signature,
    ["x-sinch-webhook-signature-algorithm"] = "HmacSHA256",
    ["x-sinch-webhook-signature-nonce"] = nonce,
    ["x-sinch-webhook-signature-timestamp"] = stamp,
  }, body)
end
"""
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: answers a second, seconds within which 99 of 100 came, answers that were no success."""

    throughput: float
    p99: float
    failed: int


def is_installed() -> bool:
    """Whether there is a `wrk` on this machine."""
    return shutil.which("wrk") is not None


def webhooks(folder: Path, port: int, seconds: float, requests: int = REQUESTS) -> Load:
    """Signed events, each new, as fast as they are accepted."""
    script, file = folder / "webhooks.lua", folder / "requests"
    script.write_text(SCRIPT)
    with file.open("w") as out:
        for number in range(requests):
            body = bots.event(number % RESOURCES)
            nonce, stamp, signature = bots.signature(body)
            out.write(f"{nonce} {stamp} {signature} {body.decode()}\n")
    address = f"http://127.0.0.1:{port}/sinch/webhooks/{bots.PROJECT}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "-s", str(script), address, "--"]
    told = subprocess.run([*command, str(file)], capture_output=True, text=True, check=True).stdout
    return read(told)


def read(told: str) -> Load:
    """The figures in what wrk prints."""
    throughput = re.search(r"Requests/sec:\s+([\d.]+)", told)
    late = re.search(r"99%\s+([\d.]+)([a-z]+)", told)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    if throughput is None or late is None:
        raise ValueError(told)
    return Load(float(throughput[1]), float(late[1]) * _UNITS[late[2]], int(failed[1]) if failed else 0)

"""A load generator that costs little: keep-alive connections, requests as bytes, one after the other on each."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Result:
    """What came of a run: seconds each answer took, answers by status, the whole time."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def throughput(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: float) -> float:
        """Seconds within which so many percent were answered."""
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]


async def drive(
    port: int, request: Callable[[], bytes], *, connections: int, seconds: float, pause: float = 0.0
) -> Result:
    """Ask as fast as the answers come (and after so many seconds' pause), on so many connections, for so long.

    At least once, however long it took to connect.
    """
    result = Result()
    ends = time.perf_counter() + seconds
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, request, ends, result, pause) for _ in range(connections)))
    result.seconds = time.perf_counter() - started
    return result


async def _connection(port: int, request: Callable[[], bytes], ends: float, result: Result, pause: float = 0.0) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while not result.latencies or time.perf_counter() < ends:
            data = request()
            began = time.perf_counter()
            writer.write(data)
            status = await _answer(reader)
            result.latencies.append(time.perf_counter() - began)
            result.statuses[status] += 1
            if pause:
                await asyncio.sleep(pause)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if length:
        await reader.readexactly(length)
    return status


def http(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A POST as bytes."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

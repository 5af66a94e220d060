"""The stream that followers listen to: server-sent events, each the whole newest state."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

from benefit_flows.studio.sessions import News, Sessions, StudioSession

HEARTBEAT: Final = 15.0
"""Seconds after which a silent stream says that it is still there: who has gone is found so at the latest."""

RETRY: Final = 1_000
"""Milliseconds after which a browser tries again when the connection is lost."""


async def events(
    sessions: Sessions, session: StudioSession, seen: str | None, heartbeat: float = HEARTBEAT
) -> AsyncIterator[str]:
    """Give the newest state at once, unless it was seen; then each that comes, until the studio or the session ends."""
    with sessions.following(session) as queue:
        newest = session.news  # taken together with the queue: what changes from here on is in that
        yield f"retry: {RETRY}\n\n"
        if newest.version != seen:
            yield event(newest)
        while True:
            try:
                news = await asyncio.wait_for(queue.get(), heartbeat)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if news is None:
                return
            yield event(news)


def event(news: News) -> str:
    """Write one event. JSON keeps it on one line."""
    return f"id: {news.version}\ndata: {json.dumps(news._asdict())}\n\n"

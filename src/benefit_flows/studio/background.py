"""Long work beside the event loop, a little of it at once. It never keeps the studio from ending."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Beside:
    """Does work in threads, so many at once; what more there is waits for its turn."""

    def __init__(self, at_once: int) -> None:
        self.turn = asyncio.Semaphore(at_once)

    async def __call__(self, work: Callable[[], T]) -> T:
        """Do something in a thread, and give what it gives.

        The thread is a daemon, so that nobody waits for it when the studio ends: it must not write.
        """
        loop = asyncio.get_running_loop()
        async with self.turn:
            done: asyncio.Future[T] = loop.create_future()
            Thread(target=_do, args=(work, done, loop), daemon=True).start()
            return await done


def _do(work: Callable[[], T], done: "asyncio.Future[T]", loop: asyncio.AbstractEventLoop) -> None:
    try:
        tell = partial(done.set_result, work())
    except Exception as error:  # noqa: BLE001  # told to who waits
        tell = partial(done.set_exception, error)
    with suppress(RuntimeError):  # the loop is closed: the studio has ended
        loop.call_soon_threadsafe(lambda: None if done.done() else tell())

"""What trainers step through and others follow. A session is text and a state; whoever follows gets each new state.

Everything here belongs to the event loop's thread, so nothing needs a lock. Nothing is kept when the studio ends:
the page of the trainer knows its state, and opens its session again.
"""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from benefit_flows.studio.lessons import Course

MOST_SESSIONS: Final = 1_000
MOST_TEXT: Final = 10_000_000
"""Characters of all texts together."""

LONGEST_QUEUE: Final = 16
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""No two of them look alike: a follow link may have to be typed."""

ID_LENGTH: Final = 8


class News(NamedTuple):
    """What followers are told. ``course`` is a number that changes when something else is stepped through."""

    version: str
    course: int
    state: str


Queue = asyncio.Queue[News | None]
"""What waits for one follower; ``None`` ends it."""


@dataclass
class StudioSession:
    """One session: what is stepped through, and where it stands now."""

    id: str
    course: Course
    news: News
    followers: set[Queue] = field(default_factory=set)


class Sessions:
    """All sessions, the one used last at the end. ``epoch`` tells versions of this run from those of another."""

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.count = 0
        self.closed = False
        self._by_id: OrderedDict[str, StudioSession] = OrderedDict()

    def find(self, key: str) -> StudioSession | None:
        """Give a session, if it is still there, and count it as used."""
        if key in self._by_id:
            self._by_id.move_to_end(key)
        return self._by_id.get(key)

    def open(self, key: str | None, course: Course, state: str) -> StudioSession:
        """Start a session; or, under the id of one that is there, step through something else in it."""
        session = self.find(key) if key is not None else None
        if session is None:
            session = StudioSession(key or new_id(), course, News(self._version(), 1, state))
            self._by_id[session.id] = session
            self._make_room()
        else:
            session.course = course
            self._tell(session, News(self._version(), session.news.course + 1, state))
        return session

    def change(self, session: StudioSession, made_from: str, state: str) -> bool:
        """Take a new state, if it was made from the newest one; say whether it was."""
        if made_from != session.news.version:
            return False
        if state != session.news.state:
            self._tell(session, session.news._replace(version=self._version(), state=state))
        return True

    @contextmanager
    def following(self, session: StudioSession) -> Iterator[Queue]:
        """Give a queue on which the states of a session arrive, for as long as somebody listens."""
        queue: Queue = asyncio.Queue(LONGEST_QUEUE)
        if self.closed:
            queue.put_nowait(None)
        session.followers.add(queue)
        try:
            yield queue
        finally:
            session.followers.discard(queue)

    def close(self) -> None:
        """End all followers: the studio ends."""
        self.closed = True
        for session in self._by_id.values():
            for queue in session.followers:
                _put(queue, None)

    def _tell(self, session: StudioSession, news: News) -> None:
        session.news = news
        for queue in session.followers:
            _put(queue, news)

    def _version(self) -> str:
        self.count += 1
        return f"{self.epoch}.{self.count}"

    def _make_room(self) -> None:
        """Drop those that were used longest ago; those that listen are told by the end of their stream."""
        while len(self._by_id) > MOST_SESSIONS or (len(self._by_id) > 1 and self._size() > MOST_TEXT):
            _, dropped = self._by_id.popitem(last=False)
            for queue in dropped.followers:
                _put(queue, None)

    def _size(self) -> int:
        return sum(len(each.course.subject.text) for each in self._by_id.values())


def new_id() -> str:
    """Give an id that nobody guesses: who knows it may follow."""
    return "".join(secrets.choice(LETTERS) for _ in range(ID_LENGTH))


def is_id(text: str) -> bool:
    """Say whether a text can be an id."""
    return len(text) == ID_LENGTH and all(each in LETTERS for each in text)


def _put(queue: Queue, news: News | None) -> None:
    """Put news into a queue that keeps the newest: who is too slow misses what is old."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(news)

"""The addresses of the studio, and what each does. What takes long runs in threads, so that followers never wait."""

from collections.abc import Callable
from difflib import unified_diff
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from benefit_flows.studio.background import Beside
from benefit_flows.studio.files import MOST_FILES, Opened, Refused
from benefit_flows.studio.follow import events
from benefit_flows.studio.guard import Door, RequestGuard
from benefit_flows.studio.lessons import Begun, Course, Documents, StepRequest, exported, first, open_course, settled
from benefit_flows.studio.pages import REFUSED, Pages
from benefit_flows.studio.requests import Body, body_of, http_refused, language_of, refused_answer, wants_page
from benefit_flows.studio.sessions import Sessions, StudioSession, is_id
from benefit_flows.studio.texts import Desk
from benefit_flows.studio.words import ANSWERS
from benefit_flows.text import Language
from benefit_flows.view.packing import document

LONG_AT_ONCE, SHORT_AT_ONCE = 2, 4
"""How many jobs of one kind run at once: runs; checks; documents; and short ones. No kind waits for another."""


class Studio(NamedTuple):
    """What the addresses work with. ``base`` is how others reach the studio; ``complain`` tells of a bug of ours."""

    desk: Desk
    sessions: Sessions
    language: Language
    base: str
    complain: Callable[[Exception], None]


def application(studio: Studio, door: Door) -> ASGIApp:
    """Give the studio as an application for a server."""
    served = _Served(studio)
    app = Starlette(
        routes=served.routes(),
        exception_handlers={Refused: served.refuse, HTTPException: served.refuse, Exception: served.complain},
    )
    return RequestGuard(app, door, lambda request, why: served.refuse(request, Refused(why, 403)))


class _Served:
    """The endpoints."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.desk, self.sessions = studio.desk, studio.sessions
        self.running, self.checking, self.soon = Beside(LONG_AT_ONCE), Beside(LONG_AT_ONCE), Beside(SHORT_AT_ONCE)
        self.documents = Documents(self.soon, Beside(LONG_AT_ONCE))
        self.pages = Pages()

    def routes(self) -> list[Route]:
        """List the addresses. Those below ``/api/`` need the token; a session's id is enough to follow it."""
        return [
            Route("/", self.page("list")),
            Route("/edit", self.page("edit")),
            Route("/step", self.page("step")),
            Route("/f/{id}", self.page("follow")),
            Route("/assets/{name}", self.asset),
            Route("/follow/{id}/events", self.follow),
            Route("/follow/{id}/document", self.document),
            Route("/api/files", self.files),
            Route("/api/file", self.file),
            Route("/api/check", self.check, methods=["POST"]),
            Route("/api/run", self.run, methods=["POST"]),
            Route("/api/format", self.format, methods=["POST"]),
            Route("/api/save", self.save, methods=["POST"]),
            Route("/api/sessions", self.open, methods=["POST"]),
            Route("/api/sessions/{id}", self.change, methods=["POST"]),
            Route("/api/sessions/{id}/around", self.around, methods=["POST"]),
            Route("/api/sessions/{id}/export", self.export, methods=["POST"]),
        ]

    def language(self, request: Request) -> Language:
        """Give the language of the answer."""
        return language_of(request, self.studio.language)

    # Pages

    def page(self, name: str) -> Callable[[Request], Response]:
        """Give the endpoint of a page. The page itself holds nothing of the folder: its script asks for that."""

        def endpoint(request: Request) -> Response:
            return HTMLResponse(self.pages.render(name, self.language(request)))

        return endpoint

    def asset(self, request: Request) -> Response:
        """Give a style sheet or a script."""
        found = self.pages.asset(request.path_params["name"])
        if found is None:
            raise Refused("not-found", 404)
        return Response(found.text, media_type=found.kind)

    # Files and texts

    async def files(self, _request: Request) -> Response:
        """List the files with their scenarios."""
        files = await self.checking(self.desk.files)
        return JSONResponse({"folder": self.desk.folder.root.name, "files": document(files), "most": MOST_FILES})

    async def file(self, request: Request) -> Response:
        """Give a file's text and digest."""
        name = request.query_params.get("name", "")
        opened = await self.soon(lambda: self.desk.folder.read(name))
        findings = self.desk.listed(name, opened.diagnostics, self.language(request))
        return JSONResponse(
            {"name": name, "text": opened.text, "digest": opened.digest, "findings": document(findings)}
        )

    async def check(self, request: Request) -> Response:
        """Say what is wrong with a text."""
        body, language = await body_of(request), self.language(request)
        name, text = body.text("file"), body.text("text")
        return JSONResponse(document(await self.checking(lambda: self.desk.findings(name, text, language))))

    async def run(self, request: Request) -> Response:
        """Run a text."""
        body, language = await body_of(request), self.language(request)
        name, text = body.text("file"), body.text("text")
        return JSONResponse(document(await self.running(lambda: self.desk.run(name, text, language))))

    async def format(self, request: Request) -> Response:
        """Format a text."""
        body = await body_of(request)
        name, text = body.text("file"), body.text("text")
        formatted = await self.checking(lambda: self.desk.formatted(name, text))
        if formatted is None:
            raise Refused("not-formatted", 409)
        return JSONResponse({"text": formatted})

    async def save(self, request: Request) -> Response:
        """Save a text, unless the file is another than was opened."""
        body, language = await body_of(request), self.language(request)
        name, text, digest = body.text("file"), body.text("text"), body.optional("digest")
        saved = await run_in_threadpool(self.desk.folder.save, name, text, digest)  # waited for at the end
        if saved.meanwhile is None:
            return JSONResponse({"digest": saved.digest})
        refused = Refused("exists" if digest is None else "meanwhile", 409)
        return refused_answer(refused, language, **_disk(saved.meanwhile, text))

    # Sessions

    async def open(self, request: Request) -> Response:
        """Start a session, or another subject in one; after a restart, an old one under its own id.

        Who only wants to ``join`` takes what is stepped through there, whatever that has become.
        """
        body = await body_of(request)
        key, joins, wish = body.optional("id"), body.flag("join"), body.optional("state") or ""
        if key is not None and not is_id(key):
            raise Refused("request", 400)
        session, fits = self._joined(key, None if joins else _subject(body)), True
        if session is None:
            if body.optional("file") is None and joins:
                raise Refused("no-session", 404)
            subject = _subject(body)
            course, begun = await self.soon(lambda: self._opened(subject, wish))
            # Somebody else may have opened the same in the meantime: after a restart all trainers come at once.
            session, fits = self._joined(key, None if joins else subject), begun.fits
            session = session or self.sessions.open(key, course, begun.state)
        return JSONResponse({**await self._lead(session), "fits": fits})

    def _joined(self, key: str | None, subject: StepRequest | None) -> StudioSession | None:
        """Give the session of an id, if it has what somebody wants: the same, or the file as whoever began has it."""
        session = self.sessions.find(key) if key is not None else None
        there = session.course.subject if session is not None else None
        if subject is None or there is None:
            return session
        wanted = subject if subject.text else subject._replace(text=there.text)
        return session if wanted == there else None

    async def _lead(self, session: StudioSession) -> dict[str, object]:
        """Give what a trainer's page needs; the text only where it is not what the file holds."""
        file, text, line = session.course.subject
        saved = await self.soon(lambda: self.desk.folder.holds_text(file, text))
        lead = {**_news(session), "file": file, "line": line, "text": None if saved else text}
        return {"id": session.id, **lead, "follow": f"{self.studio.base}/f/{session.id}"}

    def _opened(self, subject: StepRequest, state: str) -> tuple[Course, Begun]:
        """Open a course, of the file where no text was sent, and find where it begins."""
        self.desk.folder.path(subject.name)
        text = subject.text or self.desk.folder.read(subject.name).text or ""
        course = open_course(self.desk, subject._replace(text=text))
        return course, first(course, state)

    async def change(self, request: Request) -> Response:
        """Take a new state from a trainer, and tell the followers."""
        body, session = await body_of(request), self._session(request)
        course, made_from, state = session.course, body.text("from"), body.text("state")
        fitting = await self.soon(lambda: settled(course, state))
        if session.course is course and self.sessions.change(session, made_from, fitting):
            return JSONResponse(_news(session))
        return refused_answer(Refused("stale", 409), self.language(request), **_news(session))

    async def around(self, request: Request) -> Response:
        """Give the document explored around a path that leads out of it."""
        body, course = await body_of(request), self._session(request).course
        state = body.text("state")
        return JSONResponse({"document": await self.documents.document(course, state)})

    async def export(self, request: Request) -> Response:
        """Give what was done as a scenario."""
        body, course = await body_of(request), self._session(request).course
        state = body.text("state")
        return JSONResponse({"text": await self.soon(lambda: exported(course, state))})

    def _session(self, request: Request) -> StudioSession:
        session = self.sessions.find(request.path_params["id"].lower())  # a link that was typed
        if session is None:
            raise Refused("no-session", 404)
        return session

    # Following

    async def follow(self, request: Request) -> Response:
        """Give the stream of states."""
        session = self._session(request)
        stream = events(self.sessions, session, request.headers.get("last-event-id"))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def document(self, request: Request) -> Response:
        """Give the document in which the present state of a session can be shown."""
        session = self._session(request)
        news = session.news
        return JSONResponse({**news._asdict(), "document": await self.documents.document(session.course, news.state)})

    # What goes wrong

    def refuse(self, request: Request, error: Exception) -> Response:
        """Say why something cannot be done."""
        refused = http_refused(error) if isinstance(error, HTTPException) else error
        if not isinstance(refused, Refused):
            raise error
        language = self.language(request)
        if not wants_page(request):
            return refused_answer(refused, language)
        message = ANSWERS.say(refused.key, language, **refused.values)
        return HTMLResponse(self.pages.render(REFUSED, language, message), refused.status)

    def complain(self, request: Request, error: Exception) -> Response:
        """Say that we have a bug."""
        self.studio.complain(error)
        return refused_answer(Refused("bug", 500), self.language(request))


def _subject(body: Body) -> StepRequest:
    return StepRequest(body.text("file"), body.optional("text") or "", body.number("line"))


def _news(session: StudioSession) -> dict[str, object]:
    """Give what a trainer's page must know of its session."""
    return dict(session.news._asdict())


def _disk(opened: Opened, text: str) -> dict[str, object]:
    """Give what is on disk now, and how one's own text differs from that."""
    before = opened.text or ""
    lines = unified_diff(before.splitlines(), text.splitlines(), n=2, lineterm="")
    difference = [line for line in lines if not line.startswith(("---", "+++"))]
    return {"disk": {"digest": opened.digest, "text": opened.text}, "difference": difference}

"""What requests say, read with care: a JSON object of limited size, and the language of the answer."""

import json
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from benefit_flows.studio.files import LARGEST, Refused
from benefit_flows.studio.words import ANSWERS
from benefit_flows.text import LANGUAGES, Language

STATUS_KEYS: Final = {404: "not-found", 405: "not-allowed"}
BAD, TOO_LARGE = 400, 413


class Body:
    """The object that a request sent."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def text(self, key: str) -> str:
        """Give a text that must be there. Raises ``Refused``."""
        found = self.optional(key)
        if found is None:
            raise Refused("request", BAD)
        return found

    def optional(self, key: str) -> str | None:
        """Give a text that may be missing. Half a character, which no file can hold, is refused."""
        found = self.values.get(key)
        if found is None:
            return None
        if not isinstance(found, str) or any("\ud800" <= each <= "\udfff" for each in found):
            raise Refused("request", BAD)
        return found

    def flag(self, key: str) -> bool:
        """Say whether something was asked for."""
        return self.values.get(key) is True

    def number(self, key: str) -> int | None:
        """Give a whole number from 1 that may be missing."""
        found = self.values.get(key)
        if found is None:
            return None
        if not isinstance(found, int) or isinstance(found, bool) or not 0 < found < LARGEST:
            raise Refused("request", BAD)
        return found


async def body_of(request: Request) -> Body:
    """Read the JSON object of a request, no further than the limit. Raises ``Refused``."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused("request", BAD)
    try:
        values: object = json.loads(await _data(request))
    except (ValueError, RecursionError) as error:
        raise Refused("request", BAD) from error
    if not isinstance(values, dict):
        raise Refused("request", BAD)
    return Body(values)


async def _data(request: Request) -> bytes:
    """Read what was sent; who leaves before the end is no bug of ours."""
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > LARGEST:
                raise Refused("large", TOO_LARGE)
    except ClientDisconnect as error:
        raise Refused("request", BAD) from error
    return bytes(data)


def language_of(request: Request, default: Language) -> Language:
    """Give the language that the address asks for, or the one that the studio was started in."""
    asked = request.query_params.get("lang")
    return next((language for language in LANGUAGES if language == asked), default)


def wants_page(request: Request) -> bool:
    """Say whether a person asks, by the address bar of a browser, and not a page of ours."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def refused_answer(refused: Refused, language: Language, **more: object) -> Response:
    """Say why something cannot be done, for the page and for people; ``more`` is what the page goes on with."""
    message = ANSWERS.say(refused.key, language, **refused.values)
    return JSONResponse({"error": refused.key, "message": message, **more}, refused.status)


def http_refused(error: HTTPException) -> Refused:
    """Put what the routes refuse into our words."""
    return Refused(STATUS_KEYS.get(error.status_code, "request"), error.status_code)

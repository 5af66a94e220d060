"""A connection of the studio's server. Who keeps one open and asks nothing must not shut others out."""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE: Final = 10.0
"""Seconds within which a whole request must have begun; twice that where there was one before."""

MOST_FROM_ONE: Final = 200
"""Connections from one address: a whole room may share one."""


class Connection(H11Protocol):
    """Ends itself where no request comes, or where too many come from the same address."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        if self._beside() > MOST_FROM_ONE:
            transport.close()
        self.loop.call_later(PATIENCE, self._look, None)

    def _beside(self) -> int:
        """Count the connections from the same address, this one too."""
        own = self.client[0] if self.client else None
        clients = (getattr(each, "client", None) for each in self.connections)
        return sum(each is not None and each[0] == own for each in clients)

    def _look(self, before: RequestResponseCycle | None) -> None:
        """End the connection where nothing was asked since the last look, and nothing is being answered."""
        if self.transport.is_closing():
            return
        idle = getattr(self.cycle, "response_complete", True)
        if idle and self.cycle is before:
            self.transport.close()
        else:
            self.loop.call_later(PATIENCE, self._look, self.cycle)

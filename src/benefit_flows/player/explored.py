"""Another address of ``player.lesson``."""

from benefit_flows.player.lesson import Asked, explored

__all__ = ["Asked", "explored"]

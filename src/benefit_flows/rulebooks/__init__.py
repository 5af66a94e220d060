"""The content: one package per rulebook. Only here is known what the benefit is."""

from benefit_flows.rulebooks.editions import RULEBOOKS

__all__ = ["RULEBOOKS"]

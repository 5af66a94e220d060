"""The content: one package per rulebook. Only here is known what the benefit is."""

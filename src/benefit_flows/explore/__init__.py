"""What runs many times: mutants of the rulebook and the coverage that they show; the worlds around a scenario."""

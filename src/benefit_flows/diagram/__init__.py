"""Pictures of the machines, of a scenario's path through them, and of who does what where."""

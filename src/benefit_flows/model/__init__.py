"""What exists: immutable types that every layer shares. Standard library only."""

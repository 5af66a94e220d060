"""The stepper for terminals and pipes."""

"""Time passes: one action, a whole run, what is offered, what a check finds. Knows no text and no benefit."""

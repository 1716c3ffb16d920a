"""Which words an actor uses for a disputed matter, and which it avoids."""

"""The fixed phrases of an actor's language."""

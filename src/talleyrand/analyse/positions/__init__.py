"""Where an actor stands toward another, over time."""

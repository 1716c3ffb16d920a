"""Where states stand in a body, from all their votes."""

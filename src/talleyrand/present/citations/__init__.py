"""Citations: what a source is called, and that in each style."""

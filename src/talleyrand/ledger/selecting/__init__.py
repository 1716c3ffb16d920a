"""Which records are asked for, and ways to read them: in order, a page at a time, counted, the newest."""

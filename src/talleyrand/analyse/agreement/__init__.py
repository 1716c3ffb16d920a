"""Agreement between coders, and between machine and person."""

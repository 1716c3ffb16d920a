"""How states voted, with whom, against whom."""

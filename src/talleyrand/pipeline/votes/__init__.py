"""Files of roll calls as votes: each file is archived, each of its rows becomes a record."""

"""The table of records: what it is asked, its rows, its facets, and it as a file."""

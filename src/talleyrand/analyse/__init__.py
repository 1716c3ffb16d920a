"""Measures over records: functions over iterables, no database, no global state; each answers with a `Result`."""

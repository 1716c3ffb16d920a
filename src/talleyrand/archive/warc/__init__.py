"""Web archives: records of WARC and ARC files, whole or damaged, and what their responses hold."""

"""Letters: their headers, the body that a person reads, what is attached; and mailboxes as streams of letters."""

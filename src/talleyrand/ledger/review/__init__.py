"""What persons decide on records: decisions as rows, queues of what waits, and how far it is."""

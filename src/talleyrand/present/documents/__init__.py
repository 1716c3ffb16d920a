"""A document to read: what is known of it, its paragraphs, and evidence within them."""

"""The first stage: raw bytes in, content-addressed snapshots out; readers for text, Markdown, HTML and JSON Lines."""

"""A brief with its notes, and that as Markdown, as a page, as a Word document."""

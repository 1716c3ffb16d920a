"""From a printed page to a text: words and where they stand, columns, running heads, paragraphs, layout."""

"""Draft briefs: what the measures answer about chosen actors and days, as paragraphs with the records behind them."""

"""Talleyrand: an evidence-linked ledger of what states and leaders said and did."""

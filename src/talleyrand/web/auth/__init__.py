"""Accounts, sessions and tokens: who asks, what they may, and what is written down of it."""

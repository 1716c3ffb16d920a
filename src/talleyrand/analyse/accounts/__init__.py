"""Accounts of one event side by side."""

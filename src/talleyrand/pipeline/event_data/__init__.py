"""Rows of event data as records without text."""

"""Fetching from the web: raw bytes of addresses that strangers name, politely and without reaching what is private."""

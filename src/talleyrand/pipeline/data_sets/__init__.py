"""Rows of data sets of others as records without text."""

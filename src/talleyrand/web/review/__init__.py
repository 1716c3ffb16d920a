"""The desk of a person who reviews: which queue, one record of it, and its fields."""

"""Whether deeds match words, and commitments with what came of them."""

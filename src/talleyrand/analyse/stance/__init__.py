"""What the words of a statement say of those they name."""

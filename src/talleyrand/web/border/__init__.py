"""What requests have to pass before anything is made of them, and what answers carry out."""

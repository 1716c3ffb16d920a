"""What answers of measures are on pages of their own: votes, the network, ideal points, standings."""

"""What an actor said and did, in order."""

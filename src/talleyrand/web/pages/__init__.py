"""One file for each page; the application takes in the `router` of each."""

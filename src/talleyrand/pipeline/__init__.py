"""The one place where the stages are chained: coding a document, reading folders, workers."""

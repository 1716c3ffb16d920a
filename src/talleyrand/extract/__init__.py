"""From syntax to drafts of records: one module per kind. Rules are written on Universal Dependencies."""

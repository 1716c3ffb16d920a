"""Contacts: as a section of the dossier, and on a page of their own."""

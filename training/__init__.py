"""The recipe that makes Talleyrand's English language model from open treebanks; see README.md."""

"""`python -m training COMMAND`: train, export, evaluate; see README.md."""

from training.command import main

main()

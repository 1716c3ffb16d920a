"""`python -m talleyrand` is the command `talleyrand`."""

from talleyrand.cli.main import main

if __name__ == "__main__":
    main()

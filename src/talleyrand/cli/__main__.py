"""`python -m talleyrand.cli` is the `talleyrand` command."""

from talleyrand.cli.main import main

if __name__ == "__main__":
    main()

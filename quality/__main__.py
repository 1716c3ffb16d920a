"""`python -m quality`."""

from quality.command import main

if __name__ == "__main__":
    raise SystemExit(main())

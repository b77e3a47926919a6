"""`python -m feedforum`: the same as the command `feedforum`."""

import sys

from feedforum.cli import main

if __name__ == "__main__":
    sys.exit(main())

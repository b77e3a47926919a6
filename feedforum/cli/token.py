"""`feedforum token`: a new access token."""

import sys
from argparse import Namespace
from secrets import token_urlsafe

from feedforum.config.access_tokens import hashed

_BYTES = 24
"""As many as nobody guesses, which is what a hash without salt needs."""


def main(options: Namespace) -> int:
    """Print a token, which is kept nowhere, and the line that makes the configuration know it; gives 0."""
    token = token_urlsafe(_BYTES)
    print(token)
    print(f'access_tokens = ["{hashed(token)}"]', flush=True)
    print(
        "The first line is the token, shown this once: give it to whoever may read private feeds. The second "
        "goes into [server], its text in quotes beside those of other tokens.",
        file=sys.stderr,
    )
    return 0

"""`feedforum token`: a new access token."""

import sys
from argparse import Namespace
from secrets import token_urlsafe

from feedforum.config.access_tokens import hashed

_BYTES = 24
"""Enough that nobody guesses it, as a hash without salt requires."""


def main(options: Namespace) -> int:
    """Print a token, which is stored nowhere, and the line for the configuration; gives 0."""
    token = token_urlsafe(_BYTES)
    print(token)
    print(f'access_tokens = ["{hashed(token)}"]', flush=True)
    print(
        "The first line is the token, shown only now: give it to whoever may read private feeds. Put the "
        "second into [server]; if there are other tokens, add its quoted text to their list.",
        file=sys.stderr,
    )
    return 0

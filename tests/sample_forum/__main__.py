"""`python -m tests.sample_forum`: the demo forum, to look at or to poll; the clock is the machine's."""

import argparse
import time
from contextlib import ExitStack
from datetime import UTC, datetime

from tests.sample_forum.demo import demo_forum, one_more_post
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.server import serve
from tests.sample_forum.skins import SKINS, skin_named


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.sample_forum", description="A small forum to try things on."
    )
    parser.add_argument("--port", type=int, default=8801, help="port on 127.0.0.1 (default: 8801)")
    names = [skin.name for skin in SKINS]
    parser.add_argument("--skin", choices=names, default=names[0], help="the software that it is made by")
    parser.add_argument("--lively", type=float, metavar="SECONDS", help="a new post every so many seconds")
    options = parser.parse_args()
    forum = demo_forum(datetime.now(UTC), skin=skin_named(options.skin))
    with ExitStack() as serving:
        try:
            site = serving.enter_context(serve(forum, options.port))
        except OSError as error:
            reason = f"Nothing can listen on port {options.port} ({error.strerror})"
            raise SystemExit(f"{reason}; end what uses it, or choose another with --port.") from None
        print(f"The sample forum is at {site.url} (Ctrl+C ends it)", flush=True)  # noqa: T201
        _let_time_pass(site.forum, options.lively)


def _let_time_pass(forum: SampleForum, lively: float | None) -> None:
    written, due = 0, time.monotonic() + (lively or 0)
    while True:
        time.sleep(0.2)
        with forum.lock:
            forum.now = datetime.now(UTC)
            if lively and time.monotonic() >= due:
                one_more_post(forum, written)
                written, due = written + 1, due + lively


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(0) from None

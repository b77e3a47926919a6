"""`feedforum check`: the faults of the configuration; with `--online`, what each forum has."""

from argparse import Namespace
from pathlib import Path

from feedforum.cli.online_check import Finding, look_at
from feedforum.cli.output import Progress, count, progress
from feedforum.cli.startup import config_path, forums_of, host_rate_limiter, settings_of
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings, Settings
from feedforum.config.fetch_options import fetch_options_of
from feedforum.config.load import in_file
from feedforum.errors import StoreError
from feedforum.fetch import ForumClient, InMemoryRobots
from feedforum.media.folder import MediaFolder
from feedforum.store import check_openable


def main(options: Namespace) -> int:
    """Check; gives 1 if a forum or a board is not as configured. Raises ConfigError with the faults."""
    settings = settings_of(options)
    forums = () if settings.server.owner_password and not settings.forums else forums_of(options, settings)
    try:
        check_openable(settings.storage_url)
    except StoreError as error:
        raise in_file(config_path(options), "[storage] url", str(error)) from None
    print(f"{config_path(options)}: no faults; {_summary(settings)}.", flush=True)
    damaged = _damaged_files(settings.media_folder)
    if not options.online:
        return int(damaged)
    clock, language = SystemClock(), options.language
    rate_limiter = host_rate_limiter(clock)

    def looked_at(forum: ForumSettings, show: Progress) -> list[Finding]:
        show(forum.key, f"fetching {forum.url}")
        options = fetch_options_of(forum, settings.server.public_url)
        with ForumClient(options, clock, rate_limiter, InMemoryRobots(), cookies=forum.cookies) as client:
            return list(look_at(forum, client, lambda what: show(forum.key, f"fetching {what}"), language))

    with progress() as show:
        findings = [(forum.key, finding) for forum in forums for finding in looked_at(forum, show)]
    for key, finding in findings:
        print(f"{key}  {finding.line}")
    return int(damaged or not all(finding.good for _, finding in findings))


def _damaged_files(path: Path) -> bool:
    """Whether pictures or files that are kept do not hold what they should, which is printed."""
    if not path.is_dir():
        return False
    folder = MediaFolder(path)
    digests = list(folder.digests())
    damaged = [digest for digest in digests if not folder.is_sound(digest)]
    for digest in damaged:
        print(f"{folder.path(digest)} is damaged; delete it, and it is fetched again within a day.")
    print(f"{path}: {count(len(digests), 'file')}, {len(damaged)} damaged.")
    return bool(damaged)


def _summary(settings: Settings) -> str:
    boards = sum(len(forum.boards or ()) for forum in settings.forums)
    threads = sum(len(forum.threads) for forum in settings.forums)
    whole = [forum.key for forum in settings.forums if forum.boards is None]
    parts = [count(len(settings.forums), "forum"), count(boards, "board")]
    if whole:
        parts.append(f"all boards of {', '.join(whole)}")
    if threads:
        parts.append(count(threads, "thread"))
    return ", ".join(parts)

"""A forum whose configured profile fits its pages no more is learned anew, and polled by what was learned."""

from contextlib import suppress
from dataclasses import replace

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.discover.learn_anew import finds_again, learned_of
from feedforum.fetch import ForumClient
from feedforum.learning.walk import NotUnderstoodError
from feedforum.poll import Report
from feedforum.records import Answer, Document, PostScope
from feedforum.schedule.shutdown import Stop
from feedforum.store import PollState, Store
from feedforum.translations import detail_text


def with_learned_profile(forum: ForumSettings, store: Store) -> ForumSettings:
    """The forum's settings, with the profile that was learned in place of the configured one, if any."""
    learned = forum.profile and store.learned_profiles.read(forum.key, forum.profile)
    return replace(forum, profile=learned) if learned else forum


def learned_anew(
    forum: ForumSettings,
    store: Store,
    client: ForumClient,
    clock: Clock,
    stop: Stop,
    before: PollState,
    report: Report,
) -> Report:
    """The report of a poll, with what came of learning the pages anew where the profile fits them no more.

    That is done once: after the second poll in a row whose index it does not fit, as a page may be cut
    off or under repair; or where it fits no thread that was asked for, nor three that are known. As long
    as it fits none of these, threads are asked for again in each poll: after one without them all
    would seem well. Raises StoreError, StoppedError.
    """
    before_too = before.answer == report.answer
    if forum.profile is None or report.answer is not Answer.NOT_UNDERSTOOD:
        return report

    def get(url: str) -> Document | None:
        stop.check()
        return client.get(url).document

    requests, repository = client.counts.requests, store.poll_repository(forum.key)
    posts = store.read_repository.newest_posts(PostScope(forum.key, None), limit=300, most_text=0)
    used, found = with_learned_profile(forum, store).profile or forum.profile, False
    # Where a listing was understood, it is the threads that are not.
    threads_alone = any(board.answer is not Answer.NOT_UNDERSTOOD for board in report.boards)
    still_fits = threads_alone and finds_again(forum, used, posts, get)
    if not still_fits and ((before_too and before.failures == 1) or (threads_alone and not before_too)):
        with suppress(NotUnderstoodError):
            profile = learned_of(forum, get).profile
            found = finds_again(forum, profile, posts, get)
            if found:
                store.learned_profiles.write(forum.key, forum.profile, profile)
                repository.save_storm(clock.now())
        failed = f"{report.detail} {detail_text('not_found_again')}"
        report = replace(report, detail=detail_text("learned_anew") if found else failed)
    if threads_alone and not still_fits:
        repository.clear_thread_refusals()
    return replace(report, requests=report.requests + client.counts.requests - requests)

"""A forum that is read by a profile, and looks different one day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from feedforum.config import load
from feedforum.config.editing import add_forum
from feedforum.dates import Calendar
from feedforum.engines import ENGINES
from feedforum.learning.learner import learn
from feedforum.poll import Report
from feedforum.records import Answer, Discovery, PostScope
from feedforum.schedule import PollJob, PollJobs, Stop
from feedforum.store import Store
from tests.discover.test_learned_forum import client, found_at
from tests.fake_clock import FakeClock
from tests.learning.homegrown import BARE_TABLES, NEW_SKIN, NOW, Homegrown, TrueThread, forum_in
from tests.learning.serving import served
from tests.sample_forum.demo import demo_forum
from tests.sample_forum.server import serve
from tests.sample_forum.skins import PHPBB3


@contextmanager
def polled(tmp_path: Path) -> Iterator[tuple[Homegrown, PollJob, Store]]:
    """A forum that was learned and polled once."""
    forum = forum_in(BARE_TABLES, ("1", "2"), threads=5)
    with served(forum) as url:
        store = Store.at(f"sqlite:///{tmp_path}/store.db")
        job = job_for(tmp_path, found_at(url), store)
        assert job.run()[0].answer is Answer.OK
        yield forum, job, store
        job.close()
        store.close()


def job_for(folder: Path, found: Discovery, store: Store) -> PollJob:
    """The polls of a forum that was found, as if no engine knew it."""
    path = folder / "config.toml"
    add_forum(path, found, ENGINES)
    (settings,) = load(path, ENGINES, {}).forums
    settings = replace(settings, request_delay=0, robots_txt=False, backfill=None)
    (job,) = PollJobs(store, FakeClock(NOW), Random(1), Stop()).of([settings])
    return job


def with_new_skin(forum: Homegrown) -> None:
    forum.style = NEW_SKIN
    forum.shown.clear()
    # One of its threads has a new post, too.
    thread = max(forum.threads, key=lambda thread: thread.posts[-1].at)
    last = thread.posts[-1]
    new = replace(last, id=9000, text="Neu im neuen Kleid.")
    forum.threads[forum.threads.index(thread)] = replace(thread, posts=(*thread.posts, new))


def keys_of(store: Store, forum_key: str) -> set[str]:
    posts = store.read_repository.newest_posts(PostScope(forum_key, None), limit=10_000)
    return {post.key for post in posts}


def test_it_is_learned_anew_where_known_posts_are_found_again(tmp_path: Path) -> None:
    with polled(tmp_path) as (forum, job, store):
        known = keys_of(store, job.forum.key)
        with_new_skin(forum)
        first, second = job.run()[0], job.run()[0]
        assert (first.answer, second.answer) == (Answer.NOT_UNDERSTOOD, Answer.NOT_UNDERSTOOD)
        assert "check --online" in first.detail
        assert "looks different now" in second.detail
        assert keys_of(store, job.forum.key) == known
        third = job.run()[0]
        assert third.answer is Answer.OK, third.detail
        assert (third.new_posts, third.edits, third.deletions) == (1, 0, 0)
        assert keys_of(store, job.forum.key) == known | {"9000"}


def with_new_threads_alone(forum: Homegrown) -> None:
    """Show the threads of a forum in its new skin, and the rest as before."""
    new = NEW_SKIN.pages(forum)
    old = BARE_TABLES.pages(forum)
    forum.shown = {url: new[url] if "thema" in url else text for url, text in old.items()}


def test_it_is_noticed_by_the_pages_of_threads_alone(tmp_path: Path) -> None:
    with polled(tmp_path) as (forum, job, store):
        before = dict(forum.shown)
        with_new_skin(forum)
        with_new_threads_alone(forum)
        assert forum.shown.keys() == before.keys()
        first, second = job.run()[0], job.run()[0]
        assert first.answer is Answer.NOT_UNDERSTOOD
        assert "looks different now" in first.detail
        assert (second.answer, second.new_posts) == (Answer.OK, 1)
        assert job.forum.profile is not None
        assert store.learned_profiles.read(job.forum.key, job.forum.profile) is not None


def test_threads_that_are_not_understood_are_no_secret_in_later_polls(tmp_path: Path) -> None:
    with polled(tmp_path) as (forum, job, store):
        known = keys_of(store, job.forum.key)
        with_new_skin(forum)
        threads = forum.threads
        forum.threads = [renumbered(thread) for thread in threads]
        with_new_threads_alone(forum)
        reports = [job.run()[0] for _ in range(5)]
        assert {report.answer for report in reports} == {Answer.NOT_UNDERSTOOD}
        # It is asked for as little as tells so: the index, the thread, and three that are known.
        assert reports[-1].requests <= 5
        assert keys_of(store, job.forum.key) == known
        forum.threads = threads
        forum.shown = BARE_TABLES.pages(forum)
        last = job.run()[0]
        assert (last.answer, last.new_posts) == (Answer.OK, 1), last.detail


def test_one_odd_page_of_a_thread_is_no_new_skin(tmp_path: Path) -> None:
    with polled(tmp_path) as (forum, job, store):
        thread = forum.of_board("1")[0]
        new = replace(thread.posts[-1], id=9000, text="Neu.")
        forum.threads[forum.threads.index(thread)] = replace(thread, posts=(*thread.posts, new))
        forum.shown = BARE_TABLES.pages(forum)
        odd = {url: "<html><body>Umfrage</body></html>" for url in forum.shown if f"t={thread.id}" in url}
        forum.shown |= odd
        report = job.run()[0]
        assert report.answer is Answer.NOT_UNDERSTOOD
        assert report.requests <= 7
        assert job.forum.profile is not None
        assert store.learned_profiles.read(job.forum.key, job.forum.profile) is None
        assert job.run()[0].answer is Answer.OK


def renumbered(thread: TrueThread) -> TrueThread:
    return replace(thread, posts=tuple(replace(post, id=post.id + 5000) for post in thread.posts))


def test_its_owner_is_asked_where_posts_have_other_ids(tmp_path: Path) -> None:
    with polled(tmp_path) as (forum, job, store):
        known = keys_of(store, job.forum.key)
        with_new_skin(forum)
        forum.threads = [renumbered(thread) for thread in forum.threads]
        reports: list[Report] = [job.run()[0] for _ in range(4)]
        assert {report.answer for report in reports} == {Answer.NOT_UNDERSTOOD}
        assert "known posts were not found again" in reports[1].detail
        # It is learned anew once, not at each poll.
        assert reports[3].requests == reports[0].requests < 3
        assert keys_of(store, job.forum.key) == known


def test_a_page_that_fails_once_is_no_new_skin(tmp_path: Path) -> None:
    with polled(tmp_path) as (forum, job, _):
        whole = dict(forum.shown)
        forum.shown = dict.fromkeys(whole, "<html><body>Fatal error</body></html>")
        assert job.run()[0].answer is Answer.NOT_UNDERSTOOD
        forum.shown = whole
        asked = len(forum.asked)
        assert job.run()[0].answer is Answer.OK
        assert len(forum.asked) - asked < 4


def test_another_style_of_real_software_is_learned_anew(tmp_path: Path) -> None:
    forum = demo_forum(NOW, skin=PHPBB3)
    with serve(forum) as site, client() as guest:
        front = guest.get(site.url).document
        assert front is not None
        profile = learn(front, lambda url: guest.get(url).document, Calendar(forum.zone)).profile
        zone = str(forum.zone)
        found = Discovery(Answer.OK, site.url, engine="profile", title="F", zone=zone, profile=profile)
        store = Store.at(f"sqlite:///{tmp_path}/store.db")
        job = job_for(tmp_path, found, store)
        assert job.run()[0].answer is Answer.OK
        known = keys_of(store, job.forum.key)
        assert len(known) > 50
        forum.style = "subsilver"
        new = forum.reply(4, "Sägemehl", "Neu im neuen Kleid, und auch sonst.")
        first, second, third = (job.run()[0] for _ in range(3))
        # Its front page has a form to log in beside the boards, and asks nobody to do so.
        assert (first.answer, second.answer) == (Answer.NOT_UNDERSTOOD, Answer.NOT_UNDERSTOOD)
        assert (third.new_posts, third.edits, third.deletions) == (1, 0, 0)
        assert keys_of(store, job.forum.key) == known | {str(new)}
        job.close()
        store.close()

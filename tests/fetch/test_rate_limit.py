import os
import threading
from random import Random

import pytest

from feedforum.fetch import HostRateLimiter
from tests.fake_clock import FakeClock


def take(limiter: HostRateLimiter, host: str = "a.example", delay: float = 2.0) -> float:
    with limiter.acquire(host, delay) as blocked_for:
        return blocked_for


def test_the_first_request_waits_for_nothing(clock: FakeClock, limiter: HostRateLimiter) -> None:
    assert take(limiter) == 0
    assert clock.sleeps == []


def test_the_delay_lies_between_the_end_of_one_and_the_start_of_the_next(
    clock: FakeClock, limiter: HostRateLimiter
) -> None:
    with limiter.acquire("a.example", 2.0):
        clock.advance(10)
    clock.advance(0.5)
    take(limiter)
    assert len(clock.sleeps) == 1
    assert 1.5 <= clock.sleeps[0] <= 2.0


def test_the_jitter_differs_and_never_shortens(clock: FakeClock, limiter: HostRateLimiter) -> None:
    for _ in range(20):
        take(limiter)
    assert all(2.0 <= sleep <= 2.5 for sleep in clock.sleeps)
    assert len(set(clock.sleeps)) == 19


def test_time_that_passed_anyway_is_not_slept_again(clock: FakeClock, limiter: HostRateLimiter) -> None:
    take(limiter)
    clock.advance(60)
    take(limiter)
    assert clock.sleeps == []


def test_another_host_has_requests_of_its_own(clock: FakeClock, limiter: HostRateLimiter) -> None:
    take(limiter)
    take(limiter, "b.example")
    assert clock.sleeps == []


def test_a_request_that_fails_counts_too(clock: FakeClock, limiter: HostRateLimiter) -> None:
    with pytest.raises(ZeroDivisionError), limiter.acquire("a.example", 2.0):
        raise ZeroDivisionError
    take(limiter)
    assert len(clock.sleeps) == 1


def test_a_host_is_left_alone_for_as_long_as_it_said(clock: FakeClock, limiter: HostRateLimiter) -> None:
    limiter.overloaded("a.example", 100)
    limiter.overloaded("a.example", 30)
    assert take(limiter) == 100
    clock.advance(99)
    assert take(limiter) == 1
    clock.advance(1)
    assert take(limiter) == 0
    assert clock.sleeps == []


def test_only_one_at_a_time_from_any_thread() -> None:
    limiter = HostRateLimiter(FakeClock(), Random(1))
    inside: list[str] = []
    most: list[int] = []

    def request_pages() -> None:
        for _ in range(50):
            with limiter.acquire("a.example", 0.0):
                inside.append("me")
                os.sched_yield()
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=request_pages) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 200

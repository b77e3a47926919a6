"""Work that goes on in a thread of its own, beside the polls."""

import threading
from typing import Self


class Background:
    """Does its `work` for as long as a block lasts: at first, every `pause` seconds, and when it is woken.

    The block's end waits `longest_end` seconds for work under way, or, for None, as long as that takes.
    """

    pause: float | None = None
    longest_end: float | None = None

    def __post_init__(self) -> None:
        self.ended = threading.Event()
        self._woken = threading.Event()

    def work(self) -> None:
        """What is done."""
        raise NotImplementedError

    def wake(self) -> None:
        """Have it done now, or once more if it is being done. Signal handlers may call it."""
        self._woken.set()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self._woken.set()
        self._thread.join(self.longest_end)

    def _run(self) -> None:
        while not self.ended.is_set():
            self.work()
            self._woken.wait(self.pause)
            self._woken.clear()

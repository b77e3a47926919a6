"""What the answers of a forum mean for a poll, beyond that nothing changes but by what was understood."""

from feedforum.records import Answer

ENDS_POLL = frozenset(
    {Answer.OVERLOADED, Answer.BLOCKED, Answer.CLOSED, Answer.OTHER_SOFTWARE, Answer.OTHER_FORUM}
)
"""Answers after which nothing more is asked for in this poll."""

TRANSIENT = frozenset({Answer.BROKEN, Answer.DATABASE_DOWN})
"""Answers of one bad moment: the same page is asked for again at the next poll."""

FAILURES = TRANSIENT | {Answer.REDIRECTED}
"""Answers that say nothing of the next page, but end a poll when they come in a row."""

MOST_FAILURES = 3

_USUAL = frozenset(answer for answer in Answer if answer.usual)

LASTING = frozenset(Answer) - _USUAL - TRANSIENT - {Answer.OVERLOADED, Answer.CLOSED, Answer.OTHER_FORUM}
"""Answers for a page that stay as they are for a while: the next polls begin elsewhere."""

SHOWS_NO_BOARDS = frozenset({Answer.NOT_UNDERSTOOD, Answer.LOGIN_WANTED, Answer.PASSWORD_WANTED})
"""Answers for an index that may be all that a guest of a forum for members sees."""

CONDITIONAL = _USUAL | {Answer.NOT_FOUND, Answer.LOGIN_WANTED, Answer.PASSWORD_WANTED, Answer.DISALLOWED}
"""Answers after which nothing of a page is left to do: the next poll may ask whether it has changed."""

LOGIN_UNANSWERED = ENDS_POLL | TRANSIENT | {Answer.DISALLOWED}
"""Answers to a form that say nothing of what was written into it."""

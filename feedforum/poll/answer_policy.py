"""What the answers of a forum mean for a poll, beyond that nothing changes but by what was understood."""

from feedforum.records import Answer

ENDS_THE_POLL = frozenset(
    {Answer.OVERLOADED, Answer.BLOCKED, Answer.CLOSED, Answer.OTHER_SOFTWARE, Answer.OTHER_FORUM}
)
"""Answers after which a considerate visitor asks nothing more."""

MAY_PASS = frozenset({Answer.BROKEN, Answer.DATABASE_DOWN})
"""Answers of one bad moment: the same page is asked for again at the next poll."""

TROUBLE = MAY_PASS | {Answer.REDIRECTED}
"""Answers that say nothing of the next page, but end a poll when they come in a row."""

TROUBLES_IN_A_ROW = 3

_USUAL = frozenset(answer for answer in Answer if answer.usual)

LASTS = frozenset(Answer) - _USUAL - MAY_PASS - {Answer.OVERLOADED, Answer.CLOSED, Answer.OTHER_FORUM}
"""Answers for a page that stay as they are for a while: the next polls begin elsewhere."""

SOUND = _USUAL | {Answer.NOT_FOUND, Answer.LOGIN_WANTED, Answer.PASSWORD_WANTED, Answer.DISALLOWED}
"""Answers after which nothing of a page is left to do: the next poll may ask whether it has changed."""

ANOTHER_TIME = ENDS_THE_POLL | MAY_PASS | {Answer.DISALLOWED}
"""Answers to a form that say nothing of what was written into it."""

"""What all pages have around what they show, and what a page is that shows none of it."""

import re
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute, classes, first_cell, image_name, text_of, with_class
from feedforum.engines.kit.links import Link, parameter, script
from feedforum.engines.kit.phpbb import PhpBBPage, boards_linked, id_of, start_of
from feedforum.engines.kit.texts import resolve
from feedforum.engines.phpbb2 import words
from feedforum.records import BoardRef, Reading

POST_NAME = re.compile(r"\d{1,18}$")


class PhpBB2Page(PhpBBPage):
    """A page of phpBB 2."""

    refusal_words = words.REFUSALS

    @cached_property
    def posts(self) -> list[Tag]:
        """The anchors of a thread's posts, each in the first cell of its post's first row."""
        return [tag for tag in self.tags("a") if POST_NAME.match(attribute(tag, "name")) and first_cell(tag)]

    @cached_property
    def language(self) -> str:
        """Pages do not say in which language they are, but most have a line on their clock."""
        words_of_line = self.clock_line[0].split() if self.clock_line else [""]
        return super().language or {"Alle": "de", "All": "en"}.get(words_of_line[0], "")

    @property
    def member(self) -> bool | None:
        """Whether the menu leads to the way out; None for a page without a menu, which does not tell."""
        ways = [link for link in self.links if link.script == "login.php"]
        return any(link.parameter("logout") for link in ways) if ways else None

    @property
    def forum_title(self) -> str:
        """The forum's title, which all titles of pages begin with."""
        return self.title.partition(" :: ")[0].removesuffix(" ::").strip()

    @cached_property
    def heading(self) -> str:
        """The topic of a thread, the title of a board; by the page's title where a skin has no heading."""
        for link in self.links:
            if is_heading(link) and (id_of(link.href, "forum") or id_of(link.href, "topic")):
                return resolve(link.text)
        return resolve(self.title.partition(" :: ")[2].partition(" - ")[2].strip())

    @cached_property
    def path(self) -> tuple[BoardRef, ...]:
        """The boards that the way from the index to this page leads through."""
        return boards_linked(link for link in self.links if "nav" in classes(link.tag) and not _acts(link))

    @property
    def lists_threads(self) -> bool:
        """Whether this is a board's page, with rows or without: it picks threads by age, or starts one."""
        if self.posts or any(link.parameter("view") == "next" for link in self.links):
            return False
        if any(attribute(tag, "name") == "topicdays" for tag in self.tags("select")):
            return True
        return any(
            parameter(link.href, "mode") == "newtopic" or link.parameter("mark") == "topics"
            for link in self.links
        )

    @property
    def closed(self) -> bool:
        """Whether a thread takes no more replies."""
        names = map(image_name, self.own("img"))
        return any(name.startswith("reply") and "lock" in name for name in names)

    def is_title(self, link: Link) -> bool:
        """Whether a link is a heading, or on the way that leads to the page."""
        on_way = start_of(link.href) is None and classes(link.tag) & {"nav", "forumlink"}
        return is_heading(link) or bool(on_way)

    @property
    def message(self) -> str:
        """The sentence of a page that holds nothing but one, in the only table of its kind."""
        for table in with_class(self.soup, "forumline"):
            return text_of(next((cell for cell in table.find_all("td") if text_of(cell)), None))
        return ""

    def refused(self, *, everywhere: bool = False) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for.

        A message that stands in the place of the index, and so `everywhere`, says that the forum is closed:
        its owner may put it into any words.
        """
        said = self.message
        wants_login = self.has_input("password") and script(self.document.url) == "login.php"
        return self.refused_by(
            said,
            closed=everywhere and bool(said) and not wants_login and self.title.endswith("::"),
            login=wants_login,
        )


def _acts(link: Link) -> bool:
    """Whether a link does something with a board in place of showing it."""
    return bool(link.parameter("mark") or link.parameter("watch") or start_of(link.href))


def is_heading(link: Link) -> bool:
    """Whether a link is the heading of a page, which may say anything."""
    return "maintitle" in classes(link.tag)

"""From the blocks that threads repeat to what a profile says of posts. Pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bs4.element import Tag

from feedforum.engines.kit.dom import is_within, text_of
from feedforum.engines.profile.page import wrapped
from feedforum.learning import fields
from feedforum.learning.blocks import Blocks, PostBlocksFound
from feedforum.learning.fields import Post
from feedforum.learning.listings import Known
from feedforum.learning.paths import Found
from feedforum.learning.rows import Sample, bare_number
from feedforum.learning.selectors import field_selector, repeated_selector
from feedforum.learning.walk import NotUnderstoodError, Pages
from feedforum.records import PostBlocks
from feedforum.translations import detail_text

_SURE = 0.98
_MOST_NESTED = 5


@dataclass(frozen=True, slots=True, eq=False)
class LearnedPosts:
    """What a profile says of posts; and the posts of each page."""

    profile: PostBlocks
    pages: tuple[tuple[Blocks, list[Post]], ...]


def learn_posts(
    found: PostBlocksFound,
    threads: Mapping[Sample, str],
    listings: Iterable[Sample],
    topics: Mapping[str, str],
    sure: dict[str, float],
) -> LearnedPosts:
    """Where in a page the posts stand, and what in them; notes how `sure` each field is.

    `threads` are the ids of threads by their pages, and `topics` their topics by their ids.
    """
    block, sure["posts.block"], found = _block_selector(found)
    if not block:
        raise NotUnderstoodError(detail_text("learned_no_posts"))
    # What the selector finds is what will be read.
    pages = tuple(
        (page, _posts_on(page, block, found.tags, threads[page.page], topics)) for page in found.pages
    )
    posts = [post for _, own in pages for post in own]
    tags = [post.tag for post in posts]

    def selector(name: str, wanted: Found, certain: float = 1.0, *, strict: bool = True) -> str:
        chosen, right = field_selector(tags, wanted, strict=strict)
        sure[f"posts.{name}"] = min(certain, right)
        return chosen

    def optional(name: str, wanted: Found) -> str:
        chosen = selector(name, wanted)
        # What a bare tag's name means among authors' own markup is anybody's guess.
        bare = (chosen.rpartition(" ")[2] if name == "signature" else chosen).isalpha() and name != "title"
        return chosen if sure[f"posts.{name}"] > 0.9 and not bare else ""

    names = fields.names_on(listings) - set(topics.values())
    authors, certain = fields.find_author(posts, names)
    author = selector("author", authors, certain)
    for post, tag in zip(posts, authors, strict=True):
        post.author = tag
    others = fields.find_other_author(posts, names)
    if any(others):
        # A guest's name often stands where no member's does.
        author += f", {field_selector(tags, others, strict=False)[0]}"
    for post, tag in zip(posts, others, strict=True):
        post.author = post.author or tag
    texts, certain = fields.find_text(posts)
    for post, tag in zip(posts, texts, strict=True):
        post.text = tag
    where, sure["posts.id"] = fields.find_id(posts)
    topic, sure["posts.topic"] = _topic_selector(pages)
    profile = PostBlocks(
        block=block,
        tags=found.tags,
        author=author,
        date=selector("date", [post.date for post in posts], strict=False),
        text=selector("text", texts, certain),
        id=where,
        title=optional("title", fields.find_title(posts)),
        edited=optional("edited", fields.find_edited(posts)),
        signature=optional("signature", fields.find_signature(posts)),
        attachments=fields.find_attachments(posts),
        remove=optional("remove", fields.find_furniture(posts)),
        topic=topic if sure["posts.topic"] > _SURE else "",
        newest_first=sum(each.direction for each in found.pages) < 0,
    )
    return LearnedPosts(profile, pages)


def _posts_on(page: Blocks, block: str, tags: int, thread: str, topics: Mapping[str, str]) -> list[Post]:
    found = wrapped(page.page, page.page.soup.select(block), tags)
    dates = (next((one.tag for one in page.dates if is_within(one.tag, post)), None) for post in found)
    topic = topics.get(thread, "")
    return [Post(post, thread, topic, date) for post, date in zip(found, dates, strict=True)]


def known_by(posts: LearnedPosts, pages: Pages) -> dict[str, Known]:
    """What the pages of threads tell that their rows should tell as well, by the threads' ids."""
    samples, known = {each.page: each for each in pages.threads}, dict[str, Known]()
    for blocks, own in posts.pages:
        thread, number = samples[blocks.page].thread, samples[blocks.page].number
        if len(blocks.moments) != len(own):
            continue
        links = (link for link in blocks.page.own_links if pages.leads_on(link) == thread)
        last, size = max([number, *(bare_number(link.text) or 0 for link in links)]), len(own)
        order = -1 if blocks.direction < 0 else 1
        first, final = (number == 1, number == last)[::order]
        starter, author = (own[0].name, own[-1].name)[::order]
        moments = [moment for moment in blocks.moments if moment]
        told = known.get(thread, Known(0, 0, "", "", None, None))
        known[thread] = Known(
            least=told.least or ((last - 1) * size + 1 if last > 1 else size),
            most=told.most or last * size,
            starter=starter if first else told.starter,
            last=author if final else told.last,
            newest=max(moments, default=None) if final else told.newest,
            oldest=min(moments, default=None) if first else told.oldest,
        )
    return known


def _topic_selector(pages: Iterable[tuple[Blocks, list[Post]]]) -> tuple[str, float]:
    """What selects the thread's topic on a page, outside of posts, as its listing has it."""
    roots, wanted = list[Tag](), list[Tag | None]()
    for blocks, posts in pages:
        topic, soup = posts[0].topic if posts else "", blocks.page.soup
        inside = {id(tag) for post in posts for tag in (post.tag, *post.tag.find_all(True))}
        tags = soup.body.find_all(True) if soup.body and topic else []
        roots.append(soup.html or soup)
        wanted.append(next((tag for tag in tags if id(tag) not in inside and text_of(tag) == topic), None))
    return field_selector(roots, wanted, strict=False)


def _block_selector(found: PostBlocksFound) -> tuple[str, float, PostBlocksFound]:
    """What selects the posts; a tag that holds nothing but another may be harder to tell than that one."""
    best: tuple[str, float, PostBlocksFound] = ("", 0.0, found)
    for _ in range(_MOST_NESTED):
        soups = [each.page.soup for each in found.pages]
        selector, right = repeated_selector(soups, [each.starts for each in found.pages])
        if right > best[1]:
            best = (selector, right, found)
        inner = [[_only_child(start) for start in each.starts] for each in found.pages]
        if right > _SURE or found.tags > 1 or any(tag is None for tags in inner for tag in tags):
            break
        pages = tuple(
            replace(each, starts=tuple(tag for tag in tags if tag is not None))
            for each, tags in zip(found.pages, inner, strict=True)
        )
        found = replace(found, pages=pages)
    return best


def _only_child(tag: Tag) -> Tag | None:
    """The tag in a tag that has all of its text; None if there is none."""
    children = [child for child in tag.children if isinstance(child, Tag) and text_of(child)]
    return children[0] if len(children) == 1 and text_of(children[0]) == text_of(tag) else None

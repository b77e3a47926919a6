"""From the blocks that threads repeat to what a profile says of posts. Pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bs4.element import Tag

from feedforum.engines.kit.dom import is_within, text_of
from feedforum.engines.profile.page import name_in, wrapped
from feedforum.learning import fields
from feedforum.learning.blocks import Blocks, PostBlocksFound
from feedforum.learning.listings import Known
from feedforum.learning.paths import Found, Scope, scope_of
from feedforum.learning.rows import Sample, bare_number
from feedforum.learning.selectors import field_selector, repeated_selector
from feedforum.learning.walk import NotUnderstoodError, Pages
from feedforum.records import PostBlocks
from feedforum.translations import detail_text

_SURE = 0.98
_MOST_NESTED = 5


@dataclass(frozen=True, slots=True, eq=False)
class LearnedPosts:
    """What a profile says of posts; and each page's posts, of all of which there are scopes and authors."""

    profile: PostBlocks
    pages: tuple[tuple[Blocks, range], ...]
    scopes: list[Scope]
    authors: list[str]
    author_tags: Found


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
    scopes, dates, pages = list[Scope](), list[Tag | None](), list[tuple[Blocks, range]]()
    for each in found.pages:
        # What the selector finds is what will be read.
        posts = wrapped(each.page, each.page.soup.select(block), found.tags)
        pages.append((each, range(len(scopes), len(scopes) + len(posts))))
        scopes += [scope_of(post, threads[each.page]) for post in posts]
        dates += [next((one.tag for one in each.dates if is_within(one.tag, post)), None) for post in posts]
    tags = [scope.tag for scope in scopes]

    def selector(name: str, wanted: Found, certain: float = 1.0, *, strict: bool = True) -> str:
        chosen, right = field_selector(tags, wanted, strict=strict)
        sure[f"posts.{name}"] = min(certain, right)
        return chosen

    def optional(name: str, wanted: Found) -> str:
        chosen = selector(name, wanted)
        # What a bare tag's name means among authors' own markup is anybody's guess.
        bare = (chosen.rpartition(" ")[2] if name == "signature" else chosen).isalpha() and name != "title"
        return chosen if sure[f"posts.{name}"] > 0.9 and not bare else ""

    titles = [topics.get(scope.thread, "") for scope in scopes]
    names = fields.names_on(listings) - set(topics.values())
    author_tags, certain = fields.find_author(scopes, names, titles, dates)
    author = selector("author", author_tags, certain)
    others = fields.others_named(scopes, author_tags, names)
    if any(others):
        # A guest's name often stands where no member's does.
        author_tags = [tag or other for tag, other in zip(author_tags, others, strict=True)]
        author += f", {field_selector(tags, others, strict=False)[0]}"
    authors = [name_in(tag) for tag in author_tags]
    texts, certain = fields.find_text(scopes, authors, [*author_tags, *dates])
    where, sure["posts.id"] = fields.find_id(scopes, texts)
    topic, sure["posts.topic"] = _topic_selector(found, threads, topics, tags)
    profile = PostBlocks(
        block=block,
        tags=found.tags,
        author=author,
        date=selector("date", dates, strict=False),
        text=selector("text", texts, certain),
        id=where,
        title=optional("title", fields.find_title(scopes, titles, texts)),
        edited=optional("edited", fields.find_edited(scopes)),
        signature=optional("signature", fields.find_signature(scopes, authors, texts)),
        attachments=fields.find_attachments(tags),
        remove=optional("remove", fields.find_furniture(texts)),
        topic=topic if sure["posts.topic"] > _SURE else "",
        newest_first=sum(each.direction for each in found.pages) < 0,
    )
    return LearnedPosts(profile, tuple(pages), scopes, authors, author_tags)


def known_by(posts: LearnedPosts, pages: Pages) -> dict[str, Known]:
    """What the pages of threads tell that their rows should tell as well, by the threads' ids."""
    samples, known = {each.page: each for each in pages.threads}, dict[str, Known]()
    for blocks, span in posts.pages:
        thread, number = samples[blocks.page].thread, samples[blocks.page].number
        links = (link for link in blocks.page.own_links if pages.leads_on(link) == thread)
        last, size = max([number, *(bare_number(link.text) or 0 for link in links)]), len(span)
        order = -1 if blocks.direction < 0 else 1
        first, final = (number == 1, number == last)[::order]
        starter, last_author = (posts.authors[span[0]], posts.authors[span[-1]])[::order]
        moments = [moment for moment in blocks.moments if moment]
        told = known.get(thread, Known(0, 0, "", "", None, None))
        known[thread] = Known(
            least=told.least or (last - 1) * size + 1 if last > 1 else size,
            most=told.most or last * size,
            starter=starter if first else told.starter,
            last=last_author if final else told.last,
            newest=max(moments, default=None) if final else told.newest,
            oldest=min(moments, default=None) if first else told.oldest,
        )
    return known


def _topic_selector(
    found: PostBlocksFound, threads: Mapping[Sample, str], topics: Mapping[str, str], posts: Iterable[Tag]
) -> tuple[str, float]:
    """What selects the thread's topic on a page, outside of posts, as its listing has it."""
    inside = {id(tag) for post in posts for tag in (post, *post.find_all(True))}
    roots, wanted = [each.page.soup.html or each.page.soup for each in found.pages], list[Tag | None]()
    for each in found.pages:
        topic = topics.get(threads[each.page], "")
        body = each.page.soup.body
        said = body.find_all(lambda tag: text_of(tag) == topic) if body and topic else []  # noqa: B023
        wanted.append(next((tag for tag in said if id(tag) not in inside), None))
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

"""Posts as pages show them → the texts that are kept of them."""

from feedforum import content
from feedforum.diff import fingerprints
from feedforum.records import Post, PostText, ThreadPage


def texts_of(page: ThreadPage, url: str, site: content.Site) -> tuple[PostText, ...]:
    """What a reader gets of each post of a page that was found at `url`.

    A survey stands before the thread's first post, so it goes with the first post of the first page.
    """
    written = {post.signature_html for post in page.posts if post.signature_html}
    signatures = {html: content.render(html, url, site=site).html for html in written}
    with_survey = page.survey is not None and page.page == 1
    return tuple(
        _text(
            post,
            page,
            url,
            site,
            signature=signatures.get(post.signature_html, ""),
            with_survey=with_survey and index == 0,
        )
        for index, post in enumerate(page.posts)
    )


def _text(
    post: Post, page: ThreadPage, url: str, site: content.Site, *, signature: str, with_survey: bool
) -> PostText:
    rendered = content.render(
        post.message_html,
        url,
        site=site,
        title=post.title,
        attachments=post.attachments,
        survey=page.survey if with_survey else None,
    )
    texts = rendered.texts
    return PostText(
        content=rendered.html,
        signature=signature,
        fingerprint=fingerprints.compose(rendered.fingerprint, None if page.printed else post.attachments),
        attachments=post.attachments,
        plain=f"{texts.own} {texts.beside}".strip(),
        excerpt=texts.excerpt,
        picture=texts.picture,
    )

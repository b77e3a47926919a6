"""Posts as pages show them → the texts that are kept of them."""

from feedforum import content
from feedforum.diff.post_matching import fingerprint_of
from feedforum.records import PostText, ThreadPage


def texts_of(page: ThreadPage, url: str, site: content.ForumSite) -> tuple[PostText, ...]:
    """What a reader gets of each post of a page that was found at `url`.

    A survey stands before the thread's first post, so it goes with the first post of the first page.
    """
    written = {post.signature_html for post in page.posts if post.signature_html}
    signatures = {html: content.render(html, url, site=site).html for html in written}
    texts: list[PostText] = []
    for post in page.posts:
        rendered = content.render(
            post.message_html,
            url,
            site=site,
            title=post.title,
            attachments=post.attachments,
            survey=page.survey if page.page == 1 and not texts else None,
        )
        text = PostText(
            content=rendered.html,
            signature=signatures.get(post.signature_html, ""),
            fingerprint=fingerprint_of(rendered.fingerprint, None if page.printed else post.attachments),
            attachments=post.attachments,
            plain=f"{rendered.texts.own} {rendered.texts.beside}".strip(),
            excerpt=rendered.texts.excerpt,
            picture=rendered.texts.picture,
        )
        texts.append(text)
    return tuple(texts)

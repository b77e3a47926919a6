"""Which pictures and files of a post are wanted."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from feedforum.config.settings import MediaSettings
from feedforum.media.file_types import FileType
from feedforum.media.wanted_media import fault_in, is_own, media_scope, wanted_media
from feedforum.records import Attachment, MediaFault, MediaSource, PostScope, UnlistedPost
from tests.poll.world import settings_for

KEEP = MediaSettings(keep=True)
FORUM = replace(settings_for("http://www.forum.example/wbb/", [5]), own_hosts=("img.forum.example:8080",))


def wanted(html: str, media: MediaSettings = KEEP, attachments: Sequence[Attachment] = ()) -> list[str]:
    (board,) = FORUM.boards or ()
    forum = replace(FORUM, boards=(replace(board, feeds=replace(board.feeds, media=media)),))
    post = UnlistedPost("1", 5, html, None, tuple(attachments))
    return [each.url for each in wanted_media(post, forum)]


@pytest.mark.parametrize(
    "html",
    [
        '<p><img src="http://forum.example/a.png" alt=""></p>',
        '<img src="https://www.forum.example/a.png" srcset="https://www.forum.example/b.png 2x" alt="">',
        '<img src="http://img.forum.example:8080/a.png" alt="">',
        '<a href="http://forum.example/thread.php?id=1"><img src="http://forum.example/a.png" alt=""></a>',
        '<img src="http://forum.example/a.png" alt=""><img src="http://forum.example/a.png" alt="">',
        '<video src="http://forum.example/a.mp4" controls=""></video>',
        '<img src="http://forum.example/attachment.php?id=1&amp;x=2" alt="a > b">',
    ],
)
def test_one_is_wanted(html: str) -> None:
    assert len(wanted(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://elsewhere.example/a.png" alt="">',
        '<img src="http://forum.example:81/a.png" alt="">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<pre>&lt;img src="http://forum.example/a.png"&gt;</pre>',
        '<a href="http://forum.example/a.png">a picture</a>',
        f'<img src="http://forum.example/{"a" * 2000}.png" alt="">',
    ],
)
def test_none_is_wanted(html: str) -> None:
    assert wanted(html) == []


def test_a_thumbnail_is_wanted_with_what_it_leads_to() -> None:
    small, large = "http://forum.example/a.php?id=1&amp;thumb=1", "http://forum.example/a.php?id=1"
    assert len(wanted(f'<a href="{large}"><img src="{small}" alt=""></a>')) == 2
    page = '<a href="http://forum.example/a.html"><img src="http://forum.example/a.png" alt=""></a>'
    assert len(wanted(page)) == 1


def test_pictures_elsewhere_are_wanted_only_with_all_hosts_and_files_never() -> None:
    html = '<img src="http://elsewhere.example/a.png" alt="">'
    film = '<video src="http://elsewhere.example/a.mp4"></video>'
    assert len(wanted(html + film, replace(KEEP, all_hosts=True))) == 1


def test_attachments_are_wanted_unless_only_pictures_are() -> None:
    files = [
        Attachment(1, "a.zip", "http://forum.example/attachment.php?id=1"),
        Attachment(2, "a.png", "http://forum.example/attachment.php?id=2", inline=True),
    ]
    assert len(wanted("", KEEP, files)) == 2
    assert wanted("", replace(KEEP, any_kind=False), files) == [files[1].url]
    assert wanted("", MediaSettings(), files) == []


def test_own_hosts() -> None:
    assert is_own("https://forum.example/x", FORUM)
    assert not is_own("https://forum.example.evil.example/x", FORUM)
    assert not is_own("http://[broken/x", FORUM)
    assert is_own("http://me@forum.example/x", FORUM)


def test_which_posts_are_meant() -> None:
    feeds = replace(FORUM.feeds, media=KEEP)
    assert media_scope(replace(FORUM, feeds=feeds, threads=(7,))) == PostScope(FORUM.key, (), (7,))
    assert media_scope(replace(FORUM, boards=None, feeds=feeds)) == PostScope(FORUM.key, None)
    assert media_scope(replace(FORUM, boards=None)) == PostScope(FORUM.key, ())


PICTURE, PAGE, ZIP = (
    FileType("image/png", "png"),
    FileType("text/html", "html"),
    FileType("application/zip", "zip"),
)


@pytest.mark.parametrize(
    ("file_type", "picture", "name", "any_kind", "fault"),
    [
        (PICTURE, True, "", True, None),
        (PICTURE, False, "a.zip", False, None),
        (PAGE, True, "a.html", True, MediaFault.NO_PICTURE),
        (PAGE, False, "a.zip", True, MediaFault.REFUSED),
        (PAGE, False, "a.html", True, None),
        (ZIP, True, "", True, MediaFault.NO_PICTURE),
        (ZIP, False, "a.zip", True, None),
        (ZIP, False, "a.zip", False, MediaFault.OTHER_KIND),
    ],
)
def test_what_arrived_is_what_was_wanted(
    file_type: FileType, picture: bool, name: str, any_kind: bool, fault: MediaFault | None
) -> None:
    source = MediaSource("http://forum.example/x", picture, name)
    assert fault_in(file_type, source, replace(KEEP, any_kind=any_kind)) == fault

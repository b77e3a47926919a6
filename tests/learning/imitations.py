# ruff: noqa: E501 - markup is easier to read in long lines
"""Small imitations of well-known forum software: its addresses and the shape of its pages, in markup of our own.

Each has what makes its pages hard to read: dates of joining, quotes with dates, notes of edits, signatures,
attachments, threads that stick or were moved, and columns of numbers that are no replies.
"""

from collections.abc import Callable, Iterator, Sequence

from tests.learning.homegrown import Homegrown, Style, TruePost, TrueThread, page

SIGNATURE = "Viele Wege führen zum Brett"
EDITED = 5
"""Every fifth post was edited, by its id; every seventh has an attachment, every sixth a quote."""

_JOINED = ("03-Mar 04", "17-Feb 03", "30-Nov 05", "09-Jun 02", "21-Jul 06", "02-Jan 04")
_MOVED_ID = 7


def _has(post: TruePost, every: int) -> bool:
    return post.id % every == 0


def _pages(posts: Sequence[TruePost], size: int) -> Iterator[tuple[int, Sequence[TruePost]]]:
    for start in range(0, max(len(posts), 1), size):
        yield start // size + 1, posts[start : start + size]


def _count(posts: Sequence[TruePost], size: int) -> int:
    return (len(posts) + size - 1) // size


def _member(name: str) -> int:
    return sum(map(ord, name)) % 89 + 2


def is_closed(thread: TrueThread) -> bool:
    """Whether it takes no more posts, and has a mark for that where its software has one."""
    return thread.id % 4 == 0


def _listed(forum: Homegrown, board: str) -> Iterator[tuple[TrueThread, bool]]:
    """The threads of a board; the oldest sticks at the top."""
    threads = forum.of_board(board)
    yield threads[-1], True
    yield from ((thread, False) for thread in threads[:-1])


def _vbulletin(forum: Homegrown) -> dict[str, str]:
    """Tables in tables, ids on everything, two columns of dates and numbers, "Last Page" among the pages."""

    def user(name: str) -> str:
        return f'<a class="bigusername" href="member.php?u={_member(name)}">{name}</a>'

    def last(thread: TrueThread) -> str:
        post = thread.posts[-1]
        return (
            f'<div class="smallfont" align="right">{post.at:%m-%d-%Y} <span class="time">{post.at:%I:%M %p}</span>'
            f'<br>by <a href="member.php?find=lastposter&amp;t={thread.id}">{post.author}</a>'
            f' <a href="showthread.php?p={post.id}#post{post.id}"><img src="lastpost.gif"></a></div>'
        )

    rows = "".join(
        f'<tr align="center"><td class="alt2"><img src="forum_new.gif"></td><td class="alt1Active" align="left">'
        f'<div><a href="forumdisplay.php?f={board}"><strong>Brett {board}</strong></a>'
        f'<span class="smallfont">(3 Viewing)</span></div><div class="smallfont">Alles über {board}</div></td>'
        f'<td class="alt2"><div class="smallfont" align="left"><a href="showthread.php?goto=newpost&amp;'
        f't={threads[0].id}"><strong>{threads[0].topic[:12]}...</strong></a></div>{last(threads[0])}</td>'
        f'<td class="alt1">{len(threads)}</td><td class="alt2">{sum(len(t.posts) for t in threads)}</td></tr>'
        for board in forum.boards
        if (threads := forum.of_board(board))
    )
    pages = {"": page("Werkstatt", f'<table class="tborder"><tbody>{rows}</tbody></table>')}
    for board in forum.boards:
        rows = ""
        for thread, sticky in _listed(forum, board):
            count = _count(thread.posts, 10)
            numbers = " ".join(
                f'<a href="showthread.php?t={thread.id}&amp;page={n}">{n}</a>' for n in range(2, count + 1)
            )
            more = f'<span class="smallfont">(<img src="multi.gif"> {numbers})</span>' if count > 1 else ""
            mark = '<img class="pin" src="sticky.gif" alt="Sticky Thread"> Sticky: ' if sticky else ""
            rows += (
                f'<tr><td class="alt1" id="td_status_{thread.id}"><img src="thread{"_lock" * is_closed(thread)}.gif"></td>'
                f'<td class="alt1" id="td_title_{thread.id}"><div>{mark}'
                f'<a id="thread_title_{thread.id}" href="showthread.php?t={thread.id}">{thread.topic}</a> {more}</div>'
                f'<div class="smallfont"><span>{thread.posts[0].author}</span></div></td>'
                f'<td class="alt2">{last(thread)}</td>'
                f'<td class="alt1"><a href="misc.php?do=whoposted&amp;t={thread.id}">{len(thread.posts) - 1}</a></td>'
                f'<td class="alt2">{thread.id * 13}</td></tr>'
            )
        pages[f"forumdisplay.php?f={board}"] = page(
            f"Brett {board} - Werkstatt", f'<table id="threadslist"><tbody>{rows}</tbody></table>'
        )
    for thread in forum.threads:
        for number, posts in _pages(thread.posts, 10):
            shown = ""
            for place, post in enumerate(posts, start=(number - 1) * 10 + 1):
                quote = (
                    '<div><div class="smallfont">Quote:</div><table><tr><td class="alt2"><div>Originally Posted by'
                    f" <strong>{thread.posts[0].author}</strong></div><div>Das Brett!</div></td></tr></table></div>"
                )
                edit = (
                    f'<div class="smallfont"><hr><em>Last edited by {post.author}; {post.at:%m-%d-%Y} at '
                    f'<span class="time">{post.at:%I:%M %p}</span>.</em></div>'
                )
                file = (
                    '<fieldset class="fieldset"><legend>Attached Files</legend><a href="attachment.php?'
                    f'attachmentid={post.id}">plan{post.id}.zip</a> (3 KB, 12 views)</fieldset>'
                )
                shown += (
                    f'<div id="edit{post.id}"><table id="post{post.id}" class="tborder"><tr><td class="thead">'
                    f'<div class="normal" style="float:right">#<a href="showpost.php?p={post.id}&amp;'
                    f'postcount={place}"><strong>{place}</strong></a></div><div class="normal"><a name="post{post.id}">'
                    f'<img src="post_old.gif"></a> {post.at:%m-%d-%Y, %I:%M %p}</div></td></tr><tr><td class="alt2">'
                    f'<div id="postmenu_{post.id}">{user(post.author)}</div><div class="smallfont">Senior Member</div>'
                    f'<div class="smallfont"><div>Join Date: Mar 2004</div><div>Posts: {_member(post.author) * 3}'
                    f'</div></div></td></tr><tr><td class="alt1" id="td_post_{post.id}">'
                    f'<div id="post_message_{post.id}">{quote if _has(post, 6) else ""}{post.text}</div>'
                    f"{file if _has(post, 7) else ''}"
                    f"<div>__________________<br>{SIGNATURE} {post.author}</div>{edit if _has(post, EDITED) else ''}"
                    f'</td></tr><tr><td class="alt2"><a href="report.php?p={post.id}">Report</a></td></tr></table></div>'
                )
            count = _count(thread.posts, 10)
            links = "".join(
                f'<td class="alt1"><a href="showthread.php?t={thread.id}&amp;page={n}">{n}</a></td>'
                for n in range(1, count + 1)
                if n != number
            )
            nav = f'<table class="pagenav"><tr><td>Page {number} of {count}</td>{links}</tr></table>'
            pages[f"showthread.php?t={thread.id}" + (f"&page={number}" if number > 1 else "")] = page(
                f"{thread.topic} - Werkstatt",
                f'<a href="forumdisplay.php?f={thread.board}">Brett {thread.board}</a>{nav if count > 1 else ""}{shown}',
            )
    return pages


def _invision(forum: Homegrown) -> dict[str, str]:
    """Pages by posts before them (`st`), dates with words, pinned and moved topics, members with a date of joining."""

    def when(post: TruePost) -> str:
        return f"{post.at:%b} {post.at.day} {post.at:%Y, %I:%M %p}"

    def user(name: str) -> str:
        return f"<a href='index.php?showuser={_member(name)}'>{name}</a>"

    rows = ""
    for board in forum.boards:
        threads = forum.of_board(board)
        newest = threads[0].posts[-1]
        rows += (
            f"<tr><td class='row4'><img src='on.gif'></td><td class='row4'><b><a href='index.php?showforum={board}'>"
            f"Brett {board}</a></b><br><span class='desc'>Alles über {board}</span></td><td class='row2'>{len(threads)}"
            f"</td><td class='row2'>{sum(len(thread.posts) - 1 for thread in threads)}</td><td class='row2'>"
            f"<span>{when(newest)}<br>In: <a href='index.php?showtopic={threads[0].id}&amp;view=getnewpost'>"
            f"{threads[0].topic}</a><br>By: {user(newest.author)}</span></td></tr>"
        )
    pages = {"": page("Werkstatt", f"<div class='tableborder'><table>{rows}</table></div>")}
    for board in forum.boards:
        rows = (
            f"<tr><td class='row4'><img src='moved.gif'></td><td class='row4'>Moved: <a href='index.php?showtopic="
            f"{_MOVED_ID}'>Woanders hin</a></td><td class='row4'>--</td><td class='row2'>{user('Anna')}</td>"
            "<td class='row2'>--</td><td class='row2'><span class='desc'>--</span></td></tr>"
        )
        for thread, pinned in _listed(forum, board):
            last, count = thread.posts[-1], _count(thread.posts, 15)
            numbers = " ".join(
                f"<a href='index.php?showtopic={thread.id}&amp;st={(n - 1) * 15}'>{n}</a>"
                for n in range(2, count + 1)
            )
            rows += (
                f"<tr><td class='row4'><img src='{'pinned' if pinned else 'open'}.gif'></td><td class='row4'>"
                f"{'Pinned: ' if pinned else ''}<a href='index.php?showtopic={thread.id}' title='Started in spring'>"
                f"{thread.topic}</a> {f'(Pages {numbers})' if numbers else ''}<br><span class='desc'>Fragen</span></td>"
                f"<td class='row4'>{len(thread.posts) - 1}</td><td class='row2'>{user(thread.posts[0].author)}</td>"
                f"<td class='row2'>{thread.id * 7}</td><td class='row2'><span class='desc'>{when(last)}<br>"
                f"<a href='index.php?showtopic={thread.id}&amp;view=getlastpost'>Last post by:</a> <b>"
                f"{user(last.author)}</b></span></td></tr>"
            )
        pages[f"index.php?showforum={board}"] = page(f"Brett {board}", f"<table>{rows}</table>")
    for thread in forum.threads:
        for number, posts in _pages(thread.posts, 15):
            shown = ""
            for post in posts:
                quote = (
                    f"<table class='quote'><tr><td><b>QUOTE</b> ({thread.posts[0].author} @ "
                    f"{when(thread.posts[0])})</td></tr><tr><td>Das Brett!</td></tr></table>"
                )
                edit = f"<br><br><span class='edit'>This post has been edited by <b>{post.author}</b>: {when(post)}</span>"
                file = (
                    f"<br><a href='index.php?act=Attach&amp;type=post&amp;id={post.id}'>plan{post.id}.zip</a>"
                )
                joined = _JOINED[_member(post.author) % len(_JOINED)]
                shown += (
                    f"<table class='post'><tr><td class='row4'><a name='entry{post.id}'></a><span class='normalname'>"
                    f"{user(post.author)}</span></td><td class='row4'><div><span class='postdetails'>"
                    f"<img src='post.gif'> Posted: {when(post)}</span></div><div><a href='index.php?act=Post&amp;"
                    f"qpid={post.id}'>Quote</a></div></td></tr><tr><td class='post1'><span class='postdetails'>"
                    f"Group: Members<br>Posts: {_member(post.author) * 3}<br>Member No.: {_member(post.author)}<br>"
                    f"Joined: {joined}</span></td><td class='post1'><div class='postcolor'>"
                    f"{quote if _has(post, 6) else ''}{post.text}{file if _has(post, 7) else ''}"
                    f"{edit if _has(post, EDITED) else ''}</div><br>--------------------<br>"
                    f"<div class='signature'>{SIGNATURE} {post.author}</div></td></tr></table>"
                )
            count = _count(thread.posts, 15)
            links = " ".join(
                f"<a href='index.php?showtopic={thread.id}&amp;st={(n - 1) * 15}'>{n}</a>"
                for n in range(1, count + 1)
                if n != number
            )
            nav = f"({count}) Pages <b>[{number}]</b> {links}" if count > 1 else ""
            address = f"index.php?showtopic={thread.id}" + (f"&st={(number - 1) * 15}" if number > 1 else "")
            back = f"<a href='index.php?showforum={thread.board}'>Brett {thread.board}</a>"
            pages[address] = page(thread.topic, f"{back}{nav}{shown}")
    return pages


def _ubb(forum: Homegrown) -> dict[str, str]:
    """Parameters with semicolons, threads numbered with zeros in each board, posts without ids, fonts for classes."""

    def when(post: TruePost) -> str:
        return f"{post.at:%B %d, %Y %I:%M %p}"

    rows = "".join(
        f"<tr><td><font size=2><b><a href='ultimatebb.php?ubb=forum;f={board}'>Brett {board}</a></b><br>Alles"
        f"</font></td><td><font size=1>{len(threads)}</font></td><td><font size=1>{sum(len(t.posts) for t in threads)}"
        f"</font></td><td><font size=1>{when(threads[0].posts[-1])}</font></td></tr>"
        for board in forum.boards
        if (threads := forum.of_board(board))
    )
    pages = {"": page("Werkstatt", f"<table>{rows}</table>")}
    for board in forum.boards:
        rows = ""
        for thread, _ in _listed(forum, board):
            address = f"ultimatebb.php?ubb=get_topic;f={board};t={thread.id:06}"
            numbers = " ".join(
                f"<a href='{address};p={n}'>{n}</a>" for n in range(2, _count(thread.posts, 10) + 1)
            )
            rows += (
                f"<tr><td><img src=icon1.gif></td><td><font size=2><a href='{address}'>{thread.topic}</a></font> "
                f"<font size=1>{numbers}</font></td><td><font size=2>{thread.posts[0].author}</font></td>"
                f"<td><font size=2>{len(thread.posts) - 1}</font></td><td><font size=2>{thread.id * 9}</font></td><td>"
                f"<font size=1>{when(thread.posts[-1])}<br>by {thread.posts[-1].author}</font></td></tr>"
            )
        pages[f"ultimatebb.php?ubb=forum;f={board}"] = page(f"Brett {board}", f"<table>{rows}</table>")
    for thread in forum.threads:
        address = f"ultimatebb.php?ubb=get_topic;f={thread.board};t={thread.id:06}"
        for number, posts in _pages(thread.posts, 10):
            shown = "".join(
                f"<tr bgcolor='#{'eee' if at % 2 else 'ddd'}'><td width='18%'><font size=2><b>{post.author}</b></font>"
                f"<br><font size=1>Member<br>Member # {_member(post.author)}</font></td><td><img src=icon1.gif>"
                f"<font size=1>posted {when(post)} <a href='ultimatebb.php?ubb=get_profile;u={_member(post.author):08}'>"
                f"Profile</a> <a href='ultimatebb.php?ubb=reply;f={thread.board};t={thread.id:06};replyto={at:06}'>Quote"
                f"</a></font><hr><font size=2>{post.text}</font><p><font size=1>Posts: {_member(post.author) * 3} "
                f"| From: Ulm | Registered: Mar 2001</font></td></tr>"
                for at, post in enumerate(posts, start=(number - 1) * 10)
            )
            links = " ".join(
                f"<a href='{address};p={n}'>{n}</a>"
                for n in range(1, _count(thread.posts, 10) + 1)
                if n != number
            )
            pages[address + (f";p={number}" if number > 1 else "")] = page(
                thread.topic, f"<table>{shown}</table><p>This topic is comprised of pages: {links}"
            )
    return pages


def _snitz(forum: Homegrown) -> dict[str, str]:
    """ASP: names in capitals, one class for all links, dates with seconds, replies with ids and first posts without."""

    def when(post: TruePost) -> str:
        return f"{post.at:%m/%d/%Y} : {post.at:%H:%M:%S}"

    def link(address: str, text: str) -> str:
        return f'<span class="spnMessageText"><a href="{address}">{text}</a></span>'

    def user(name: str) -> str:
        return link(f"pop_profile.asp?mode=display&amp;id={_member(name)}", name)

    rows = ""
    for board in forum.boards:
        threads = forum.of_board(board)
        last = threads[0].posts[-1]
        rows += (
            f'<tr><td bgcolor="#eee"><img src="folder.gif"></td><td bgcolor="#eee"><font size="2">'
            f"{link(f'forum.asp?FORUM_ID={board}', f'Brett {board}')}<br>Alles</font></td><td>{len(threads)}</td><td>"
            f"{sum(len(thread.posts) for thread in threads)}</td><td><font size=1><b>{last.at:%m/%d/%Y}</b>&nbsp;"
            f"{last.at:%H:%M:%S}<br>by: {user(last.author)}</font></td></tr>"
        )
    pages = {"": page("Werkstatt", f"<table>{rows}</table>")}
    for board in forum.boards:
        rows = ""
        for thread, sticky in _listed(forum, board):
            last, count = thread.posts[-1], _count(thread.posts, 15)
            address = f"topic.asp?TOPIC_ID={thread.id}"
            numbers = "".join(f'<a href="{address}&amp;whichpage={n}">{n}</a>' for n in range(2, count + 1))
            rows += (
                f'<tr><td><img src="{"sticky" if sticky else "folder"}.gif"></td><td>{"Sticky: " if sticky else ""}'
                f"{link(address, thread.topic)} <font size=1>{numbers}</font></td><td>{user(thread.posts[0].author)}</td>"
                f"<td>{len(thread.posts) - 1}</td><td>{thread.id * 11}</td><td><font size=1><b>{last.at:%m/%d/%Y}</b>"
                f"&nbsp;{last.at:%H:%M:%S}<br>by: {user(last.author)}</font></td></tr>"
            )
        pages[f"forum.asp?FORUM_ID={board}"] = page(f"Brett {board}", f"<table>{rows}</table>")
    for thread in forum.threads:
        address = f"topic.asp?TOPIC_ID={thread.id}"
        for number, posts in _pages(thread.posts, 15):
            shown = ""
            for post in posts:
                first = post is thread.posts[0]
                anchor = "" if first else f'<a name="{post.id}"></a>'
                edit = f'<br><br><font size="1">Edited by - {post.author} on {when(post)}</font>'
                shown += (
                    f'<tr><td bgcolor="#eee" width="140">{anchor}<p><font size="2"><b>{user(post.author)}</b></font><br>'
                    f"<font size=1>Starting Member</font></p><p><font size=1>{_member(post.author) * 3} Posts</font></p>"
                    f'</td><td bgcolor="#fff"><img src="icon.gif"><font size="1">Posted - {when(post)} </font><a '
                    f'href="post.asp?method={"TopicQuote" if first else f"ReplyQuote&amp;REPLY_ID={post.id}"}">'
                    f'<img src="quote.gif"></a><hr><font size="2"><span class="spnMessageText">{post.text}</span></font>'
                    f"{edit if _has(post, EDITED) else ''}</td></tr>"
                )
            links = " ".join(
                f'<a href="{address}&amp;whichpage={n}">{n}</a>'
                for n in range(1, _count(thread.posts, 15) + 1)
                if n != number
            )
            pages[address + (f"&whichpage={number}" if number > 1 else "")] = page(
                thread.topic, f"<table>{shown}</table>Pages: {links}"
            )
    return pages


def _xmb(forum: Homegrown) -> dict[str, str]:
    """A post is three rows, of which the cell of the author spans all; dates as `posted on 3-10-2026 at 12:34`."""

    def when(post: TruePost) -> str:
        return f"{post.at.month}-{post.at.day}-{post.at:%Y} at {post.at:%I:%M %p}"

    rows = "".join(
        f'<tr class="tablerow"><td class="ctrtablerow"><img src="old.gif"></td><td class="tablerow">'
        f'<a href="forumdisplay.php?fid={board}"><font class="mediumtxt"><strong>Brett {board}</strong></font></a></td>'
        f'<td class="ctrtablerow">{len(threads)}</td><td class="ctrtablerow">{sum(len(t.posts) for t in threads)}</td>'
        f'<td class="lastpostcell"><a href="viewthread.php?goto=lastpost&amp;tid={threads[0].id}">'
        f"{when(threads[0].posts[-1])}<br>by {threads[0].posts[-1].author}</a></td></tr>"
        for board in forum.boards
        if (threads := forum.of_board(board))
    )
    pages = {"": page("Werkstatt", f"<table>{rows}</table>")}
    for board in forum.boards:
        rows = ""
        for thread, sticky in _listed(forum, board):
            last = thread.posts[-1]
            numbers = " ".join(
                f'<a href="viewthread.php?tid={thread.id}&amp;page={n}">{n}</a>'
                for n in range(2, _count(thread.posts, 10) + 1)
            )
            rows += (
                f'<tr><td class="ctrtablerow"><img src="{"lock_" * is_closed(thread)}folder.gif"></td>'
                f'<td class="ctrtablerow"></td><td class="tablerow">'
                f"<font class='mediumtxt'>{'Sticky: ' if sticky else ''}<a href='viewthread.php?tid={thread.id}'>"
                f"{thread.topic}</a> {numbers}</font></td><td class='ctrtablerow'><a href='member.php?action=viewpro&amp;"
                f"member={thread.posts[0].author}'>{thread.posts[0].author}</a></td><td class='ctrtablerow'>"
                f"{len(thread.posts) - 1}</td><td class='ctrtablerow'>{thread.id * 5}</td><td class='lastpostcell'>"
                f"<table><tr><td class='smalltxt'><a href='viewthread.php?goto=lastpost&amp;tid={thread.id}'>{when(last)}"
                f"<br>by {last.author}</a></td></tr></table></td></tr>"
            )
        pages[f"forumdisplay.php?fid={board}"] = page(f"Brett {board}", f"<table>{rows}</table>")
    for thread in forum.threads:
        for number, posts in _pages(thread.posts, 10):
            shown = ""
            for post in posts:
                edit = f"<br><br>[Edited on {post.at.month}-{post.at.day}-{post.at:%Y} by {post.author}]"
                shown += (
                    f"<tr bgcolor=#eee><td rowspan=3 class=tablerow width='18%'><font class=mediumtxt><strong>"
                    f"{post.author}</strong></font><br><div class=smalltxt>Member<br>Posts: {_member(post.author) * 3}"
                    f"<br>Registered: 3-1-2004</div></td><td class=smalltxt><a name='pid{post.id}' href="
                    f"'viewthread.php?tid={thread.id}#pid{post.id}'>posted on {when(post)}</a></td></tr>"
                    f"<tr bgcolor=#eee><td class=tablerow><font class=mediumtxt>{post.text}"
                    f"{edit if _has(post, EDITED) else ''}</font></td></tr><tr bgcolor=#eee><td class=tablerow>"
                    f"<a href='member.php?action=viewpro&amp;member={post.author}'>View Profile</a></td></tr>"
                )
            links = " ".join(
                f'<a href="viewthread.php?tid={thread.id}&amp;page={n}">{n}</a>'
                for n in range(1, _count(thread.posts, 10) + 1)
                if n != number
            )
            pages[f"viewthread.php?tid={thread.id}" + (f"&page={number}" if number > 1 else "")] = page(
                thread.topic, f"<table>{shown}</table>{links}"
            )
    return pages


def _discuz(forum: Homegrown) -> dict[str, str]:
    """Files for addresses, with the page in them; Chinese words; dates as `2026-3-10 12:34`."""

    def when(post: TruePost) -> str:
        return f"{post.at.year}-{post.at.month}-{post.at.day} {post.at:%H:%M}"

    def user(name: str) -> str:
        return f'<a href="space-uid-{_member(name)}.html">{name}</a>'

    rows = "".join(
        f'<tr><td class="fl_icn"><a href="forum-{board}-1.html"><img src="forum.gif"></a></td><td><h2>'
        f'<a href="forum-{board}-1.html">Brett {board}</a><em title="今日"> (2)</em></h2></td><td class="fl_i">'
        f'<span class="xi2">{len(threads)}</span><span class="xg1"> / {sum(len(t.posts) for t in threads)}</span></td>'
        f'<td class="fl_by"><div><a href="forum.php?mod=redirect&amp;tid={threads[0].id}&amp;goto=lastpost">'
        f"{threads[0].topic}</a> <cite>{when(threads[0].posts[-1])} {user(threads[0].posts[-1].author)}</cite></div>"
        "</td></tr>"
        for board in forum.boards
        if (threads := forum.of_board(board))
    )
    pages = {"": page("Werkstatt", f'<table class="fl_tb">{rows}</table>')}
    for board in forum.boards:
        rows = ""
        for thread, sticky in _listed(forum, board):
            numbers = "".join(
                f'<a href="thread-{thread.id}-{n}-1.html">{n}</a>'
                for n in range(2, _count(thread.posts, 10) + 1)
            )
            kind = "stickthread" if sticky else "normalthread"
            rows += (
                f'<tbody id="{kind}_{thread.id}"><tr><td class="icn"><a href="thread-{thread.id}-1-1.html">'
                f'<img src="folder.gif"></a></td><th class="{"lock" if is_closed(thread) else "common"}"><a href="thread-{thread.id}-1-1.html" class="s xst">'
                f'{thread.topic}</a> <span class="tps">{numbers}</span></th><td class="by"><cite>'
                f"{user(thread.posts[0].author)}</cite><em><span>{thread.posts[0].at.year}-{thread.posts[0].at.month}-"
                f'{thread.posts[0].at.day}</span></em></td><td class="num"><a href="thread-{thread.id}-1-1.html" '
                f'class="xi2">{len(thread.posts) - 1}</a><em>{thread.id * 8}</em></td><td class="by"><cite>'
                f'{user(thread.posts[-1].author)}</cite><em><a href="forum.php?mod=redirect&amp;tid={thread.id}&amp;'
                f'goto=lastpost#lastpost">{when(thread.posts[-1])}</a></em></td></tr></tbody>'
            )
        pages[f"forum-{board}-1.html"] = page(f"Brett {board}", f'<table id="threadlist">{rows}</table>')
    for thread in forum.threads:
        for number, posts in _pages(thread.posts, 10):
            shown = "".join(
                f'<div id="post_{post.id}"><table class="plhin"><tr><td class="pls" rowspan="2"><div class="authi">'
                f"{user(post.author).replace('<a ', '<a class=xw1 ')}</div><dl><dt>帖子</dt><dd>"
                f'{_member(post.author) * 3}</dd></dl></td><td class="plc"><div class="pi"><strong><a href='
                f'"forum.php?mod=redirect&amp;goto=findpost&amp;pid={post.id}">{place}<sup>#</sup></a></strong><em '
                f'id="authorposton{post.id}">发表于 {when(post)}</em></div><div class="pct"><table><tr><td class="t_f" '
                f'id="postmessage_{post.id}">{post.text}</td></tr></table></div></td></tr><tr><td class="plc plm"><div '
                f'class="sign">{SIGNATURE} {post.author}</div></td></tr></table></div>'
                for place, post in enumerate(posts, start=(number - 1) * 10 + 1)
            )
            links = "".join(
                f'<a href="thread-{thread.id}-{n}-1.html">{n}</a>'
                for n in range(1, _count(thread.posts, 10) + 1)
                if n != number
            )
            pages[f"thread-{thread.id}-{number}-1.html"] = page(
                thread.topic,
                f'<a href="forum-{thread.board}-1.html">Brett</a><div class="pg">{links}</div>{shown}',
            )
    return pages


IMITATIONS: tuple[Style, ...] = tuple(
    Style(name, pages)
    for name, pages in (
        ("vBulletin 3", _vbulletin),
        ("Invision 2", _invision),
        ("UBB", _ubb),
        ("Snitz", _snitz),
        ("XMB", _xmb),
        ("Discuz", _discuz),
    )
)
WITHOUT_IDS = frozenset({"UBB", "Snitz"})
"""Whose posts have no ids, or not all of them."""

Pages = Callable[[Homegrown], dict[str, str]]

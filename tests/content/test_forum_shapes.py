"""Quotes, code and spoilers in the shapes of each forum software, all by rules of shape alone."""
# ruff: noqa: E501 - a case reads best as markup on a line, and what it becomes below

import pytest

from feedforum.content import ForumSite
from feedforum.records import MarkupHabits
from tests.content.judge import faults_of, html_of

SITE = ForumSite("http://board.example/forum/")
PAGE = "http://board.example/forum/viewtopic.php?id=7"

ANN = "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"
ANN_P = "<blockquote><p><cite>Ann</cite>:</p><p>so</p></blockquote>"
LINKED = '<blockquote><p><cite><a href="http://board.example/forum/{}">Ann</a></cite>:</p>so</blockquote>'
CODE = "<pre><code>if (a)\n  b[0];</code></pre>"

QUOTES = [
    # FluxBB, PunBB
    ('<div class="quotebox"><cite>Ann wrote:</cite><blockquote><div><p>so</p></div></blockquote></div><p>da</p>', f"{ANN_P}<p>da</p>"),
    ('<div class="quotebox"><cite>Ann schrieb:</cite><blockquote><div><p>so</p><p>und so</p></div></blockquote></div>',
     "<blockquote><p><cite>Ann</cite>:</p><p>so</p><p>und so</p></blockquote>"),
    ('<div class="quotebox"><blockquote><div><p>so</p></div></blockquote></div>', "<blockquote><p>so</p></blockquote>"),
    ('<div class="quotebox"><cite>Ann wrote:</cite><blockquote><div><div class="quotebox"><cite>Bo wrote:</cite><blockquote><div><p>innen</p></div></blockquote></div><p>so</p></div></blockquote></div>',
     "<blockquote><p><cite>Ann</cite>:</p><blockquote><p><cite>Bo</cite>:</p><p>innen</p></blockquote><p>so</p></blockquote>"),
    ('<blockquote><div class="incqbox"><h4>Ann wrote:</h4><p>so</p></div></blockquote>', ANN_P),
    ('<blockquote><div class="incqbox"><p>so</p></div></blockquote>', "<blockquote><p>so</p></blockquote>"),
    # phpBB 2
    ('<table width="90%"><tr><td><span class="genmed"><b>Ann wrote:</b></span></td></tr><tr><td class="quote">so</td></tr></table>', ANN),
    ('<table><tr><td><span class="genmed"><b>Ann hat folgendes geschrieben:</b></span></td></tr><tr><td class="quote">so</td></tr></table>', ANN),
    ('<table><tr><td><span class="genmed"><b>Quote:</b></span></td></tr><tr><td class="quote">so</td></tr></table>', "<blockquote>so</blockquote>"),
    # phpBB 3
    ("<blockquote><div><cite>Ann wrote:</cite>so</div></blockquote>", ANN),
    ('<blockquote class="uncited"><div>so</div></blockquote>', "<blockquote>so</blockquote>"),
    ('<blockquote><div><cite><a href="./memberlist.php?u=2">Ann</a> wrote: <a href="./viewtopic.php?p=5#p5">↑</a><div class="responsive-hide">Sun Nov 29, 2026 9:30 am</div></cite>so</div></blockquote>',
     LINKED.format("viewtopic.php?p=5#p5")),
    ('<div class="quotetitle">Ann wrote:</div><div class="quotecontent">so</div>da', f"{ANN}da"),
    ('<div class="quotetitle">Quote:</div><div class="quotecontent">so</div>', "<blockquote>so</blockquote>"),
    # MyBB
    ('<blockquote class="mycode_quote"><cite><span> (11-29-2026, 09:30 AM)</span>Ann Wrote: <a href="showthread.php?pid=5#pid5" class="quick_jump"></a></cite>so</blockquote>', ANN),
    ("<blockquote><cite>Ann Wrote:</cite>so</blockquote>", ANN),
    ('<blockquote class="mycode_quote"><cite><span> (vor weniger als 1 Minute)</span>Ann schrieb: </cite>so</blockquote>', ANN),
    ('<blockquote class="mycode_quote"><cite><span> (Less than 1 minute ago)</span>Ann Wrote: </cite>so</blockquote>', ANN),
    ('<blockquote class="mycode_quote"><cite><span> (Vor 1 Stunde)</span>Ann schrieb: <a href="showthread.php?pid=5#pid5"></a></cite>so</blockquote>', ANN),
    ('<blockquote><cite><span> (Gestern, 09:30)</span>Ann schrieb:</cite>so</blockquote>', ANN),
    ("<blockquote><cite>Quote:</cite>so</blockquote>", "<blockquote>so</blockquote>"),
    ('<div class="quote_header">Ann Wrote:</div><div class="quote_body">so</div>', ANN),
    # SMF
    ('<div class="quoteheader"><div class="topslice_quote"><a href="index.php?topic=1.msg5#msg5">Quote from: Ann on March 03, 2026, 10:22:01 am</a></div></div><blockquote class="bbc_standard_quote">so</blockquote><div class="quotefooter"><div class="botslice_quote"></div></div>',
     LINKED.format("index.php?topic=1.msg5#msg5")),
    ('<div class="quoteheader">Zitat von: Ann am Heute um 10:22:01</div><div class="quote">so</div>', ANN),
    ('<div class="quoteheader">Quote</div><div class="quote">so</div>', "<blockquote>so</blockquote>"),
    ('<blockquote class="bbc_standard_quote"><cite><a href="index.php?topic=1.msg5#msg5">Quote from: Ann on March 03, 2026</a></cite>so</blockquote>',
     LINKED.format("index.php?topic=1.msg5#msg5")),
    # Others
    ("<blockquote>Ann schrieb gestern ein Buch.</blockquote>", "<blockquote>Ann schrieb gestern ein Buch.</blockquote>"),
    ('<blockquote class="bbc_standard_quote"><cite><a href="index.php?topic=1.msg5#msg5">Zitat von: Ann in Heute um 08:00:00</a></cite>so</blockquote>',
     LINKED.format("index.php?topic=1.msg5#msg5")),
    ("<cite>Das Buch</cite> ist gut.<blockquote>so</blockquote>", "<cite>Das Buch</cite> ist gut.<blockquote>so</blockquote>"),
]  # fmt: skip

CODES = [
    # FluxBB, PunBB
    ('<div class="codebox"><pre><code>if (a)\n  b[0];</code></pre></div>', CODE),
    ('<div class="codebox"><div class="incqbox"><h4>Code:</h4><div class="scrollbox"><pre>if (a)\n  b[0];</pre></div></div></div>', CODE),
    # phpBB 2
    ('<table><tr><td><span class="genmed"><b>Code:</b></span></td></tr><tr><td class="code">if &#40;a&#41;<br />\n&nbsp; b&#91;0&#93;;</td></tr></table>', CODE),
    ('<table><tr><td><b>Code:</b></td></tr><tr><td class="code">&#91;b&#93;x&#91;/b&#93;</td></tr></table>', "<pre><code>[b]x[/b]</code></pre>"),
    # phpBB 3
    ('<dl class="codebox"><dt>Code: <a href="#" onclick="x()">Select all</a></dt><dd><code>if (a)<br />&nbsp; b[0];</code></dd></dl>', CODE),
    ('<dl class="codebox"><dt>Code: <a href="#">Alles auswählen</a></dt><dd><code>x</code></dd></dl>', "<pre><code>x</code></pre>"),
    ('<div class="codebox"><p>Code: <a href="#">Select all</a></p><pre><code>if (a)\n  b[0];</code></pre></div>', CODE),
    ('<div class="codetitle"><b>Code:</b></div><div class="codecontent">if (a)<br />&nbsp; b[0];</div>', CODE),
    # MyBB
    ('<div class="codeblock"><div class="title">Code:<br /></div><div class="body" dir="ltr"><code>if (a)<br />&nbsp; b[0];</code></div></div>', CODE),
    ('<div class="codeblock phpcodeblock"><div class="title">PHP Code:<br /></div><div class="body"><div dir="ltr"><code>x</code></div></div></div>', "<pre><code>x</code></pre>"),
    # SMF
    ('<div class="codeheader">Code: <a href="javascript:void(0);" class="codeoperation">[Select]</a></div><code class="bbc_code">if (a)<br />&nbsp; b[0];</code>', CODE),
    ('<div class="codeheader">Code:</div><div class="code">if (a)<br />&nbsp; b[0];</div>', CODE),
    # YaBB
    ('<div class="codebox"><b>Code (Perl)</b>: <a href="javascript:x()">Select All</a></div><pre class="code">if (a)\n  b[0];</pre>', CODE),
    ('<b>Code:</b><pre class="code">x</pre>', "<pre><code>x</code></pre>"),
    # Others
    ("mit <code>ls -l</code> geht es", "mit <code>ls -l</code> geht es"),
    ("<b>Code:</b> <code>ls</code>", "<b>Code:</b> <code>ls</code>"),
]  # fmt: skip

SPOILERS = [
    ('<div class="spoiler"><div class="spoiler-title">Das Ende:</div><div class="spoiler-content">tot</div></div>', "<details><summary>Das Ende</summary>tot</details>"),
    ('<div class="bbc_spoiler"><div class="spoiler_head"><a href="#">Zeig</a></div><div class="spoiler_body" style="display: none">tot</div></div>', "<details><summary>Zeig</summary>tot</details>"),
    ('<dl class="codebox"><dt>Spoiler: <a href="#">zeigen</a></dt><dd style="display: none">tot</dd></dl>', "<dl><dt>Spoiler:</dt><details><summary>zeigen</summary>tot</details></dl>"),
]  # fmt: skip

SMILIES = [
    ('<img src="http://board.example/forum/img/smilies/smile.png" width="15" height="15" alt="smile" />', "🙂"),
    ('<img src="images/smiles/icon_wink.gif" alt="Wink" border="0" />', "😉"),
    ('<img class="smilies" src="./images/smilies/icon_e_biggrin.gif" alt=":D" />', "😃"),
    ('<img src="http://board.example/Smileys/default/cheesy.gif" alt=":D" class="smiley" />', "😃"),
    ('<img class="smil" src="yabbfiles/Smilies/grin.gif" alt="Grin" />', "😃"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [*QUOTES, *CODES, *SPOILERS, *SMILIES])
def test_a_shape_is_read(markup: str, expected: str) -> None:
    once = html_of(markup, PAGE, site=SITE)
    assert once == expected
    assert faults_of(once) == []
    assert html_of(once, PAGE, site=SITE) == once


def test_the_moment_in_a_quotes_heading_makes_no_edit() -> None:
    moments = ["am Heute um 10:22:01", "am Gestern um 10:22:01", "am 03. März 2026, 10:22:01"]
    quotes = {
        html_of(
            f'<div class="quoteheader">Zitat von: Ann {moment}</div><div class="quote">so</div>',
            PAGE,
            site=SITE,
        )
        for moment in moments
    }
    assert quotes == {ANN}


LINES = [
    ('davor<br /><a class="message" href="YaBB.pl?num=7/3#3">Ann wrote</a> on Nov 29<sup>th</sup>, 2026 at 9:30am:<br /><div class="quote">so</div>',
     "davor" + LINKED.format("YaBB.pl?num=7/3#3")),
    ('<b>Quote:</b><br /><div class="quote">so</div>', "<blockquote>so</blockquote>"),
    ('Was ich sagte:<br /><div class="quote">so</div>', "Was ich sagte:<blockquote>so</blockquote>"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), LINES)
def test_a_forum_may_write_who_is_quoted_in_a_line_before_the_quote(markup: str, expected: str) -> None:
    site = ForumSite(SITE.base, MarkupHabits(quote_lines=True))
    assert html_of(markup, PAGE, site=site) == expected
    assert html_of(expected, PAGE, site=site) == expected


def test_an_authors_own_line_before_a_quote_stays_elsewhere() -> None:
    markup = 'Ann schrieb:<br /><div class="quote">so</div>'
    assert html_of(markup, PAGE, site=SITE) == "Ann schrieb:<blockquote>so</blockquote>"


def test_only_a_forum_that_cuts_words_has_its_words_put_together() -> None:
    cut = "x" * 75 + "<br />\ny"
    assert html_of(cut, PAGE, site=SITE) == "x" * 75 + "<br>y"
    assert html_of(cut, PAGE, site=ForumSite(SITE.base, MarkupHabits(cut_words_at=75))) == "x" * 75 + "y"


def test_only_where_a_script_shows_all_pictures_a_hidden_one_is_shown() -> None:
    hidden = '<img src="http://a.example/b.png" style="display:none" alt="">'
    assert html_of(hidden, PAGE, site=SITE) == ""
    shown = html_of(hidden, PAGE, site=ForumSite(SITE.base, MarkupHabits(pictures_hidden=True)))
    assert shown == '<a href="http://a.example/b.png"><img src="http://a.example/b.png" alt="b.png"></a>'

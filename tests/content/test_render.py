"""What each shape of a forum's markup becomes."""
# ruff: noqa: E501, ISC004 - a case reads best as markup on a line, and what it becomes below

import pytest

from feedforum.content import ForumSite
from feedforum.records import MarkupHabits
from tests.content.judge import html_of

SITE = ForumSite("http://board.example/forum/", MarkupHabits(cut_words_at=75))
PAGE = "http://board.example/forum/thread.php?threadid=7"
SID = "0123456789abcdef0123456789abcdef"


def rendered(markup: str, site: ForumSite = SITE) -> str:
    return html_of(markup, PAGE, site=site)


def box(label: str, text: str) -> str:
    """A Burning Board 2 box: a label and, below it, what it is about."""
    return (
        '<table class="tableinborder" width="98%"><tr><td class="tablecat"><span class="smallfont">'
        f'<b>{label}</b></span></td></tr>\r\n<tr class="normalfont"><td class="inposttable">{text}</td></tr></table>'
    )


def code_box(label: str, numbers: str, code: str) -> str:
    """A Burning Board 2 box of code: its line numbers beside it, a frame of one cell around it."""
    return (
        "<table style='width:98%'>\n <tr>\n  <td><div style='overflow: auto; height: 90px'>"
        "<table class='tableinborder'><tr><td class='tablecat' colspan='2'>"
        f"<span class='smallfont'><b>{label}</b></span></td></tr>\n<tr><td class='inposttable' align='right'>"
        f"<pre>{numbers}</pre></td><td class='inposttable'><pre>{code}</pre></td></tr></table></div></td></tr></table>"
    )


LARGE = '<span style="font-size: larger">'

QUOTES = [
    (box("Zitat:", "so"), "<blockquote>so</blockquote>"),
    (box("Ann schrieb:", "so"), "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    (
        "<table><tr><td>Preis</td><td>3 Euro</td></tr></table>",
        "<table><tbody><tr><td>Preis</td><td>3 Euro</td></tr></tbody></table>",
    ),
    (box("quote:", "<i>Originally posted by Ann</i><br />\nso"),
     "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    (box("Zitat:", "<i>Original von J&ouml;rg</i><br />\n" + box("Zitat:", "innen") + "<br />\nau&szlig;en"),
     "<blockquote><p><cite>Jörg</cite>:</p><blockquote>innen</blockquote>außen</blockquote>"),
    (box("Zitat:", '<i>Original von <a href="thread.php?postid=5&amp;sid=' + SID + '#post5">Ann</a></i><br />so'),
     '<blockquote><p><cite><a href="http://board.example/forum/thread.php?postid=5#post5">Ann</a></cite>:</p>so'
     "</blockquote>"),
    (box("Zitat:", "<i>kursiv</i> begonnen"), "<blockquote><i>kursiv</i> begonnen</blockquote>"),
    (box("Zitat:", "so") + "<br />\ndanach", "<blockquote>so</blockquote>danach"),
    ('<blockquote class="quoteBox"><div class="quoteHeader">Ann schrieb:</div><div>so</div></blockquote>',
     "<blockquote><p><cite>Ann</cite>:</p><div>so</div></blockquote>"),
    ('<div class="bbcode_quote"><blockquote><cite>Ann wrote:</cite>so</blockquote></div>',
     "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    ("[quote=Ann]so[/quote]", "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    ('[quote="Ann;12"]so <b>fett</b>[/quote]', "<blockquote><p><cite>Ann</cite>:</p>so <b>fett</b></blockquote>"),
    ("[quote=A][quote=B]b[/quote]a[/quote]",
     "<blockquote><p><cite>A</cite>:</p><blockquote><p><cite>B</cite>:</p>b</blockquote>a</blockquote>"),
    ("[quote]offen", "[quote]offen"),
    (box("Zitat:", "<i>Original von Ann<br />\nso ist das</i>"),
     "<blockquote><i>Original von Ann<br>so ist das</i></blockquote>"),
    (box("Zitat:", "<i>Was er gestern in sein Heft schrieb</i><br />\nso"),
     "<blockquote><i>Was er gestern in sein Heft schrieb</i><br>so</blockquote>"),
    (box("Zitat:", "<b>Ann schrieb:</b><br />\nso"), "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    (box("Zitat:", "<b>Ann schrieb</b>:<br />\nso"), "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    ("[quote=[A]Ann]so[/quote]", "<blockquote><p><cite>[A]Ann</cite>:</p>so</blockquote>"),
    ("[quote=[b]Ann[/b]]so[/quote]", "<blockquote><p><cite>(b)Ann(/b)</cite>:</p>so</blockquote>"),
    ('[quote name="Ann"]so[/quote]', "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
    ("[quote author=Ann link=topic=1 date=2]so[/quote]", "<blockquote><p><cite>Ann</cite>:</p>so</blockquote>"),
]  # fmt: skip

CODE = [
    (code_box("code:", "1:\n2:\n", "if (a &lt; b) &#123;\n\tx(); // [b]so[/b] :)"),
     "<pre><code>if (a &lt; b) {\n\tx(); // [b]so[/b] :)</code></pre>"),
    (code_box("php:", "1:\n2:\n3:\n", "<span style='color: #00B'>&lt;?php\n\n$a&nbsp;</span><span>=&nbsp;&nbsp;1;</span>"),
     "<pre><code>&lt;?php\n\n$a =  1;</code></pre>"),
    ("vor" + code_box("code:", "1:\n", "  x ") + "<br />\nnach", "vor<pre><code>  x </code></pre>nach"),
    (box("Zitat:", code_box("code:", "1:\n", "x")), "<blockquote><pre><code>x</code></pre></blockquote>"),
    ("<pre>a\n\n  b</pre>", "<pre><code>a\n\n  b</code></pre>"),
    ("<pre>\n\na</pre>", "<pre><code>\na</code></pre>"),
    ("<pre>a<br>b</pre>", "<pre><code>a\nb</code></pre>"),
    ("<code>[b]x[/b]</code>", "<code>[b]x[/b]</code>"),
    ("[code]if (a) {<br />\n\tb [i]c[/i];<br />\n}[/code]", "<pre><code>if (a) {\n\tb [i]c[/i];\n}</code></pre>"),
    ("[code]offen [b]fett[/b]", "[code]offen <b>fett</b>"),
    ("<blockquote><pre><font size=1>code:</font><hr>x = 1\n<hr></pre></blockquote>",
     "<blockquote><pre><code>x = 1\n</code></pre></blockquote>"),
    ("<table><tr><td>1</td><td><pre>x</pre></td></tr></table>",
     "<table><tbody><tr><td>1</td><td><pre><code>x</code></pre></td></tr></tbody></table>"),
]  # fmt: skip

SPOILERS = [
    ('<div class="spoiler"><input type="button" value="Zeig her" onclick="x()"><div style="display:none">Ende</div></div>',
     "<details><summary>Zeig her</summary>Ende</details>"),
    ('<a href="#" onclick="x()">L&ouml;sung</a> <div style="display: none">42</div>',
     "<details><summary>Lösung</summary>42</details>"),
    ('<div class="bbCodeSpoiler"><p>nur Text</p></div>', "<details><summary>Spoiler</summary><p>nur Text</p></details>"),
    ("[spoiler]Ende[/spoiler]", "<details><summary>Spoiler</summary>Ende</details>"),
    ("[spoiler=Film]Er ist es[/spoiler]", "<details><summary>Film</summary>Er ist es</details>"),
    (box("Spoiler:", "Ende"), "<details><summary>Spoiler</summary>Ende</details>"),
    ("<details open><summary>So</summary>x</details>", "<details><summary>So</summary>x</details>"),
]  # fmt: skip

MARKS = [
    ("<b>f</b> <i>k</i> <u>u</u> <s>s</s> <strike>t</strike> <sub>1</sub> <sup>2</sup>",
     "<b>f</b> <i>k</i> <u>u</u> <s>s</s> <s>t</s> <sub>1</sub> <sup>2</sup>"),
    ('<span style="color: red">rot</span> <font face="Arial" color=red>rot</font>', "rot rot"),
    ('<span style="font-weight: bold; text-decoration: underline">x</span>', "<u><b>x</b></u>"),
    ('<span style="font-size: 9px">klein</span> <span style="font-size: 24px">gro&szlig;</span>',
     '<small>klein</small> <span style="font-size: larger">groß</span>'),
    ('<font size="5">a</font><font size=4>b</font><big>c</big><span style="FONT-SIZE:x-large">d</span>',
     f"{LARGE}a</span>b{LARGE}c</span>{LARGE}d</span>"),
    ('<span style="font-size: 17px">a</span><span style="font-size: 1.5em">b</span><big></big>', f"a{LARGE}b</span>"),
    ("[size=24]x[/size][size=150]y[/size][size=100]z[/size]", f"{LARGE}x</span>{LARGE}y</span>z"),
    ('<div align="center">mittig</div>', '<div style="text-align: center">mittig</div>'),
    ("<center>mittig</center>", '<div style="text-align: center">mittig</div>'),
    ('<p style="color:red;text-align:RIGHT">x</p>', '<p style="text-align: right">x</p>'),
    ('<div align="left">x</div>', "<div>x</div>"),
    ("<b>offen und <i>quer</b> zu</i>", "<b>offen und <i>quer</i></b> zu"),
    ("<h2>Kapitel</h2>", "<h2>Kapitel</h2>"),
    ("[b]f[/b][s]w[/s]", "<b>f</b><s>w</s>"),
    ("[B][i]x[/i][/B]", "<b><i>x</i></b>"),
    ("[b][i]x[/b][/i]", "<b>[i]x</b>[/i]"),
    ("[b][/b] [nix]x[/nix] a[1]", "[b][/b] [nix]x[/nix] a[1]"),
    ("[color=red]rot[/color] [size=7]x[/size]", "rot x"),
    ("[center]x[/center]", '<div style="text-align: center">x</div>'),
    ("[b<span>]x[/</span>b]", "<b>x</b>"),
]  # fmt: skip

LISTS = [
    ("<ul><li>eins<br />\n</li><li>zwei<br /></li></ul>", "<ul><li>eins</li><li>zwei</li></ul>"),
    ('<ol type="a"><li>x</li></ol>', '<ol type="a"><li>x</li></ol>'),
    ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<table border=1><tr><td align=right onclick=x()>a</td></tr></table>",
     '<table><tbody><tr><td style="text-align: right">a</td></tr></tbody></table>'),
    ("[list]<br />\n[*]eins<br />\n[*]zwei [b]x[/b]<br />\n[/list]", "<ul><li>eins</li><li>zwei <b>x</b></li></ul>"),
    ("[list=1][*]a[*]b[/list]", '<ol type="1"><li>a</li><li>b</li></ol>'),
    ("[list]ohne Punkte[/list]", "[list]ohne Punkte[/list]"),
    ("[list][*]a[list][*]b[/list][/list]", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("[ul]<br />\n[li]a[/li]<br />\n[li]b[/li]<br />\n[/ul]", "<ul><li>a</li><li>b</li></ul>"),
    ("[ol][li]a[ul][*]b[/ul][/li][/ol]", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
    ("[li]a[/li] [td]b[/td]", "[li]a[/li] [td]b[/td]"),
    ("[table]<br />\n[tr][td]a[/td][td][b]b[/b][/td][/tr]<br />\n[tr][th][/th][td]d[/td][/tr][/table]",
     "<table><tbody><tr><td>a</td><td><b>b</b></td></tr><tr><th></th><td>d</td></tr></tbody></table>"),
    ("[table]nichts[/table]", "[table]nichts[/table]"),
    ("<menu><li>a</li><li>b</li></menu>", "<ul><li>a</li><li>b</li></ul>"),
]  # fmt: skip

LINE_BREAKS = [
    ("a<form>b</form>c", "a<div>b</div>c"),
    ("a<address>b</address>c", "a<div>b</div>c"),
    ("a<xmp>b <i>\nc</xmp>d", "a<pre><code>b &lt;i&gt;\nc</code></pre>d"),
    ("a<listing>b\nc</listing>d", "a<pre><code>b\nc</code></pre>d"),
    ("a<xmp>offen", "a<pre><code>offen</code></pre>"),
    (
        "<pre>a<table>\n<tr>\n<td>1</td><td>2</td>\n</tr>\n<tr><td>3</td></tr></table>b</pre>",
        "<pre><code>a</code></pre><table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>b",
    ),
    (
        "<pre><div>a</div><div>b</div>\nc<b><div>d</div></b>e</pre>",
        "<pre><code>a\nb\n\nc<b>\nd\n</b>e</code></pre>",
    ),
    ("<pre>a<menu>b</menu>c</pre>", "<pre><code>a\nb\nc</code></pre>"),
    ("a[hr]b", "a<hr>b"),
    ("[h2]a[/h2]b [mark]c[/mark]", "<h2>a</h2>b <mark>c</mark>"),
    ("a[indent]b[/indent]c", "a<blockquote>b</blockquote>c"),
    ("so: [noparse][b]x[/b] [1][/noparse].", "so: [<wbr>b]x[<wbr>/b] [1]."),
    ("[noparse]x[/noparse]", "x"),
    ("\n  a<br />\nb\n  ", "a<br>b"),
    ("<br /><br />a<br /><br />", "a"),
    ("a<br /><br />b", "a<br><br>b"),
    ("a<br /><br /><br /><br /><br />b", "a<br><br><br>b"),
    ("a  b\t\nc", "a b c"),
    ("a&nbsp;b", "a\xa0b"),
    ("a<br /><p>b</p><br />c", "a<p>b</p>c"),
    ("<p></p><div>  </div>x", "x"),
    ("", ""),
]

LINKS = [
    ("thread.php?threadid=1&amp;sid=" + SID, "http://board.example/forum/thread.php?threadid=1"),
    ("thread.php?sid=" + SID + "&amp;postid=2#post2", "http://board.example/forum/thread.php?postid=2#post2"),
    ("index.php?page=Thread&amp;s=" + SID, "http://board.example/forum/index.php?page=Thread"),
    ("index.php?PHPSESSID=abc123", "http://board.example/forum/index.php"),
    ("thread.php?threadid=1&amp;sid=", "http://board.example/forum/thread.php?threadid=1"),
    ("board.php?boardid=3&amp;s=suche", "http://board.example/forum/board.php?boardid=3&amp;s=suche"),
    ("http://other.example/x?sid=" + SID, "http://other.example/x?sid=" + SID),
    ("//other.example/x", "http://other.example/x"),
    ("redirect.php?url=http%3A%2F%2Fother.example%2Fx%3Fa%3D1", "http://other.example/x?a=1"),
    ("http://anonym.to/?http://other.example/x?a=1", "http://other.example/x?a=1"),
    ("http://anonym.to/?redirect.php", "http://anonym.to/?redirect.php"),
    ("dereferer.php?http://www.anonym.to/?http://other.example/", "http://other.example/"),
    ("mailto:a@b.example", "mailto:a@b.example"),
    (" http://other.example/a b ", "http://other.example/a%20b"),
]

LINK_TEXTS = [
    ("http://a.example/ein/langer/pfad.html?x=1&amp;y=2", "http://a.example/ein/...?x=1&amp;y=2",
     "http://a.example/ein/langer/pfad.html?x=1&amp;y=2"),
    ("http://www.a.example/ein/langer/pfad", "www.a.example/ei...pfad", "www.a.example/ein/langer/pfad"),
    ("http://a.example/", "mehr ...", "mehr ..."),
    ("http://a.example/abc", "http://a.exa<br />\nmple/abc", "http://a.example/abc"),
    ("http://a.example/x", "<b>Text</b>", "<b>Text</b>"),
]  # fmt: skip

OTHER_LINKS = [
    ('<a href="javascript:x()">Text</a>', "Text"),
    ('<a name="anker">Text</a>', "Text"),
    ('<a href="http://[kaputt">Text</a>', "Text"),
    ("[url]http://a.example/[/url]", '<a href="http://a.example/">http://a.example/</a>'),
    ("[url=www.a.example]da[/url]", '<a href="http://www.a.example">da</a>'),
    ("[url=javascript:x()]da[/url]", "[url=javascript:x()]da[/url]"),
    ("[email]a@b.example[/email]", '<a href="mailto:a@b.example">a@b.example</a>'),
    ("[url=http://a.example/][img]http://a.example/b.png[/img][/url]",
     '<a href="http://a.example/"><img src="http://a.example/b.png" alt="b.png"></a>'),
    ('<a href="http://a.example/">[url]http://b.example/[/url]</a>',
     '<a href="http://a.example/">[url]http://b.example/[/url]</a>'),
]  # fmt: skip

IMAGES = [
    ('<img src="bilder/a.jpg" alt="" border="0" class="resizeImage" />',
     '<a href="http://board.example/forum/bilder/a.jpg"><img src="http://board.example/forum/bilder/a.jpg" alt="a.jpg"></a>'),
    ('<img src="leer.gif" data-src="/a.jpg" width=300 height="200px">',
     '<a href="http://board.example/a.jpg"><img src="http://board.example/a.jpg" alt="a.jpg" width="300" height="200"></a>'),
    ('<img src="data:image/gif;base64,R0lGOD" data-original="http://a.example/b.jpg">',
     '<a href="http://a.example/b.jpg"><img src="http://a.example/b.jpg" alt="b.jpg"></a>'),
    ('<img src="a.png" srcset="a.png 1x, /b.png 2x">',
     '<a href="http://board.example/forum/a.png"><img src="http://board.example/forum/a.png" '
     'srcset="http://board.example/forum/a.png 1x, http://board.example/b.png 2x" alt="a.png"></a>'),
    ('a<img src="http://count.example/p.gif" width="1" height="1">b', "ab"),
    ('<img src="http://count.example/p.gif" style="width:1px; height:1px">', ""),
    ('<img src="http://count.example/p.gif" style="display:none">', ""),
    ('<img src="attachment.php?attachmentid=4&amp;thumbnail=1" alt="Plan">',
     '<a href="http://board.example/forum/attachment.php?attachmentid=4">'
     '<img src="http://board.example/forum/attachment.php?attachmentid=4&amp;thumbnail=1" alt="Plan"></a>'),
    ('<a href="gross.jpg"><img src="attachment.php?attachmentid=4&amp;thumbnail=1"></a>',
     '<a href="http://board.example/forum/gross.jpg">'
     '<img src="http://board.example/forum/attachment.php?attachmentid=4&amp;thumbnail=1" alt="attachment.php"></a>'),
    ('<img src="images/smilies/biggrin.gif" alt="gro&szlig;es Grinsen" title="gro&szlig;es Grinsen" />', "😃"),
    ('<img src="./images/smilies/icon_wink.gif" alt=";)">', "😉"),
    ('<img src="images/smilies/einhorn.gif" title="Einhorn">',
     '<img src="http://board.example/forum/images/smilies/einhorn.gif" alt="Einhorn">'),
    ('<img src="http://a.example/smile.gif">',
     '<a href="http://a.example/smile.gif"><img src="http://a.example/smile.gif" alt="smile.gif"></a>'),
    ("[img]http://a.example/b.png[/img]",
     '<a href="http://a.example/b.png"><img src="http://a.example/b.png" alt="b.png"></a>'),
    ("[img]kein Bild[/img]", "[img]kein Bild[/img]"),
    ("<img>", ""),
    ('<img src="data:text/html,x">', ""),
    ('<img src="data:image/svg+xml;base64,AAAA">', ""),
    ('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA" alt="">'),
]  # fmt: skip

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"
PLAYERS = [
    ('<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0" title="Der Film"></iframe>',
     f'<a href="{YOUTUBE}">Der Film</a>'),
    ('<object><param name="movie" value="http://www.youtube.com/v/abcdefghijk&amp;hl=de">'
     '<embed src="http://www.youtube.com/v/abcdefghijk&amp;hl=de"></object>', f'<a href="{YOUTUBE}">YouTube</a>'),
    ('<iframe src="https://player.vimeo.com/video/1234567"></iframe>', '<a href="https://vimeo.com/1234567">Vimeo</a>'),
    ('<iframe src="https://www.dailymotion.com/embed/video/x7abcd"></iframe>',
     '<a href="https://www.dailymotion.com/video/x7abcd">Dailymotion</a>'),
    ('<iframe src="https://maps.example/m?q=1"></iframe>', '<a href="https://maps.example/m?q=1">maps.example</a>'),
    ('<iframe src="javascript:x()"></iframe><object></object>', ""),
    ("[youtube]abcdefghijk[/youtube]", f'<a href="{YOUTUBE}">YouTube</a>'),
    ("[video]https://youtu.be/abcdefghijk[/video]", f'<a href="{YOUTUBE}">YouTube</a>'),
    ('<video src="a.mp4" autoplay onplay="x()"></video>',
     '<video src="http://board.example/forum/a.mp4" controls=""></video>'),
]  # fmt: skip

RUN = "Donaudampfschiff" * 4 + "elf Zeichen"[:3] + "gesellsc"
WORDS = [
    (f"ein  {RUN}<br />\nhaft da", f"ein {RUN}haft da"),
    (f"\n       {RUN}<br />\n {RUN}<br />\nx", f"{RUN}{RUN}x"),
    (f"ein {RUN}<br />x", f"ein {RUN}<br>x"),
    (f"ein {RUN}s<br />\nx", f"ein {RUN}s<br>x"),
    (f"ein {RUN[:-1]}<br />\nx", f"ein {RUN[:-1]}<br>x"),
]

CHARACTERS = [
    ("a&#8;b\x1fc", "abc"),
    ("&#128; &#150; &#133;", "€ – …"),
    ("\x80", "€"),
    ("\ud83d", ""),
    ("👩‍🔧", "👩‍🔧"),
    ("&amp;amp; &amp;uuml; &lt;b&gt;", "&amp;amp; &amp;uuml; &lt;b&gt;"),
    ("\u202eabc", "\u202eabc\u202c"),
    ("a\u202cb", "ab"),
    ("<pre>a\r\nb&#13;c</pre>", "<pre><code>a\nb\nc</code></pre>"),
]

CASES = [
    *QUOTES, *CODE, *SPOILERS, *MARKS, *LISTS, *LINE_BREAKS, *OTHER_LINKS, *IMAGES, *PLAYERS, *WORDS, *CHARACTERS,
]  # fmt: skip


def test_the_run_is_what_the_forum_cuts() -> None:
    assert len(RUN) == 75


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_markup_becomes(markup: str, expected: str) -> None:
    assert rendered(markup) == expected
    assert rendered(expected) == expected


@pytest.mark.parametrize(("href", "expected"), LINKS)
def test_link_leads_to(href: str, expected: str) -> None:
    assert rendered(f'<a href="{href}" target="_blank">x</a>') == f'<a href="{expected}">x</a>'


@pytest.mark.parametrize(("href", "text", "expected"), LINK_TEXTS)
def test_link_text(href: str, text: str, expected: str) -> None:
    assert rendered(f'<a href="{href}">{text}</a>') == f'<a href="{href}">{expected}</a>'


@pytest.mark.parametrize(("text", "expected"), [
    (f"http://board.example/forum/thread.php?threadid=1&amp;sid={SID}", f"{SITE.base}thread.php?threadid=1"),
    (f"www.board.example/forum/thread.php?sid={SID}&amp;x=2", "www.board.example/forum/thread.php?x=2"),
    (f"http://board.example/forum/th...{SID}", f"{SITE.base}thread.php?threadid=1"),
    (f"http://other.example/?sid={SID}", f"http://other.example/?sid={SID}"),
    (f"siehe http://board.example/?sid={SID}", f"siehe http://board.example/?sid={SID}"),
])  # fmt: skip
def test_session_ids_go_from_the_text_of_links_as_well(text: str, expected: str) -> None:
    href = f"{SITE.base}thread.php?threadid=1"
    once = rendered(f'<a href="{href}&amp;sid={SID}">{text}</a>')
    assert once == f'<a href="{href}">{expected}</a>'
    assert rendered(once) == once


COLOURED = [
    ('<span style="color: RED;">x</span>', '<span style="color: red">x</span>'),
    ('<font color="#FF0000" face="Arial, \'Comic Sans MS\'">x</font>',
     '<span style="font-family: Arial, Comic Sans MS"><span style="color: #ff0000">x</span></span>'),
    ('<span style="font-size: 24px; color: rgb( 1,2 ,3 )">x</span>',
     f'<span style="color: rgb(1, 2, 3)">{LARGE}x</span></span>'),
    ("[color=red]x[/color] [font=Arial]y[/font] [color=]z[/color]",
     '<span style="color: red">x</span> <span style="font-family: Arial">y</span> z'),
    ('<span style="background-color: red; color: transparent">x</span>', "x"),
    ('<span style="color: expression(alert(1)); font-family: url(x)">x</span>', "x"),
    ('<span style="color: red !important">x</span><font color="#12">y</font>', "xy"),
    ('<span style="color: red"></span>', ""),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), COLOURED)
def test_a_setting_keeps_colours_and_fonts(markup: str, expected: str) -> None:
    site = ForumSite(SITE.base, colours=True)
    assert rendered(markup, site) == expected
    assert rendered(expected, site) == expected
    assert "color" not in rendered(markup)
    assert "family" not in rendered(markup)


def test_a_bare_quote_stays_raw_where_the_forum_knows_it_and_one_with_a_name_becomes_a_quote() -> None:
    site = ForumSite(SITE.base, habits=MarkupHabits(bbcode=frozenset({"quote"})))
    markup = "[quote]a[/quote] [quote=Ann]b [quote]c[/quote] d[/quote]"
    expected = "[quote]a[/quote]<blockquote><p><cite>Ann</cite>:</p>b [quote]c[/quote] d</blockquote>"
    assert rendered(markup, site) == expected
    assert rendered(expected, site) == expected


def test_bbcode_that_the_forum_knows_stays_where_it_was_left_raw() -> None:
    site = ForumSite(SITE.base, habits=MarkupHabits(bbcode=frozenset({"b"})))
    assert rendered("[b]roh[/b] [s]weg[/s]", site) == "[b]roh[/b] <s>weg</s>"


@pytest.mark.parametrize("combination", [
    ("[b]", "[/b]"), ("[i]", "[/i]"), ("[quote=A]", "[/quote]"), ("[spoiler]", "[/spoiler]"),
    ("[list][*]", "[/list]"), ("[center]", "[/center]"), ("[url=http://a.example/]", "[/url]"),
    ("[color=red]", "[/color]"), ("[size=9]", "[/size]"),
])  # fmt: skip
@pytest.mark.parametrize(
    "inner", ["[b]x[/b]", "[quote]x[/quote]", "[list][*]x[/list]", "[spoiler]x[/spoiler]", "x"]
)
def test_raw_bbcode_in_raw_bbcode(combination: tuple[str, str], inner: str) -> None:
    once = rendered(inner.join(combination))
    assert "[" not in once
    assert "x" in once
    assert rendered(once) == once

"""Nothing dangerous survives, whatever the forum let through."""
# ruff: noqa: E501 - a payload stays on its line

import pytest

from feedforum.content import ForumSite, render
from feedforum.content.html_tree import MOST_MARKUP
from tests.content.judge import faults_of, html_of
from tests.thorough import times

SITE = ForumSite("http://board.example/")
PAGE = "http://board.example/thread.php?threadid=7"

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    "<script/src=//evil.example/x>",
    "<script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)' / >",
    "<img/src=x/onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=javascript:alert(1)>",
    "<img src=`javascript:alert(1)`>",
    "<img src=\"jav\tascript:alert(1)\">",
    "<img src=\"jav&#x0A;ascript:alert(1)\">",
    "<img src=\" &#14; javascript:alert(1)\">",
    "<img src=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>",
    "<img srcset='javascript:alert(1) 1x, x\" onerror=alert(1) 2x'>",
    "<img srcset=',,,\t x'>",
    "<img data-src='javascript:alert(1)'>",
    "<img lowsrc='javascript:alert(1)' dynsrc='javascript:alert(1)'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='javascript&#58alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:image/png;base64,AAAA'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href='//javascript:alert(1)'>x</a>",
    "<a href='redirect.php?url=javascript:alert(1)'>x</a>",
    "<a href='http://anonym.to/?javascript:alert(1)'>x</a>",
    "<a href='http://a.example/' onclick=alert(1) style='position:fixed;inset:0' target=_top>x</a>",
    "<a href=\"http://a.example/&quot; onmouseover=&quot;alert(1)\">x</a>",
    "<b onmouseover=alert(1)>x</b>",
    "<b/onclick=alert(1)//>x",
    "<body onload=alert(1)>x",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<div style=\"width: expression(alert(1))\">x</div>",
    "<div style='text-align: center; position: fixed; top: 0'>x</div>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><a title='</iframe><script>alert(1)</script>'></iframe>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<object data=javascript:alert(1)></object>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<video src=javascript:alert(1) poster=javascript:alert(1) onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=x onplay=alert(1) autoplay></audio>",
    "<input type=image src=x onerror=alert(1)><button onclick=alert(1)>x</button>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<isindex action=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><img title='</title><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<noembed><p title='</noembed><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<table><td background='javascript:alert(1)'>x</table>",
    "<table><tr><td><select><template><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<p title='&quot;><script>alert(1)</script>'>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<plaintext><script>alert(1)</script>",
    "<section class='feedforum-survey x' id=location>x</section>",
    "<img name=getElementById id=x src=a.png>",
    "[url=javascript:alert(1)]x[/url]",
    "[url]javascript:alert(1)[/url]",
    "[url=http://a.example/\" onclick=\"alert(1)]x[/url]",
    "[img]javascript:alert(1)[/img]",
    "[img]http://a.example/\" onerror=\"alert(1)[/img]",
    "[img]http://a.example/x' onerror='alert(1)[/img]",
    "[youtube]\"><script>alert(1)</script>[/youtube]",
    "[video]javascript:alert(1)[/video]",
    "[email=a@b.example\" onclick=\"x]x[/email]",
    "[quote=<script>alert(1)</script>]x[/quote]",
    "[quote=&lt;script&gt;alert(1)&lt;/script&gt;]x[/quote]",
    "[spoiler=&lt;img src=x onerror=alert(1)&gt;]x[/spoiler]",
    "[code]<script>alert(1)</script>&lt;script&gt;[/code]",
    "[align=center\" onclick=\"x]x[/align]",
    "[list=1\" onclick=\"x][*]x[/list]",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "<b>a</b>{}<i>b</i>", "<table><tr><td>{}</td></tr></table>", "[b]{}[/b]"]
)
def test_nothing_dangerous_survives(payload: str, around: str) -> None:
    once = html_of(around.replace("{}", payload), PAGE, site=SITE)
    assert faults_of(once) == []
    assert html_of(once, PAGE, site=SITE) == once


def test_the_judge_sees_faults() -> None:
    for bad in (
        "<script>",
        "<b onclick=x></b>",
        '<a href="javascript:x">a</a>',
        "<b><i></b></i>",
        "<b>",
        "\x08",
    ):
        assert faults_of(bad)


@pytest.mark.parametrize(
    "base", ["", "kein Ort", "javascript:x", "http://[", "http://board.example:port/", "\ud800"]
)
def test_any_base_is_taken(base: str) -> None:
    html = html_of(
        '<a href="x">a</a><img src="y"><a href="http://a.example/">b</a>', base, site=ForumSite(base)
    )
    assert faults_of(html) == []
    assert '<a href="http://a.example/">b</a>' in html


TAGS = [
    "a href=x", "b", "blockquote", "center", "code", "details", "div", "div class=spoiler", "font size=1",
    "h1", "i", "object", "p", "pre", "section", "span", "table><tr><td", "ul><li",
]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("closed", [True, False])
def test_three_thousand_nested_tags(tag: str, closed: bool) -> None:
    names = [part.split()[0] for part in tag.split("><")]
    end = "".join(f"</{name}>" for name in reversed(names)) * 3000 if closed else ""
    html = html_of(f"vorn {f'<{tag}>' * 3000}innen{end} hinten", PAGE, site=SITE)
    assert faults_of(html) == []
    assert "vorn" in html
    assert ("innen" in html and "hinten" in html) or tag == "object"
    assert html_of(html, PAGE, site=SITE) == html


@pytest.mark.parametrize(
    "tag", ["b", "quote", "quote=A", "spoiler", "url=http://a.example/", "center", "color=red", "code", "img"]
)
def test_three_thousand_nested_codes(tag: str) -> None:
    end = f"[/{tag.partition('=')[0]}]"
    html = html_of(f"[{tag}]" * 3000 + "innen" + end * 3000, PAGE, site=SITE)
    assert faults_of(html) == []
    assert "innen" in html
    assert html_of(html, PAGE, site=SITE) == html


# Where work would grow faster than what is written, a fifth of it shows that as well.
LARGE = {
    "text": "Wort <b>f&uuml;r</b> Wort<br />\n" * 160_000,
    "one word": "x" * 5_000_000,
    "cut words": ("x" * 75 + "<br />\n ") * times(60_000, 12_000),
    "lists": "<ul><li>" * 600_000,
    "angle brackets": "<" * times(1_000_000, 200_000),
    "brackets": "[quote=" * 700_000,
    "codes": "[img]" * times(200_000, 40_000) + "[/img]" * times(150_000, 30_000),
}


@pytest.mark.parametrize("kind", LARGE)
def test_posts_of_five_megabytes(kind: str) -> None:
    once = render(LARGE[kind], PAGE, site=SITE)
    html = once.html
    assert faults_of(html) == []
    assert len(once.fingerprint) == 32
    assert len(once.texts.excerpt) <= 280
    assert len(LARGE[kind]) <= MOST_MARKUP or html.endswith("…")
    assert kind != "text" or html.count("<b>für</b> Wort") == MOST_MARKUP // len(
        "Wort <b>f&uuml;r</b> Wort<br />\n"
    )

"""Sites that are no forums, though much of them looks like one."""

from tests.learning.homegrown import page


def blog() -> dict[str, str]:
    entries = "".join(
        f"<div class=entry><h2><a href='2026/entry-{n}.html'>Entry {n}</a></h2>"
        f"<small>{n} March 2026 10:0{n}</small>"
        f"<p>A long text about nothing in particular, number {n}, that goes on and on.</p></div>"
        for n in range(1, 9)
    )
    articles = {
        f"2026/entry-{n}.html": page(
            f"Entry {n}", f"<small>{n} March 2026 10:0{n}</small><p>The whole entry {n}.</p>"
        )
        for n in range(1, 9)
    }
    return {"": page("My blog", entries)} | articles


def blog_with_comments() -> dict[str, str]:
    front = blog()
    for n in range(1, 9):
        comments = "".join(
            f"<div class=comment><b>Reader {k % 3}</b> <small>{n + k} March 2026 1{k}:00</small>"
            f"<p>A comment of some length about entry {n}, the {k}th of all.</p></div>"
            for k in range(1, 5)
        )
        front[f"2026/entry-{n}.html"] = page(f"Entry {n}", f"<p>The whole entry {n}.</p>{comments}")
    return front


def shop() -> dict[str, str]:
    items = "".join(
        f"<tr><td><a href='item.php?id={n}'>Pliers {n}</a></td><td>{n * 3}</td><td>{n},99 €</td></tr>"
        for n in range(1, 9)
    )
    pages = {
        f"item.php?id={n}": page(f"Pliers {n}", f"<p>{n},99 €</p><button>Buy</button>") for n in range(1, 9)
    }
    return {"": page("Shop", f"<table>{items}</table>")} | pages


def shop_with_reviews() -> dict[str, str]:
    pages = shop()
    for n in range(1, 9):
        reviews = "".join(
            f"<div class=review><b>Buyer {k % 4}</b> <small>{n + k} March 2026 1{k}:20</small> {k} of 5"
            f"<p>A review of pliers {n} that says what was good, the {k}th one.</p></div>"
            for k in range(1, 5)
        )
        pages[f"item.php?id={n}"] = page(f"Pliers {n}", f"<p>{n},99 €</p>{reviews}")
    return pages


def wiki_with_history() -> dict[str, str]:
    recent = "".join(
        f"<li>(<a href='index.php?title=Page_{n}&diff={n}'>diff</a>) "
        f"<a href='index.php?title=Page_{n}'>Page {n}</a>; 10 March 2026 1{n}:00 "
        f"<a href='index.php?title=User:Ina{n % 3}'>Ina{n % 3}</a> ({n}00 bytes)</li>"
        for n in range(1, 9)
    )
    articles = {
        f"index.php?title=Page_{n}": page(f"Page {n}", f"<p>All about {n}, in a long text.</p>")
        for n in range(1, 9)
    }
    return {"": page("Recent changes", f"<ul>{recent}</ul>")} | articles


def mailing_list() -> dict[str, str]:
    """A message a page; the months list subjects and names, without dates."""
    months = {f"2026-0{m}/": [m * 10 + n for n in range(8)] for m in (1, 2, 3)}
    rows = "".join(
        f"<tr><td>{m}</td><td><a href='{m}thread.html'>Thread</a></td><td>{len(n)} messages</td></tr>"
        for m, n in months.items()
    )
    pages = {"": page("The list", f"<table>{rows}</table>")}
    for month, numbers in months.items():
        items = "".join(f"<li><a href='{n:06}.html'>Subject {n}</a> <i>Ina {n % 3}</i></li>" for n in numbers)
        pages[f"{month}thread.html"] = page("Archives by thread", f"<ul>{items}</ul>")
        for n in numbers:
            text = f"<b>Ina {n % 3}</b> <i>Tue Mar 10 10:{n:02}:11 CET 2026</i><pre>What I wrote: {n}.</pre>"
            pages[f"{month}{n:06}.html"] = page(f"Subject {n}", text)
    return pages


def questions() -> dict[str, str]:
    """Answers by their votes, and the date of the question alone in lists."""
    rows = "".join(
        f"<div class=q><b>{n}</b> votes <i>4</i> answers <h3><a href='q/{n}'>Why {n}?</a></h3>"
        f"<p>asked {n} March 2026 10:0{n} by Ina{n % 3}</p></div>"
        for n in range(1, 9)
    )
    pages = {"": page("Questions", rows)}
    for n in range(1, 9):
        answers = "".join(
            f"<div class=answer>An answer to question {n} of some length, the {k}th."
            f"<small>answered {n + k} March 2026 1{k}:00 <b>Ina{k % 3}</b></small></div>"
            for k in (0, 5, 2, 7, 1)
        )
        pages[f"q/{n}"] = page(f"Why {n}?", answers)
    return pages


NO_FORUMS = {
    "blog": blog(),
    "blog with comments": blog_with_comments(),
    "shop": shop(),
    "shop with reviews": shop_with_reviews(),
    "wiki with history": wiki_with_history(),
    "mailing list": mailing_list(),
    "questions": questions(),
    "empty": {"": page("Nothing", "")},
    "challenge": {"": page("Just a moment", "<p>Checking your browser before accessing the site.</p>")},
    "wiki": {"": page("Wiki", "".join(f"<li><a href='Page_{n}'>Page {n}</a></li>" for n in range(20)))},
}

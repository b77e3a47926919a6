"""The forum that the stores in `schema_0010` were polled from, as it was at their last poll."""

from datetime import timedelta

from tests.sample_forum import SampleForum

MINUTE = timedelta(minutes=1)


def before_the_first_poll() -> SampleForum:
    """Two boards: threads of many pages, with a prefix, a file, an announcement; posts of the same minute."""
    forum = SampleForum("Werkbank")
    forum.register("Anna", signature="Grüße aus der Werkstatt")
    category = forum.add_category("Alles")
    wheels, lamps = (forum.add_board(title, category, posts_per_page=5) for title in ("Räder", "Lampen"))
    long = forum.new_thread(wheels, "Anna", "Von allerlei Dingen", "Anfang der Sache", prefix="[Frage]")
    for number in range(16):
        forum.advance(25 * MINUTE / 60)
        forum.reply(long, "Bert", f"Antwort {number}")
    forum.new_thread(
        lamps, "Cleo", "Käse im Titel", "Licht", attachments=[("plan.zip", 12_345), ("a.png", 99)]
    )
    for number in range(6):
        forum.advance(90 * MINUTE)
        thread = forum.new_thread((wheels, lamps)[number % 2], "Dora", f"Kurz {number}", f"Text {number}")
        forum.reply(thread, "Emil", "Dazu etwas")
    forum.new_thread(wheels, "Anna", "Hausordnung", "Seid nett.", announcement_on=(lamps,))
    forum.advance(60 * MINUTE)
    return forum


def after_it(forum: SampleForum) -> None:
    """A reply, an edit, a post and a thread that are deleted, a thread that moves."""
    threads = list(forum.threads.values())
    forum.reply(threads[0].id, "Cleo", "Noch eine Antwort", title="Mit Titel")
    forum.edit(threads[-2].posts[0].id, "Ganz anders")
    forum.delete_post(threads[3].posts[1].id)
    forum.delete_thread(threads[4].id)
    forum.move(threads[5].id, threads[1].board_id, leave_trace=False)

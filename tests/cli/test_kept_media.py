"""Pictures that are kept: poll fetches them, check reads them, backup and export take them along."""

import re
from pathlib import Path

from tests.cli.conftest import Place, Run
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.pictures import gradient

PNG = gradient(8, 8, 1)


def test_from_poll_to_backup_and_export(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]", media='"keep"')
    place.site.misbehave(
        answer_with(200, PNG, {"Content-Type": "image/png"}),
        lambda request: request.path.endswith("/images/a.png"),
        times=None,
    )
    place.forum.reply(place.thread, "Ines", "[img]images/a.png[/img]")
    assert run("poll", *named)[0] == 0
    media = tmp_path / "media"
    (kept,) = (path for path in media.glob("??/*"))
    assert kept.read_bytes() == PNG
    status, out, _ = run("check", *named)
    assert (status, out.splitlines()[-1]) == (0, f"{media}: 1 file, 0 damaged.")
    copy = tmp_path / "copy.db"
    status, out, _ = run("backup", *named, str(copy))
    assert (status, out.splitlines()[-1]) == (0, f"{copy}.media  1 file, complete and checked")
    assert (tmp_path / "copy.db.media" / kept.parent.name / kept.name).read_bytes() == PNG
    assert run("export", *named, str(tmp_path / "public"))[0] == 0
    feed = (tmp_path / "public/feeds/demo/posts.atom").read_text()
    (shown,) = set(re.findall(r"/media/demo/[0-9a-f]+\.png", feed))
    exported = tmp_path / "public" / shown.lstrip("/")
    assert exported.read_bytes() == PNG
    assert exported.stat().st_mode & 0o777 == 0o644
    (tmp_path / "public/media/demo" / f"{'0' * 64}.png").write_bytes(b"old")
    (tmp_path / "public/media/demo" / "mine.txt").write_bytes(b"somebody else's")
    assert run("export", *named, str(tmp_path / "public"))[0] == 0
    assert {path.name for path in exported.parent.iterdir()} == {exported.name, "mine.txt"}
    kept.write_bytes(b"damaged")
    status, out, _ = run("check", *named)
    assert status == 1
    assert f"{kept} is damaged; delete it, and it is fetched again within a day." in out
    kept.unlink()
    (media / "aa").mkdir(exist_ok=True)
    later = media / "aa" / f"aa{'0' * 62}"
    later.write_bytes(b"kept after the backup")
    status, out, _ = run("restore", *named, str(copy))
    assert (status, out.splitlines()[-1]) == (0, f"{media}  1 file of the backup")
    assert (kept.read_bytes(), later.exists()) == (PNG, True)

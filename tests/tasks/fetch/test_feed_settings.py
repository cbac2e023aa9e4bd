"""A feeds.toml in, settings or one clear line out."""

from pathlib import Path

import pytest

from tasks.fetch.settings import read_settings, shown
from tasks.vocabulary.errors import NewsloomError


def test_a_short_file_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'contact = "desk@gazette.example"\nfeeds = ["https://gazette.example/rss", "https://gazette.example/rss"]\n'
    )
    found = read_settings(path)
    assert (found.feeds, found.per_host) == (["https://gazette.example/rss"], 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("feeds = [", "is not TOML"),
        ("feeds = ['ftp://gazette.example/x']", "is not an http or https address"),
        ("feeds = ['https://me:hush@gazette.example/x']", "holds a password"),
        ("feeds = []\ndelay = 3", "delay: Extra inputs are not permitted"),
        ("feeds = []\nper_host = 9", "per_host: Input should be less than or equal to 4"),
        ("", "feeds: Field required"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(NewsloomError) as error:
        read_settings(path)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert "hush" not in str(error.value)


def test_a_key_in_a_feeds_address_is_not_shown() -> None:
    assert shown("https://me:pw@gazette.example/rss?key=hush") == "https://gazette.example/rss?…"

"""A line in, what it states out."""

import pytest

from tasks.clean.date_forms import find_dates, read_any
from tasks.clean.dateline import read_dateline
from tasks.clean.metadata_lines import read_line
from tasks.clean.months import NAMES, month_of
from tasks.clean.names import agencies, persons


@pytest.mark.parametrize(
    ("text", "host", "expected", "precision"),
    [
        ("2021-05-04T08:00:00+02:00", "", "2021-05-04T06:00", "second"),
        ("20210504", "", "2021-05-04T00:00", "day"),
        ("Tue, 04 May 2021 08:00 GMT", "", "2021-05-04T08:00", "minute"),
        ("May 4, 2021 | 6:30pm EST", "", "2021-05-04T23:30", "minute"),
        ("Published: 3 June 2025 23:05 BST", "", "2025-06-03T22:05", "minute"),
        ("12/03/2014 08:58 pm ET", "", "2014-12-04T01:58", "minute"),
        ("13/03/2014", "", "2014-03-13T00:00", "day"),
        ("03/04/2014", "skerrow.co.uk", "2014-04-03T00:00", "day"),
        ("03/04/2014", "planet.com", "2014-03-04T00:00", "day"),
        ("03.04.2014", "", "2014-04-03T00:00", "day"),
        ("1703236800000", "", "2023-12-22T09:20", "second"),
        ("2023-12-22T10:00:00CET", "", "2023-12-22T09:00", "second"),
        ("22. Dezember 2023, 10:00 Uhr", "", "2023-12-22T10:00", "minute"),
        ("22 décembre 2023 à 10h00", "", "2023-12-22T10:00", "minute"),
        ("22 de dezembro de 2023 às 10h00", "", "2023-12-22T10:00", "minute"),
        ("22 de diciembre de 2023", "", "2023-12-22T00:00", "day"),
        ("22 Desember 2023, 10:00 WIB", "", "2023-12-22T03:00", "minute"),
        ("22 декабря 2023, 10:00", "", "2023-12-22T10:00", "minute"),
        ("2023. december 22. 10:00", "", "2023-12-22T10:00", "minute"),
        ("2023年12月22日 10:00", "", "2023-12-22T10:00", "minute"),
        ("2023. 12. 22.", "", "2023-12-22T00:00", "day"),
        ("22 दिसंबर 2023", "", "2023-12-22T00:00", "day"),
        ("٢٢ ديسمبر ٢٠٢٣", "", "2023-12-22T00:00", "day"),
        ("22 tháng 12, 2023", "", "2023-12-22T00:00", "day"),
        ("22 ธันวาคม 2566", "", "2023-12-22T00:00", "day"),
    ],
)
def test_dates(text, host, expected, precision):
    found = read_any(text, host)
    assert (found.at.isoformat()[:16], found.precision) == (expected, precision)


@pytest.mark.parametrize("text", ["03/04/2014", "no date", "31/31/2014", "1804-05-06", "May 2014 was wet"])
def test_what_cannot_be_told_is_no_date(text):
    assert read_any(text) is None


def test_every_month_of_the_table_is_one_month():
    assert len(NAMES.split("\n\n")) == 12
    assert {month_of(name) for name in ("März", "mars", "marzo", "март", "Μαρτίου")} <= {3, None}
    assert [month_of(name) for name in ("styczeń", "sausio", "ocak", "जनवरी", "enero", "января")] == [1] * 6
    assert month_of("Monday") is None


def test_each_date_has_its_own_time():
    dates = find_dates("Published 13:22, 14 Mar 2025 | Updated 15:02, 14 Mar 2025")
    assert [moment.at.isoformat()[11:16] for _, _, moment in dates] == ["13:22", "15:02"]


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "outlet"),
    [
        ("KABUL, Afghanistan (AP) — The council met.", "KABUL, Afghanistan", ("AP",), None),
        ("WASHINGTON -- The council met.", "WASHINGTON", (), None),
        ("PARIS (Reuters) – The council met.", "PARIS", ("Reuters",), None),
        ("Paris, June 3 (Reuters) - The council met.", "Paris", ("Reuters",), None),
        ("SKERROW (KBX DC) — The council met.", "SKERROW", (), "KBX DC"),
        ("PORT SELWICK (Northern Wire) — The council met.", "PORT SELWICK", ("Northern Wire",), None),
    ],
)
def test_datelines(paragraph, place, agency, outlet):
    found = read_dateline(paragraph)
    assert (found.place, found.agencies, found.outlet) == (place, agency, outlet)
    assert paragraph[found.end :] == "The council met."


@pytest.mark.parametrize(
    "paragraph",
    ["The council met.", "NATO-led troops left.", "He left (again) - at last.", "U.S. troops left."],
)
def test_no_dateline(paragraph):
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ana Ruiz and Bo Li", ["Ana Ruiz", "Bo Li"]),
        ("JANE DOE, Staff Writer", ["Jane Doe"]),
        ("Jaz Marsh Business Reporter", ["Jaz Marsh"]),
        ("Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("Staff", []),
        ("editor@example.com", []),
        ("Martin King Jr.", ["Martin King Jr"]),
        ("Von Ana Ruiz und Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("Ana Ruiz e Bo Lind", ["Ana Ruiz", "Bo Lind"]),
        ("João da Costa e Silva", ["João da Costa e Silva"]),
        ("Gerrit-Jan van 't Hoff", ["Gerrit-Jan van 't Hoff"]),
        ("Ahmed al-Masri", ["Ahmed al-Masri"]),
        ("Иван Петров и Анна Смирнова", ["Иван Петров", "Анна Смирнова"]),
        ("राजेश कुमार", ["राजेश कुमार"]),
        ("김철수 기자", ["김철수"]),
        ("本报记者 王小明", ["王小明"]),
        ("Редакция сайта", []),
        ("Haber Merkezi", []),
        ("Équipe éditoriale", []),
        ("Tim Weber", ["Tim Weber"]),
    ],
)
def test_bylines(byline, expected):
    assert persons([byline]) == expected


def test_agencies():
    assert agencies(["[With AFP and Reuters]", "By Northern Wire"]) == ["AFP", "Reuters", "Northern Wire"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("By Ana Ruiz | May 4, 2021", "byline"),
        ("• Ana Ruiz can be reached at aruiz@example.com.", "byline"),
        ("Published: Updated:", "date_line"),
        ("Published: September 2025", "date_line"),
        ("[With AFP and Reuters]", "credit"),
        ("Copyright © 2024 The Skerrow Times, LLC.", "copyright"),
        ("By noon the ferry had gone down with all its lorries.", None),
        ("The storm of May 4, 2021 sank three ferries", None),
        ("Review of September 2025", None),
    ],
)
def test_metadata_lines(line, reason):
    assert read_line(line).reason == reason

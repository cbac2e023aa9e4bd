"""Dates as pages and scrapes write them, read into an instant with its precision and zone."""

import re
from datetime import UTC, datetime, timedelta, timezone

from tasks.clean.cleaned import Moment
from tasks.clean.months import month_of

EARLIEST, LATEST = 1990, 2100
ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d"
    r"|[+-]\d\d|[A-Z]{3,4}\b)?)?(?!\d)"
)
# Hours from UTC of the zones that newspapers print; of a name without S or D ("ET") the standard time.
ZONES = {
    "UTC": 0.0, "GMT": 0, "WET": 0, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "ET": -5, "EST": -5, "EDT": -4, "CT": -6, "CST": -6, "CDT": -5, "MT": -7, "MST": -7, "MDT": -6,
    "PT": -8, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "WEST": 1, "WAT": 1, "CAT": 2, "EAT": 3, "TRT": 3, "IDT": 3, "GST": 4, "PKT": 5, "BDT": 6, "NPT": 5.75, "ICT": 7, "WIB": 7,
    "WITA": 8, "WIT": 9, "MYT": 8, "PHT": 8, "ART": -3, "BRT": -3, "CLT": -4, "COT": -5, "PET": -5,
    "JST": 9, "KST": 9, "SGT": 8, "HKT": 8,
    "AEST": 10, "AEDT": 11, "AWST": 8, "ACST": 9.5, "NZST": 12, "NZDT": 13, "SAST": 2,
}  # fmt: skip
EASTERN = frozenset(
    ("ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AKST", "AKDT", "HST")
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WORDED = (
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b", re.IGNORECASE),
)
# The same in any language; the word between the numbers is looked up.
MONTH_WORD = r"(?P<word>[^\s\d,./:|()]{2,14})\.?"
FOREIGN = (
    re.compile(  # "22. Dezember 2023", "22 de diciembre de 2023", "1er août 2023", "22-го декабря 2023"
        rf"(?<![\d/.:-])(?P<day>\d{{1,2}})(?:\.|º|ª|er|-?го|-?ви|\.?-?a)?\s+(?:de\s+|d['’]|ng\s+)?{MONTH_WORD},?\s+(?:de\s+|del\s+|năm\s+)?"
        r"(?P<year>(?:19|20|25)\d\d)(?!\d)"
    ),
    re.compile(rf"(?<!\S){MONTH_WORD}\s+(?P<day>\d{{1,2}})[.,]?\s+(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(  # "2023. december 22.", "2023 m. gruodžio 22 d."
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\.| m\.)?\s+{MONTH_WORD}\s+(?P<day>\d{{1,2}})(?!\d)"
    ),
    re.compile(  # "2023. gada 22. decembrī"
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)\.?\s+gada\s+(?P<day>\d{{1,2}})\.\s+{MONTH_WORD}"
    ),
    re.compile(  # "22 tháng 12, 2023", "22 Thg 12 2023"
        r"(?<!\d)(?P<day>\d{1,2})\s+(?:tháng|thg)\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(  # "2023年12月22日", "2023년 12월 22일", "2023/12/22", "2023. 12. 22."
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?(?:年|년|[/.])\s*(?P<month>\d{1,2})\s?(?:月|월|[/.])\s*(?P<day>\d{1,2})(?!\d)(?:\s?[日일.])?"
    ),
    re.compile(  # "22. 12. 2023"
        r"(?<![\d/.:-])(?P<day>\d{1,2})\.\s(?P<month>\d{1,2})\.\s(?P<year>(?:19|20)\d\d)(?!\d)"
    ),
)
HAS_DIGIT = re.compile(r"\d")
HAS_YEAR = re.compile(r"(?:19|20|25)\d\d")
BUDDHIST = 543  # years ahead in Thailand
OTHER_DIGITS = {
    zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for digit in range(10)
}
EPOCH = re.compile(
    r"\s*(1\d{9})(\d{3})?(?:\.\d+)?\s*"
)  # seconds or milliseconds since 1970; from 2001 to 2033
MONTHLY = re.compile(
    rf"\b{MONTH}\s+{YEAR}\b", re.IGNORECASE
)  # "September 2025": a date only where a label says so
WORDED_DASHED = re.compile(rf"\b{DAY}-{MONTH}-{YEAR}\b", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d"
    r"|\d\d)(?![\d/.-])"
)
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>2[0-3]|[01]?\d)(?:[:.h](?P<minute>[0-5]\d))?(?::(?P<second>[0-5]\d))?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"[\s,(]*(?P<zone>(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"[\s,|•·–-]*(?:on\s+)?(?:\w+day,?\s+)?", re.IGNORECASE
)  # between a time of day and the date after it
AFTER = re.compile(
    r"[\s,.|•·–—-]*(?:(?:at|um|à|as|às|alle(?: ore)?|ore|om|kl|klo|kell"
    r"|a las|в|о|об|у|w|o|u|ob|saat|στις|ώρα|pukul|jam|lúc|la|i|ás|ab|год)\b\.?\s*)?",
    re.IGNORECASE,
)  # between a date and its time of day, in several languages
CLOCK_REACH = 28  # characters after a date in which its time of day may stand
AMERICAN_DOMAINS = re.compile(r"\.(com|org|net|us|gov|edu|tv|info|news|ph)$")


def read_iso(text: str) -> Moment | None:
    """Read an ISO 8601 date or time at the start of `text`."""
    match = ISO.match(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is None or int(hour) > 23:
            return moment(datetime(int(year), int(month), int(day), tzinfo=UTC), "day")
        at = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=iso_zone(zone)
        )
        return moment(at, "second" if second else "minute")
    except (ValueError, OverflowError):
        return None


def iso_zone(text: str | None) -> timezone:
    """Return the zone of `Z`, `+02:00`, `-0500`; UTC if nothing is stated."""
    if not text or text[0] not in "+-":
        return clock_zone(text)
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def moment(at: datetime, precision: str) -> Moment | None:
    """Return the moment in UTC; None for a year in which no news page was made."""
    if not EARLIEST <= at.year <= LATEST:
        return None
    return Moment(at.astimezone(UTC), precision)


def read_any(text: str, host: str = "") -> Moment | None:
    """Read an ISO, worded or numbered date anywhere in a short text, with the time of day beside it."""
    found = read_iso(text) or read_epoch(text)
    if found:
        return found
    dates = find_dates(text, host)
    return dates[0][2] if dates else None


def read_epoch(text: str) -> Moment | None:
    """Read a text that is nothing but seconds or milliseconds since 1970."""
    match = EPOCH.fullmatch(text)
    return moment(datetime.fromtimestamp(int(match[1]), tz=UTC), "second") if match else None


def find_dates(text: str, host: str = "") -> list[tuple[int, int, Moment]]:
    """Find the dates in a short text: (start, end, moment), in order; the end takes in the time of day.

    Args:
        text: a line, e.g. `12/03/2014 08:58 pm ET Updated Dec 10, 2014`.
        host: the outlet's domain, which tells month-first from day-first where the digits do not.
    """
    if not HAS_DIGIT.search(text):
        return []
    found: list[tuple[int, int, Moment]] = []
    text = text if text.isascii() else text.translate(OTHER_DIGITS)
    has_year = HAS_YEAR.search(text) is not None
    for pattern in (*WORDED, WORDED_DASHED) if has_year else ():
        for match in pattern.finditer(text):
            month = MONTHS.index(match["month"][:3].lower()) + 1
            add(found, text, match, (int(match["year"]), month, int(match["day"])))
    for match in NUMBERED.finditer(text):
        year = int(match["year"])
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        order = month_and_day(
            int(match["first"]), int(match["second"]), match["mark"], text[match.end() :], host
        )
        if order:
            add(found, text, match, (year, *order))
    if has_year:
        find_foreign(found, text)
    for match in ISO.finditer(text):
        stated = read_iso(match[0]) if "-" in match[0] else None
        if stated:
            found.append((match.start(), match.end(), stated))
    return sorted(found, key=lambda item: item[0])


def find_foreign(found: list[tuple[int, int, Moment]], text: str) -> None:
    """Add the dates that are written as other languages do."""
    for pattern in FOREIGN:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = int(groups["month"]) if groups.get("month") else month_of(groups["word"])
            year = int(match["year"])
            if month:
                add(found, text, match, (year - BUDDHIST if year > 2400 else year, month, int(match["day"])))


def add(
    found: list[tuple[int, int, Moment]], text: str, match: re.Match[str], day: tuple[int, int, int]
) -> None:
    """Add the date of a match, with the clock time right after or right before it."""
    if any(start < match.end() and match.start() < end for start, end, _ in found):
        return
    try:
        date = datetime(*day, tzinfo=UTC)
    except ValueError:
        return
    after = text[match.end() : match.end() + CLOCK_REACH]
    clock = next(
        (c for c in CLOCK.finditer(after) if is_clock(c) and AFTER.fullmatch(after[: c.start()])), None
    )
    end = match.end() + clock.end() if clock else match.end()
    start = match.start()
    if clock is None:
        reach = max(0, start - CLOCK_REACH)
        before = text[reach:start]
        clock = next(
            (c for c in CLOCK.finditer(before) if is_clock(c) and BESIDE.fullmatch(before[c.end() :])), None
        )
        start = reach + clock.start() if clock else start
    stated = moment(date, "day")
    if clock:
        hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
        at = date.replace(hour=hour, minute=minute, tzinfo=clock_zone(clock["zone"]))
        stated = moment(at, "minute")
    if stated:
        found.append((start, end, stated))


def first_clock(text: str) -> re.Match[str] | None:
    """Return the first time of day in a text, None if there is none."""
    return next(filter(is_clock, CLOCK.finditer(text)), None)


def is_clock(match: re.Match[str]) -> bool:
    """Whether a number is a time of day: it has minutes, or am/pm."""
    return bool(match["half"] or match["minute"])


def clock_zone(text: str | None) -> timezone:
    """Return the zone of `EST`, `GMT+2`, `+05:30`; UTC if there is none or it is not known."""
    if not text:
        return UTC
    name = text.upper().replace(" ", "")
    if name[:3] in ("UTC", "GMT") and len(name) > 3:
        name = name[3:]
    if name[0] in "+-":
        digits = name[1:].replace(":", "")
        hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "0")
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-offset if name[0] == "-" else offset) if offset < timedelta(hours=24) else UTC
    return timezone(timedelta(hours=ZONES[name])) if name in ZONES else UTC


def read_month(text: str) -> Moment | None:
    """Read a month and year in a text that says by a label that it states a date."""
    match = MONTHLY.search(text)
    if not match:
        return None
    month = MONTHS.index(match["month"][:3].lower()) + 1
    return moment(datetime(int(match["year"]), month, 1, tzinfo=UTC), "month")


def month_and_day(first: int, second: int, mark: str, after: str, host: str) -> tuple[int, int] | None:
    """Tell month from day in `12/03/2014`. None when nothing decides and the two readings differ.

    Evidence, strongest first: a number over 12; dots (day first); a United States zone; the outlet's domain.
    """
    if first > 12 or second > 12 or first == second:
        return (second, first) if first > 12 else (first, second)
    if mark == ".":
        return second, first
    clock = first_clock(after[:CLOCK_REACH])
    if clock and clock["zone"] and clock["zone"].upper() in EASTERN:
        return first, second
    if host:
        return (first, second) if AMERICAN_DOMAINS.search(host) else (second, first)
    return (first, second) if clock and clock["half"] else None

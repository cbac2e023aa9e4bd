"""Three hundred pages made to hurt a parser. All are derived from a seed, none from a real page."""

import base64
import random

ARTICLE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry runs aground | Skerrow Today</title>'
    '<meta property="og:title" content="Ferry runs aground"><script type="application/ld+json">{"@type": "NewsArticle", '
    '"headline": "Ferry runs aground", "author": {"name": "Ada Moor"}, "datePublished": "2025-10-03T09:30:00Z"}</script>'
    "</head><body><nav><a href=/>Home</a></nav><article><h1>Ferry runs aground</h1>"
    + "".join(
        f"<p>Paragraph {n}: the ferry lay on the Anvil rocks for {n} hours. “We wait for the tide,” said Ben Quill.</p>"
        for n in range(12)
    )
    + "</article><footer>© Skerrow Today</footer></body></html>"
)
LOT = 200_000  # bytes or characters of one thing; ten times as much only takes ten times as long


def _wrapped(body):
    return ARTICLE.replace("</article>", body + "</article>").encode("utf-8", "surrogatepass")


def monsters():
    """Yield (name, bytes) of pages each built to exhaust something."""
    for tag in (
        "div",
        "b",
        "table><tr><td",
        "ul><li",
        "blockquote",
        "span",
        "a href=x",
        "font",
        "svg",
        "template",
        "noscript",
        "p",
    ):
        yield (
            f"deep-{tag.split()[0].replace('>', '').replace('<', '-')}",
            _wrapped(f"<{tag}>" * 100_000 + "deep"),
        )
    for tag in (
        "p",
        "br",
        "a href='/x'>x</a",
        "li",
        "td",
        "img src=x",
        "script",
        "style",
        "h1",
        "iframe",
        "/div",
        "meta name=author content=x",
    ):
        name = "".join(c for c in tag if c.isalpha())
        yield f"many-{name}", _wrapped(f"<{tag}>" * (LOT // (len(tag) + 2)))
    yield "long-word", _wrapped("<p>" + "x" * 4 * LOT)
    yield "long-attribute", _wrapped(f'<p class="{"c " * LOT}">Wind')
    yield "many-attributes", _wrapped("<p " + " ".join(f"a{n}=1" for n in range(40_000)) + ">Wind")
    yield "long-tag", _wrapped("<" + "t" * LOT + ">Wind")
    yield "long-title", ARTICLE.replace("<title>", "<title>" + "Storm " * 40_000).encode()
    yield "long-comment", _wrapped("<!--" + "-" * LOT)
    yield "many-comments", _wrapped("<!-- x -->" * 40_000)
    yield "comment-dashes", _wrapped("<!" + "-->" * 60_000)
    yield "entities", _wrapped("<p>" + "&amp;&#x1F600;&nbsp;&notanentity;&#0;&#xD800;&#99999999;" * 20_000)
    yield "ampersands", _wrapped("<p>" + "&" * LOT)
    yield (
        "billion-laughs",
        (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">'
            + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
            + b"]><html><body><p>&m;</p></body></html>"
        ),
    )
    yield (
        "outside-entity",
        (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; Wind rose.</p></body></html>'
        ),
    )
    yield "only-script", b"<html><script>" + b"var x = '<p>no article</p>';" * 20_000 + b"</script></html>"
    yield "unclosed-script", _wrapped("<script>" + "if (a < b) { " * 40_000)
    yield "cdata", _wrapped("<![CDATA[" * 40_000)
    yield (
        "base64-image",
        _wrapped(f'<img src="data:image/png;base64,{base64.b64encode(bytes(LOT)).decode()}">'),
    )
    yield "base64-text", _wrapped("<p>" + base64.b64encode(random.Random(1).randbytes(LOT)).decode())
    yield "nulls", _wrapped("<p>" + "Wind\x00rose " * 20_000)
    yield "only-nulls", b"<html>" + bytes(LOT)
    yield "controls", _wrapped("<p>" + "".join(map(chr, range(1, 32))) * 1000)
    yield "surrogates", _wrapped("<p>half \ud83d of an emoji \udc00" * 1000)
    yield "right-to-left", _wrapped("<p>" + "\u202e\u200b\u2066\ufeff" * 40_000)
    yield "combining", _wrapped("<p>" + "e" + "\u0301" * LOT)
    yield "quotation-marks", _wrapped("<p>" + "“‘\"'«„" * 40_000)
    yield "spaces", _wrapped("<p>" + " \t\u00a0" * 100_000 + "Wind")
    yield "newlines", _wrapped("<pre>" + "\n" * LOT)
    yield "dates", _wrapped("<p>" + "2025-10-03T09:30:00Z Oct 3, 2025 " * 30_000)
    yield "names", _wrapped("<p>By " + "Ada Moor and Ben Quill, " * 40_000)
    yield "urls", _wrapped("<p>" + "https://x.example/" + "a/" * 100_000)
    yield "json-ld-deep", ARTICLE.replace('{"@type"', '{"a": ' + "[" * 40_000 + '{"@type"').encode()
    yield (
        "json-ld-graph",
        ARTICLE.replace('{"@type"', '{"@graph": [' + '{"@type": "Thing"},' * 100_000 + '{"@type"').encode(),
    )
    yield "json-ld-dates", ARTICLE.replace("2025-10-03T09:30:00Z", "9" * 40_000).encode()
    yield (
        "json-ld-authors",
        ARTICLE.replace('{"name": "Ada Moor"}', "[" + '{"name": "Ada Moor"},' * 50_000 + "1]").encode(),
    )
    yield "utf-16", ARTICLE.encode("utf-16")
    yield "utf-7", ARTICLE.replace("utf-8", "utf-7").encode("utf-7")
    yield (
        "shift-jis",
        (ARTICLE.replace("utf-8", "shift_jis").replace("Paragraph", "段落")).encode("shift_jis", "replace"),
    )
    yield "charset-that-is-none", ARTICLE.replace("utf-8", "rot13").encode()
    yield "charset-that-lies", ARTICLE.replace("utf-8", "utf-16").encode()
    yield "pdf", b"%PDF-1.7" + random.Random(2).randbytes(LOT)
    yield "empty", b""
    yield "one-byte", b"<"
    yield "framesets", b"<html>" + b"<frameset><frame src=x>" * 20_000
    yield "select", _wrapped("<select>" + "<option>Wind" * 40_000)
    yield "misnested", _wrapped("<b><i><p></b></i></p>" * 20_000)
    yield "tables", _wrapped("<table>" + "<tr><td><table>" * 3000)
    yield "forms", _wrapped("<form><input><textarea>" * 20_000)
    yield "html-in-html", _wrapped(ARTICLE * 200)


def mutants(count, seed=7):
    """Yield (name, bytes) of an honest page cut, spliced and overwritten at random."""
    dice = random.Random(seed)
    source = ARTICLE.encode()
    for number in range(count):
        page = bytearray(source)
        for _ in range(dice.randrange(1, 30)):
            at = dice.randrange(len(page) or 1)
            match dice.randrange(7):
                case 0:
                    page[at : at + 1] = dice.randbytes(1)
                case 1:
                    del page[at : at + dice.randrange(1, 400)]
                case 2:
                    page[at:at] = dice.randbytes(dice.randrange(1, 60))
                case 3:
                    start = dice.randrange(len(page) or 1)
                    page[at:at] = page[start : start + dice.randrange(1, 2000)]
                case 4:
                    page[at:at] = dice.choice(
                        [b"<", b">", b'"', b"<!--", b"-->", b"</html>", b"<script>", b"&#", b"]]>", b"\x00"]
                    )
                case 5:
                    page[at:at] = b"<div>" * dice.randrange(1, 60)
                case 6:
                    page = page[: dice.randrange(1, len(page) + 1)]
            page = page or bytearray(b"x")
        yield f"mutant-{number:03d}", bytes(page)


def pages(count=300):
    """Return that many hostile pages by name."""
    found = dict(monsters())
    return found | dict(mutants(count - len(found)))

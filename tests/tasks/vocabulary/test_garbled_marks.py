import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.enrich.quotes.marks import find_segments
from tasks.resolve.wording import spoken_keys
from tasks.vocabulary.garbled_marks import without_garbled_marks


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        ('The law isn"t the answer, and I"ve said so.', "The law isn't the answer, and I've said so."),
        ('We earn 30 coins a year,"?Adal said.', 'We earn 30 coins a year," Adal said.'),
        ('"Who pays?"?Adal asked.', '"Who pays?" Adal asked.'),
        ('the song "Harbour"?was sung', 'the song "Harbour" was sung'),
        ('Adal said "we shall see."-', 'Adal said "we shall see." '),
        (
            'They earn 60 votes "?a bar met before "?at once.',
            "They earn 60 votes --a bar met before --at once.",
        ),
        ('"Nobody left."?"He stayed."', '"Nobody left." "He stayed."'),
        ('Did she say "yes"? He said "no".', 'Did she say "yes"? He said "no".'),
        ("They went home.-Fans wept.- The rest,-too.", "They went home. Fans wept.  The rest, too."),
        ("St.-Malo, an Inc.-owned yard", "St.-Malo, an Inc.-owned yard"),
        ('a "so-called"s', 'a "so-called"s'),
    ],
)
def test_marks_that_a_wrong_decoding_left(garbled, meant):
    assert without_garbled_marks(garbled) == meant


@given(st.text(alphabet='abn"?t.\n-Ave', max_size=60))
def test_length_and_words_stay(text):
    mended = without_garbled_marks(text)
    assert len(mended) == len(text)
    assert [c for c in mended if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_garbled_apostrophe_neither_ends_a_quotation_nor_parts_a_word():
    text = '"We didn"t see it,"?Adal said. "It isn"t there."'
    assert [text[s.start : s.end] for s in find_segments(text)] == [
        '"We didn"t see it,"',
        '"It isn"t there."',
    ]
    assert spoken_keys('We didn"t see it') == spoken_keys("We didn't see it")

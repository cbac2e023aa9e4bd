"""The words that attribute, for the rules: verbs by their frame, nouns, and what is a refusal."""

from tasks.enrich.quotes.wordlist import words

# Verbs whose clause ("that ...") or quotation is what was said, thought or written.
SAYING = words(
    """
    say tell add ask announce argue assert admit acknowledge advise affirm agree allege answer apologize
    believe boast brag caution charge claim clarify comment complain concede conclude confess confirm
    contend continue counter cry declare demand deny disclose elaborate emphasize estimate exclaim
    explain express fear feel figure find fume gush hint hope imply inform insist interject instruct
    joke know lament maintain mention mock mutter note object observe opine plead pledge point post
    predict proclaim promise propose protest quip quote react read reaffirm realize recall recommend
    recount reiterate relate remark remember remind repeat reply report respond retort reveal scoff
    scream shout signal speculate state stress suggest suspect swear sigh testify think threaten tout
    tweet urge vent vow wail warn whisper wonder worry write yell accuse assume assure blog conjecture
    contest convince decide deem describe determine dispute doubt expect foresee indicate inquire intone
    learn marvel muse posit profess project rail rant reason rebut refute reckon reflect retweet slam
    snap specify surmise theorize trumpet understand underline underscore uphold volunteer vouch weigh
    hold chime thunder bemoan blast charge emphasise apologise theorise realise recognise recognize
    """
)
# Verbs that carry a quotation or clause only in some of their uses; these need a quotation or a "that".
LOOSE = words(
    """
    go begin start finish conclude open close call continue show prove mean see hear teach agree sing
    laugh smile offer give provide present stand joke offer interrupt chant
    """
)
# Verbs that name: "called it a “disgrace”", "described him as a friend".
NAMING = words(
    """
    call describe brand dub label characterize characterise denounce refer depict hail praise cite
    criticize criticise condemn dismiss blast mock deride slam term portray paint rip tout decry bash
    accuse blame credit thank invoke
    """
)
# Verbs whose infinitive is what was said: "vowed to fight", "asked him to leave".
ASKING = words(
    """
    urge vow promise threaten pledge demand ask order agree offer plan want hope expect claim encourage
    advise warn instruct tell beg call refuse decide propose swear implore request invite prefer wish
    intend seek consider recommend suggest
    """
)
KNOWN_VERBS = SAYING | LOOSE | NAMING | ASKING
NOUNS = words(
    """
    statement claim belief assertion argument allegation suggestion view opinion remark comment promise
    pledge vow warning admission announcement declaration accusation report fear hope idea notion
    prediction conclusion concern question contention complaint demand call charge insistence testimony
    evidence sign news word thought feeling threat acknowledgment contradiction estimate speculation
    sense confidence conviction position proposal request recommendation
    """
)
# What refuses to speak says nothing that could be quoted: "declined to comment", "would not say whether".
REFUSING = frozenset({"decline", "refuse"})
SPEAKING = frozenset(
    {"comment", "say", "confirm", "deny", "discuss", "answer", "respond", "elaborate", "speak"}
)

# Words in whose company a marked phrase is a name, a title or the word itself.
NAMED_BY = words(
    """
    so-called entitled titled named dubbed nicknamed known called word words term phrase hashtag title
    show movie film song album book novel series episode magazine program programme play
    """
)

"""The vocabulary that the line model looks for: words and forms of page furniture. English."""

STOP_WORDS = """the a an and or but of to in on at for from by with as is are was were be been has have had it its this that
these those he she they we i you his her their our not no will would can could said who which what when where how than then
there so if about after before over up out into more also one two"""
FURNITURE_WORDS = """newsletter newsletters subscribe subscriber subscribers subscription share follow related advertisement
advertising cookie cookies privacy terms copyright getty photo photos image images video videos credit courtesy tweet facebook
twitter instagram youtube tiktok linkedin whatsapp email comment comments trending popular recommended sponsored shop deal deals
buy podcast watch listen download app edition menu skip search loading updated published ago gmt inbox login register account
unsubscribe affiliate commission retailer gallery caption click tap link links latest stories topics tags webinar signup join"""
STOP = frozenset(STOP_WORDS.split())
FURNITURE = frozenset(FURNITURE_WORDS.split())
ADDRESS = frozenset(("you", "your", "yours", "our", "us", "we", "my"))  # furniture speaks to its reader
SAID = frozenset(("said", "told", "says", "added", "wrote", "according"))
BULLET = "-•*·▪►"

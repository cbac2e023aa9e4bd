"""The names of the months in the languages of the world's larger newspapers, in the cases and short forms that dates take."""

from tasks.clean.folding import fold

# One block a month, January first. In the order: western, northern, central and eastern Europe, Asia, Africa.
NAMES = """
january jan januar jänner januari janvier janv enero ene janeiro gennaio gen gener xaneiro urtarrila jannar eanáir
ionawr januarie janúar tammikuu tammikuuta jaanuar janvāris janvārī sausis sausio styczeń stycznia sty leden ledna
január januára siječanj siječnja sij januarja јануар јануара јануари ianuarie ian януари яну январь января янв січень
січня січ студзень студзеня janar ιανουάριος ιανουαρίου ιαν ocak oca yanvar қаңтар ינואר يناير جنوری ژانویه जनवरी
জানুয়ারি জানুয়ারী ஜனவரி జనవరి ജനുവരി ಜನವರಿ જાન્યુઆરી มกราคม იანვარი იანვარს հունվար հունվարի enero

february feb februar feber februari février fevrier févr fev febrero fevereiro febbraio febrer febreiro otsaila frar
feabhra chwefror februarie febrúar helmikuu helmikuuta veebruar februāris februārī vasaris vasario luty lutego lut
únor února február februára veljača veljače velj februarja фебруар фебруара фебруари februarie feb февруари фев
февраль февраля лютий лютого лют люты лютага shkurt φεβρουάριος φεβρουαρίου φεβ şubat şub fevral ақпан פברואר فبراير
فروری فوریه फरवरी ফেব্রুয়ারি பிப்ரவரி ఫిబ్రవరి ഫെബ്രുവരി ಫೆಬ್ರವರಿ ફેબ્રુઆરી กุมภาพันธ์ თებერვალი თებერვალს փետրվար
փետրվարի pebrero

march mar märz maerz mrz maart mrt mars marzo março marco març martxoa marzu márta mawrth maart maaliskuu maaliskuuta
märts marts martā kovas kovo marzec marca březen března bře březnu marec ožujak ožujka ožu marec март марта мар martie
март березень березня бер сакавік сакавіка mars μάρτιος μαρτίου μαρ mart наурыз מרץ مارس مارچ مارس मार्च মার্চ மார்ச்
మార్చి മാർച്ച് ಮಾರ್ಚ್ માર્ચ มีนาคม მარტი მარტს մարտ մարտի marso maret mac machi

april apr avril avr abril abr aprile abrili apirila aibreán ebrill apríl huhtikuu huhtikuuta aprill aprīlis aprīlī
balandis balandžio kwiecień kwietnia kwi duben dubna dub aprila travanj travnja tra април априла aprilie апр апрель
апреля квітень квітня квіт красавік красавіка prill απρίλιος απριλίου απρ nisan nis aprel сәуір אפריל أبريل ابريل
اپریل آوریل अप्रैल এপ্রিল ஏப்ரல் ఏప్రిల్ ഏപ്രിൽ ಏಪ್ರಿಲ್ એપ્રિલ เมษายน აპრილი აპრილს ապրիլ ապրիլի abril

may mai mei mayo maio maggio mag maig maiatza mejju bealtaine maí toukokuu toukokuuta mai maijs maijā gegužė gegužės
maj maja května květen máj mája svibanj svibnja svi мај маја май мая травень травня трав мая травень maj μάιος μαΐου
μαϊ mayıs mayis мамыр מאי مايو مئی مه मई মে மே మే മേയ് ಮೇ મે พฤษภาคม მაისი მაისს մայիս մայիսի

june jun juni juin junio junho giugno giu juny xuño ekaina ġunju meitheamh mehefin júní kesäkuu kesäkuuta juuni jūnijs
jūnijā birželis birželio czerwiec czerwca cze červen června čvn jún júna lipanj lipnja lip junija јун јуна јуни iunie
iun юни июнь июня июн червень червня черв чэрвень чэрвеня qershor ιούνιος ιουνίου ιουν haziran haz iyun маусым יוני
يونيو يونيه جون ژوئن जून জুন ஜூன் జూన్ ജൂൺ ಜೂನ್ જૂન มิถุนายน ივნისი ივნისს հունիս հունիսի hunyo június

july jul juli juillet juil julio julho luglio lug juliol xullo uztaila lulju iúil gorffennaf júlí heinäkuu heinäkuuta
juuli jūlijs jūlijā liepa liepos lipiec lipca červenec července čvc júl júla srpanj srpnja srp julija јул јула јули
iulie iul юли июль июля июл липень липня лип ліпень ліпеня korrik ιούλιος ιουλίου ιουλ temmuz tem iyul шілде יולי
يوليو يوليه جولائی ژوئیه जुलाई জুলাই ஜூலை జూలై ജൂലൈ ಜುಲೈ જુલાઈ กรกฎาคม ივლისი ივლისს հուլիս հուլիսի hulyo július

august aug augustus août aout agosto ago agost abuztua awwissu lúnasa awst augustus ágúst elokuu elokuuta augusts
augustā rugpjūtis rugpjūčio sierpień sierpnia sie srpen srpna augusta kolovoz kolovoza kol avgust avgusta август
августа авг серпень серпня серп жнівень жніўня gusht αύγουστος αυγούστου αυγ ağustos agustos тамыз אוגוסט أغسطس اگست
اوت अगस्त আগস্ট ஆகஸ்ட் ఆగస్టు ഓഗസ്റ്റ് ಆಗಸ್ಟ್ ઓગસ્ટ สิงหาคม აგვისტო აგვისტოს օգոստոս օգոստոսի augusti augusztus ogos

september sep sept septembre septiembre setembro set settembre setembre iraila settembru meán medi september syyskuu
syyskuuta septembris septembrī rugsėjis rugsėjo wrzesień września wrz září zář septembra rujan rujna ruj септембар
септембра септември septembrie септ сен сентябрь сентября вересень вересня вер верасень верасня shtator σεπτέμβριος
σεπτεμβρίου σεπ σεπτ eylül eyl sentyabr қыркүйек ספטמבר سبتمبر ستمبر سپتامبر सितंबर सितम्बर সেপ্টেম্বর செப்டம்பர்
సెప్టెంబర్ സെപ്റ്റംബർ ಸೆಪ್ಟೆಂಬರ್ સપ્ટેમ્બર กันยายน სექტემბერი სექტემბერს սեպտեմբեր սեպտեմբերի setyembre szeptember

october oct oktober okt octobre octubre outubro out ottobre ott octubre urria ottubru hydref oktoober lokakuu
lokakuuta oktobris oktobrī spalis spalio październik października paź říjen října říj október októbra listopad oktobra
октобар октобра октомври octombrie окт октябрь октября жовтень жовтня жовт кастрычнік кастрычніка tetor οκτώβριος
οκτωβρίου οκτ ekim eki oktyabr қазан אוקטובר أكتوبر اكتوبر اکتوبر اکتبر अक्टूबर অক্টোবর அக்டோபர் అక్టోబర్ ഒക്ടോബർ
ಅಕ್ಟೋಬರ್ ઓક્ટોબર ตุลาคม ოქტომბერი ოქტომბერს հոկտեմբեր հոկտեմբերի oktubre oktoba

november nov novembre noviembre novembro nov novembre azaroa novembru samhain tachwedd nóvember marraskuu marraskuuta
novembris novembrī lapkritis lapkričio listopada lis listopadu studeni studenoga studenog stu novembra новембар
новембра ноември noiembrie ное ноябрь ноября ноя листопад листопада лист лістапад лістапада nëntor νοέμβριος νοεμβρίου
νοε νοεμ kasım kasim kas noyabr қараша נובמבר نوفمبر نومبر نوامبر नवंबर नवम्बर নভেম্বর நவம்பர் నవంబర్ നവംബർ ನವೆಂಬರ್
નવેમ્બર พฤศจิกายน ნოემბერი ნოემბერს նոյեմբեր նոյեմբերի nobyembre

december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desembre decembro abendua diċembru
nollaig rhagfyr desember des joulukuu joulukuuta detsember decembris decembrī gruodis gruodžio grudzień grudnia gru
prosinec prosince pro decembra prosinac prosinca децембар децембра декември decembrie дек декабрь декабря грудень
грудня груд снежань снежня dhjetor δεκέμβριος δεκεμβρίου δεκ aralık aralik ara dekabr желтоқсан דצמבר ديسمبر دسمبر
دسامبر दिसंबर दिसम्बर ডিসেম্বর டிசம்பர் డిసెంబర్ ഡിസംബർ ಡಿಸೆಂಬರ್ ડિસેમ્બર ธันวาคม დეკემბერი დეკემბერს դեկտեմբեր
դեկտեմբերի disyembre desemba disember
"""
# Two months in two languages: "listopad" is October in Croatian and November in Polish, Czech and Ukrainian, "srpna" but
# August in Czech. What stands here belongs to the larger number of newspapers.
DECIDED = {"listopad": 11, "lip": 7, "srpnja": 7, "srp": 8, "mac": 3, "травень": 5, "мая": 5}
MONTH_OF = {
    fold(name): number for number, block in enumerate(NAMES.split("\n\n"), start=1) for name in block.split()
} | {fold(name): number for name, number in DECIDED.items()}


def month_of(word: str) -> int | None:
    """Return the month that a word names in some language, 1 to 12, or None."""
    return MONTH_OF.get(fold(word.strip(".,")))

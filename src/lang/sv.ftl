# Svenska. En nyckel på en rad; samma nycklar som i en.ftl.

## Sidan
page-title = { $title }: remissammanställning
skip = Hoppa till innehållet
views = Vyer
number = Dnr { $number }
totals-told = { $asked } tillfrågade, { $answered } svarade, { $abstained } avstod, { $missing } utan svar
made-on = Gjord { $day } med remiss { $version }.
page-short = s.
copy = Kopiera hänvisning
copied = Kopierat
close = Stäng
rows-shown = Urval. Instanser som visas:

## Översikt
overview = Översikt
asked = tillfrågade
answered = svarade
unasked = varav ej tillfrågade
partial = tryckta i del
abstained = avstod från att svara
missing = utan svar
late = sent inkomna
stands-where = Ställning i varje del
stands-where-caption = Antal instanser. Den som svarar på två sätt räknas i båda.
area = Del av förslaget
chart = Diagram
no-positions = Inget ställningstagande har hittats i svaren.
most-wanted = Vad flest instanser begär
most-wanted-caption = Instanser som i eget svar begär en ändring eller har en invändning.
no-asks = Inga ändringsförslag eller invändningar har hittats i svaren.
addressee = Riktas till
not-in-summary = { $n } av { $all } synpunkter återges inte i sammanfattningen.
by-kind = Slag av instanser
by-kind-caption = Tillfrågade och svarande instanser efter slag.
kind = Slag
all = Alla
how-sure = Hur säker läsningen är
how-sure-told = { $n } ställningstaganden visas, { $unsure } utelämnas som osäkra, { $reviewed } har granskats av en person.
how-sure-retold = { $n ->
    [one] Ett av dem är hämtat ur en sammanställning: svaret självt finns inte bland handlingarna.
   *[other] { $n } av dem är hämtade ur en sammanställning: svaren själva finns inte bland handlingarna.
  }
unrecognised = { $n ->
    [one] En handling kunde inte tolkas och är inte räknad:
   *[other] { $n } handlingar kunde inte tolkas och är inte räknade:
  }

## Ställningstaganden
positions = Ställningstaganden
positions-told = En ruta leder till vad instansen säger om den delen: ställningstagandet, förbehållet, ändringsförslagen och partiernas uttalanden.
matrix-caption = Instanserna och förslagets delar
respondent = Instans
beside-told = särskilda uttalanden, reservationer och råd i samma fråga
only-beside = endast uttalanden
supports-only = Ställer sig bakom förslaget utan egen text: { $names }.
unread-statements = Uttalanden i vilka ingen ställning har lästs ut
filter-verdict = Ställning
filter-party = Uttalande av parti
any = alla
sort = Ordning
sort-asked = som i sändlistan
sort-name = namn
sort-against = flest avstyrkanden
show-all = Visa alla
silent-areas = { $n ->
    [one] En del som ingen tar upp:
   *[other] { $n } delar som ingen tar upp:
  }
quiet-respondents = { $n ->
    [one] En instans utan något ställningstagande
   *[other] { $n } instanser utan något ställningstagande
  }
left-out-unsure = { $n } osäkra läsningar visas inte.

## Del för del
area-by-area = Del för del
area-spoken = { $n } av { $all } svarande tar upp denna del, { $silent } gör det inte.
side-for = För
side-against = Emot
side-neither = Varken eller
asks-here = Synpunkter och ändringsförslag i denna del

## Instans för instans
body-by-body = Instans för instans
not-in-list = inte med i sändlistan
late-one = sent inkommet
says-nothing = Inget ställningstagande har hittats.
several-answers = { $n } svar
beside = Partier och råd i samma fråga
reservation = Förbehåll
asks = Begär
objections = Invänder
joins = (instämmer i ett annat uttalande)
confirmed-by = bekräftat av { $by } { $day }
corrected-by = rättat av { $by } { $day }

## Synpunkter
asks-view = Synpunkter och ändringsförslag
asks-told = Ordnade efter hur många instanser som har en synpunkt i sitt eget svar. Partiernas uttalanden står med men räknas inte.
asks-caption = Synpunkter efter del och mottagare
respondents-count = Instanser
asks-count = Synpunkter
respondents = { $n ->
    [one] { $n } instans
   *[other] { $n } instanser
  }
also-asked = Även:
also-under = Även under:
objection = invändning
lost-link = Vad sammanfattningen inte återger

## Teman
topics = Teman
topics-told = Teman som minst { $least } instanser tar upp med egna ord och som ingen av förslagets delar täcker. Först står de som flest tar upp och begär något om.
topics-caption = Teman, de mest spridda först
topic = Tema
topic-words = Andra ord
topic-asks = Varav begär något
topic-told = { $n } instanser, { $asks } av dem begär något.
topic-asks-here = begär
also-raised = Tar också upp det:
more-topics = { $n ->
    [one] Ett tema till visas inte här: remiss topics --limit 0 visar alla.
   *[other] { $n } teman till visas inte här: remiss topics --limit 0 visar alla.
  }
no-topics = Inget tema utanför förslagets delar tas upp av minst { $least } instanser.

## Inte återgivet
lost = Inte återgivet
lost-reading = Läsningen jämför mening för mening och kan ta fel; intill synpunkten står den mening i sammanfattningen som kommer närmast.
lost-caption = Synpunkter i varje svar, efter vad sammanfattningen gör av dem
lost-lines = Svarets rader
lost-sentences = Sammanfattningens meningar
lost-shared = { $n } instanser har synpunkten, och ingen sammanfattning återger den
nothing-lost = I de svar som sammanfattas har ingen synpunkt hittats.
departures = Där propositionen avviker från utredningen
reasons-say = Skälen:
filter-outcome = Utfall
lost-told = { $n } av { $all } sammanfattade svar har synpunkter som sammanfattningen inte återger eller tonar ned.
no-summary = Ingen handling sammanfattar svaren.
summary-says = Sammanfattningen:

## Avtryck
uptake = Avtryck
uptake-told = Vad avsändarens egna texter har tagit ur svaren, ord för ord. Omskriven text hittas inte.
taker = I
took = { $n ->
    [one] Ett stycke kommer ur svaren.
   *[other] { $n } stycken kommer ur svaren.
  }
took-nothing = Ingenting kommer ur svaren.
took-before = Ingenting kommer ur svaren: texten skrevs före dem.
answer-says = Svaret:
taker-says = Avsändarens text:
uptake-left-out = Meningar intill som inte kom med:
more-uptakes = { $n ->
    [one] Ett stycke till visas inte här: remiss uptake visar alla.
   *[other] { $n } stycken till visas inte här: remiss uptake visar alla.
  }
no-takers = Ingen text av avsändaren som svaren kan ha satt avtryck i finns bland handlingarna.
no-letter = Ingen skrivelse från kontoret finns bland handlingarna.

## Förra gången
memory = Förra gången
memory-told = Vad instanserna begärde i svar på tidigare remisser, och vad det blev av det i denna: svaret begär det igen, svaret eller avsändarens text tar upp saken, eller ingendera nämner den. Utfallet är en läsning; de närmaste meningarna står intill.
memory-caption = Tidigare synpunkter, efter vad det blev av dem
memory-views = Åsikter utan begäran
memory-views-of = { $n ->
    [one] En åsikt utan begäran
   *[other] { $n } åsikter utan begäran
  }
memory-answer = Närmast i svaret nu:
memory-proposal = Närmast i avsändarens text nu:
more-memory = { $n } till visas inte här: remiss memory --board visar alla.
memory-left = { $n ->
    [one] En tidigare remiss med samma instanser har inte letats igenom: remiss memory läser alla.
   *[other] { $n } tidigare remisser med samma instanser har inte letats igenom: remiss memory läser alla.
  }
no-memory = Ingen av instanserna har ett tidigare svar i samma fråga bland handlingarna.

## Lika texter
reuse = Lika texter
more-loans = { $n ->
    [one] Ett stycke till visas inte här: remiss reuse --answers visar alla.
   *[other] { $n } stycken till visas inte här: remiss reuse --answers visar alla.
  }
reuse-limits = Bara följder av samma ord hittas, inte omskriven text. Riktningar följer av beslutens dagar.
reuse-told = { $texts } uttalanden med egen text; { $n } av dem hör till { $families } familjer av samma text.
family = Familj { $number }: { $texts } texter, { $voices } röster { $parties }
family-against = Ändringar visas mot
family-caption = Texterna i den ordning som besluten togs
tree-told = Texterna i tidsordning, var och en under den närmaste från en tidigare dag; samma rader som i tabellen
day = Dag
signed-by = Undertecknat av
line = Rad
relation = Slag av likhet
in-centre = Andel lika
nearest = Närmast före
changes-of = Ändringar:
changes-none = Ord för ord.
left-out-words = [{ $n } ord utelämnade]
same-words = … { $n } lika ord …
passages = Stycken som delas av olika texter
recycled = Svar med andras ord
recycled-caption = Andelen ord som också står i avsändarens eller en annan instans text
answer = Svar
recycled-share = Andel
words-head = Ord
of-sender = Avsändarens
of-others = Andra instansers
sources = Stycken
equal-words = { $n } ord
and-more = och { $n } till
no-day = utan dag
nobody-known = okänd instans
central-arende = ärendets beskrivning
central-kontor = kontorets skrivelse
central-synpunkter = borgarrådets synpunkter
central-proposal = förslaget

## Remissinstanser
ledger = Remissinstanser
ledger-caption = Tillfrågade, i sändlistans ordning
ledger-others = Har svarat utan att stå i sändlistan
answer-by = Svar skulle lämnas senast { $day }.
nth = Nr
status = Vad det blev
paper = Handling
via = genom { $name }
day-unknown = dagen är inte känd
late-guessed = sent, att döma av svarets dag
own-day = egen sista dag { $day }
asked-at = tillfrågad
partial-at = tryckt i del

## Texten
texts = Texten
texts-told = Handlingarnas text med radnummer. Streck i kanten visar vad som åberopas.
as-printed = Sidan { $page } som den ser ut
as-printed-alt = Sidan { $page } som den ser ut, med det som åberopas markerat
as-printed-link = sidan
pages-drawn = { $n } åberopade sidor visas som de ser ut i Texten, { $left } gör det inte.
excerpt = Utdrag: svar på en tidigare remiss, åberopat under Förra gången.
texts-left-out = Handlingarnas text är utelämnad.
lines = { $n ->
    [one] { $n } rad
   *[other] { $n } rader
  }

## Så gjordes det
how-made = Så gjordes det
made-told = Programmet läser efter ord och ordningsföljd, utan nätverk. Det kan läsa fel; varje uppgift leder därför till sin rad.
threshold = Ställningstaganden som är mindre säkra än { $bar } visas inte: { $unsure } stycken.
masked-nothing = Privatpersoner är namngivna; ingenting är maskerat.
masked-named = Privatpersoner kallas ”Privatperson 1” och så vidare; personnummer, telefonnummer och adresser är maskerade.
masked-left-out = Vad privatpersoner svarar är utelämnat; personnummer, telefonnummer och adresser är maskerade.
papers-read = Handlingar
papers-caption = { $n ->
    [one] En handling
   *[other] { $n } handlingar
  }
lines-head = Rader
units-head = Enheter
notes-head = Anmärkningar
hash = Innehåll (SHA-256)
areas-head = Delar av förslaget
areas-told = Svaren är lästa efter dessa delar:
corrections = Rättelser
no-corrections = Ingen har rättat något.
papers-corrected = { $n ->
    [one] Uppgifter om en handling är givna av personer:
   *[other] Uppgifter om { $n } handlingar är givna av personer:
  }

## Hänvisningar
memo-number = dnr { $number }
memo-page = s. { $page } rad { $line }
memo-heading = under ”{ $heading }”, { $line }
memo-line = rad { $line }
memo-opens = stycket som börjar ”{ $words }”, rad { $line }
memo-file = { $file } { $line }

## Ord för koder
said-tillstyrker = tillstyrker
said-tillstyrker-delvis = tillstyrker delvis
said-ingen-erinran = ingen erinran
said-inga-synpunkter = inga synpunkter
said-tar-inte-stallning = tar inte ställning
said-avstyrker-delvis = avstyrker delvis
said-avstyrker = avstyrker
said-avstar = avstår
said-stod = stöd
said-stod-med-forbehall = stöd med förbehåll
said-kritik = kritik
said-neutral = neutral
opens-tillstyrker = Tillstyrker
opens-tillstyrker-delvis = Tillstyrker delvis
opens-ingen-erinran = Har inga invändningar
opens-inga-synpunkter = Har inga synpunkter
opens-tar-inte-stallning = Tar inte ställning
opens-avstyrker-delvis = Avstyrker delvis
opens-avstyrker = Avstyrker
opens-avstar = Avstår från att yttra sig
opens-stod = Är positiva
opens-stod-med-forbehall = Är positiva med förbehåll
opens-kritik = Är kritiska
opens-neutral = Tar upp frågan utan att värdera förslaget
status-answered = svarade
status-partial = svarade, tryckt i del
status-supports-without-text = stöder, utan egen text
status-abstained = avstod
status-unaccounted = svar saknas
status-not-among-papers = inte bland handlingarna
addressee-proposal = förslaget
addressee-sender = avsändaren
addressee-owner = den som betalar eller genomför
addressee-other = andra
fate-not-given = återges inte
fate-collective = återges bara i en mening om flera
fate-met = bemöts i skälen
fate-softened = tonas ned
fate-kept = återges
became-asked-again = begärs igen
became-met = tas upp
became-dropped = nämns inte
unit-beslut = beslut
unit-yttrande = yttrande
unit-sammanfattning = sammanfattning
unit-sarskilt-uttalande = särskilt uttalande
unit-reservation = reservation
unit-ersattaryttrande = ersättaryttrande
unit-sarskilt-yttrande = särskilt yttrande
unit-radsyttrande = rådsyttrande
paper-utlatande = utlåtande
paper-protokollsutdrag = protokollsutdrag
paper-tjansteutlatande = tjänsteutlåtande
paper-handlingar = handlingar till sammanträde
paper-remissvar = remissvar
paper-missiv = missiv
paper-remissammanstallning = remissammanställning
paper-forslag = förslag
paper-forteckning = förteckning
paper-okand = okänd handling
kind-unknown = okänt slag
kind-domstol = domstol
kind-kommun = kommun
kind-region = region
kind-lansstyrelse = länsstyrelse
kind-myndighet = myndighet
kind-riksdagsmyndighet = riksdagsmyndighet
kind-departement = departement
kind-larosate = lärosäte
kind-namnd = nämnd
kind-stad-namnd = stadens nämnd
kind-kontor = kontor
kind-bolag = bolag
kind-kommunforbund = kommunalförbund
kind-civilsamhalle = civilsamhälle
kind-rad = råd
kind-privatperson = privatperson
kind-statligt-bolag = statligt bolag
kind-kommunalt-bolag = kommunalt bolag
kind-branschorganisation = branschorganisation
kind-naringsliv = näringsliv
kind-fack = fackförbund
kind-samepolitiskt = samiskt organ
kind-trossamfund = trossamfund
kind-arbetsgivare = arbetsgivarorganisation
kind-parti = parti
kind-utlandsk = utländskt organ
relation-lika = lika
relation-latt-andrad = lätt ändrad
relation-variant = variant
relation-utdrag = utdrag
relation-bearbetning = bearbetning
relation-lanat-stycke = lånat stycke
relation-citat = citat
relation-fraser = fraser
direction-a-to-b = → senare hos
direction-b-to-a = ← tidigare hos
direction-gemensam-kalla = = samma dag som
direction-gemensam-kalla-trolig = = troligen av samma källa som
direction-samma-uttalande = = samma uttalande hos
direction-okand = ↔ också hos


## Sidan på datorn (remiss serve)
serve-places = Delar
serve-home = Start
serve-search = Sök
serve-review = Granska
serve-add = Lägg till
serve-foot = remiss { $version } på den här datorn. Inget lämnar den.
serve-refused = Det gick inte
serve-closed = Öppna sidan med länken
serve-closed-told = Sidan visas bara för den som öppnar länken som programmet skrev ut när det startade. Kopiera hela länken till webbläsaren.
serve-password = Lösenord
serve-log-in = Logga in
serve-referrals = Remisser
serve-referral = Remiss
serve-number = Diarienummer
serve-answering = Svarande
serve-parts = Texter
serve-years = År
serve-referrals-caption = { $n ->
    [one] En remiss i arkivet.
   *[other] { $n } remisser i arkivet, den med flest svarande först.
  }
serve-units = { $n ->
    [one] En text (beslut, yttrande, uttalande) i arkivet.
   *[other] { $n } texter (beslut, yttranden, uttalanden) i arkivet.
  }
serve-unknown = { $n ->
    [one] En handling kunde inte tolkas. Granska den.
   *[other] { $n } handlingar kunde inte tolkas. Granska dem.
  }
serve-no-referral = Ingen remiss har hittats i handlingarna.
serve-search-for = Sök i svaren
serve-search-go = Sök
serve-first = Här finns inga handlingar än
serve-first-told = Lägg till remissvar (PDF, Word, text) för att se vem som svarat, var var och en står och vad de begär.
serve-first-add = Lägg till filer eller en mapp
serve-how = Så kan du söka
serve-how-all = båda orden, i alla böjningar, också i sammansättningar
serve-how-phrase = orden intill varandra, i alla böjningar
serve-how-exact = precis som det står
serve-how-wild = allt som börjar så
serve-how-near = nära i stavning
serve-how-beside = högst fem ord emellan
serve-how-or = något av orden
serve-how-not = det ena men inte det andra
serve-how-fields = bara en instans, ett slags text, en tid
serve-hits = { $n ->
    [0] Ingen text matchar.
    [one] En text matchar.
   *[other] { $n } texter matchar.
  }
serve-loose = { $n ->
    [one] En handling utan svar matchar också och är inte räknad.
   *[other] { $n } handlingar utan svar matchar också och är inte räknade.
  }
serve-read-as = Inget hittades för { $asked }; visar träffar för { $as }.
serve-most = Ingen text har alla orden; visar dem som har de flesta, de ovanligaste orden först.
serve-exactly = Sök exakt som det skrevs
serve-nowhere = { $word } finns ingenstans här. Menade du:
serve-too-many = { $n } texter är för många att gå igenom på en sida (högst { $most }). Smalna av sökningen.
serve-unnamed = utan namn
serve-groups = Träffar samlade
serve-groups-caption = { $n } av { $all } genomsökta nämner det.
serve-group = Vem
serve-voice = Röst
serve-matches = Träffar
serve-per-thousand = per 1 000 ord
serve-where = Var
voice-own = eget svar
voice-statement = uttalande
voice-summary = sammanfattning
serve-absent = { $n ->
    [one] En nämner det inte
   *[other] { $n } nämner det inte
  }
serve-kwic = Konkordans
serve-kwic-caption = { $n } träffar, { $shown } visas.
serve-before = före
serve-match = träff
serve-behind = efter
serve-narrow = Smalna av
serve-pages = Sidor
serve-earlier = Föregående
serve-further = Fler träffar
serve-lacks = Saknar: { $words }
serve-same = { $n ->
    [one] En till med nästan samma text
   *[other] { $n } till med nästan samma text
  }
serve-outside = utanför svaren
serve-facet-kind = Slag av text
serve-facet-body-kind = Slag av instans
serve-facet-referral = Remiss
serve-facet-board = Instans
serve-facet-party = Parti
serve-facet-year = År
serve-more = { $n } till
serve-chosen = Valt
serve-filter-instans = instans
serve-filter-slag = slag
serve-filter-remiss = remiss
serve-filter-parti = parti
serve-filter-typ = text
serve-filter-fran = från
serve-filter-till = till
serve-new-alone = bara nytt
serve-ways = Visa som
serve-way-traffar = Träffar
serve-way-namnd = Efter instans
serve-way-parti = Efter parti
serve-way-slag = Efter slag
serve-way-dokument = Efter handling
serve-way-rader = Konkordans
serve-keep-as = Spara sökningen som
serve-keep = Spara
serve-kept = Sparade sökningar
serve-kept-name = Namn
serve-kept-query = Sökning
serve-kept-new = Nytt sedan sist
serve-kept-do = Åtgärd
serve-kept-broken = kan inte ställas längre
serve-new = { $n } nya
serve-seen = sedd { $day }
serve-mark-seen = Markera som sedd
serve-forget = Ta bort
serve-lines-above = Rader före
serve-lines-below = Rader efter
serve-review-this = Granska handlingen
serve-as-printed = Sidan { $page } som den ser ut
serve-reviewed = { $seen } av { $n } handlingar är granskade.
serve-which-tveksamma = Tveksamma
serve-which-sedda = Granskade
serve-which-alla = Alla handlingar
serve-judgements = Bedömningar
serve-agreement = Enighet
serve-nothing-doubtful = Här finns inget att granska.
serve-keys = Tangenter: j nästa, k föregående, o stämmer, r rätta, u ångra.
serve-keeps-nothing = Inget sparas här: handlingarna är i minnet eller visas maskade.
serve-who = Vem granskar? Namnet sparas med varje bedömning.
serve-who-go = Börja granska
serve-judges = { $by } granskar.
serve-last = Senast:
serve-undo = Ångra
serve-confirmed = stämmer
serve-right = Stämmer
serve-put-right = Rätta
serve-save = Spara ändringen
serve-how-guess = gissat
serve-how-missing = saknas
serve-how-conflict = oenighet
serve-how-correction = granskat
serve-how-register = ur lista
serve-judged = Bedömning
serve-judge = Av
serve-day = Dag
serve-undone = ångrad av { $by } { $day }
serve-queue = Kön
serve-previous = Föregående
serve-next = Nästa
serve-beginning = Så börjar handlingen
serve-whole-text = Hela texten
serve-differ = Oenighet om { $field }
serve-decide = { $by } har rätt
serve-read-thus = Så lästes handlingen
serve-sign = Tecken: { $sign }
serve-ahead = försprång { $n }
serve-why = Varför (om du vill)
serve-stance = Ställning
serve-not-raised = tar inte upp frågan
serve-agreement-told = { $n } ställningstaganden är bedömda, av { $by } personer.
serve-agreement-two = Enighet kan räknas när två har bedömt samma ställningstaganden.
serve-pairable = { $n } ställningstaganden är bedömda av minst två: { $by }.
serve-measure = Mått
serve-value = Värde
serve-interval = 95 % intervall
serve-percent = Andel lika
serve-kappa = Kappa (Cohen, av fler än två Fleiss)
serve-alpha = Krippendorffs alfa
serve-alpha-ordered = Krippendorffs alfa, ordnad skala
serve-disagree = { $n ->
    [one] En bedömning skiljer sig
   *[other] { $n } bedömningar skiljer sig
  }
serve-differences = Skillnader
field-kind = slag
field-respondent = instans
field-date = dag
field-referral = remiss
field-received = inkom
field-respondent-kind = slag av instans
field-deciding-body = beslutande
field-own-diarienummer = eget diarienummer
field-twin = samma svar som
field-replaces = ersätter
serve-add-told = Filerna kopieras till mappen { $folder } och läses därifrån in i arkivet { $archive }. Mappen ändras med papers = "…" i remiss.toml.
serve-drop = Släpp filer eller en mapp här
serve-choose-files = Välj filer
serve-choose-folder = Välj en mapp
serve-needs-script = Här behövs skript i webbläsaren. Kommandot remiss ingest läser in filer utan.
serve-sending = Tar emot
serve-not-sent = kunde inte tas emot
serve-progress = Inläsning
serve-read-so-far = { $n } av { $all } filer inlästa.
serve-received = mottagen
serve-reading = läses
serve-parts-read = { $n ->
    [0] inga texter
    [one] en text
   *[other] { $n } texter
  }
serve-guessed = { $n ->
    [one] en uppgift gissad
   *[other] { $n } uppgifter gissade
  }
serve-known = fanns redan
serve-unread = Kunde inte läsas:
serve-to-judge = { $n ->
    [0] Inget gissades
    [one] En handling att bekräfta eller rätta
   *[other] { $n } handlingar att bekräfta eller rätta
  }
serve-page-of = Sidan { $page } av { $pages }
serve-page-alt = Sidan { $page } som den ser ut; texten finns under länken ovanför
serve-as-text = Samma ställe som text
serve-example = Visa exempelstaden
serve-example-told = Vill du se hur det ser ut först? Exempelstaden är påhittad: en stad och ett departement, sjutton handlingar. Inget av den sparas.
serve-example-shown = Exempelstaden visas. Den är påhittad, och inget sparas.
serve-example-leave = Lämna exemplet
serve-foot-shared = remiss { $version }. Sidan delas över nätet med den som har lösenordet. Handlingarna skickas ingen annanstans.
serve-foot-closed = remiss { $version }
serve-nobody = Ingen granskar
serve-nobody-cure = skriv först vem du är
serve-no-name = Det är inget namn
serve-no-name-cure = skriv ett namn på en rad
serve-unchanged = Inget ändrades
serve-unchanged-cure = ändra ett fält, eller tryck att det stämmer
serve-emptied = Fältet { $field } är tömt, och tomt kan inte sparas
serve-emptied-cure = skriv vad som är rätt; står det inte i handlingen, låt fältet vara
serve-no-day = { $day } är ingen dag
serve-no-day-cure = skriv ÅÅÅÅ-MM-DD
serve-no-position = Det ställningstagandet läses inte längre
serve-no-position-cure = öppna handlingen på nytt
serve-kept-but = Sparat, men ni är oense
serve-kept-away = Sparat, men bedömningar av enheter föll bort
serve-kept-away-told = Din bedömning är sparad och gäller. Handlingen läses nu annorlunda, och enheter som någon har bedömt finns inte kvar i den.
serve-kept-but-told = Din bedömning är sparad. Så länge ni säger olika gäller ingenderas: någon ändrar sig, eller någon avgör här.
serve-nothing-kept = Inget sparas av handlingar i minnet eller av maskade
serve-nothing-kept-cure = starta sidan på ett arkiv, utan --in och utan --private
serve-name-taken = En annan sökning är redan sparad som { $name }: { $query }
serve-name-taken-cure = välj ett annat namn, eller ta bort den först
serve-no-more = Filer tas inte emot längre
serve-no-more-cure = starta remiss serve på nytt
serve-broke-off = Filen kom inte fram hel
serve-broke-off-cure = släpp den igen
serve-missing = Den sidan finns inte
serve-missing-cure = följ en länk härifrån
serve-busy = För mycket efterfrågas på en gång
serve-busy-cure = försök igen om en stund
serve-unanswered = Det kunde inte besvaras: arkivet kan vara skadat
serve-unanswered-cure = remiss verify säger vad som är skadat
serve-who-other = Någon annan granskar
serve-who-change = Byt
serve-passed-over = hoppas över: ingen handling
serve-read-not = { $n ->
    [one] En lästes inte.
   *[other] { $n } lästes inte.
  }
serve-pages-printed = Sidorna som de ser ut
serve-page-lost = Sidan kan inte visas: filen { $file } är flyttad eller har ändrats sedan den lästes in. Lägg tillbaka den, eller läs texten under länken ovanför.
serve-agreement-papers = { $n } uppgifter om handlingar (slag, instans, dag, remiss) är bedömda, av { $by } personer.
serve-pairable-papers = { $n } uppgifter är bedömda av minst två: { $by }.
judged-as-read = rätt läst
serve-not-ask = Begär inget

# De dokument som lämnas in: Word, Markdown, Excel. Samma nycklar som i doc_en.ftl.
doc-title = Remissammanställning: { $title }
doc-number-of = Dnr { $number }.
doc-answer-by = Svar senast { $day }.
doc-totals = { $asked } tillfrågade, { $answered } har svarat, { $abstained } har avstått och { $missing } svar saknas.
doc-made = Gjord { $day } med remiss { $version }. Ställningar och synpunkter är utlästa av ett program ur svarens egna meningar; läs meningen på det ställe som anges innan något förs vidare.
doc-respondents = Remissinstanserna
doc-how-table = En rad per instans i den ordning de tillfrågades. Kommentar, egen sammanfattning och markering skrivs i fälten; de följer med när tabellen görs om med --update.
doc-areas = Område för område
doc-respondent = Remissinstans
doc-position = Ställningstagande
doc-points = Synpunkter
doc-comment = Kommentar
doc-summary = Egen sammanfattning
doc-mark = Markering
doc-write-comment = [Skriv en kommentar]
doc-write-summary = [Egen sammanfattning]
doc-write-mark = [Markering]
doc-no-whole = Ingen ställning till förslaget som helhet har lästs ut.
doc-supports = Ställer sig bakom förslaget; ingen egen text.
doc-statements-of = Uttalanden från andra än dem som svarar ({ $n }): { $names }. De står under sina områden.
doc-no-points = Inga synpunkter har lästs ut.
doc-beside = Partier och råd
doc-abstained = Har avstått från att yttra sig ({ $n }): { $names }.
doc-missing = Har inte svarat ({ $n }): { $names }.
doc-row-new = Nytt svar
doc-row-changed = Ändrat sedan förra versionen
doc-row-gone = Finns inte längre bland svaren
doc-news = Nytt sedan förra versionen
doc-news-new = Nya svar ({ $n }): { $names }.
doc-news-changed = Ändrat underlag ({ $n }): { $names }. Läs kommentaren igen.
doc-news-gone = Inte längre bland svaren ({ $n }): { $names }. Raden står sist i tabellen.
doc-news-none = Inget svar har kommit till eller ändrats.
doc-news-kept = { $n ->
    [one] En text som någon skrivit har förts över.
   *[other] { $n } texter som någon skrivit har förts över.
  }
doc-page = s. { $pages }
doc-and = { $first } och { $last }
doc-among = bl.a. { $names }
doc-number = { $n ->
    [0] ingen
    [1] en
    [2] två
    [3] tre
    [4] fyra
    [5] fem
    [6] sex
    [7] sju
    [8] åtta
    [9] nio
    [10] tio
    [11] elva
    [12] tolv
   *[other] { $n }
  }
doc-how-parts = Instanserna räknas en gång i varje grupp. Det som en instans begär står under den del som dess rubrik nämner eller som svaret senast talar om.
doc-told-all = samtliga { $all } som yttrar sig{ $part }, { $names }, { $says }.
doc-told-both = båda som yttrar sig{ $part }, { $names }, { $says }.
doc-told-most = flertalet ({ $n }) av de { $all } som yttrar sig{ $part }, { $names }, { $says }.
doc-told-some = { $count } av de { $all } som yttrar sig{ $part }, { $names }, { $says }.
doc-told-one = { $names } { $says }.
doc-of-whole = {""}
doc-of-part = {" i denna del"}
doc-in-two = { $n ->
    [one] En instans lämnar två svar som skiljer sig åt och räknas i båda grupperna.
   *[other] { $n } instanser lämnar två svar som skiljer sig åt och räknas i båda grupperna.
  }
doc-reservations = Förbehåll
doc-asked-proposal = Ändringar i förslaget ({ $n ->
    [one] en instans
   *[other] { $n } instanser
  })
doc-asked-sender = Begärs av avsändaren eller lagstiftaren ({ $n ->
    [one] en instans
   *[other] { $n } instanser
  })
doc-asked-owner = Begärs av den som ska betala eller genomföra ({ $n ->
    [one] en instans
   *[other] { $n } instanser
  })
doc-asked-other = Begärs av andra ({ $n ->
    [one] en instans
   *[other] { $n } instanser
  })
doc-objected = Invändningar ({ $n ->
    [one] en instans
   *[other] { $n } instanser
  })
doc-silent = { $count } av de { $all } som har svarat, { $names }, säger inget{ $part } som har lästs ut.
doc-silent-none = samtliga { $all } som har svarat yttrar sig{ $part }.
doc-says-tillstyrker = { $n ->
   *[other] tillstyrker förslaget
  }
doc-says-tillstyrker-delvis = { $n ->
   *[other] tillstyrker förslaget delvis eller med villkor
  }
doc-says-ingen-erinran = { $n ->
   *[other] har ingen erinran mot förslaget
  }
doc-says-inga-synpunkter = { $n ->
   *[other] har inga synpunkter
  }
doc-says-tar-inte-stallning = { $n ->
   *[other] tar inte ställning
  }
doc-says-avstyrker-delvis = { $n ->
   *[other] avstyrker förslaget delvis
  }
doc-says-avstyrker = { $n ->
   *[other] avstyrker förslaget
  }
doc-says-avstar = { $n ->
   *[other] avstår från att yttra sig
  }
doc-says-stod = { $n ->
    [one] är positiv till förslaget
   *[other] är positiva till förslaget
  }
doc-says-stod-med-forbehall = { $n ->
    [one] är positiv med förbehåll
   *[other] är positiva med förbehåll
  }
doc-says-kritik = { $n ->
    [one] är kritisk
   *[other] är kritiska
  }
doc-says-neutral = { $n ->
   *[other] tar upp frågan utan att värdera förslaget
  }
doc-list-answered = Tillfrågade som har svarat ({ $n })
doc-list-besides = Har svarat utan att vara tillfrågade ({ $n })
doc-list-abstained = Har avstått från att yttra sig ({ $n })
doc-list-missing = Har inte svarat ({ $n })
doc-list-table = Förteckning
doc-status = Svar
doc-place = Ställe
doc-not-asked = ej tillfrågad
doc-late = efter sista svarsdag
doc-via = genom { $via }
doc-report = Utlåtande (dnr ej angivet)
doc-report-of = Utlåtande (dnr { $number })
doc-preparation = Beredning
doc-sent-to = Ärendet har remitterats till { $names }.
doc-has-abstained = { $name } har avstått från att svara.
doc-only-supports = { $name } ställer sig bakom förslaget.
doc-draft = [UTKAST]
doc-compilation = Remissammanställning
doc-decided-on = { $name } beslutade vid sitt sammanträde den { $day } följande.
doc-decided = { $name } beslutade följande.
doc-answer-dated = { $name } yttrande daterat den { $day } har i huvudsak följande lydelse.
doc-answer-undated = { $name } remissvar har i huvudsak följande lydelse.
doc-made-annex = { $kind } gjordes av { $names }, bilaga 1.
doc-made-follows = { $kind } gjordes av { $names } enligt följande.
doc-annex = Bilaga 1
doc-annex-title = Reservationer m.m.
doc-month-01 = januari
doc-month-02 = februari
doc-month-03 = mars
doc-month-04 = april
doc-month-05 = maj
doc-month-06 = juni
doc-month-07 = juli
doc-month-08 = augusti
doc-month-09 = september
doc-month-10 = oktober
doc-month-11 = november
doc-month-12 = december
doc-sheet-table = Tabell
doc-sheet-areas = Områden
doc-sheet-news = Nytt
doc-area = Område
doc-sentence = Mening
doc-statements = Uttalanden
doc-new = Nytt
doc-asks-here = Begär
doc-raised-by = Tas upp av
doc-account-says = Närmast i sammanfattningen
doc-lost-shared = Inte återgivet, flera
doc-lost-shared-told = Synpunkter som flera instanser har och som ingen sammanfattning återger; rader med samma nummer hör ihop.
doc-number-short = Nr
doc-departures = Avvikelser
doc-taker = Avsändarens text
doc-equal-words = Lika ord
doc-answer-says = Svaret
doc-taker-says = Avsändarens text säger
doc-changed = Ändrat
doc-changed-told = Under Ändrat står [-struket-] och {"{+tillagt+}"}.
doc-left-out = Intill, inte med
doc-earlier = Tidigare remiss
doc-year = År
doc-what = Vad
doc-view = åsikt
doc-ask = begäran
doc-now-answer = Närmast i svaret nu
doc-now-proposal = Närmast i avsändarens text nu
doc-answers-differ = { $n } svar som skiljer sig åt:
doc-joining = Instämmer med andras uttalanden: { $names }.

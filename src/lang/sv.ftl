# Svenska. En nyckel på en rad; samma nycklar som i en.ftl.
page-title = { $title }: remissammanställning
page-of = Remissen { $title }
skip = Hoppa till innehållet
views = Vyer
overview = Översikt
answers = { $n } svar
respondents = { $n ->
    [one] { $n } instans
   *[other] { $n } instanser
  }
number = Dnr { $number }
answer-by = Svar senast { $day }
asked = Tillfrågade
answered = Svarade
unasked = varav ej tillfrågade
partial = Tryckta i del
abstained = Avstod från att svara
missing = Svar saknas
late = Sent inkomna
made-on = Gjord { $day } med remiss { $version }.

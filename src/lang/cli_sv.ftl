# Det som kommandon skriver i en terminal. Samma nycklar som i cli_en.ftl.
cli-asked-through = tillfrågade genom
cli-asked = { $n } tillfrågade
cli-answered = { $n } har svarat
cli-answered-in-part = { $n } har svarat ({ $partial } återges delvis)
cli-late = { $n } för sent
cli-days-unknown = { $n ->
    [one] 1 vars dag inte är känd
   *[other] { $n } vars dagar inte är kända
  }
cli-status-answered = har svarat
cli-status-partial = har svarat, återges delvis
cli-status-supports = stöder, utan egen text
cli-status-abstained = har avstått
cli-status-unaccounted = svar saknas
cli-status-not-among = finns inte bland handlingarna
cli-in-part-at = delvis: { $place }
cli-also-at = även { $place }
cli-part-until = { $part }: till { $day }
cli-not-asked = inte i sändlistan
cli-late-came = för sent: kom in { $day }
cli-late-own = för sent enligt egen dag
cli-day-unknown = dagen då det kom in är inte känd
cli-had-until = { $late }, hade till { $day }
cli-names-as-one = namn som tagits som ett
cli-reviewed-answers = granskat { $n } av { $all } svar
cli-no-ledger = ingen handling här säger vem som tillfrågades eller svarade
cli-no-such-ledger = ingen handling här säger att en sådan instans tillfrågades eller svarade

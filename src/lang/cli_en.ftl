# What commands print to a terminal. The same keys as in cli_sv.ftl.
cli-asked-through = asked through
cli-asked = { $n } asked
cli-answered = { $n } answered
cli-answered-in-part = { $n } answered ({ $partial } printed in part)
cli-late = { $n } late
cli-days-unknown = { $n ->
    [one] 1 of a day that is not known
   *[other] { $n } of days that are not known
  }
cli-status-answered = answered
cli-status-partial = answered, printed in part
cli-status-supports = supports, no text
cli-status-abstained = abstained
cli-status-unaccounted = unaccounted for
cli-status-not-among = not among the papers
cli-in-part-at = in part: { $place }
cli-also-at = also { $place }
cli-part-until = { $part }: until { $day }
cli-not-asked = not in the list of those asked
cli-late-came = late: came in { $day }
cli-late-own = late by its own day
cli-day-unknown = the day it came in is not known
cli-had-until = { $late }, had until { $day }
cli-names-as-one = names taken as one
cli-reviewed-answers = reviewed { $n } of { $all } answers
cli-no-ledger = no paper here says who was asked or who answered
cli-no-such-ledger = no paper here says that such a respondent was asked or answered

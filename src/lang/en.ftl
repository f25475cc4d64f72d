# English. A key a line; the same keys as in sv.ftl.

## The page
page-title = { $title }: what was answered
skip = Skip to the content
views = Views
number = No. { $number }
totals-told = { $asked } asked, { $answered } answered, { $abstained } abstained, { $missing } without an answer
made-on = Made on { $day } with remiss { $version }.
page-short = p.
copy = Copy citation
copied = Copied
close = Close
rows-shown = A selection. Respondents shown:

## Overview
overview = Overview
asked = asked
answered = answered
unasked = of these not asked
partial = printed in part
abstained = abstained
missing = without an answer
late = late
stands-where = Positions on every part
stands-where-caption = Number of respondents. Whoever answers in two ways is counted in both.
area = Part of the proposal
chart = Chart
no-positions = No position was found in the answers.
most-wanted = What most respondents ask for
most-wanted-caption = Respondents that ask for a change or object in their own answer.
no-asks = No proposed change or objection was found in the answers.
addressee = Addressed to
not-in-summary = { $n } of { $all } comments are not in the summary.
by-kind = Kinds of respondents
by-kind-caption = Respondents asked and answering, by kind.
kind = Kind
all = All
how-sure = How sure the reading is
how-sure-told = { $n } positions are shown, { $unsure } are left out as unsure, { $reviewed } were looked at by a person.
how-sure-retold = { $n ->
    [one] One of them is told by an account: the answer itself is not among the papers.
   *[other] { $n } of them are told by an account: the answers themselves are not among the papers.
  }
unrecognised = { $n ->
    [one] One paper was not recognised and is not counted:
   *[other] { $n } papers were not recognised and are not counted:
  }

## Positions
positions = Positions
positions-told = A cell leads to what the respondent says of that part: the verdict, the reservation, the changes it asks for and the statements of parties.
matrix-caption = Respondents and the parts of the proposal
respondent = Respondent
beside-told = statements, reservations and councils on the same matter
only-beside = statements only
supports-only = Support the proposal without a text of their own: { $names }.
unread-statements = Statements in which no position was read
filter-verdict = Position
filter-party = Statement by party
any = any
sort = Order
sort-asked = as they were asked
sort-name = name
sort-against = most against
show-all = Show all
silent-areas = { $n ->
    [one] One part that nobody takes up:
   *[other] { $n } parts that nobody takes up:
  }
quiet-respondents = { $n ->
    [one] One respondent without a position
   *[other] { $n } respondents without a position
  }
left-out-unsure = { $n } unsure readings are not shown.

## Part by part
area-by-area = Part by part
area-spoken = { $n } of { $all } who answered take up this part, { $silent } do not.
side-for = For
side-against = Against
side-neither = Neither
asks-here = Comments and proposed changes on this part

## Respondent by respondent
body-by-body = Respondent by respondent
not-in-list = not among those asked
late-one = came in late
says-nothing = No position was found.
several-answers = { $n } answers
beside = Parties and councils on the same matter
reservation = Reservation
asks = Asks for
objections = Objects to
joins = (joins another statement)
confirmed-by = confirmed by { $by } { $day }
corrected-by = corrected by { $by } { $day }

## Comments
asks-view = Comments and proposed changes
asks-told = By how many respondents comment in their own answer. Statements of parties are shown and not counted.
asks-caption = Comments by part and addressee
respondents-count = Respondents
asks-count = Comments
respondents = { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
  }
also-asked = Also:
also-under = Also under:
objection = objection
lost-link = What the summary leaves out

## Themes
topics = Themes
topics-told = Themes that at least { $least } respondents raise in words of their own and no part of the proposal covers. First stand those that most raise and ask something about.
topics-caption = Themes, the most widely raised first
topic = Theme
topic-words = Other words
topic-asks = Of these ask for something
topic-told = { $n } respondents, { $asks } of them ask for something.
topic-asks-here = asks
also-raised = Raised by these too:
more-topics = { $n ->
    [one] One more theme is not shown here: remiss topics --limit 0 shows all.
   *[other] { $n } more themes are not shown here: remiss topics --limit 0 shows all.
  }
no-topics = No theme outside the parts of the proposal is raised by at least { $least } respondents.

## Not in the summary
lost = Not in the summary
lost-reading = The reading compares sentence by sentence and may err; beside each comment stands the sentence of the summary that comes nearest.
lost-caption = Comments in each answer, by what the summary makes of them
lost-lines = Lines of the answer
lost-sentences = Sentences of the summary
lost-shared = { $n } respondents have the comment, and no summary holds it
nothing-lost = No comment was found in the answers that are summed up.
departures = Where the bill departs from the inquiry
reasons-say = The reasons:
filter-outcome = Outcome
lost-told = { $n } of { $all } summed-up answers have comments that the summary leaves out or softens.
no-summary = No paper sums up the answers.
summary-says = The summary:

## Taken up
uptake = Taken up
uptake-told = What the sender's own texts took from the answers, word for word. Rewritten text is not found.
taker = In
took = { $n ->
    [one] One passage comes from the answers.
   *[other] { $n } passages come from the answers.
  }
took-nothing = Nothing comes from the answers.
took-before = Nothing comes from the answers: the text was written before them.
answer-says = The answer:
taker-says = The sender's text:
uptake-left-out = Sentences beside it that were left out:
more-uptakes = { $n ->
    [one] One more passage is not shown here: remiss uptake shows all.
   *[other] { $n } more passages are not shown here: remiss uptake shows all.
  }
no-takers = No text of the sender that may have taken something up is among the papers.
no-letter = No letter of the office is among the papers.

## Last time
memory = Last time
memory-told = What the respondents asked in answers to earlier referrals, and what became of it in this one: the answer asks for it again, the answer or the sender speaks of the matter, or neither does. The outcome is a reading; the nearest sentences stand beside it.
memory-caption = Earlier comments, by what became of them
memory-views = Views that ask nothing
memory-views-of = { $n ->
    [one] One view that asks nothing
   *[other] { $n } views that ask nothing
  }
memory-answer = Nearest in the answer now:
memory-proposal = Nearest in the sender's text now:
more-memory = { $n } more are not shown here: remiss memory --board shows all.
memory-left = { $n ->
    [one] One earlier referral of the same respondents was not looked through: remiss memory reads all.
   *[other] { $n } earlier referrals of the same respondents were not looked through: remiss memory reads all.
  }
no-memory = None of the respondents has an earlier answer on the same matter among the papers.

## Same texts
reuse = Same texts
more-loans = { $n ->
    [one] One passage more is not shown here: remiss reuse --answers shows all.
   *[other] { $n } passages more are not shown here: remiss reuse --answers shows all.
  }
reuse-limits = Only runs of the same words are found, not rewritten text. Directions follow from the days of decisions.
reuse-told = { $texts } statements with a text of their own; { $n } of them belong to { $families } families of one text.
family = Family { $number }: { $texts } texts, { $voices } voices { $parties }
family-against = Changes are shown against
family-caption = The texts in the order of their decisions
tree-told = The texts in time, each below the nearest one of an earlier day; the same rows as in the table
day = Day
signed-by = Signed by
line = Line
relation = Kind of likeness
in-centre = Share alike
nearest = Nearest before
changes-of = Changes:
changes-none = Word for word.
left-out-words = [{ $n } words left out]
same-words = … { $n } same words …
passages = Passages shared by different texts
recycled = Answers in the words of others
recycled-caption = The share of words that stand in a text of the sender or of another respondent too
answer = Answer
recycled-share = Share
words-head = Words
of-sender = The sender's
of-others = Other respondents'
sources = Passages
equal-words = { $n } words
and-more = and { $n } more
no-day = no day
nobody-known = unknown respondent
central-arende = the account of the matter
central-kontor = the letter of the office
central-synpunkter = the commissioner's view
central-proposal = the proposal

## Respondents
ledger = Respondents
ledger-caption = Those asked, in the order of the list
ledger-others = Answered without being on the list
answer-by = Answers were due by { $day }.
nth = No
status = Outcome
paper = Paper
via = through { $name }
day-unknown = the day is not known
late-guessed = late, judging by the day of the answer
own-day = last day of its own { $day }
asked-at = asked
partial-at = printed in part

## The text
texts = The text
texts-told = The text of the papers with line numbers. Bars at the edge show what is cited.
as-printed = Page { $page } as it looks
as-printed-alt = Page { $page } as it looks, what is cited marked
as-printed-link = page
pages-drawn = { $n } cited pages are shown as they look in The text, { $left } are not.
excerpt = Excerpt: an answer to an earlier referral, cited under Last time.
texts-left-out = The text of the papers is left out.
lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
  }

## How it was made
how-made = How it was made
made-told = The program reads by words and their order, without a network. It can be wrong; every statement leads to its line for that reason.
threshold = Positions less sure than { $bar } are not shown: { $unsure } of them.
masked-nothing = Private persons are named; nothing is masked.
masked-named = Private persons are called ”Privatperson 1” and so on; personal numbers, telephone numbers and addresses are masked.
masked-left-out = What private persons answer is left out; personal numbers, telephone numbers and addresses are masked.
papers-read = Papers
papers-caption = { $n ->
    [one] One paper
   *[other] { $n } papers
  }
lines-head = Lines
units-head = Units
notes-head = Notes
hash = Content (SHA-256)
areas-head = Parts of the proposal
areas-told = The answers were read for these parts:
corrections = Corrections
no-corrections = Nobody has corrected anything.
papers-corrected = { $n ->
    [one] Facts about one paper were given by people:
   *[other] Facts about { $n } papers were given by people:
  }

## Citations
memo-number = no. { $number }
memo-page = p. { $page } line { $line }
memo-heading = under ”{ $heading }”, { $line }
memo-line = line { $line }
memo-opens = the paragraph that begins “{ $words }”, line { $line }
memo-file = { $file } { $line }

## Words for codes
said-tillstyrker = approves
said-tillstyrker-delvis = approves in part
said-ingen-erinran = no objection
said-inga-synpunkter = no comments
said-tar-inte-stallning = takes no side
said-avstyrker-delvis = rejects in part
said-avstyrker = rejects
said-avstar = declines to answer
said-stod = support
said-stod-med-forbehall = support with reservations
said-kritik = criticism
said-neutral = neither for nor against
opens-tillstyrker = Approve
opens-tillstyrker-delvis = Approve in part
opens-ingen-erinran = Have no objection
opens-inga-synpunkter = Have no comments
opens-tar-inte-stallning = Take no side
opens-avstyrker-delvis = Reject in part
opens-avstyrker = Reject
opens-avstar = Decline to answer
opens-stod = Are positive
opens-stod-med-forbehall = Are positive with reservations
opens-kritik = Are critical
opens-neutral = Take up the matter without valuing the proposal
status-answered = answered
status-partial = answered, printed in part
status-supports-without-text = supports it, no text of its own
status-abstained = abstained
status-unaccounted = no answer
status-not-among-papers = not among the papers
addressee-proposal = the proposal
addressee-sender = the sender
addressee-owner = who pays or carries it out
addressee-other = others
fate-not-given = left out
fate-collective = only in a sentence about several
fate-met = met in the reasons
fate-softened = softened
fate-kept = kept
became-asked-again = asked again
became-met = spoken of
became-dropped = not spoken of
unit-beslut = decision
unit-yttrande = answer
unit-sammanfattning = summary
unit-sarskilt-uttalande = separate statement
unit-reservation = reservation
unit-ersattaryttrande = deputies' statement
unit-sarskilt-yttrande = separate opinion
unit-radsyttrande = council's view
paper-utlatande = final report
paper-protokollsutdrag = minutes
paper-tjansteutlatande = office's opinion
paper-handlingar = meeting papers
paper-remissvar = answer
paper-missiv = covering letter
paper-remissammanstallning = account of answers
paper-forslag = proposal
paper-forteckning = list
paper-okand = unknown paper
kind-unknown = unknown kind
kind-domstol = court
kind-kommun = municipality
kind-region = regional authority
kind-lansstyrelse = county board
kind-myndighet = agency
kind-riksdagsmyndighet = agency of the Riksdag
kind-departement = ministry
kind-larosate = university
kind-namnd = board
kind-stad-namnd = board of the city
kind-kontor = office
kind-bolag = company
kind-kommunforbund = joint authority
kind-civilsamhalle = civil society
kind-rad = council
kind-privatperson = private person
kind-statligt-bolag = state company
kind-kommunalt-bolag = municipal company
kind-branschorganisation = trade association
kind-naringsliv = business
kind-fack = trade union
kind-samepolitiskt = Sami body
kind-trossamfund = faith community
kind-arbetsgivare = employers' organisation
kind-parti = party
kind-utlandsk = foreign body
relation-lika = same
relation-latt-andrad = slightly changed
relation-variant = another version
relation-utdrag = excerpt
relation-bearbetning = adaptation
relation-lanat-stycke = borrowed passage
relation-citat = quotation
relation-fraser = phrases
direction-a-to-b = → later in
direction-b-to-a = ← earlier in
direction-gemensam-kalla = = on the same day in
direction-gemensam-kalla-trolig = = likely of one source with
direction-samma-uttalande = = the same statement in
direction-okand = ↔ also in

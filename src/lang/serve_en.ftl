
## The page on this machine (remiss serve)
serve-places = Places
serve-home = Start
serve-search = Search
serve-review = Review
serve-add = Add papers
serve-foot = remiss { $version } on this machine. Nothing leaves it.
serve-refused = That was not done
serve-closed = Open the page by its link
serve-closed-told = The page is shown to whoever opens the link that the program printed when it started. Copy the whole link into the browser.
serve-password = Password
serve-log-in = Log in
serve-referrals = Referrals
serve-referral = Referral
serve-number = Number
serve-answering = Answering
serve-parts = Texts
serve-years = Years
serve-referrals-caption = { $n ->
    [one] One referral in the archive.
   *[other] { $n } referrals in the archive, that with most respondents first.
  }
serve-units = { $n ->
    [one] One text (decision, answer, statement) in the archive.
   *[other] { $n } texts (decisions, answers, statements) in the archive.
  }
serve-unknown = { $n ->
    [one] One paper was not recognised. Review it.
   *[other] { $n } papers were not recognised. Review them.
  }
serve-no-referral = No referral was found in the papers.
serve-search-for = Search the answers
serve-search-go = Search
serve-first = There are no papers here yet
serve-first-told = Add answers (PDF, Word, text) to see who answered, where each stands and what each asks for.
serve-first-add = Add files or a folder
serve-how = How to search
serve-how-all = both words, in any form, in compounds too
serve-how-phrase = side by side, in any form
serve-how-exact = exactly as written
serve-how-wild = all that begins so
serve-how-near = near in spelling
serve-how-beside = within five words
serve-how-or = either word
serve-how-not = the one without the other
serve-how-fields = one respondent, one kind of text, one time
serve-hits = { $n ->
    [0] No text matches.
    [one] One text matches.
   *[other] { $n } texts match.
  }
serve-loose = { $n ->
    [one] One paper without an answer matches too and is not counted.
   *[other] { $n } papers without an answer match too and are not counted.
  }
serve-read-as = Nothing was found for { $asked }; showing hits for { $as }.
serve-most = No text holds all words; showing those that hold most, the rarest first.
serve-exactly = Search exactly as typed
serve-nowhere = { $word } stands nowhere here. Did you mean:
serve-too-many = { $n } texts are too many to go through on one page (at most { $most }). Narrow the search.
serve-unnamed = without a name
serve-groups = Hits gathered
serve-groups-caption = { $n } of { $all } looked through mention it.
serve-group = Who
serve-voice = Voice
serve-matches = Matches
serve-per-thousand = per 1,000 words
serve-where = Where
voice-own = own answer
voice-statement = statement
voice-summary = summary
serve-absent = { $n ->
    [one] One does not mention it
   *[other] { $n } do not mention it
  }
serve-kwic = Concordance
serve-kwic-caption = { $n } matches, { $shown } shown.
serve-before = before
serve-match = match
serve-behind = behind
serve-narrow = Narrow
serve-pages = Pages
serve-earlier = Previous
serve-further = More hits
serve-lacks = Lacks: { $words }
serve-same = { $n ->
    [one] One more with nearly the same text
   *[other] { $n } more with nearly the same text
  }
serve-outside = outside the answers
serve-facet-kind = Kind of text
serve-facet-body-kind = Kind of respondent
serve-facet-referral = Referral
serve-facet-board = Respondent
serve-facet-party = Party
serve-facet-year = Year
serve-more = { $n } more
serve-chosen = Chosen
serve-filter-instans = respondent
serve-filter-slag = kind
serve-filter-remiss = referral
serve-filter-parti = party
serve-filter-typ = text
serve-filter-fran = from
serve-filter-till = to
serve-new-alone = new alone
serve-ways = Shown as
serve-way-traffar = Hits
serve-way-namnd = By respondent
serve-way-parti = By party
serve-way-slag = By kind
serve-way-dokument = By paper
serve-way-rader = Concordance
serve-keep-as = Keep the search as
serve-keep = Keep
serve-kept = Kept searches
serve-kept-name = Name
serve-kept-query = Search
serve-kept-new = New since last
serve-kept-do = Do
serve-kept-broken = cannot be asked any more
serve-new = { $n } new
serve-seen = seen { $day }
serve-mark-seen = Mark as seen
serve-forget = Remove
serve-lines-above = Lines before
serve-lines-below = Lines after
serve-review-this = Review the paper
serve-as-printed = Page { $page } as it looks
serve-reviewed = { $seen } of { $n } papers are reviewed.
serve-which-tveksamma = Doubtful
serve-which-sedda = Reviewed
serve-which-alla = All papers
serve-judgements = Judgements
serve-agreement = Agreement
serve-nothing-doubtful = There is nothing to review here.
serve-keys = Keys: j next, k previous, o right, r put right, u undo.
serve-keeps-nothing = Nothing is kept here: the papers are in memory or shown masked.
serve-who = Who reviews? The name is kept with every judgement.
serve-who-go = Begin
serve-judges = { $by } reviews.
serve-last = Last:
serve-undo = Undo
serve-confirmed = right
serve-right = Right
serve-put-right = Put right
serve-save = Save the change
serve-how-guess = guessed
serve-how-missing = missing
serve-how-conflict = differing
serve-how-correction = reviewed
serve-how-register = from a list
serve-judged = Judgement
serve-judge = By
serve-day = Day
serve-undone = undone by { $by } { $day }
serve-queue = The queue
serve-previous = Previous
serve-next = Next
serve-beginning = How the paper begins
serve-whole-text = The whole text
serve-differ = Differing on { $field }
serve-decide = { $by } is right
serve-read-thus = What the paper was read as
serve-sign = Sign: { $sign }
serve-ahead = ahead by { $n }
serve-why = Why (if you like)
serve-stance = Position
serve-not-raised = does not raise it
serve-agreement-told = { $n } positions are judged, by { $by } persons.
serve-agreement-two = Agreement can be reckoned once two have judged the same positions.
serve-pairable = { $n } positions are judged by two at least: { $by }.
serve-measure = Measure
serve-value = Value
serve-interval = 95 % interval
serve-percent = Share alike
serve-kappa = Kappa (Cohen's, of more than two Fleiss')
serve-alpha = Krippendorff's alpha
serve-alpha-ordered = Krippendorff's alpha, ordered scale
serve-disagree = { $n ->
    [one] One judgement differs
   *[other] { $n } judgements differ
  }
serve-differences = Differences
field-kind = kind
field-respondent = respondent
field-date = day
field-referral = referral
field-received = came in
field-respondent-kind = kind of respondent
field-deciding-body = deciding body
field-own-diarienummer = own number
field-twin = same answer as
field-replaces = replaces
serve-add-told = Files are copied into the folder { $folder } and read from there into the archive { $archive }. The folder is set by papers = "…" in remiss.toml.
serve-drop = Drop files or a folder here
serve-choose-files = Choose files
serve-choose-folder = Choose a folder
serve-needs-script = This takes a script in the browser. The command remiss ingest reads files without.
serve-sending = Receiving
serve-not-sent = could not be received
serve-progress = Reading
serve-read-so-far = { $n } of { $all } files read.
serve-received = received
serve-reading = being read
serve-parts-read = { $n ->
    [0] no texts
    [one] one text
   *[other] { $n } texts
  }
serve-guessed = { $n ->
    [one] one thing guessed
   *[other] { $n } things guessed
  }
serve-known = was here already
serve-unread = Could not be read:
serve-to-judge = { $n ->
    [0] Nothing was guessed
    [one] One paper to confirm or put right
   *[other] { $n } papers to confirm or put right
  }
serve-page-of = Page { $page } of { $pages }
serve-page-alt = Page { $page } as it looks; its text is behind the link above
serve-as-text = The same place as text
serve-example = Show the example city
serve-example-told = Would you see how it looks first? The example city is made up: a city and a ministry, seventeen papers. Nothing of it is kept.
serve-example-shown = The example city is shown. It is made up, and nothing is kept.
serve-example-leave = Leave the example
serve-foot-shared = remiss { $version }. The page is shared over the network with whoever has the password. The papers are sent nowhere else.
serve-foot-closed = remiss { $version }
serve-nobody = Nobody judges
serve-nobody-cure = say who you are first
serve-no-name = That is no name
serve-no-name-cure = write a name on one line
serve-unchanged = Nothing was changed
serve-unchanged-cure = change a field, or press that it is right
serve-emptied = The field { $field } was emptied, and nothing cannot be kept
serve-emptied-cure = write what is right; if the paper does not tell, leave the field alone
serve-no-day = { $day } is no day
serve-no-day-cure = write YYYY-MM-DD
serve-no-position = That position is read no longer
serve-no-position-cure = open the paper anew
serve-kept-but = Kept, but you differ
serve-kept-away = Kept, but what was judged of units fell away
serve-kept-away-told = Your judgement is kept and in force. The paper is read otherwise now, and units that somebody had judged are no longer there.
serve-kept-but-told = Your judgement is kept. As long as you differ neither is in force: one of you yields, or somebody decides here.
serve-nothing-kept = Nothing is kept of papers in memory or of masked ones
serve-nothing-kept-cure = serve an archive, without --in and without --private
serve-name-taken = Another search is kept as { $name } already: { $query }
serve-name-taken-cure = choose another name, or remove that one first
serve-no-more = Files are received no more
serve-no-more-cure = start remiss serve anew
serve-broke-off = The file did not come whole
serve-broke-off-cure = drop it again
serve-missing = There is no such page
serve-missing-cure = follow a link from here
serve-busy = Too much is asked at once
serve-busy-cure = try again in a moment
serve-unanswered = This could not be answered: the archive may be damaged
serve-unanswered-cure = remiss verify tells what is damaged
serve-who-other = Somebody else judges
serve-who-change = Change
serve-passed-over = passed over: no paper
serve-read-not = { $n ->
    [one] One was not read.
   *[other] { $n } were not read.
  }
serve-pages-printed = The pages as they look
serve-page-lost = The page cannot be shown: the file { $file } was moved or has changed since it was read. Put it back, or read the text under the link above.
serve-agreement-papers = { $n } fields of papers (kind, respondent, date, referral) are judged, by { $by } persons.
serve-pairable-papers = { $n } fields are judged by two at least: { $by }.
judged-as-read = read rightly
serve-not-ask = Asks for nothing

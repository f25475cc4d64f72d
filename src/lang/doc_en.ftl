# The documents that are handed in: Word, Markdown, Excel. The same keys as in doc_sv.ftl.
doc-title = Consultation summary: { $title }
doc-number-of = File no. { $number }.
doc-answer-by = Answers by { $day }.
doc-totals = { $asked } asked, { $answered } have answered, { $abstained } abstained, { $missing } answers are missing.
doc-made = Made { $day } with remiss { $version }. Positions and points were read by a program from the answers' own sentences; read the sentence where it stands before anything is passed on.
doc-respondents = The respondents
doc-how-table = A row for each respondent in the order they were asked. Comments, summaries and marks are written into the fields; they come along when the table is made again with --update.
doc-areas = Area by area
doc-respondent = Respondent
doc-position = Position
doc-points = Points raised
doc-comment = Comment
doc-summary = Own summary
doc-mark = Mark
doc-write-comment = [Write a comment]
doc-write-summary = [Own summary]
doc-write-mark = [Mark]
doc-no-whole = No position on the proposal as a whole was read.
doc-supports = Supports the proposal; no text of its own.
doc-statements-of = Statements of others than those who answer ({ $n }): { $names }. They stand under their areas.
doc-no-points = No points were read.
doc-beside = Parties and councils
doc-abstained = Abstained ({ $n }): { $names }.
doc-missing = Have not answered ({ $n }): { $names }.
doc-row-new = New answer
doc-row-changed = Changed since the last version
doc-row-gone = No longer among the answers
doc-news = New since the last version
doc-news-new = New answers ({ $n }): { $names }.
doc-news-changed = Changed evidence ({ $n }): { $names }. Read the comment again.
doc-news-gone = No longer among the answers ({ $n }): { $names }. The row stands last in the table.
doc-news-none = No answer has come or changed.
doc-news-kept = { $n ->
    [one] One text that somebody wrote was carried over.
   *[other] { $n } texts that somebody wrote were carried over.
  }
doc-page = p. { $pages }
doc-and = { $first } and { $last }
doc-among = among them { $names }
doc-number = { $n ->
    [0] none
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
    [12] twelve
   *[other] { $n }
  }
doc-how-parts = Respondents are counted once in each group. What a respondent asks for stands under the part that its heading names or that its answer spoke of last.
doc-told-all = all { $all } who comment{ $part }, { $names }, { $says }.
doc-told-both = both who comment{ $part }, { $names }, { $says }.
doc-told-most = most ({ $n }) of the { $all } who comment{ $part }, { $names }, { $says }.
doc-told-some = { $count } of the { $all } who comment{ $part }, { $names }, { $says }.
doc-told-one = { $names } { $says }.
doc-of-whole = {""}
doc-of-part = {" on this part"}
doc-in-two = { $n ->
    [one] One respondent gives two answers that differ and is counted in both groups.
   *[other] { $n } respondents give two answers that differ and are counted in both groups.
  }
doc-reservations = Reservations
doc-asked-proposal = Changes to the proposal ({ $n ->
    [one] one respondent
   *[other] { $n } respondents
  })
doc-asked-sender = Asked of the sender or the legislator ({ $n ->
    [one] one respondent
   *[other] { $n } respondents
  })
doc-asked-owner = Asked of those who pay or carry it out ({ $n ->
    [one] one respondent
   *[other] { $n } respondents
  })
doc-asked-other = Asked of others ({ $n ->
    [one] one respondent
   *[other] { $n } respondents
  })
doc-objected = Objections ({ $n ->
    [one] one respondent
   *[other] { $n } respondents
  })
doc-silent = { $count } of the { $all } who have answered, { $names }, say nothing{ $part } that was read.
doc-silent-none = all { $all } who have answered comment{ $part }.
doc-says-tillstyrker = { $n ->
    [one] approves the proposal
   *[other] approve the proposal
  }
doc-says-tillstyrker-delvis = { $n ->
    [one] approves the proposal in part or on conditions
   *[other] approve the proposal in part or on conditions
  }
doc-says-ingen-erinran = { $n ->
    [one] has no objection to the proposal
   *[other] have no objection to the proposal
  }
doc-says-inga-synpunkter = { $n ->
    [one] has no comments
   *[other] have no comments
  }
doc-says-tar-inte-stallning = { $n ->
    [one] takes no position
   *[other] take no position
  }
doc-says-avstyrker-delvis = { $n ->
    [one] rejects the proposal in part
   *[other] reject the proposal in part
  }
doc-says-avstyrker = { $n ->
    [one] rejects the proposal
   *[other] reject the proposal
  }
doc-says-avstar = { $n ->
    [one] abstains
   *[other] abstain
  }
doc-says-stod = { $n ->
    [one] supports the proposal
   *[other] support the proposal
  }
doc-says-stod-med-forbehall = { $n ->
    [one] supports it with reservations
   *[other] support it with reservations
  }
doc-says-kritik = { $n ->
    [one] is critical
   *[other] are critical
  }
doc-says-neutral = { $n ->
    [one] takes the matter up without judging the proposal
   *[other] take the matter up without judging the proposal
  }
doc-list-answered = Asked and have answered ({ $n })
doc-list-besides = Have answered without being asked ({ $n })
doc-list-abstained = Abstained ({ $n })
doc-list-missing = Have not answered ({ $n })
doc-list-table = List
doc-status = Answer
doc-place = Place
doc-not-asked = not asked
doc-late = after the last day
doc-via = through { $via }
doc-report = Report
doc-report-of = Report ({ $number })
doc-preparation = Preparation
doc-sent-to = The matter was sent to { $names }.
doc-has-abstained = { $name } has abstained.
doc-only-supports = { $name } supports the proposal.
doc-draft = [DRAFT]
doc-compilation = The answers
doc-decided-on = { $name } decided the following on { $day }.
doc-decided = { $name } decided the following.
doc-answer-dated = { $name } answer of { $day } reads in the main as follows.
doc-answer-undated = { $name } answer reads in the main as follows.
doc-made-annex = { $kind } by { $names }, annex 1.
doc-made-follows = { $kind } by { $names } as follows.
doc-annex = Annex 1
doc-annex-title = Reservations and statements
doc-month-01 = January
doc-month-02 = February
doc-month-03 = March
doc-month-04 = April
doc-month-05 = May
doc-month-06 = June
doc-month-07 = July
doc-month-08 = August
doc-month-09 = September
doc-month-10 = October
doc-month-11 = November
doc-month-12 = December
doc-sheet-table = Table
doc-sheet-areas = Areas
doc-sheet-news = News
doc-area = Area
doc-sentence = Sentence
doc-statements = Statements
doc-new = New
doc-asks-here = Asks
doc-raised-by = Raised by
doc-account-says = Nearest in the summary
doc-lost-shared = Not given, several
doc-lost-shared-told = What several respondents ask and no summary gives; rows of one number belong together.
doc-number-short = No.
doc-departures = Departures
doc-taker = Sender's text
doc-equal-words = Same words
doc-answer-says = The answer
doc-taker-says = Sender's text says
doc-changed = Changed
doc-changed-told = Under Changed stand [-what went-] and {"{+what came+}"}.
doc-left-out = Beside it, not taken
doc-earlier = Earlier referral
doc-year = Year
doc-what = What
doc-view = view
doc-ask = ask
doc-now-answer = Nearest in the answer now
doc-now-proposal = Nearest in the sender's text now
doc-answers-differ = { $n } answers that differ:
doc-joining = Join the statements of others: { $names }.

# English. A key a line; the same keys as in sv.ftl.
page-title = { $title }: what was answered
page-of = The referral { $title }
skip = Skip to the content
views = Views
overview = Overview
answers = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
  }
respondents = { $n ->
    [one] { $n } respondent
   *[other] { $n } respondents
  }
number = No. { $number }
answer-by = Answers by { $day }
asked = Asked
answered = Answered
unasked = of these not asked
partial = Printed in part
abstained = Abstained
missing = No answer
late = Late
made-on = Made on { $day } with remiss { $version }.

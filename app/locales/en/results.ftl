### What people answered: findings, charts, and pages before there is anything to show.

results-quoted = “{ $answer }”
results-or = { $first } or { $last }
results-largest-share = { $value } answered “{ $answer }”, more than anything else
results-largest-count = About { $value } people answered “{ $answer }”, more than anything else
results-chosen-share = { $value } chose “{ $answer }”, more than anything else
results-chosen-count = About { $value } people chose “{ $answer }”, more than anything else
results-band-share = { $value } answered { $answer }, more than any other band
results-band-count = About { $value } people answered { $answer }, more than any other band
results-largest-all = Nearly everybody answered “{ $answer }”
results-largest-two = “{ $first }” ({ $a }) and “{ $second }” ({ $b }) were answered most
results-chosen-all = Nearly everybody chose “{ $answer }”
results-chosen-two = “{ $first }” ({ $a }) and “{ $second }” ({ $b }) were chosen most
results-band-all = Nearly everybody answered { $answer }
results-band-two = { $first } ({ $a }) and { $second } ({ $b }) were answered most
results-none-leads = No answer stands out
results-divided = Answers are divided: { $first } { $a }, { $second } { $b }
results-in-ten = { $n ->
    [0] Hardly anybody answered { $answers }
    [10] Nearly everybody answered { $answers }
   *[other] About { $n } in 10 answered { $answers }
}
results-range = { $most } answered { $answers } to “{ $first }”, { $least } to “{ $last }”
results-average = The average answer is { $mean } out of { $to }; at least half gave { $median } or more
results-averages = Averages run from { $least } (“{ $last }”) to { $most } (“{ $first }”), out of { $to }
results-few-for-shares = Too few people have answered for shares
results-withheld = Not shown: too few people gave some of these answers
results-written-withheld = Not shown: fewer than 10 people wrote something
results-written = About { $people } people wrote something
results-written-few = Hardly anybody wrote something
results-lines-differ = What people answered to each line

results-share-how = { $question } Share of answers in percent
results-around-how = { $question } Share of answers in percent: less to the left of the line, more to the right
results-rising-how = { $question } Share of answers in percent
results-several-how = { $question } People could choose several answers
results-count-how = { $question } Number of answers
results-mean-how = { $question } Average from { $from } to { $to }; the line shows where the middle half of the answers lies
results-text-how = { $question } What people wrote is not shown here
results-mean = Average
results-middle-half = Middle half
results-range-of = { $low } to { $high }
results-end = { $point }: { $words }
results-band = { $band } { $unit }
results-band-sign = { $band }{ $unit }
results-statement = Statement
results-everybody = Everyone who answered this
results-everybody-written = Everyone
results-wrote = Wrote something
results-wrote-not = Wrote nothing

results-source = { $method ->
    [cell_key] { $people } answers, each number changed at random by up to 3, so they may not add up.
    [suppression] { $people } answers; numbers below 10 are withheld, and others so that these cannot be told.
   *[rounding] { $people } answers, each number rounded to 5, so they may not add up.
}
results-source-several = { $method ->
    [cell_key] { $people } people answered this; each number is changed at random by up to 3.
    [suppression] { $people } people answered this; numbers below 10 are withheld.
   *[rounding] { $people } people answered this; each number is rounded to 5.
}
results-source-between = { $method ->
    [cell_key] Between { $least } and { $most } answers to each, every number changed at random by up to 3.
    [suppression] Between { $least } and { $most } answers to each; numbers below 10 are withheld.
   *[rounding] Between { $least } and { $most } answers to each, every number rounded to 5.
}
results-source-silent = { $people } did not answer this.
results-source-beside = { $answers } is in the table only.
results-source-small = Shares under 8% are in the table only.
results-source-date = Answers up to { $date }.
results-source-whose = Source: { $title }, { $owner }.
results-source-rehearsed = Rehearsed, not real.

results-weeks = When people answered
results-weeks-how = Answers in each week, from Monday to Sunday
results-weeks-busiest = The busiest week was the one from { $week }, with about { $people } answers
results-weeks-even = No week stands out
results-weeks-source = { $method ->
    [cell_key] Each number is changed at random by up to 3.
    [suppression] Numbers below 10 are withheld.
   *[rounding] Each number is rounded to 5.
}

results-of = Results
results-question = Question { $number } of { $count }
results-find = Find a question
results-lead = { $people ->
    [0] Fewer than 10 people answered
   *[other] About { $number } people answered
}
results-lead-invited = { $people ->
    [0] Fewer than 10 of { $invited } people invited answered
   *[other] About { $number } of { $invited } people invited answered
}
results-lead-between = It was open from { $from } to { $to }.
results-lead-open = Everyone could answer, so these are the views of those who came, and not of everyone.
results-lead-chosen = Only people who were invited could answer.
results-who = Who answered and who did not
results-national = These are results for all of Scotland. There are none for single partnerships.
results-too-few = Too few people answered to show anything
results-too-few-words = Fewer than 10 people answered. Nobody should be recognised by their answers, so nothing is shown.
results-not-yet = There are no results to show yet
results-not-yet-open = People can answer until { $moment }. When it is closed, the answers are counted.
results-not-yet-closed = This survey closed on { $moment }. Its answers are being counted and looked at.
results-not-yet-soon = This survey has not opened yet.
results-by-date = Results will be here by { $date }.
results-no-date = The partnership has not said by when results will be here.
results-answer = Answer the survey
results-home = To the partnership’s page

refused-not-sealed = Results can be made public when the survey has closed and its answers are counted.

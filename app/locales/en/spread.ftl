### How taking part is spread: by deprivation, by place, and by two characteristics together.

who-parts = Parts of this page
who-part-groups = Group by group
who-part-deprivation = Deprivation
who-part-places = Places
who-part-together = Together
who-part-next = What to do next

who-column-residents = People who live here
who-column-rate = For each 1,000 people
who-column-line = On the line
who-rate-said = { $label }: { $rate } of each 1,000 ({ $low } to { $high })
who-rate-key = rate, and the range that chance allows

who-slope-nothing = Deprivation is not compared here
who-slope-nothing-words = It is compared when people say where they live and the figures of the area are known.
who-slope-unsaid = Nothing can be said yet about deprivation as a whole
who-slope-nobody = In one of the fifths nobody lives here, so there is no line through all five.
who-slope-withheld = The number of one of the fifths is withheld, so there is no line through all five. It appears when at least 10 people of each fifth have said where they live.
who-slope-finding = { $way ->
    [fewer] The more deprived an area, the fewer of its people took part
    [more] The more deprived an area, the more of its people took part
   *[unclear] Taking part neither clearly rises nor clearly falls with deprivation
}
who-slope-ends = Of each 1,000 people in the most deprived fifth of areas { $first } took part, in the least deprived fifth { $last }.
who-slope-relative = { $way ->
    [fewer] At the most deprived end, taking part lies { $percent } below the average of all.
   *[more] At the most deprived end, taking part lies { $percent } above the average of all.
}
who-slope-bent = A straight line does not describe this well: look at the five rates.
who-slope-index = { $way ->
    [fewer] At the most deprived end { $slope } of each 1,000 fewer took part than at the least deprived end (95%: { $low } to { $high })
   *[more] At the most deprived end { $slope } of each 1,000 more took part than at the least deprived end (95%: { $low } to { $high })
}
who-slope-rates = Fifth by fifth
who-slope-note = Scotland’s areas in five equal parts, from the most to the least deprived.
who-slope-how = People who took part for each 1,000 people ({ $base }), with the range that chance allows
who-slope-key-line = straight line through all five
who-slope-places = In each place
who-slope-places-words = The same inside each place, where all five fifths have people and none is withheld.
who-slope-places-caption = { $title }: taking part by deprivation
who-slope-column-most = Most deprived fifth, for each 1,000
who-slope-column-least = Least deprived fifth, for each 1,000
who-slope-place-withheld = a fifth is withheld
who-slope-place-nobody = not all fifths live here
who-slope-sure-line = The line
who-slope-sure-line-words = Slope index of inequality, with the range from how well the line fits instead of from chance in the counts: { $range }.
who-slope-sure-relative = Relative index
who-slope-sure-relative-words = { $index } (95%: { $low } to { $high }): the slope index divided by the average rate. Below 0, fewer took part where deprivation is greatest.
who-slope-sure-concentration = Concentration
who-slope-sure-concentration-words = Because taking part is yes or no, also: Erreygers { $erreygers }, Wagstaff { $wagstaff }.
who-slope-sure-chance = The range beside each finding is what chance in the counts could do. It says nothing about people who chose not to come.
who-cumulated = The same, added up
who-cumulated-note = Under the straight line: taking part lies with the less deprived.
who-cumulated-finding = { $people } of the people live in the most deprived fifth of areas; { $answers } of the answers come from there
who-cumulated-how = People from the most to the least deprived areas, and the share of answers that came from them
who-cumulated-people = Share of people, most deprived first
who-cumulated-answers = Share of answers
who-cumulated-key = answers
who-cumulated-alike = if every area had answered alike
who-cumulated-fifths = Fifths
who-cumulated-up-to = 1 to { $to }
who-cumulated-source = Concentration index { $index } (95%: { $low } to { $high }). 0 is even; above 0, taking part lies with the less deprived. { $people } people who said where they live.

who-places-nothing = Places are not compared here
who-places-nothing-words = They are compared when people say where they live, and the figures of the places are known.
who-places-unsaid = Nothing can be said yet about places
who-places-lead = In all places together { $rate } of each 1,000 people ({ $base }) took part and said where they live. Places with few people swing more by chance, so they are never ranked.
who-places-both = Fewer people took part in { $low }, and more in { $high }, than chance explains
who-places-low = Fewer people took part in { $places } than chance explains
who-places-high = More people took part in { $places } than chance explains
who-places-differ = Places differ more than chance alone would make them, but none stands out
who-places-even = Places differ no more than chance alone could make them
who-places-rates = Rates: { $title }
who-places-rates-about = rates by { $title }
who-places-note = In their usual order, not by rank.
who-places-how = { $title }: people who took part for each 1,000 people ({ $base })
who-places-key-shrunken = what is left when chance is taken out: drawn to the rate of all, the more the fewer people live there
who-column-shrunken = Chance taken out
who-place-fewer = fewer than chance explains
who-place-more = more than chance explains
who-place-perhaps-fewer = perhaps fewer
who-place-perhaps-more = perhaps more
who-place-chance = within chance
who-places-count = { $number } places
who-places-fewer-in = Fewer in { $places }.
who-places-more-in = More in { $places }.
who-places-between = Between { $low } and { $high } of each 1,000 people took part, from place to place
who-funnel-differ = Places differ more than chance alone would make them
who-funnel = Funnel
who-funnel-note = The fewer people live in a place, the further chance alone moves its rate.
who-funnel-how = { $title }: people who took part for each 1,000, by how many live there
who-funnel-about = funnel: { $title }
who-funnel-people = People who live there ({ $base })
who-funnel-all = all places together, { $rate }
who-funnel-source = Limits for 95% and 99.8% around the rate of all places.
who-funnel-wider = They are { $times } times as wide as chance alone would make them, because places differ more than that.
who-map = On the map
who-map-finding = Taking part by place
who-map-how = People who took part for each 1,000 people ({ $base })
who-tiles-how = People who took part for each 1,000 people ({ $base }). One square for each council, about where it lies
who-map-about = map: { $title }
who-map-withheld = [c]
who-map-source = Only places with at least 500 people of whom 5 took part are shaded; [c] is withheld. What chance alone could do is shown by the ranges, not here.

who-both-nothing = No two groups can be shown together yet
who-both-nothing-words = Numbers of people who are in two groups at once appear when enough of them have answered.
who-both-unsaid = Nothing can be said yet about people in two groups at once
who-both-more = Some people in two groups at once are heard less, or more, than both gaps explain
who-both-only = Nobody is missing more than the gaps of their groups together explain
who-both-lead = If two things about people act on their own, the gap of people in both groups is what the two gaps give together. What goes beyond that is named here.
who-both-pairs = Two by two
who-both-note = Only numbers that are released. The combinations with most voices missing come first.
who-both-pair = { $first } and { $second }
who-both-phrase = { $first }, among { $second }
who-both-adds-up = { $pair }: the gaps are what both give together
who-both-out = { $who }: { $way ->
    [fewer] fewer took part than both gaps explain
   *[more] more took part than both gaps explain
}
who-both-how = { $pair }: share of answers divided by share of the people who live here
who-both-key = times as often as their share, and the range that chance allows
who-both-key-model = what the two gaps give together
who-both-said = { $label }: { $ratio } times their share ({ $low } to { $high }); both gaps together give { $model }
who-column-model = Both gaps give
who-column-voices = Voices missing beyond that
who-both-so-adds-up = what both gaps give
who-both-so-fewer = fewer than both gaps explain
who-both-so-more = more than both gaps explain
who-both-left = { $number } more combinations are in the tables that everybody can make.
who-both-withheld = { $number } combinations are withheld and left out.
who-both-nobody = Left out, because none of them took part: { $groups }.
who-both-not-counted = What cannot be compared together
who-both-not-counted-words = These are released together, but nobody counts how many people live here by both:

who-part-left = Left out
who-left-nothing = Nothing can be said yet about what was left out
who-left-nothing-words = It is shown when at least 50 people of two groups were asked, and answers were counted.
who-left-even = No group clearly left out more questions than others
who-left-one-even = { $title }: no group clearly left out more questions
who-left-more = { $group } left out { $own } of their questions, everybody { $all }
who-left-lead = Whoever comes and does not answer is not heard either. A question that is left out by one group more than by others may be too long, too hard, or not theirs to answer.
who-left-groups = Who left out questions
who-left-groups-note = Of all questions that people of a group were asked.
who-left-how = Share of questions left out, with the range that chance allows. The upright line: everybody, { $all }.
who-left-said = { $label }: { $share } left out ({ $low } to { $high }): { $so }
who-left-so-more = more than others
who-left-so-fewer = fewer than others
who-left-source = From rounded counts. Groups of fewer than 50 are not shown. The range counts people, not questions.
who-left-questions = Which questions were left out most
who-left-questions-note = Of those who were asked and said who they are.
who-left-begun = How many people stop half-way is not known by group: answers that were begun and not sent are deleted when the survey closes, and nothing in them is counted.
who-column-left = Left out
who-column-asked = Asked

who-part-weighed = If all had come
who-weighed-nothing = Nothing can be said yet about answers with weights
who-weighed-nothing-words = Answers are weighed when enough people of every group have answered a question.
who-weighed-moves = { $label } would move by { $points } points if people had come by { $title } as they live here
who-weighed-steady = If all groups had come alike, no answer would move by more than { $points } { $points ->
    [one] point
   *[other] points
}
who-weighed-lead = A check, not a result. Anybody could answer, so this is no sample, and weights cannot make it one: they only show whether who came has tipped an answer, if those who came speak for their group.
who-weighed-lead-invited = A check beside the answers as they are. Weights can only even out the groups that are named here.
who-weighed-lines = Question by question
who-weighed-lines-note = By how many points each answer would move. Bold: five or more.
who-weighed-as-answered = As answered
who-weighed-by = Weighed by { $title }
who-weighed-few = too few
who-weighed-source = From released tables of two characteristics, whose counts are rounded: of those who answered and said to which group they belong. Each characteristic by itself.
who-weighed-worth = What weights cost
who-weighed-worth-note = Unequal weights make answers worth less.
who-weighed-characteristic = Weighed by
who-weighed-effect = Design effect
who-weighed-effective = Answers they are worth
who-weighed-cut = Weights cut
who-weighed-cut-yes = at five times the mean
who-weighed-cut-no = none
who-weighed-not = Not weighed, because too many people are in groups that are not shown: { $titles }.
who-left-table = Questions, the most left out first
who-weighed-table = Answers with and without weights
who-weighed-effects = Design effects

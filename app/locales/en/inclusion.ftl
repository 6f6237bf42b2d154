### The inclusion check: who answered against who lives here.

who-page = Who answered
who-and = { $first } and { $last }
who-and-others = { $groups } and others
who-aged-under = people under { $age }
who-aged-over = people aged { $age } and over
who-aged = people aged { $from } to { $to }

who-missing = { $closed ->
    [yes] { $groups } were missing
   *[no] { $groups } are missing
}
who-probably-missing = { $closed ->
    [yes] { $groups } were probably missing
   *[no] { $groups } are probably missing
}
who-fewer = { $groups } answered less often than others
who-even = Every group that can be compared answered about as often as its share, or more
who-unclear = { $closed ->
    [yes] No group was clearly missing
   *[no] No group is clearly missing so far
}
who-nothing-compared = Nothing can be compared yet
who-answered = { $people ->
    [0] Fewer than 10 people answered
   *[other] About { $number } people answered
}
who-probably-too = { $groups } probably { $closed ->
    [yes] were, too.
   *[no] are, too.
}
who-answered-share = About { $number } people answered, { $share } of those aged 16 and over.
who-not-a-sample = Everyone could answer, so this is not a sample. It shows who came, not what { $area } thinks.
who-invited = Only people who were invited could answer.
who-completion = Of those who answered, { $least } to { $most } said who they are; it differs from question to question.
who-what-people-said = What people answered

who-one-missing = { $group } answered { $often } their share of the people who live here
who-one-probably = { $group } probably answered { $often } their share; those who did not say could change that
who-one-more = { $group } answered more often than others
who-one-even = All groups answered about as often as their share
who-one-unclear = There are too few answers to say who is missing
who-one-nothing = Too few said to show anything
who-often-hardly = hardly ever, for
who-often-tenth = about a tenth as often as
who-often-fifth = about a fifth as often as
who-often-quarter = about a quarter as often as
who-often-third = about a third as often as
who-often-two-fifths = about two fifths as often as
who-often-half = about half as often as
who-often-three-fifths = about three fifths as often as
who-often-two-thirds = about two thirds as often as
who-often-three-quarters = about three quarters as often as
who-often-less = less often than

who-reach = Who to reach next
who-reach-closed = Who to reach next time
who-more = { $n ->
    [one] 1 more
   *[other] { $number } more
}
who-more-small = { $closed ->
    [yes] answers would have matched
   *[no] answers to match
}
who-more-none = no number
who-more-none-small = more than live here would be needed
who-detail = { $share } of answers, { $people } of the people who live here
who-detail-plain = { $people } of the people who live here
who-detail-probably = probably: those who did not say could change it
who-reach-note = { $closed ->
    [yes] How many more from that group alone, if nobody else had answered, so that its share of answers was its share of people.
   *[no] How many more from that group alone, if nobody else answers, so that its share of answers is its share of people.
}
who-reach-nobody = No group has clearly answered less than its share.
who-together = How many more for all groups at once
who-together-words = The fewest more answers with which every group has at least four fifths of its share, all groups of one question together.
who-together-question = Question
who-together-all = More answers
who-together-from = From whom
who-together-none = every group has it already
who-together-group = { $number } { $group }

who-glance = At a glance
who-glance-note = Nobody is compared by name. These are groups of people.
who-glance-both = { $least } are heard least, { $most } most
who-glance-least = { $least } are heard least
who-glance-most = { $most } are heard most
who-glance-how = Share of answers divided by share of the people who live here, with the range that chance allows. In the grey band a group answers about as often as its share. Groups that differ, from least to most heard
who-glance-source = The numbers are with each chart below. Answers up to { $date }.
who-glance-said = { $label }: { $ratio } times their share ({ $low } to { $high }): { $verdict }

who-groups = Group by group
who-how = { $title }: share of people who answered, beside the share of people who live here
who-head-share = Share
who-head-beside = Beside their share of people
who-said = { $label }: { $share } of those who answered ({ $low } to { $high }), { $people } of the people who live here: { $verdict }
who-said-withheld = { $label }: withheld; { $people } of the people who live here
who-outside = no people counted here
who-column-group = Group
who-column-answers = Answers
who-column-share = Share of answers
who-column-people = Share of people
who-column-times = Times as often
who-column-interval = 95% interval
who-column-so = So
who-interval = { $low } to { $high }
who-source = { $method ->
    [cell_key] { $people } people who said; counts changed by up to 3.
    [suppression] { $people } people who said; small counts withheld.
   *[rounding] { $people } people who said; counts rounded to 5.
} People: { $table }, { $base }, { $date }. Answers up to { $upto }.
who-no-figure = No population figure: { $groups }.
who-source-few = Fewer than 50 said, so there are no shares.

who-unsaid = Who did not say
who-unsaid-note = People may leave out any question about themselves.
who-unsaid-words = What people left out could change the picture. The last columns show how far: if everyone who did not say belonged to the group.
who-unsaid-caption = How many did not say
who-column-question = Question
who-column-unsaid = Did not say
who-column-unsaid-share = Share
who-column-missing = Group that is missing
who-column-most = At the very most
who-column-still = Still missing?
who-still-yes = Yes, whatever they are
who-still-probably = Probably
who-still-none = no group is missing

who-evenly = How evenly the invited answered
who-evenly-note = An R-indicator: 1 means that every group answered at the same rate. It is only said where people were invited and at least a fifth of them answered.
who-evenly-words = { $invited } were invited. The floor is the least that the indicator can be at this response rate: the nearer to it, the more uneven.
who-evenly-caption = R-indicators of those who were invited
who-evenly-by = By
who-evenly-r = R
who-evenly-floor = Floor
who-evenly-rate = Response rate
who-evenly-least = Answered less (their part)
who-evenly-part = { $name } ({ $part })
who-evenly-nobody = No group stands out
who-evenly-partnership = Partnership
who-evenly-source = It is not known which groups the invited belong to. The indicator takes them as a mirror of those who live here, which holds if they were chosen at random. It is worked out one question at a time, from rounded counts.
who-evenly-source-officials = Worked out from rounded counts, and how many officials were invited in each partnership.
who-evenly-not-known = It cannot be said: nobody has recorded how many people were invited.
who-evenly-too-few = It cannot be said yet: every question has a group with fewer than 50 answers, or one that is withheld.
who-evenly-low-rate = It is not said: fewer than a fifth of the invited answered. The indicator would look good whatever happened.

who-sure = How sure this is
who-uneven = How uneven
who-uneven-one = { $number } by { $title }
who-uneven-words = { $list }. 0 means that every group answered alike.
who-chance = Chance
who-chance-words = The lines show what chance alone could do (95% Wilson intervals). They say nothing about people who chose not to come.
who-chance-large = So many of those who live here took part that chance could do less than the lines show.
who-privacy = Privacy
who-privacy-words = { $method ->
    [cell_key] Counts are changed at random by up to 3,
    [suppression] Counts below 10 are withheld,
   *[rounding] Counts are rounded to 5,
} shares are whole numbers, and groups of fewer than 10 are withheld, with one more group, so that no total gives them away. New figures come out when at least 10 more people in every group have answered, and when the survey has closed.
who-ages = Ages
who-ages-words = These numbers of people count all ages, while the survey is for people of 16 and over: { $titles }.

who-sources = Where the numbers of people come from
who-sources-caption = For each question
who-column-table = Table
who-column-publisher = Published by
who-column-of = Of
who-column-base = Whom it counts
who-column-licence = Licence

who-not-compared = What cannot be compared
who-why-other-people = { $words }: those who answer are no picture of the people who live anywhere.
who-why-no-figures = { $words }: there are no figures of how many people live here by it.
who-why-other-groups = { $words }: its groups are not those of the figures.
who-why-too-few = { $words }: too few people said.
who-why-never-shown = { $words }: asked for the count only, and never shown.
who-not-compared-note = For these we can only say who answered.
who-too-few = Too few people have answered to compare anything
who-too-few-words = Counts appear once at least 10 people have answered.
who-alone-how = { $question } People who answered

### The year of a partnership: every engagement, and who took part.

year-page = The year { $year }
year-dates = { $name }, { $from } to { $to }
year-nothing = No engagement is on record for this year
year-nothing-words = Nothing that people were asked about is on record for this year.
year-missing = { $group } took part less than their share in { $fewer } of { $of } { $of ->
    [one] engagement
   *[other] engagements
}
year-even = { $group } took part no less than their share in any of { $of } { $of ->
    [one] engagement
   *[other] engagements
}
year-unclear = It cannot be said who took part: too few people said who they are
year-lead = This is the whole year on one page: who was asked, and who came. Print it for a meeting, or
year-download = download the figures (CSV)
year-stat-times = { $n ->
    [one] time somebody took part
   *[other] times somebody took part
}
year-stat-engagements = { $n ->
    [one] engagement
   *[other] engagements
}
year-stat-compared = { $n ->
    [one] of them says who came
   *[other] of them say who came
}
year-stat-bodies = { $n ->
    [one] answer of an organisation or a group, counted apart
   *[other] answers of organisations and groups, counted apart
}
year-who = Who came
year-who-note = Where a group was asked about and 10 or more came.
year-how = How often people of this group came, for how often they live here, with the range that chance allows. In the grey band: about as often as their share. By date.
year-row-said = { $label }: { $ratio } times their share ({ $low } to { $high }): { $verdict }
year-row-withheld = { $label }: withheld
year-not-asked = not asked
year-column-engagement = Engagement
year-column-when = When
year-column-how = How
year-column-year = Year
year-column-engagements = Engagements
year-column-people = People
year-all = Every engagement, and who came to it
year-all-note = × is the share of those who came divided by the share of those who live here: below 1, fewer came. Verdicts follow the range, not the point. Whoever took part twice counts twice.
year-span = { $from } to { $to }
year-source = Counts are rounded; groups of fewer than 10 are withheld. People: { $source }
year-trend = Year after year
year-trend-note = The same groups, all engagements of a year together.
year-trend-first = This is the first year that is published. From the next one on the years stand beside each other here.
year-trend-finding = { $way ->
    [closer] { $group } came closer to their share than in { $year }
    [further] { $group } are further from their share than in { $year }
   *[same] { $group }: no clear change since { $year }
}
year-trend-how = How often people of this group came, for how often they live here, with the range that chance allows.
year-trend-source = Whoever took part twice counts twice, so that the ranges are somewhat too short.
year-bodies = Which groups came
year-bodies-note = Organisations and groups that came under their names.
year-bodies-finding = { $again ->
    [0] No group came to more than one engagement
    [1] 1 of { $of } groups came to more than one engagement
   *[other] { $again } of { $of } groups came to more than one engagement
}
year-bodies-few = Fewer than 5 groups, or only one engagement, are named. That is too little to say how evenly groups came.
year-bodies-how = Groups are in a row from those that came least to those that came most. The further the curve hangs below the straight line, the more often the same groups came.
year-bodies-key = Groups of this year
year-bodies-alike = Every group equally often
year-bodies-axis-groups = Groups, from least to most often
year-bodies-axis-times = Their share of all times
year-bodies-said = { $finding }. The tenth of groups that came most often came { $top } of all times.
year-bodies-source = Named by the partnership for { $engagements }. Gini coefficient { $gini } (0: all equally often). As concentrated as { $voices } groups that came equally often.
year-bodies-engagements = { $n ->
    [one] 1 engagement
   *[other] { $n } engagements
}
year-bodies-column-body = Organisation or group
year-bodies-column-times = Engagements
year-bodies-all = Every group, and how often it came
year-sure = How sure this is
year-sure-twice = Nobody is counted as a person
year-sure-twice-words = We do not know who took part more than once, so this counts how often people took part, not how many people.
year-sure-unsaid = Who did not say
year-sure-unsaid-words = { $least ->
    [same] Of those who took part, { $most } said who they are.
   *[other] Of those who took part, from { $least } to { $most } said who they are, depending on what was asked.
}
year-sure-unsaid-unknown = Nobody was asked who they are.
year-sure-privacy = Privacy
year-sure-privacy-words = Counts are rounded at random to 5. Groups of fewer than 10 are withheld. Organisations and groups that answered together are no persons, and are counted apart.
year-sure-chance = Chance
year-sure-chance-words = The ranges are about chance only. They say nothing about who chose not to come.
year-sure-checked = Checked
year-sure-checked-words = By two people of the partnership, on { $date }.
year-sure-corrected = What was corrected since
year-sure-corrected-nothing = Nothing.
year-sure-corrected-line = { $date }: { $note }
year-sure-sources = Who lives here
year-years = Years
year-years-head = Year by year
year-years-lead = Every year on one page: what people were asked, and who came.
year-years-nothing = No year is published yet
year-years-nothing-words = The partnership publishes a page for every year from April to March, when it is over.
year-years-link = { $year }: who was asked, and who came
year-results-link = Every year on one page: who was asked, and who came
year-published = published on { $date }
engagement-method-survey_open = Survey, open to all
engagement-method-survey_invited = Survey, by invitation
engagement-method-workshop = Workshops
engagement-method-event = Meeting or event
engagement-method-assembly = Assembly, drawn by lot
engagement-method-ideas = Ideas and comments
engagement-method-vote = Vote
engagement-method-interview = Interviews
engagement-method-other = Another way

scotland-dates = Year from { $from } to { $to }
scotland-head = { $published } of { $all } partnerships have published who took part in the year
scotland-nothing = No partnership has published this year yet
scotland-lead = This page shows what each partnership has published, in its own words. It gives no marks and no order: partnerships differ in size and in what they asked.
scotland-fewer = In { $fewer } of { $of } partnerships people in the most deprived fifth took part less than their share
scotland-fewer-none = In none of { $of } partnerships people in the most deprived fifth clearly took part less than their share
scotland-fewer-unknown = It cannot be said yet who took part in most places
scotland-map = Where the year is published
scotland-map-note = One square for each partnership, about where it lies.
scotland-map-how = Number of engagements that each partnership has published for the year. Codes stand for names in the table.
scotland-map-source = From the pages of the partnerships. A partnership that has published nothing has an empty square.
scotland-every = Every partnership
scotland-every-note = By name. Open one to read what it published.
scotland-column-partnership = Partnership
scotland-column-code = Code
scotland-column-engagements = Engagements
scotland-column-times = Times somebody took part
scotland-column-deprived = Most deprived fifth
scotland-not-yet = not yet
scotland-other-years = Other years
scotland-together = What they did together
scotland-together-note = Sums over the partnerships that have published the year.
scotland-table = What each partnership has published

### Two waves of a survey, side by side.

waves-page = What changed
waves-link = What changed since the wave before
waves-headline = { $changed ->
    [0] No sign of change since { $before }, in { $all } { $all ->
        [one] thing
       *[other] things
    } that were asked both times
   *[other] { $changed } of { $all } things that were asked both times changed since { $before }
}
waves-headline-nothing = Nothing can be compared with { $before }
waves-lead = About { $after } answered now, about { $earlier } then. A change is called one only where chance alone would hardly bring it about.
waves-other = Compare with
waves-unnamed = Answers
waves-up = went up
waves-down = went down
waves-same = no sign of change
waves-few = too few to say
waves-line = { $label }: { $answers }
waves-or = { $first } or { $last }
waves-value = { $after }, was { $before }
waves-finding = { $label }: { $after }, was { $before }. This { $way ->
    [up] went up
   *[down] went down
}.
waves-finding-none = { $label }: no sign of change
waves-finding-scale = { $label }: answers { $way ->
    [up] moved up
   *[down] moved down
} the scale
waves-same-in = No sign of change: { $questions }
waves-how-of = Share who answered “{ $answers }” now, with the range that chance allows (dot), and then (upright line).
waves-said = { $label }: { $after } now ({ $low } to { $high }), { $before } then: { $so }
waves-how = Share of those who answered now, with the range that chance allows (dot), and then (upright line).
waves-column-question = Question and answers
waves-column-before = Then
waves-column-after = Now
waves-column-difference = Difference, in points
waves-column-interval = 95% range
waves-column-p = p, adjusted
waves-column-so = So
waves-column-bounds = If all who did not answer were counted
waves-column-mean = Mean
waves-column-higher = Higher now than then, of 100 pairs
waves-points = Whole scales, from least to most
waves-points-note = Answers by their order: how often somebody now stands higher than somebody then. Means stand beside, for reading only.
waves-no-share = fewer than 50: no share
waves-source = Counts are rounded. Differences: Newcombe’s interval; p values of a section adjusted together (Holm).
waves-left-out = What is not compared
waves-left-out-note = Changed wording breaks a trend.
waves-why-new = was not asked then
waves-why-reworded = was asked in other words then
waves-why-answers = had other answers to choose from then
waves-why-released = too few answered it in one of the waves
waves-sure = How sure this is
waves-sure-chance = Chance
waves-sure-chance-words = Those who answered are not the same people. Some may have answered both times; that makes the ranges wider than they need be, never too narrow.
waves-sure-all = Those in post
waves-sure-all-words = { $after } of { $now } who could answer did so now, { $earlier } of { $then } then. As a description of those in post, and not of practice, the ranges would be narrower: see the file.
waves-sure-silent = Who did not answer
waves-sure-silent-words = The last column says where each share now lies if none, and if all, of those who did not answer had given this answer.
waves-sure-open = Who chose to answer
waves-sure-open-words = Both waves were open to all. Other people may have come the second time: look at who answered each before you call it a change of minds.
waves-download = Download the figures (CSV)
waves-results = What people answered

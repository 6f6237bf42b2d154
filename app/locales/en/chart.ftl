### Words in and around charts.

chart-numbers-of = : { $about }
chart-row = { $label }: { $value }
chart-share = { $percent }%
chart-under-one = less than 1%
chart-withheld = withheld (fewer than 10)
chart-column-withheld = A column with a broken line is withheld: fewer than 10 people.
chart-no-share = fewer than 50: no share
chart-too-few-for-shares = fewer than 50 answered: see the numbers
chart-people = People
chart-share-head = Share
chart-answers = Answers
chart-answer = Answer
chart-everybody = Everyone who answered this
chart-week-from = Week from
chart-weeks-said = Answers week by week from { $from }: { $counts }

chart-quarter = a quarter
chart-half = half
chart-same-share = same share
chart-twice = twice
chart-key-answers = share of answers, and the range that chance allows
chart-key-people = share of the people who live here
chart-key-less = fewer than live here
chart-key-unsure = not enough to say

chart-verdict-far_fewer = far fewer
chart-verdict-fewer = fewer
chart-verdict-about_the_same = about the same
chart-verdict-more = more
chart-verdict-far_more = far more
chart-verdict-cannot_say_yet = cannot say yet
chart-verdict-too_few_to_say = too few to say
chart-probably = probably { $verdict }
chart-times = × { $times }

chart-funnel-usual = 19 of 20 places lie inside by chance
chart-funnel-far = 998 of 1,000
chart-shade-under = under { $to }
chart-shade-between = { $from } to under { $to }
chart-shade-over = { $from } and more

### Public pages of partnerships.

front-head = Have your say where you live
front-lead = In each area of Scotland, council, health service, police, fire service and community organisations plan together. They have to do it with you.
front-choose = Choose your area
front-choose-words = 32 partnerships
front-national = All of Scotland
front-national-words = What concerns the whole country
home-head = Have your say in { $area }
home-lead = Tell us what matters where you live, and see what changed because people spoke.
open-now = Open now
nothing-open-head = Nothing is open just now
nothing-open = When the partnership asks something, it stands here.
nothing-open-until = { $title } opens on { $moment }.
last-day = Last day
days-left-words = { $n ->
    [one] day left
   *[other] days left
}
takes-minutes = { $n ->
    [one] It takes about one minute and is anonymous.
   *[other] It takes about { $n } minutes and is anonymous.
}
answer-survey = Answer the survey
other-ways = Other ways to take part
other-phone = By phone
other-phone-words = Call { $phone }. We fill in the form with you.
other-paper = On paper
other-paper-words = Write to { $mail } for paper, large print or easy read.
other-bsl = In British Sign Language
what-people-said = What people said
who-took-part = Who took part
all-results = All results
next = Next
no-results-head = No results yet
no-results-words = When a survey has closed and is counted, its results stand here.

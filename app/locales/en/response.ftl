### Answering a survey.

start = Start
go-on = Go on where I left off
not-me = This is not me: forget the answers on this device
closed = Closed
closed-at = It closed on { $moment }
closes-at = Closes { $moment }
not-open-yet = Not open yet
opens-at = You can answer from { $moment }.
opens-later = The partnership has not said yet when you can answer.
closed-head = This survey is closed
closed-words = Answers can no longer be sent. What people sent is counted; what was begun and not sent is deleted.
see-results = See the results
results-by = Results are on this site by { $date }.
decisions-by = By { $date } we say what we will do, and what we will not.
results-later = Results will be on this site.
invited-only-head = You need your personal link
invited-only-words = This survey is for people who were invited. Open the link in the letter that we sent you.
before-you-start = Before you start
how-long = How long
about-minutes = { $n ->
    [one] About one minute.
   *[other] About { $n } minutes.
}
who-can-answer = Who can answer
what-we-ask = What we ask
who-sees-it = Who sees it
what-happens = What happens
until-when = Until when
how-long-kept = How long we keep it
kept-months = { $n ->
    [one] Answers are deleted one month after the survey closes.
   *[other] Answers are deleted { $n } months after the survey closes.
}
languages = Languages
anonymous-head = Your answers are anonymous
anonymous-words = Nothing that we store says who you are: no name, no address of your device, no day or time. If you were sent an invitation, nothing that is stored matches it with your answers.
anonymous-how = How this works, and how anyone can check it
in-another-form = In another form
by-phone = By phone: { $phone }. We fill in the form with you.
by-mail = Large print, easy read or paper: write to { $mail }
started-already = You have started already?
come-back-code = Your code to come back
come-back-code-hint = Twelve letters and numbers, like K7QM-3RXD-91FA

question-now = Question { $n }
question-of = { $n ->
    [one] of about one
   *[other] of about { $n }
}
question-note = Before you go on
how-far = How far you are
why-we-ask = Why we ask
prefer-not = I prefer not to say
save-for-later = Save and come back later
clear-answer = Clear my answers on this page
something-stopped-me = Something stopped me on this page
or-choose-area = or choose your area
postcode = Your postcode
postcode-hint = Like PA15 1LY. We turn it into an area of about 760 people and then forget the postcode.
place-known = We know your area from your postcode. Leave this empty to keep it.
place-zone = In the area { $name }
place-none = There is no list of areas to choose from yet. Leave this question out and go on.
place-zone-unnamed = In an area of about 760 people that we found by your postcode
out-of = { $point } out of { $most }

last-step = Last step
nothing-sent-yet = Nothing has been sent yet
check-head = Check your answers before you send them
left-out = { $n ->
    [one] You left one question out. That is fine.
   *[other] You left { $n } questions out. That is fine.
}
send-answers = Send my answers
cannot-take-out = After you send them, we cannot take your answers out again, because nothing tells us which are yours.

sent = Sent
counted-once = One set of answers, counted once
answers-are-in = Your answers are in
one-of-about = You are one of about { $n } people so far. All of them count in what happens next.
one-of-first = You are one of the first. All answers count in what happens next.
your-receipt = Your receipt
receipt-words = With it you can check, after the survey closes, that your answers are in the count. It shows nobody what you answered. We cannot send it to you again, so write it down or print this page.
what-next = What happens next
you-answered = You answered
you-answered-words = Your answers are stored without the day or time
survey-closes = The survey closes
results-on-site = Results on this site
what-we-do = What we will do, and what we will not
by-date = By { $date }
claim-head = To learn later what became of it
claim-words = These five words are yours alone. After we say what we will do, you can type them on this site and see what became of what you wrote, without saying who you are.
claim-keep = Keep them with your receipt. We keep only a fingerprint of them, so we cannot tell you them again.
shared-device = Not your own device?
shared-device-words = Until the survey closes, this browser can show this page again. If others use it, let it forget.
shared-device-later = Others who use this browser could see your answers. Let it forget; your code or your personal link brings them back.
forget-here = Forget my answers on this device

kept-head = Your answers are kept
kept-words = You can go on here, or on another phone or computer.
your-code = Your code to come back
your-code-words = Write it down or take a picture. Type it on the first page of this survey. Whoever has it can see your answers.
kept-invited-head = Your personal link brings you back
kept-invited-words = Open the link in our letter again, on any phone or computer. Whoever has the link can see your answers until you send them.
kept-until = Answers that are not sent by { $moment } are deleted.
go-on-now = Go on now

anonymous-how-head = How your answers stay anonymous
stored-head = What we store
stored-answers = What you answered, in which language, and which version of the questions you saw.
stored-week = The week in which you sent it, so that we can see whether people still answer. Not the day, not the time.
stored-codes = A fingerprint of your receipt and of your five words. The fingerprint cannot be turned back.
not-stored-head = What we do not store
not-stored-name = Your name, your address or anything else that says who you are, unless you write it into an answer yourself.
not-stored-time = The day and time, or the order in which people answered.
not-stored-device = The address of your device, or what kind of device it is.
invited-head = If you were invited
invited-words = Your address is in one database, answers are in another, and nothing that is stored in either matches them. So that one invitation gives one set of answers, and a reminder goes only to those who have not answered, the server makes a secret name for your answers from your link and a key. The name is worked out when it is needed and kept with the answers only.
invited-key = The key is in neither database and in no copy of them. When the survey closes, addresses and key are destroyed and the secret names are removed. From then on nobody can match them, even with everything that is left.
shown-head = What is shown
shown-words = { $method ->
    [cell_key] Results are added up. Nothing is shown for fewer than 10 people, and numbers are changed a little at random.
    [suppression] Results are added up and shown when the survey has closed. Nothing is shown for fewer than 10 people.
   *[rounding] Results are added up. Nothing is shown for fewer than 10 people, and numbers are rounded to 5.
}
honest-head = What you should know
honest-words = While the survey is open, somebody who held the server, its key and your letter together could find your answers. Nobody is meant to have all three, and every use of the server is on record. What you write in your own words may show who you are: staff read it and take names out.
notice-head = Privacy notice
controller = Who answers for the data
legal-basis = Why the law allows it
contact = Whom to ask
rights-head = Your rights
rights-words = Before you send, you can change or leave out anything. After that we cannot find your answers, so we cannot show, change or delete them. About your address, if you were invited, you can ask to see it, to put it right or to have it deleted. You can complain to the Information Commissioner.

check-receipt = Check your receipt
receipt-about = After a survey closes you can see whether your answers are in the count. Nobody sees what they are.
receipt-label = Your receipt
receipt-hint = Twelve letters and numbers, like K7QM-3RXD-91FA
check-receipt-button = Look for it
receipt-yes = Your answers are in the count
receipt-yes-words = They were counted once.
receipt-no = There are no answers with this receipt
receipt-no-words = Look at it again: the letters I, L, O and U are never in it. If you are sure of it, tell the partnership.
receipt-not-yet = The survey is not counted yet
receipt-not-yet-words = Come back after it has closed.

stop-head = No more letters about this survey
stop-words = We will not write to you again about it. You can still answer with your link.
stop-button = Do not write to me again
stopped-head = We will not write to you again
stopped-words = This holds for this survey. Your address is deleted when it closes.

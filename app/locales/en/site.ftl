### Words of the frame, and of pages that every partnership has.

skip = Skip to main content
demonstration = Demonstration
demonstration-words = The answers shown here are rehearsed, not real.
language = Language
translation-draft = This translation is a draft.
translation-draft-words = No speaker has checked it yet. You can answer here: your answer counts just as the others do.
main-navigation = Main
take-part = Take part
results = Results
partnerships = Partnerships
help = Help
who-runs-this = Who runs this
about-installation = Folkmoot is where Community Planning Partnerships in Scotland ask people what matters, and show what came of it.
help-with-page = Help with this page
help-phone = Phone: { $phone }
help-bsl = In British Sign Language
help-none = Ask the partnership that sent you here.
about-this-site = About this site
accessibility = Accessibility statement
privacy = Privacy
cookies = Cookies: only those that are needed
staff-sign-in = Staff sign in
first-page = Go to the first page
continue = Continue
back = Back
change = Change
answer = Answer
not-answered = Not answered
there-is-a-problem = There is a problem
error-prefix = Error:{" "}
or = or
show-numbers = Show the numbers
days-left = { $n ->
    [0] last day
    [one] 1 day left
   *[other] { $n } days left
}

refused-head = This is not possible
refused = You cannot do this, or not now.
refused-sign-in = Sign in first. Nothing was changed.
refused-role = Your account may not do this. If you think that it should, ask your administrator.
refused-too-often = This was tried too often. Wait a quarter of an hour and try again. Nothing was lost.
refused-busy = Very many people are here just now. Wait a minute and try again. Nothing was lost.
refused-too-large = What you sent is too large. Make it shorter, or send a smaller file. What you sent before is kept.
refused-form = Your browser sent something that we could not read. Go back and send it again.
refused-cross-site = This came from another site, so we did not do it. Open this site itself and try again.
refused-time = This took too long and was stopped. Go back and try again. Nothing is counted twice.
refused-credentials = The address or the password is wrong.
refused-link = This link does not work, or not any more.
refused-enrolled = The second step is set up already.
refused-self = You cannot change your own role. Ask a colleague.
refused-last-officer = This is the last officer of the partnership. Make somebody else an officer first.
refused-staff = Accounts of staff are closed by an administrator, because what they did must stay on the record.
refused-administrator-exists = There is an administrator already. Ask them to invite you.
refused-closed = This survey is closed. Answers can no longer be sent.
refused-not-open = This survey is not open yet.
refused-published = This was published, so it can no longer be deleted. You can close it.
refused-same = Nothing has changed since the last version.
refused-second-person = A second person must do this: you asked for it yourself.
refused-too-few = Too few people have answered to show anything.
missing-head = There is no such page
missing-words = The address may be mistyped, or the page is not there any more.
missing-do = If you followed a link in a letter, copy the whole address, or phone the number in the letter.
conflict-head = Somebody else changed this
conflict-words = While you had the page open, somebody else saved a change. Yours was not saved, so that nothing is lost by accident.
conflict-do = Show it as it is now
invalid-head = Something is not right
invalid-words = Go back, put it right and send it again. Nothing was changed.
broken-head = Something went wrong on our side
broken-words = What you sent before is safe. What you entered on the last page may not be saved.
broken-do = What you can do
broken-again = Go back and press the button again. Nothing is counted twice.
broken-phone = Phone { $phone } and tell us this reference:
broken-tell = Tell us this reference:
broken-reference = It says nothing about you.

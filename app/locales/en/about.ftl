### Pages about the site itself.

accessible-head = Accessibility statement
accessible-lead = Everybody should be able to take part. This is how far we have come.
accessible-can-head = What you can do here
accessible-can = Make the words four times as large without anything being lost.
    Use only a keyboard, only your voice, or a screen reader.
    Answer a survey without scripts, on an old phone, and on paper.
    Read every public page in English. Gaelic is there as a draft that a speaker has still to check.
accessible-not-head = What is not good enough yet
accessible-not = The Gaelic words were not checked by a speaker yet.
    What partnerships write themselves may be harder to read than it should be.
    There are no videos in British Sign Language unless your partnership has added some.
accessible-tell-head = Tell us when something stops you
accessible-tell = Phone or write to your partnership: how is at the foot of each of its pages. They can fill in the form with you, or send it on paper or in large print.
accessible-law-head = The law behind this
accessible-law = The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 ask for level AA of the Web Content Accessibility Guidelines 2.2. We test every page against them by program and by hand.
    If you are not content with our answer, the Equality Advisory and Support Service can help you.

private-head = Privacy
private-lead = What happens with your data on this site. Each survey says more on its own page.
private-answers-head = When you answer a survey
private-answers = We keep what you answer, and nothing that says who you are. There is no name, no address of your device, no day or time with it.
    Results are added up. Nothing is shown for fewer than 10 people.
private-invited-head = When you were invited
private-invited = We keep your e-mail address to send you the invitation, and reminders if you do not answer. Nothing that is stored matches it with your answers. It is deleted when the survey closes.
private-staff-head = When you sign in
private-staff = We keep your name, your address, and when you signed in. Passwords are kept in a form that cannot be read.
private-log-head = What we do not do
private-log = We do not follow you. There are no cookies for advertising or statistics, and no page loads anything from another company. Our logs hold no addresses of devices and no pages that you looked at.
private-rights-head = Your rights
private-rights = You can ask to see what we hold about you, to put it right or to delete it, and you can object. The partnership that runs a page answers for its data: how to reach it is at the foot of its pages.
    You can complain to the Information Commissioner at any time.

cookies-head = Cookies
cookies-lead = This site sets only cookies without which it cannot work. You are not asked to agree, because there is nothing to agree to.
cookies-none-head = What there is
cookies-none = A cookie is a short text that your browser keeps for us. These are all.
cookie-name = Name
cookie-what = What it is for
cookie-until = How long
cookie-answers = Finds your own answers again while you fill in a survey. It says nothing about you.
cookie-answers-lasts = 7 days, or until you let this device forget
cookie-session = Keeps you signed in
cookie-session-lasts = 12 hours, or until you sign out
cookie-browser = Makes sure that a link in a letter works only in the browser that asked for it
cookie-browser-lasts = 1 hour

helping-head = Help
helping-lead = If you cannot find it here, phone or write to your partnership: how is at the foot of each of its pages.
helping-answer-head = How do I answer a survey?
helping-answer = Choose your area on the first page, then the survey. Press Continue after each question. You can go back at any time. Nothing is sent until you press the last button.
helping-code-head = How do I come back later?
helping-code = Press "Save and come back later". You get a code of twelve letters and numbers. Type it on the first page of the survey, on any phone or computer. If you were invited, open the link in our letter again instead.
helping-receipt-head = What is the receipt for?
helping-receipt = After the survey has closed you can check that your answers are in the count. It shows nobody what you answered.
helping-letter-head = Our letter did not arrive
helping-letter = Look among unwanted mail. Then ask for it again, or phone your partnership.
helping-staff-head = I work for a partnership
helping-staff = Sign in at the foot of the page. If you have no account, ask a colleague to invite you.

demonstration-enter = Sign in as { $who }
demonstration-enter-words = This person is made up, and so is everything that you can see and change here.

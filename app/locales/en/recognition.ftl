### Being recognised from one survey to the next, for those who agree.

again-head = Will you let us recognise you the next time?
again-words = We would like to know whether we hear from the same people again and again. If you agree, type your e-mail address or phone number. We keep neither. We work out a number from it that nobody can turn back, and keep it until { $date }. It is not tied to your answers.
again-contact = E-mail address or phone number
again-age = How old are you?
again-age-hint = Leave it out if you like.
again-age-none = I leave this out
again-age-band = { $from } to { $to }
again-age-over = { $age } and over
again-yes = Recognise me
again-forget = Forget me
again-done-head = We will recognise you
again-done-words = What you typed is not kept. To be forgotten, type the same again below and choose “Forget me”.
again-forgotten-head = You are forgotten
again-forgotten-words = There is no number of yours any more.
again-year-linked = { $people } let us link their visits. { $repeaters } of them took part more than once; the most active tenth account for { $top } of all their visits.
again-year-few = Too few people let us link their visits to say anything.
problem-contact = Enter an e-mail address, like name@example.org, or a phone number with at least 10 digits

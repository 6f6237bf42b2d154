### What is wrong with what was entered, and how to put it right.

problem-required = Answer this question. Nobody can go on without it.
problem-too-long = { $over ->
    [one] Take one character away. At most { $most } fit.
   *[other] Take { $over } characters away. At most { $most } fit.
}
problem-whole-number = Enter a whole number, like { $example }
problem-number-range = Enter a whole number from { $smallest } to { $largest }
problem-exclusive = You chose an answer that stands alone together with others. Choose one or the other.
problem-too-many-choices = You chose { $chosen }. Choose at most { $most }.
problem-postcode = Enter a postcode, like { $example }
problem-postcode-unknown = We do not know this postcode. Look at it again, or choose your area in the list.
problem-page-not-asked = This page is not asked any more, because of an answer before it. Nothing was lost.
problem-answers-too-large = These answers are too long to keep. Make the longest one shorter and send the page again.
problem-come-back-code = Enter your code: twelve letters and numbers, like K7QM-3RXD-91FA
problem-come-back-unknown = There are no answers with this code in this survey. Look at it again: the letters I, L, O and U are never in it.
problem-receipt = Enter your receipt: twelve letters and numbers, like K7QM-3RXD-91FA

problem-address = Enter an e-mail address, like name@example.org
problem-address-missing = Enter an e-mail address
problem-address-long = Enter an e-mail address of at most { $most } characters
problem-name-missing = Enter a name
problem-name-long = Enter a name of at most { $most } characters
problem-password-missing = Enter a password
problem-password-short = Make it longer: at least { $least } characters
problem-password-long = Make it shorter: at most { $most } characters
problem-password-common = Many people use this password or something like it, or it holds your name. Choose another.
problem-password-wrong = This is not the password
problem-code-wrong = This code is wrong. Look at the newest code and enter six digits.
problem-code-used = This code was used already. Wait for the next one.
problem-credentials = The address or the password is wrong
problem-too-often = This was tried too often. Wait a quarter of an hour and try again.
problem-busy = Very many people are here just now. Wait a minute and try again.
problem-link = This link does not work any more. Ask for a new letter.
problem-choose = Choose one

problem-zones-missing = Choose a neighbourhood, or enter the code of a data zone
problem-zone-code = { $zone } is not the code of a data zone. Enter one like S01010891.
problem-zone-elsewhere = The data zone { $zone } is not in this council area. Take it out or correct it.
problem-zone-taken = The data zone { $zone } is in { $locality } already. Take it out here, or there first.
problem-zones-mixed = These data zones are of different editions. Choose data zones of one edition.
problem-area-unknown = There is no neighbourhood called { $area } here. Choose from the list.

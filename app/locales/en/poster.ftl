### The poster of a survey, as it is printed.

poster-code = The address as a code for phones
poster-scan = Point your phone at the code, or go to:
poster-minutes = { $n ->
    [one] It takes about 1 minute. You do not give your name.
   *[other] It takes about { $n } minutes. You do not give your name.
}
poster-until = You can answer until { $day }
poster-phone = Would you like help, or paper? Phone { $phone }

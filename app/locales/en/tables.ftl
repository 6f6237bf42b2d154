### The table builder: tables of what is released, made by anybody.

tables-page = Make a table
tables-make = Make a table of these results
tables-lead = Choose what goes down and what goes across. The same choice always gives the same table.
tables-begin = Choose something, and the table stands here. Only tables that are released can be made.
tables-choose = Choose
tables-rows = Down the side
tables-columns = Across the top
tables-columns-none = Nothing: numbers of people only
tables-left = Only who answered the question and who left it out
tables-area = Area
tables-area-all = Everywhere
tables-language = Words in
tables-show = Show the table
tables-people = Who people are
tables-questions = What people said
tables-by = { $what }, by: { $rows }
tables-caption = { $place }, number of people
tables-caption-shares = { $place }, share of those in each group who answered
tables-everybody = Everybody
tables-not-said = Did not say
tables-not-answered = Did not answer
tables-not-asked = Was not asked
tables-answered = Answered
tables-yes = Yes
tables-no = No
tables-csv = Download CSV
tables-link = Link to this table
tables-api = This table as data
tables-private = How this keeps people private
tables-private-rounded = { $method ->
    [cell_key] We changed every number at random by up to 3, always in the same way for the same people, so rows and columns may not add up.
    [suppression] Numbers below 10 are withheld, and others so that these cannot be told.
   *[rounding] We rounded every number to 5 at random, always in the same way for the same people, so rows and columns may not add up.
} Everybody who took part is in the table.
tables-private-signs = [c] is confidential: fewer than 10 people are in the group, or a number beside it would give them away. [u] marks shares of fewer than 50 people, which would say too little.
tables-private-most = Two things can be crossed, or one in one area. Three together could point at a person, so they are not on offer.
tables-none = This table is not released
tables-none-unknown = There is nothing of this name in this survey. The address may be incomplete, or the survey has changed.
tables-none-combination = Only tables that were settled before anybody looked are released, with at most two things in each. No number is kept of any other.
tables-instead = You can look at:

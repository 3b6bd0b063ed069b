# Keyboard, number pad, date and text fields.
keyboard = Keyboard
number-pad = Number keys
key-shift = Capital letter
key-lock = Capital letters only
key-backspace = Delete
key-letters = Letters
key-digits = Numbers and signs
key-signs = More signs
key-variants = Letters with marks, for example é
key-script-arabic = Arabic letters
key-script-latin = German letters
key-space = Space
key-newline = New line
key-hyphen = Hyphen
key-dot = Full stop
key-comma = Comma
key-at = At sign
key-underscore = Underscore
key-slash = Slash
key-colon = Colon
key-semicolon = Semicolon
key-question = Question mark
key-exclamation = Exclamation mark
key-apostrophe = Apostrophe
key-quotes = Quotation mark
key-bracket-open = Open bracket
key-bracket-close = Close bracket
key-plus = Plus
key-minus = Minus
key-next-part = On to the next field
input-next = Next
input-skip = Skip
input-write = Write
input-suggestion = Did you mean this?
input-hidden = { $count ->
    [one] 1 character, hidden
   *[other] { $count } characters, hidden
  }
input-left = { $count ->
    [one] 1 character left
   *[other] { $count } characters left
  }
text-empty = Please write something.
text-too-long = { $over ->
    [one] The text is too long. Please remove 1 character.
   *[other] The text is too long. Please remove { $over } characters.
  }
text-control-characters = There is an invisible character in the text. Please delete it.
text-not-taken = We cannot take this as it is. Please write it differently.
number-empty = Please enter a number.
number-range = From { $least } to { $most }
number-too-small = The number is too small. The smallest is { $least }.
number-too-large = The number is too large. The largest is { $most }.
date-day = Day
date-month = Month
date-year = Year
date-empty = Please enter day, month and year.
date-year-short = Please write the year with four digits.
date-no-such-day = There is no such day. Please check the numbers.
date-too-small = The date is too early. The first day is { $first }.
date-too-large = The date is too late. The last day is { $last }.
paper-cut = No more fits on the paper.

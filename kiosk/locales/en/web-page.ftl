# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = Next field
web-field-enter = Enter
web-field-done = Done
web-numbers = Number the links
    .voice = number the links | numbers
web-numbers-off = No numbers
web-number-ask = { $count ->
    [one] There is number 1. Which number?
   *[other] There are numbers 1 to { $count }. Which number?
}
web-number-take = Choose
web-number-leave = None
web-up = Up
    .voice = up | go up
web-down = Down
    .voice = down | go down
web-read-nothing = There is nothing to read aloud on this page.
web-read-image = Picture:
web-read-button = Button:
web-read-field = Field
web-read-choice = Choice
web-read-empty = is empty.
web-read-private = is not read aloud.
web-read-on = is chosen.
web-read-off = is not chosen.

# Keypad, one switch, voice guide.
guide-role-button = button
guide-role-choice = choice
guide-role-field = text field
guide-role-page = web page
guide-thing = { $name }, { $role }, { $n } of { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } of { $of }
guide-chosen = chosen
guide-not-chosen = not chosen
guide-on = on
guide-empty = empty
guide-hidden-key = character
guide-deleted = { $sign } deleted
guide-round = From the start again.
guide-more = There is more. Go on with the arrow keys, or say: more.
guide-next = More
    .voice = hear more
guide-ok = OK chooses: { $name }
guide-keys = The arrow keys go on. OK chooses.
guide-entry = You write here. The arrow keys go to the keys. OK writes.

scan-once = Press once more. Then you choose with one key only.
scan-begins = A frame moves. Press when it is in the right place.
scan-waits = The frame is waiting. Press when it should go on.

adjust-scan = Choose with one key
adjust-scan-0 = None
adjust-scan-1 = 1 s
adjust-scan-2 = 2 s
adjust-scan-3 = 3 s
adjust-scan-4 = 4 s
adjust-scan-5 = 5 s

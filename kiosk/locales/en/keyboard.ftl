# Keys that only one script has.
key-script-cyrillic = Cyrillic letters
key-script-vietnamese = Vietnamese letters
key-half-space = Break within a word
key-mark-hat = Hat: â ê ô
key-mark-horn = Hook on the letter: ă ơ ư
key-mark-acute = Tone: rising
key-mark-grave = Tone: falling
key-mark-hook = Tone: asking
key-mark-tilde = Tone: broken
key-mark-dot = Tone: low, dot below

# Speech: headphones, and languages that no voice can say.
headphones = Headphones are plugged in. Shall I read everything aloud?
    .body = Only you can hear me. I also read private details.
headphones-always = Yes, read everything
    .voice = read aloud|yes
headphones-asked = No, only when I ask
    .voice = no
headphones-welcome = Hello. You hear me through the headphones. I read every page to you. First choose your language.
headphones-out = The headphones are no longer plugged in. I do not read private details now.
unspoken = I cannot read this language aloud here.
    .body = Choose another language. Or fetch help: somebody will come to you.

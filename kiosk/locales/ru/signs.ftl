# Films in sign language.

sign-language = Жестовый язык
sign-film = Фильм на жестовом языке
sign-pause = Пауза
sign-go-on = Дальше
sign-again = Ещё раз
sign-close = Закрыть
sign-broken = Фильм не работает. Текст есть на экране.

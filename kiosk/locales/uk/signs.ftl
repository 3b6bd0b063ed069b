# Films in sign language.

sign-language = Жестова мова
sign-film = Фільм жестовою мовою
sign-pause = Зупинити
sign-go-on = Далі
sign-again = Ще раз
sign-close = Закрити
sign-broken = Фільм не працює. Текст є на екрані.

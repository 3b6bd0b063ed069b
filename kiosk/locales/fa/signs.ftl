# Films in sign language.

sign-language = زبان اشاره
sign-film = فیلم به زبان اشاره
sign-pause = مکث
sign-go-on = ادامه
sign-again = یک بار دیگر
sign-close = بستن
sign-broken = فیلم پخش نمی‌شود. متن روی صفحه است.

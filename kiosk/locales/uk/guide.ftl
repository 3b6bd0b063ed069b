# Keypad, one switch, voice guide.
guide-role-button = кнопка
guide-role-choice = вибір
guide-role-field = поле для введення
guide-role-page = вебсторінка
guide-thing = { $name }, { $role }, { $n } з { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } з { $of }
guide-chosen = вибрано
guide-not-chosen = не вибрано
guide-on = увімкнено
guide-empty = порожньо
guide-hidden-key = знак
guide-deleted = { $sign } видалено
guide-round = Знову спочатку.
guide-more = Є ще. Ідіть далі клавішами зі стрілками або скажіть: ще.
guide-next = Ще
    .voice = слухати далі
guide-ok = OK вибирає: { $name }
guide-keys = Клавіші зі стрілками ведуть далі. OK вибирає.
guide-entry = Тут ви пишете. Стрілки ведуть до клавіш. OK пише.

scan-once = Натисніть ще раз. Тоді ви вибираєте лише однією клавішею.
scan-begins = Рамка рухається. Натисніть, коли вона на потрібному місці.
scan-waits = Рамка чекає. Натисніть, щоб продовжити.

adjust-scan = Вибір однією клавішею
adjust-scan-0 = Без цього
adjust-scan-1 = 1 с
adjust-scan-2 = 2 с
adjust-scan-3 = 3 с
adjust-scan-4 = 4 с
adjust-scan-5 = 5 с

# Keypad, one switch, voice guide.
guide-role-button = кнопка
guide-role-choice = выбор
guide-role-field = поле ввода
guide-role-page = веб-страница
guide-thing = { $name }, { $role }, { $n } из { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } из { $of }
guide-chosen = выбрано
guide-not-chosen = не выбрано
guide-on = включено
guide-empty = пусто
guide-hidden-key = знак
guide-deleted = { $sign } удалено
guide-round = Снова сначала.
guide-more = Есть ещё. Идите дальше клавишами со стрелками или скажите: ещё.
guide-next = Ещё
    .voice = слушать дальше
guide-ok = OK выбирает: { $name }
guide-keys = Клавиши со стрелками ведут дальше. OK выбирает.
guide-entry = Здесь вы пишете. Стрелки ведут к клавишам. OK пишет.

scan-once = Нажмите ещё раз. Тогда вы выбираете только одной клавишей.
scan-begins = Рамка движется. Нажмите, когда она на нужном месте.
scan-waits = Рамка ждёт. Нажмите, чтобы продолжить.

adjust-scan = Выбор одной клавишей
adjust-scan-0 = Без этого
adjust-scan-1 = 1 с
adjust-scan-2 = 2 с
adjust-scan-3 = 3 с
adjust-scan-4 = 4 с
adjust-scan-5 = 5 с

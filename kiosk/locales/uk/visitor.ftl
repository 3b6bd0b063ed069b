# The shell of the terminal: welcome, strips, panels, notices.
welcome = Добрий день.
    .body = Натисніть на назву своєї мови.
    .card = Натисніть на назву своєї мови. Або покажіть свою картку.
choose-language = Яка мова вам зручна?
guide = Вести голосом
    .voice = голос|читати вголос
promise = На цьому пристрої нічого не зберігається.
language = Мова
    .voice = інша мова

to-home = До початку
    .voice = початок|головна
home-short = Початок
adjust = Вигляд
    .voice = налаштувати|налаштування|звук
read-aloud = Читати
    .voice = прочитай|читати вголос|ще раз
read-stop = Стоп
end = Вийти
    .voice = кінець|завершити|готово
help-call = Допомога
    .voice = допоможіть|покликати допомогу
close = Назад
helper-until = Тут допомагають до { $time }
helper-none = Зараз тут нікого немає

step-count = Запитання { $n } з { $of }
page-earlier = Раніше
    .voice = попередня сторінка
page-later = Ще
    .voice = наступна сторінка
page-of = Сторінка { $n } з { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }, вибрано
private-withheld = Це написано на екрані.
please-wait = Будь ласка, зачекайте.
stop-waiting = Більше не чекати
pictogram-backspace = Видалити
pictogram-shift = Велика літера
pictogram-earlier = Раніше
pictogram-later = Ще
pictogram-more = Більше
pictogram-less = Менше

waiting = Хвилинку, будь ласка.
away = Бюро зараз не відповідає.
    .body = Ваші дані нікуди не зникли.
try-again = Спробувати ще раз
broken = На жаль, не вийшло.
    .body = Помилка в пристрої, а не у вас.
phone-line = Телефон { $phone }
hours-span = з { $opens } до { $closes }
hours-closed = зачинено

help-calling = Ми кличемо допомогу.
help-open = Ми покликали допомогу.
    .body = Будь ласка, залишайтеся тут. Скоро ви побачите, коли до вас прийдуть.
help-coming = { $minutes ->
        [0] До вас уже йдуть.
        [one] До вас ідуть, приблизно { $minutes } хвилина.
        [few] До вас ідуть, приблизно { $minutes } хвилини.
       *[other] До вас ідуть, приблизно { $minutes } хвилин.
    }
    .body = Будь ласка, залишайтеся тут.
help-open-note = Ми покликали допомогу
help-coming-note = { $minutes ->
        [0] До вас уже йдуть
        [one] До вас ідуть, приблизно { $minutes } хвилина
        [few] До вас ідуть, приблизно { $minutes } хвилини
       *[other] До вас ідуть, приблизно { $minutes } хвилин
    }
help-done = До вас уже підходили.
    .body = Знову потрібна допомога? Натисніть «Допомога».
help-withdrawn = Більше ніхто не прийде.
    .body = Усе-таки потрібна допомога? Натисніть «Допомога».
help-away = Ми зараз ні з ким не можемо зв’язатися.
    .body = Спробуйте ще раз або зателефонуйте.
help-nobody = Зараз тут нікого немає.
    .body = Будь ласка, зателефонуйте або приходьте в ці години.
help-withdraw = Допомога не потрібна

warning = Ви ще тут?
    .body = Інакше сеанс закінчиться. Тоді ваші дані видаляться.
seconds-left = { $n ->
        [one] Залишилася { $n } секунда
        [few] Залишилося { $n } секунди
       *[other] Залишилося { $n } секунд
    }
go-on = Далі
more-time = Мені потрібно більше часу
    .voice = більше часу
new-session = Новий сеанс
goodbye = До побачення.
    .body = Зараз ваші дані видаляються.
covered = Екран закрито.
    .body = Ваші дані нікуди не зникли.
uncover = Показати знову

adjust-title = Як вам зручно?
adjust-done = Готово
adjust-size = Розмір
adjust-size-100 = Звичайний
adjust-size-140 = Великий
adjust-size-175 = Дуже великий
adjust-theme = Кольори
adjust-theme-paper = Світлі
adjust-theme-contrast = Чорно-жовті
adjust-theme-dark = Темні
adjust-low = Кнопки
adjust-low-off = Усюди
adjust-low-on = Тільки внизу
adjust-guide = Читати все вголос
adjust-guide-off = Ні
adjust-guide-on = Так
adjust-volume = Гучність { $volume } %
adjust-quieter = Тихіше
adjust-louder = Гучніше
adjust-pace = Швидкість голосу
adjust-slower = Повільніше
adjust-faster = Швидше
adjust-language = Мова
adjust-sample = Так я зараз говорю.

out-of-order = Цей пристрій зараз не працює.
    .body = Вам радо допоможуть тут: { $site }.

staff-person = Працівники: ваше коротке ім’я
staff-pin = Ваш ПІН-код
    .body = Цифри щоразу стоять по-іншому.
staff-pin-ok = Увійти
staff-pin-clear = Видалити
staff-digits = { $n ->
        [0] Ще немає цифр
        [one] { $n } цифра
        [few] { $n } цифри
       *[other] { $n } цифр
    }
staff-checking = Перевіряємо.
staff-refused = Це було неправильно.
    .body = { $wait ->
        [0] Будь ласка, спробуйте ще раз.
        [one] Будь ласка, зачекайте { $wait } секунду.
        [few] Будь ласка, зачекайте { $wait } секунди.
       *[other] Будь ласка, зачекайте { $wait } секунд.
    }
staff-menu = Що має зробити пристрій?
    .body = Гучність на початку: { $volume } зі 100
staff-menu-end = Завершити сеанс
staff-menu-restart = Перезапустити
staff-menu-out-of-order = Вивести з роботи
staff-menu-back-in-order = Повернути в роботу
staff-menu-quieter = Тихіше
staff-menu-louder = Гучніше
staff-menu-close = Закрити меню

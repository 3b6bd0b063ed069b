# The shell of the terminal: welcome, strips, panels, notices.
welcome = Добрый день.
    .body = Нажмите на название своего языка.
    .card = Нажмите на название своего языка. Или покажите свою карточку.
choose-language = Какой язык вам удобен?
guide = Вести голосом
    .voice = голос|читать вслух
promise = На этом устройстве ничего не сохраняется.
language = Язык
    .voice = другой язык

to-home = К началу
    .voice = начало|главная
home-short = Начало
adjust = Вид и звук
    .voice = настроить|настройки
read-aloud = Читать
    .voice = прочитай|читать вслух|ещё раз
read-stop = Стоп
end = Выйти
    .voice = конец|завершить|готово
help-call = Помощь
    .voice = помогите|позвать помощь
close = Назад
helper-until = Здесь помогают до { $time }
helper-none = Сейчас здесь никого нет

step-count = Вопрос { $n } из { $of }
page-earlier = Раньше
    .voice = предыдущая страница
page-later = Ещё
    .voice = следующая страница
page-of = Страница { $n } из { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }, выбрано
private-withheld = Это написано на экране.
please-wait = Пожалуйста, подождите.
stop-waiting = Больше не ждать
pictogram-backspace = Удалить
pictogram-shift = Большая буква
pictogram-earlier = Раньше
pictogram-later = Ещё
pictogram-more = Больше
pictogram-less = Меньше

waiting = Одну минуту, пожалуйста.
away = Бюро сейчас не отвечает.
    .body = Ваши данные никуда не делись.
try-again = Попробовать ещё раз
broken = К сожалению, не получилось.
    .body = Ошибка в устройстве, а не у вас.
phone-line = Телефон { $phone }
hours-span = с { $opens } до { $closes }
hours-closed = закрыто

help-calling = Мы зовём помощь.
help-open = Мы позвали помощь.
    .body = Пожалуйста, оставайтесь здесь. Скоро вы увидите, когда к вам придут.
help-coming = { $minutes ->
        [0] К вам уже идут.
        [one] К вам идут, примерно { $minutes } минута.
        [few] К вам идут, примерно { $minutes } минуты.
       *[other] К вам идут, примерно { $minutes } минут.
    }
    .body = Пожалуйста, оставайтесь здесь.
help-open-note = Мы позвали помощь
help-coming-note = { $minutes ->
        [0] К вам уже идут
        [one] К вам идут, примерно { $minutes } минута
        [few] К вам идут, примерно { $minutes } минуты
       *[other] К вам идут, примерно { $minutes } минут
    }
help-done = К вам уже подходили.
    .body = Снова нужна помощь? Нажмите «Помощь».
help-withdrawn = Больше никто не придёт.
    .body = Всё-таки нужна помощь? Нажмите «Помощь».
help-away = Мы сейчас ни с кем не можем связаться.
    .body = Попробуйте ещё раз или позвоните.
help-nobody = Сейчас здесь никого нет.
    .body = Пожалуйста, позвоните или приходите в эти часы.
help-withdraw = Помощь не нужна

warning = Вы ещё здесь?
    .body = Иначе сеанс закончится. Тогда ваши данные удалятся.
seconds-left = { $n ->
        [one] Осталась { $n } секунда
        [few] Осталось { $n } секунды
       *[other] Осталось { $n } секунд
    }
go-on = Дальше
more-time = Мне нужно больше времени
    .voice = больше времени
new-session = Новый сеанс
goodbye = До свидания.
    .body = Сейчас ваши данные удаляются.
covered = Экран закрыт.
    .body = Ваши данные никуда не делись.
uncover = Показать снова

adjust-title = Как вам удобно?
adjust-done = Готово
adjust-size = Размер
adjust-size-100 = Обычный
adjust-size-140 = Крупный
adjust-size-175 = Очень крупный
adjust-theme = Цвета
adjust-theme-paper = Светлые
adjust-theme-contrast = Чёрно-жёлтые
adjust-theme-dark = Тёмные
adjust-low = Кнопки
adjust-low-off = Везде
adjust-low-on = Только внизу
adjust-guide = Читать всё вслух
adjust-guide-off = Нет
adjust-guide-on = Да
adjust-volume = Звук { $volume } %
adjust-quieter = Тише
adjust-louder = Громче
adjust-pace = Скорость голоса
adjust-slower = Медленнее
adjust-faster = Быстрее
adjust-language = Язык
adjust-sample = Так я сейчас говорю.

out-of-order = Это устройство сейчас не работает.
    .body = Вам охотно помогут здесь: { $site }.

staff-person = Сотрудники: ваше короткое имя
staff-pin = Ваш ПИН-код
    .body = Цифры каждый раз стоят по-другому.
staff-pin-ok = Войти
staff-pin-clear = Удалить
staff-digits = { $n ->
        [0] Пока нет цифр
        [one] { $n } цифра
        [few] { $n } цифры
       *[other] { $n } цифр
    }
staff-checking = Проверяем.
staff-refused = Это было неверно.
    .body = { $wait ->
        [0] Пожалуйста, попробуйте ещё раз.
        [one] Пожалуйста, подождите { $wait } секунду.
        [few] Пожалуйста, подождите { $wait } секунды.
       *[other] Пожалуйста, подождите { $wait } секунд.
    }
staff-menu = Что должно сделать устройство?
    .body = Громкость в начале: { $volume } из 100
staff-menu-end = Завершить сеанс
staff-menu-restart = Перезапустить
staff-menu-out-of-order = Вывести из работы
staff-menu-back-in-order = Вернуть в работу
staff-menu-quieter = Тише
staff-menu-louder = Громче
staff-menu-close = Закрыть меню

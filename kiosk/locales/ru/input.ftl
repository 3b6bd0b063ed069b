# Keyboard, number pad, date and text fields.
keyboard = Клавиатура
number-pad = Кнопки с цифрами
key-shift = Большая буква
key-lock = Только большие буквы
key-backspace = Удалить
key-letters = Буквы
key-digits = Цифры и знаки
key-signs = Другие знаки
key-variants = Другие виды буквы, например ё
key-script-arabic = Арабские буквы
key-script-latin = Немецкие буквы
key-space = Пробел
key-newline = Новая строка
key-hyphen = Дефис
key-dot = Точка
key-comma = Запятая
key-at = Собака
key-underscore = Подчёркивание
key-slash = Косая черта
key-colon = Двоеточие
key-semicolon = Точка с запятой
key-question = Вопросительный знак
key-exclamation = Восклицательный знак
key-apostrophe = Апостроф
key-quotes = Кавычки
key-bracket-open = Скобка открывается
key-bracket-close = Скобка закрывается
key-plus = Плюс
key-minus = Минус
key-next-part = К следующему полю
input-next = Дальше
input-skip = Пропустить
input-write = Написать
input-suggestion = Вы имели в виду это?
input-hidden = { $count ->
    [one] { $count } знак, скрыт
    [few] { $count } знака, скрыты
   *[other] { $count } знаков, скрыты
  }
input-left = { $count ->
    [one] Можно ещё { $count } знак
    [few] Можно ещё { $count } знака
   *[other] Можно ещё { $count } знаков
  }
text-empty = Пожалуйста, напишите что-нибудь.
text-too-long = { $over ->
    [one] Текст слишком длинный. Пожалуйста, удалите { $over } знак.
    [few] Текст слишком длинный. Пожалуйста, удалите { $over } знака.
   *[other] Текст слишком длинный. Пожалуйста, удалите { $over } знаков.
  }
text-control-characters = В тексте есть невидимый знак. Пожалуйста, удалите его.
text-not-taken = Так мы это принять не можем. Пожалуйста, напишите иначе.
number-empty = Пожалуйста, введите число.
number-range = От { $least } до { $most }
number-too-small = Число слишком маленькое. Самое маленькое: { $least }.
number-too-large = Число слишком большое. Самое большое: { $most }.
date-day = День
date-month = Месяц
date-year = Год
date-empty = Пожалуйста, введите день, месяц и год.
date-year-short = Пожалуйста, напишите год четырьмя цифрами.
date-no-such-day = Такого дня нет. Пожалуйста, проверьте цифры.
date-too-small = Дата слишком ранняя. Первый день: { $first }.
date-too-large = Дата слишком поздняя. Последний день: { $last }.
paper-cut = Больше на бумагу не помещается.

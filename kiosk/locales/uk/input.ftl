# Keyboard, number pad, date and text fields.
keyboard = Клавіатура
number-pad = Кнопки з цифрами
key-shift = Велика літера
key-lock = Тільки великі літери
key-backspace = Видалити
key-letters = Літери
key-digits = Цифри та знаки
key-signs = Інші знаки
key-variants = Інші види літери, наприклад ґ
key-script-arabic = Арабські літери
key-script-latin = Німецькі літери
key-space = Пробіл
key-newline = Новий рядок
key-hyphen = Дефіс
key-dot = Крапка
key-comma = Кома
key-at = Равлик
key-underscore = Підкреслення
key-slash = Скісна риска
key-colon = Двокрапка
key-semicolon = Крапка з комою
key-question = Знак питання
key-exclamation = Знак оклику
key-apostrophe = Апостроф
key-quotes = Лапки
key-bracket-open = Дужка відкривається
key-bracket-close = Дужка закривається
key-plus = Плюс
key-minus = Мінус
key-next-part = До наступного поля
input-next = Далі
input-skip = Пропустити
input-write = Написати
input-suggestion = Ви мали на увазі це?
input-hidden = { $count ->
    [one] { $count } знак, приховано
    [few] { $count } знаки, приховано
   *[other] { $count } знаків, приховано
  }
input-left = { $count ->
    [one] Можна ще { $count } знак
    [few] Можна ще { $count } знаки
   *[other] Можна ще { $count } знаків
  }
text-empty = Будь ласка, напишіть щось.
text-too-long = { $over ->
    [one] Текст задовгий. Будь ласка, видаліть { $over } знак.
    [few] Текст задовгий. Будь ласка, видаліть { $over } знаки.
   *[other] Текст задовгий. Будь ласка, видаліть { $over } знаків.
  }
text-control-characters = У тексті є невидимий знак. Будь ласка, видаліть його.
text-not-taken = Так ми це прийняти не можемо. Будь ласка, напишіть інакше.
number-empty = Будь ласка, введіть число.
number-range = Від { $least } до { $most }
number-too-small = Число замале. Найменше: { $least }.
number-too-large = Число завелике. Найбільше: { $most }.
date-day = День
date-month = Місяць
date-year = Рік
date-empty = Будь ласка, введіть день, місяць і рік.
date-year-short = Будь ласка, напишіть рік чотирма цифрами.
date-no-such-day = Такого дня немає. Будь ласка, перевірте цифри.
date-too-small = Дата занадто рання. Перший день: { $first }.
date-too-large = Дата занадто пізня. Останній день: { $last }.
paper-cut = Більше на папері не вміщується.

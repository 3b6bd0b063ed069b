# Keys that only one script has.
key-script-cyrillic = Русские буквы
key-script-vietnamese = Вьетнамские буквы
key-half-space = Разрыв в слове
key-mark-hat = Крышка: â ê ô
key-mark-horn = Крючок на букве: ă ơ ư
key-mark-acute = Тон: восходящий
key-mark-grave = Тон: нисходящий
key-mark-hook = Тон: вопросительный
key-mark-tilde = Тон: ломаный
key-mark-dot = Тон: низкий, точка снизу

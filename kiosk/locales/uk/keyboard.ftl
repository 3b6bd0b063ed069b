# Keys that only one script has.
key-script-cyrillic = Українські літери
key-script-vietnamese = В’єтнамські літери
key-half-space = Розрив у слові
key-mark-hat = Дашок: â ê ô
key-mark-horn = Гачок на літері: ă ơ ư
key-mark-acute = Тон: висхідний
key-mark-grave = Тон: низхідний
key-mark-hook = Тон: питальний
key-mark-tilde = Тон: ламаний
key-mark-dot = Тон: низький, крапка внизу

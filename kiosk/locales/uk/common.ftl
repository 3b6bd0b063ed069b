# Words that many screens share.
next = Далі
back = Назад
confirm-yes = Так
    .voice = правильно | вірно
confirm-no = Ні
    .voice = неправильно | невірно

# Why an answer is not taken.
problem-empty = Тут ще немає відповіді.
problem-too-long = Це задовго. Будь ласка, напишіть коротше.
problem-control-characters = Тут є знак, який ми не можемо прочитати. Будь ласка, видаліть його.
problem-not-offered = Цього немає у списку. Будь ласка, виберіть ще раз.
problem-too-small = Це замало або зарано.
problem-too-large = Це забагато або запізно.
problem-wrong-kind = Ми цього не зрозуміли. Будь ласка, спробуйте ще раз.

weekday-0 = Понеділок
weekday-1 = Вівторок
weekday-2 = Середа
weekday-3 = Четвер
weekday-4 = П’ятниця
weekday-5 = Субота
weekday-6 = Неділя

# What a service does with data, shown before the first private question.
declare = Перш ніж ви почнете писати
    .body = Ось що відбувається з вашими даними.
declare-purpose = Навіщо?
declare-basis = Підстава
declare-recipient = Хто їх отримає?
declare-retention = Як довго?

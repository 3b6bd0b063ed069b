# Words that many screens share.
next = Дальше
back = Назад
confirm-yes = Да
    .voice = правильно | верно
confirm-no = Нет
    .voice = неправильно | неверно

# Why an answer is not taken.
problem-empty = Здесь ещё нет ответа.
problem-too-long = Это слишком длинно. Пожалуйста, напишите короче.
problem-control-characters = Здесь есть знак, который мы не можем прочитать. Пожалуйста, удалите его.
problem-not-offered = Этого нет в списке. Пожалуйста, выберите ещё раз.
problem-too-small = Это слишком мало или слишком рано.
problem-too-large = Это слишком много или слишком поздно.
problem-wrong-kind = Мы этого не поняли. Пожалуйста, попробуйте ещё раз.

weekday-0 = Понедельник
weekday-1 = Вторник
weekday-2 = Среда
weekday-3 = Четверг
weekday-4 = Пятница
weekday-5 = Суббота
weekday-6 = Воскресенье

# What a service does with data, shown before the first private question.
declare = Прежде чем вы начнёте писать
    .body = Вот что происходит с вашими данными.
declare-purpose = Зачем?
declare-basis = Основание
declare-recipient = Кто их получит?
declare-retention = Как долго?

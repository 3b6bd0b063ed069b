notice-subject = Сообщение о вашем визите
notice-code = { $code } – ваш код. Введите его только на терминале.
notice-booked = Ваш номер: { $number }. Мы вам сообщим.
notice-booked-range = Ваш номер: { $number }. Вызов примерно { $from } – { $to }.
notice-booked-appointment = Ваша запись: { $date }, { $time }.
notice-reminder = Напоминаем: ваша запись { $date }, { $time }.
notice-moved = Ваша запись перенесена: { $date }, { $time }.
notice-later = Номер { $number }: дольше. Вызов примерно { $from } – { $to }.
notice-earlier = Номер { $number }: быстрее. Вызов примерно { $from } – { $to }.
notice-next = Номер { $number }: скоро ваша очередь. Пожалуйста, вернитесь.
notice-called = Номер { $number }: пожалуйста, проходите. { $room }
notice-cancelled = Номер { $number } больше не действует. Тел.: { $phone }
notice-cancelled-appointment = Запись { $date }, { $time } отменена. Тел.: { $phone }
notice-link = Как идёт очередь: { $link }
notice-automatic = Это автоматическое сообщение. Пожалуйста, не отвечайте.

status-title = Ваше место в очереди
status-number = Ваш номер
status-range = Вызов примерно { $from } – { $to }
status-no-range = Мы пока не знаем, когда будет ваша очередь.
status-called = Пожалуйста, проходите.
status-inside = Ваша очередь.
status-missed = Вас уже вызывали. Пожалуйста, обратитесь к нам.
status-over = Ваш визит закончен.
status-cancelled = Этот номер больше не действует.
status-unknown = Такой страницы нет или уже нет.
status-busy = Слишком много запросов. Пожалуйста, подождите минуту.
status-at = По состоянию на { $time }. Страница обновляется сама.
status-reload = Обновить
status-stop = Больше не присылать
status-stopped = Вы больше не будете получать сообщений. Ваш адрес удалён.
status-questions = Вопросы? { $phone }
status-ahead = { $count ->
    [0] Вы следующие.
    [one] Перед вами { $count } человек.
    [few] Перед вами { $count } человека.
    [many] Перед вами { $count } человек.
   *[other] Перед вами { $count } человека.
}

ticket-page = Ваше место в очереди – с телефона:

# Appointments: book, move, cancel, say that one is here.
service-appointment = Запись на приём
    .hint = Записаться, изменить, я здесь
    .voice = запись | записаться на приём | у меня запись
appointment = Что вы хотите сделать?
appointment-today = Сегодня ещё есть время
    .hint = Например, в { $time }
    .voice = сегодня | приём сегодня
appointment-book = Записаться на приём
    .voice = записаться | новая запись
appointment-here = У меня запись, и я уже здесь
    .voice = я здесь | я пришёл | я пришла
appointment-change = Изменить или отменить запись
    .voice = изменить | отменить | перенести

appointment-what = Для чего вам нужен приём?
appointment-day = В какой день?
appointment-day-one = { $date }
appointment-day-today = Сегодня, { $date }
    .voice = сегодня
appointment-day-range = { $from } – { $to }
appointment-day-later = Позже
    .hint = Другие дни
appointment-time = В котором часу?
appointment-time-one = { $time }
appointment-time-range = { $from } – { $to }
appointment-none = Сейчас свободного времени нет.
    .body = Пожалуйста, спросите в бюро. Или попробуйте ещё раз в другой день.
appointment-taken = Это время уже занято.
    .body = Кто-то только что был быстрее. Коснитесь «{ next }» и выберите другое время.
appointment-no-assistant = В это время никто не сможет вам помочь.
    .body = Коснитесь «{ next }» и выберите другое время.
appointment-hold-ended = Прошло слишком много времени.
    .body = Время было зарезервировано для вас на 30 минут. Коснитесь «{ next }» и выберите время ещё раз.
appointment-limit = У вас уже есть запись.
    .body = Больше записей сейчас нельзя. Вы можете изменить или отменить свою запись. Или спросите в бюро.
appointment-closed = В этот день закрыто.
    .body = Новой записи у вас нет. Пожалуйста, спросите в бюро.
appointment-other = Не получилось.
    .body = Новой записи у вас нет. Пожалуйста, спросите в бюро.

appointment-whom = Для кого эта запись?
appointment-whom-me = Для меня
appointment-whom-other = Для другого человека
    .hint = Например, для мамы
appointment-name-me = Как вас зовут?
    .body = Имя можно не называть. Тогда достаточно номера записи.
appointment-name-other = Как зовут этого человека?
    .body = Имя можно не называть. Тогда достаточно номера записи.
appointment-assistant = Нужна ли вам помощь на приёме?
    .body = Например, прочитать, написать или понять. Это бесплатно.
    .yes = Да, пожалуйста
    .no = Нет, не нужно
appointment-call = Можно ли бюро вам позвонить?
    .body = Только если нам придётся перенести или отменить приём. После приёма мы удалим номер.
    .yes = Да, пожалуйста
    .no = Нет, не звонить
appointment-phone = Какой номер телефона?
    .body = Пожалуйста, вместе с кодом города или оператора.

appointment-check = Записать вас на это время?
    .yes = Да, записать
    .no = Нет, не надо
appointment-what-fact = Для чего
appointment-when-fact = Когда
appointment-when = { $date }, { $time }
appointment-me-fact = Имя
appointment-other-fact = Для кого
appointment-phone-fact = Телефон
appointment-assistant-fact = Помощь
appointment-assistant-yes = Кто-нибудь вам поможет.
appointment-booked = Ваш приём: { $date }, { $time }
    .body = Это номер вашей записи.
appointment-again = Ваш приём: { $date }, { $time }
    .body = Это номер вашей записи.
appointment-moved = Ваш приём: { $date }, { $time }
    .body = Это новое время. Номер записи тот же.
appointment-code-needed = Пожалуйста, сохраните номер.

appointment-code = Какой номер вашей записи?
    .body = В нём 10 цифр. Он стоит на вашей бумаге.
    .help = Если здесь есть сканер, можно просто поднести к нему бумагу.
appointment-unknown = Номера записи { $code } мы не знаем.
    .body = Пожалуйста, посмотрите на бумагу ещё раз.
    .yes = Ввести ещё раз
    .no = Прекратить
appointment-too-many = Было слишком много неверных номеров.
    .body = Пожалуйста, спросите в бюро. Там вам охотно помогут.
appointment-yours = Ваш приём: { $date }, { $time }
    .body = Что вы хотите сделать?
appointment-yours-move = Перенести
appointment-yours-cancel = Отменить
appointment-yours-paper = Напечатать бумагу ещё раз
appointment-yours-notices = Сообщения о приёме
appointment-yours-keep = Оставить как есть
appointment-is-cancelled = Эта запись отменена.
    .body = Она была на { $date }, { $time }. Если хотите, запишитесь ещё раз.
appointment-is-done = Этот приём уже был.
    .body = { $date }, { $time }. Если хотите, запишитесь ещё раз.
appointment-is-expired = Этот приём прошёл.
    .body = { $date }, { $time }. Пожалуйста, спросите в бюро или запишитесь ещё раз.
appointment-is-arrived = Вы уже отметились.
    .body = Ваш приём: { $date }, { $time }. Пожалуйста, подождите, пока вас вызовут.
appointment-is-missed = Время вашего приёма прошло.
    .body = { $date }, { $time }. Пожалуйста, возьмите номер или спросите в бюро.
appointment-move-check = Перенести этот приём?
    .yes = Да, перенести
    .no = Нет, оставить
appointment-old-fact = Было
appointment-new-fact = Будет
appointment-not-moved = Не получилось.
    .body = Ваша запись осталась, как была. Пожалуйста, спросите в бюро.
appointment-cancel-check = Отменить эту запись?
    .yes = Да, отменить
    .no = Нет, оставить
appointment-cancelled = Ваша запись отменена.
    .body = Спасибо. Теперь сможет прийти кто-то другой: { $date }, { $time }.
appointment-not-cancelled = Не получилось.
    .body = Ваша запись не отменена. Пожалуйста, спросите в бюро.

appointment-not-today = Ваш приём не сегодня.
    .body = Он будет { $date }, { $time }. Пожалуйста, приходите тогда.
appointment-was = Ваш приём был в другой день.
    .body = { $date }, { $time }. Пожалуйста, спросите в бюро или запишитесь ещё раз.
appointment-too-early = Вы пришли рано.
    .body = Ваш приём сегодня, { $time }. Пожалуйста, отметьтесь немного позже.
appointment-today-check = Ваш приём сегодня, { $time }. Вы пришли на него?
    .yes = Да, отметиться
    .no = Нет
appointment-late = Ваш приём был сегодня, { $time }.
    .body = Это было уже давно. Пожалуйста, возьмите номер или обратитесь к кому-нибудь в бюро.
appointment-no-number-free = Сейчас нет свободного номера.
    .body = Ваша запись действительна. Пожалуйста, обратитесь к кому-нибудь в бюро.
appointment-not-taken = Не получилось.
    .body = Ваша запись действительна. Пожалуйста, обратитесь к кому-нибудь в бюро.
appointment-office-closed = Бюро сейчас закрыто.
    .body = Пожалуйста, спросите в бюро в часы работы.
appointment-arrived = Вы отмечены. Ваш номер
    .body = { place-state }

# The paper. Nothing on it says what the appointment is for.
appointment-paper-title = Ваш приём
appointment-paper-day = { $date }
appointment-paper-time = { $time }
appointment-paper-code = Номер вашей записи:
appointment-paper-come = Когда вы придёте: введите номер на терминале или поднесите эту бумагу к сканеру.
appointment-paper-change = С этим номером на терминале можно также изменить или отменить запись.
appointment-paper-phone = Телефон: { $phone }

purpose-appointment = Мы резервируем для вас время. Имя и телефон вы указываете, только если хотите.
basis-appointment = Задача города (статья 6 пункт 1 буква e DSGVO). Для звонка: ваше согласие (буква a).
recipient-appointment = Бюро. Ваши данные видят только те, кто там работает.
retention-appointment = Вскоре после приёма мы удаляем имя и телефон.

# Digits one after the other.
digits-left = { $count ->
    [one] Ещё { $count } цифра
    [few] Ещё { $count } цифры
   *[other] Ещё { $count } цифр
  }
digits-missing = { $count ->
    [one] Не хватает ещё { $count } цифры.
   *[other] Не хватает ещё { $count } цифр.
  }
digits-empty = Пожалуйста, введите цифры.

# The home screen.
home = Что вы хотите сделать?

service-take-number = Взять номер
    .hint = Для приёма в бюро
    .voice = номер | талон | взять талон
service-my-turn = Когда моя очередь?
    .hint = Место в очереди
    .voice = моя очередь | очередь
service-show-slip = Записка с просьбой
    .hint = Ваша просьба по-немецки
    .voice = записка | напечатать просьбу
service-practice = Потренироваться
    .hint = Печатать без риска
    .voice = тренировка | попробовать
service-office = Бюро
    .hint = Часы работы и телефон
    .voice = часы работы | телефон | бюро
service-your-data = Мои данные
    .hint = Что с ними происходит?
    .voice = защита данных | данные

# Take a number.
take-number-counter = Для чего вам нужен номер?
take-number-counter-fact = Для чего
take-number-wait-fact = Время ожидания
take-number-wait = примерно { $least }–{ $most } минут
take-number-wait-unknown = сейчас никто не может сказать
take-number-check = Вы хотите взять номер?
    .body = Вы получите талон с вашим номером.
    .yes = Да, взять номер
    .no = Нет, не нужно
take-number-ticket = Ваш номер
    .body = { place-state }
take-number-next = Теперь вы можете нажать «{ end }». Ваш номер остаётся в силе. В зале ожидания вы увидите и услышите, когда подойдёт ваша очередь.
take-number-none = Сейчас здесь нет номеров.
    .body = Пожалуйста, обратитесь к сотрудникам бюро.
take-number-closed = Бюро сейчас закрыто.
    .body = Вы не получили номер. Пожалуйста, приходите в часы работы.
take-number-closed-today = Сегодня закрыто.
    .body = Сегодня номеров нет. Пожалуйста, приходите в другой день.
take-number-holiday = Сегодня праздник.
    .body = Бюро закрыто, номеров нет. Пожалуйста, приходите в другой день.
take-number-no-number-free = Сейчас нет свободных номеров.
    .body = Пожалуйста, спросите в бюро, когда они появятся.
take-number-other = Не получилось.
    .body = Вы не получили номер. Пожалуйста, обратитесь к сотрудникам бюро.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] Ваша очередь. Пожалуйста, пройдите сюда: { $room }
    [serving] Сейчас принимают этот номер.
    [parked] Пожалуйста, подождите ещё. Ваш номер вызовут снова.
    [missed] Этот номер уже вызывали. Пожалуйста, обратитесь к сотрудникам бюро.
    [done] Этот номер сегодня уже приняли.
    [left] Этот номер больше не действует. Вы можете взять новый.
   *[waiting] { $ahead ->
        [0] Следующая очередь ваша. { place-wait }
        [one] Перед вами ждёт ещё { $ahead } человек. { place-wait }
        [few] Перед вами ждут ещё { $ahead } человека. { place-wait }
       *[other] Перед вами ждут ещё { $ahead } человек. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] Сколько придётся ждать, сейчас никто не может сказать.
   *[other] Вас вызовут примерно между { $first } и { $last }.
  }

# Find a number's place.
my-turn-number = Какой у вас номер?
    .body = Он крупно напечатан на вашем талоне.
my-turn-unknown = Номера { $number } сегодня нет.
    .body = Пожалуйста, посмотрите на талон ещё раз. Может быть, он за другой день.
    .yes = Ввести ещё раз
    .no = Прекратить
my-turn-place = Ваш номер
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = Ваш номер
ticket-wait = Пожалуйста, подождите, пока вызовут ваш номер.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } Это ещё может измениться.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = Пожалуйста, возьмите талон с собой.
paper-no-paper = В принтере кончилась бумага. Пожалуйста, запомните свой номер.
paper-unreachable = Принтер сейчас не работает. Пожалуйста, запомните свой номер.

# A slip to show.
slip-wish = Что написать на записке?
    .body = Записку можно показать где угодно.
slip-wish-fill-in = Мне нужна помощь с заполнением бумаг.
slip-wish-slow = Я плохо говорю по-немецки. Пожалуйста, говорите медленно.
slip-wish-language = Мне нужен человек, который говорит на моём языке.
slip-wish-read-aloud = Мне трудно читать. Пожалуйста, прочитайте мне вслух.
slip-wish-write-down = Я плохо слышу. Пожалуйста, напишите мне.
slip-wish-own = Я напишу своими словами.
slip-own = Что вы хотите сказать?
    .body = Напечатаем так, как вы напишете.
slip-more = Хотите что-нибудь добавить?
    .body = Можно ничего не писать.
slip-check = Напечатать записку так?
    .yes = Напечатать
    .no = Нет
slip-wish-fact = Ваша просьба
slip-words-fact = Ваши слова
slip-printed = Ваша записка готова.
    .body = Пожалуйста, возьмите её с собой. Покажите её у окна.
slip-no-paper = В принтере кончилась бумага.
    .body = Записка не напечатана. Пожалуйста, обратитесь к сотрудникам бюро.
slip-unreachable = Принтер сейчас не работает.
    .body = Записка не напечатана. Пожалуйста, обратитесь к сотрудникам бюро.
slip-title = Здравствуйте! Пожалуйста, помогите мне.
slip-date = { $date }

# Practise.
practice-start = Здесь можно спокойно потренироваться.
    .body = Вы ничего не сломаете. Ничего не отправляется и не сохраняется.
practice-touch = Нажмите на картинку.
    .body = Здесь нет правильного или неправильного ответа.
practice-touch-tram = Трамвай
practice-touch-tree = Дерево
practice-touch-house = Дом
practice-touch-bicycle = Велосипед
practice-word = Очень хорошо. Напишите название улицы.
    .body = Уже после трёх букв появится подсказка. На неё можно нажать.
practice-number = Отлично. Введите число.
    .body = Например, ваше любимое число, от 1 до 99.
practice-date = Всё получилось. Выберите день.
    .body = Например, сегодняшний день.
practice-check = Всё верно?
    .body = С кнопкой «{ back }» можно всё изменить.
    .yes = Да
    .no = Ещё раз
practice-thing-fact = Картинка
practice-word-fact = Улица
practice-number-fact = Число
practice-date-fact = День
practice-done = Готово! Теперь вы это умеете.
    .body = На этом устройстве всё работает так же.

# The office.
office-today = Бюро сегодня
    .body = Сейчас здесь никто не помогает. Вы можете позвонить или прийти в часы работы.
office-today-helped = Бюро сегодня
    .body = Сегодня до { $until } здесь есть человек, который вам охотно поможет.
office-open-fact = Сегодня
office-phone-fact = Телефон
office-week = Часы работы
office-closed = закрыто
office-holiday = закрыто, сегодня праздник
office-next-fact = Снова открыто
office-hours = с { $from } до { $to }
office-hours-two = с { $from } до { $to } и с { $again } до { $until }

# What happens with the data.
data-device = На этом устройстве ничего не сохраняется.
    .body = Если что-то отправляется, мы скажем вам об этом заранее.
data-end = После «{ end }» всё исчезнет.
    .body = Когда закончите, нажмите вверху «{ end }». Если вы забудете, устройство скоро сделает это само.
data-rights = Ваши права
    .body = Вы можете спросить в бюро, что город хранит о вас. Ошибки он должен исправить, ненужное удалить.
data-service = О чём вы хотите узнать больше?
data-service-done = Готово
    .hint = Назад к началу

purpose-take-number = Вы получаете номер, чтобы мы вызывали людей по очереди.
purpose-my-turn = Мы показываем, сколько человек ждёт перед вами.
purpose-show-slip = Мы печатаем вашу просьбу на записке.
purpose-practice = Вы учитесь пользоваться устройством.
purpose-office = Мы показываем часы работы и телефон.
purpose-your-data = Мы объясняем, что происходит с вашими данными.
basis-public-task = Задача города (статья 6 пункт 1 буква e DSGVO)
basis-no-data = Не нужно. Для этого мы не берём ваших данных.
recipient-office-number = Бюро. Оно видит номер и то, для чего он, но не ваше имя.
recipient-office-asked = Бюро. Оно получает только номер, который вы вводите.
recipient-paper = Только вы. Ваша просьба стоит на бумаге, которую вы берёте с собой.
recipient-nobody = Никто.
retention-number = Номер действует только сегодня. Ваше имя не сохраняется.
retention-asked = Ваш вопрос не сохраняется.
retention-session = Пока вы не нажмёте «{ end }». После этого всё исчезнет.
retention-nothing = Ничего не сохраняется.

# The home screen.
home = Що ви хочете зробити?

service-take-number = Взяти номер
    .hint = Для прийому в бюро
    .voice = номер | талон | взяти талон
service-my-turn = Коли моя черга?
    .hint = Місце в черзі
    .voice = моя черга | черга
service-show-slip = Записка з проханням
    .hint = Ваше прохання німецькою
    .voice = записка | надрукувати прохання
service-practice = Потренуватися
    .hint = Друкувати без ризику
    .voice = тренування | спробувати
service-office = Бюро
    .hint = Години роботи й телефон
    .voice = години роботи | телефон | бюро
service-your-data = Мої дані
    .hint = Що з ними відбувається?
    .voice = захист даних | дані

# Take a number.
take-number-counter = Для чого вам потрібен номер?
take-number-counter-fact = Для чого
take-number-wait-fact = Час очікування
take-number-wait = приблизно { $least }–{ $most } хвилин
take-number-wait-unknown = зараз ніхто не може сказати
take-number-check = Ви хочете взяти номер?
    .body = Ви отримаєте талон із вашим номером.
    .yes = Так, взяти номер
    .no = Ні, не треба
take-number-ticket = Ваш номер
    .body = { place-state }
take-number-next = Тепер ви можете натиснути «{ end }». Ваш номер залишається чинним. У залі очікування ви побачите й почуєте, коли підійде ваша черга.
take-number-none = Зараз тут немає номерів.
    .body = Будь ласка, зверніться до працівників бюро.
take-number-closed = Бюро зараз зачинено.
    .body = Ви не отримали номера. Будь ласка, приходьте в години роботи.
take-number-closed-today = Сьогодні зачинено.
    .body = Сьогодні номерів немає. Будь ласка, прийдіть в інший день.
take-number-holiday = Сьогодні свято.
    .body = Бюро зачинене, номерів немає. Будь ласка, прийдіть в інший день.
take-number-no-number-free = Зараз немає вільних номерів.
    .body = Будь ласка, запитайте в бюро, коли вони з’являться.
take-number-other = Не вийшло.
    .body = Ви не отримали номера. Будь ласка, зверніться до працівників бюро.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] Ваша черга. Будь ласка, пройдіть сюди: { $room }
    [serving] Зараз приймають цей номер.
    [parked] Будь ласка, зачекайте ще. Ваш номер викличуть знову.
    [missed] Цей номер уже викликали. Будь ласка, зверніться до працівників бюро.
    [done] Цей номер сьогодні вже прийняли.
    [left] Цей номер більше не діє. Ви можете взяти новий.
   *[waiting] { $ahead ->
        [0] Наступна черга ваша. { place-wait }
        [one] Перед вами чекає ще { $ahead } людина. { place-wait }
        [few] Перед вами чекають ще { $ahead } людини. { place-wait }
       *[other] Перед вами чекають ще { $ahead } людей. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] Скільки доведеться чекати, зараз ніхто не може сказати.
   *[other] Вас викличуть приблизно між { $first } і { $last }.
  }

# Find a number's place.
my-turn-number = Який у вас номер?
    .body = Його надруковано великими цифрами на вашому талоні.
my-turn-unknown = Номера { $number } сьогодні немає.
    .body = Будь ласка, подивіться на талон ще раз. Можливо, він за інший день.
    .yes = Ввести ще раз
    .no = Припинити
my-turn-place = Ваш номер
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = Ваш номер
ticket-wait = Будь ласка, зачекайте, доки викличуть ваш номер.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } Це ще може змінитися.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = Будь ласка, візьміть талон із собою.
paper-no-paper = У принтері закінчився папір. Будь ласка, запам’ятайте свій номер.
paper-unreachable = Принтер зараз не працює. Будь ласка, запам’ятайте свій номер.

# A slip to show.
slip-wish = Що написати на записці?
    .body = Записку можна показати будь-де.
slip-wish-fill-in = Мені потрібна допомога із заповненням паперів.
slip-wish-slow = Я погано розмовляю німецькою. Будь ласка, говоріть повільно.
slip-wish-language = Мені потрібна людина, яка розмовляє моєю мовою.
slip-wish-read-aloud = Мені важко читати. Будь ласка, прочитайте мені вголос.
slip-wish-write-down = Я погано чую. Будь ласка, напишіть мені.
slip-wish-own = Я напишу своїми словами.
slip-own = Що ви хочете сказати?
    .body = Надрукуємо так, як ви напишете.
slip-more = Хочете щось додати?
    .body = Можна нічого не писати.
slip-check = Надрукувати записку так?
    .yes = Надрукувати
    .no = Ні
slip-wish-fact = Ваше прохання
slip-words-fact = Ваші слова
slip-printed = Ваша записка готова.
    .body = Будь ласка, візьміть її із собою. Покажіть її біля вікна.
slip-no-paper = У принтері закінчився папір.
    .body = Записку не надруковано. Будь ласка, зверніться до працівників бюро.
slip-unreachable = Принтер зараз не працює.
    .body = Записку не надруковано. Будь ласка, зверніться до працівників бюро.
slip-title = Добрий день! Будь ласка, допоможіть мені.
slip-date = { $date }

# Practise.
practice-start = Тут можна спокійно потренуватися.
    .body = Ви нічого не зламаєте. Нічого не надсилається і не зберігається.
practice-touch = Натисніть на картинку.
    .body = Тут немає правильної чи неправильної відповіді.
practice-touch-tram = Трамвай
practice-touch-tree = Дерево
practice-touch-house = Будинок
practice-touch-bicycle = Велосипед
practice-word = Дуже добре. Напишіть назву вулиці.
    .body = Уже після трьох літер з’явиться підказка. На неї можна натиснути.
practice-number = Чудово. Введіть число.
    .body = Наприклад, ваше улюблене число, від 1 до 99.
practice-date = Усе вийшло. Виберіть день.
    .body = Наприклад, сьогоднішній день.
practice-check = Усе правильно?
    .body = Кнопкою «{ back }» можна все змінити.
    .yes = Так
    .no = Ще раз
practice-thing-fact = Картинка
practice-word-fact = Вулиця
practice-number-fact = Число
practice-date-fact = День
practice-done = Готово! Тепер ви це вмієте.
    .body = На цьому пристрої все працює так само.

# The office.
office-today = Бюро сьогодні
    .body = Зараз біля пристрою ніхто не допомагає. Ви можете зателефонувати або прийти в години роботи.
office-today-helped = Бюро сьогодні
    .body = Сьогодні до { $until } тут є людина, яка вам радо допоможе.
office-open-fact = Сьогодні
office-phone-fact = Телефон
office-week = Години роботи
office-closed = зачинено
office-holiday = зачинено, сьогодні свято
office-next-fact = Знову відчинено
office-hours = з { $from } до { $to }
office-hours-two = з { $from } до { $to } і з { $again } до { $until }

# What happens with the data.
data-device = На цьому пристрої нічого не зберігається.
    .body = Якщо щось надсилається, ми скажемо вам про це заздалегідь.
data-end = Після «{ end }» усе зникне.
    .body = Коли закінчите, натисніть угорі «{ end }». Якщо ви забудете, пристрій невдовзі зробить це сам.
data-rights = Ваші права
    .body = Ви можете запитати в бюро, що місто зберігає про вас. Помилки воно має виправити, непотрібне видалити.
data-service = Про що ви хочете дізнатися більше?
data-service-done = Готово
    .hint = Назад до початку

purpose-take-number = Ви отримуєте номер, щоб ми викликали людей по черзі.
purpose-my-turn = Ми показуємо, скільки людей чекає перед вами.
purpose-show-slip = Ми друкуємо ваше прохання на записці.
purpose-practice = Ви вчитеся користуватися пристроєм.
purpose-office = Ми показуємо години роботи й телефон.
purpose-your-data = Ми пояснюємо, що відбувається з вашими даними.
basis-public-task = Завдання міста (стаття 6 пункт 1 літера e DSGVO)
basis-no-data = Не потрібна. Для цього ми не беремо ваших даних.
recipient-office-number = Бюро. Воно бачить номер і те, для чого він, але не ваше ім’я.
recipient-office-asked = Бюро. Воно отримує тільки номер, який ви вводите.
recipient-paper = Тільки ви. Ваше прохання написано на папері, який ви берете із собою.
recipient-nobody = Ніхто.
retention-number = Номер діє тільки сьогодні. Ваше ім’я не зберігається.
retention-asked = Ваше запитання не зберігається.
retention-session = Доки ви не натиснете «{ end }». Після цього все зникне.
retention-nothing = Нічого не зберігається.

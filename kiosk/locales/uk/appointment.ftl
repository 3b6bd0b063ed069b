# Appointments: book, move, cancel, say that one is here.
service-appointment = Запис на прийом
    .hint = Записатися, змінити, я тут
    .voice = запис | записатися на прийом | у мене запис
appointment = Що ви хочете зробити?
appointment-today = Сьогодні ще є час
    .hint = Наприклад, о { $time }
    .voice = сьогодні | прийом сьогодні
appointment-book = Записатися на прийом
    .voice = записатися | новий запис
appointment-here = У мене запис, і я вже тут
    .voice = я тут | я прийшов | я прийшла
appointment-change = Змінити або скасувати запис
    .voice = змінити | скасувати | перенести

appointment-what = Для чого вам потрібен прийом?
appointment-day = Якого дня?
appointment-day-one = { $date }
appointment-day-today = Сьогодні, { $date }
    .voice = сьогодні
appointment-day-range = { $from } – { $to }
appointment-day-later = Пізніше
    .hint = Інші дні
appointment-time = О котрій годині?
appointment-time-one = { $time }
appointment-time-range = { $from } – { $to }
appointment-none = Зараз вільного часу немає.
    .body = Будь ласка, запитайте в бюро. Або спробуйте ще раз іншого дня.
appointment-taken = Цей час уже зайнято.
    .body = Хтось щойно був швидший. Торкніться «{ next }» і виберіть інший час.
appointment-no-assistant = У цей час ніхто не зможе вам допомогти.
    .body = Торкніться «{ next }» і виберіть інший час.
appointment-hold-ended = Минуло забагато часу.
    .body = Час був зарезервований для вас на 30 хвилин. Торкніться «{ next }» і виберіть час ще раз.
appointment-limit = У вас уже є запис.
    .body = Більше записів зараз не можна. Ви можете змінити або скасувати свій запис. Або запитайте в бюро.
appointment-closed = Цього дня зачинено.
    .body = Нового запису у вас немає. Будь ласка, запитайте в бюро.
appointment-other = Не вийшло.
    .body = Нового запису у вас немає. Будь ласка, запитайте в бюро.

appointment-whom = Для кого цей запис?
appointment-whom-me = Для мене
appointment-whom-other = Для когось іншого
    .hint = Наприклад, для мами
appointment-name-me = Як вас звати?
    .body = Ім’я можна не називати. Тоді вистачить номера запису.
appointment-name-other = Як звати цю людину?
    .body = Ім’я можна не називати. Тоді вистачить номера запису.
appointment-assistant = Чи потрібна вам допомога на прийомі?
    .body = Наприклад, прочитати, написати або зрозуміти. Це безкоштовно.
    .yes = Так, будь ласка
    .no = Ні, не треба
appointment-call = Чи може бюро вам зателефонувати?
    .body = Тільки якщо нам доведеться перенести або скасувати прийом. Після прийому ми видалимо номер.
    .yes = Так, будь ласка
    .no = Ні, не телефонувати
appointment-phone = Який номер телефону?
    .body = Будь ласка, разом із кодом міста або оператора.

appointment-check = Записати вас на цей час?
    .yes = Так, записати
    .no = Ні, не треба
appointment-what-fact = Для чого
appointment-when-fact = Коли
appointment-when = { $date }, { $time }
appointment-me-fact = Ім’я
appointment-other-fact = Для кого
appointment-phone-fact = Телефон
appointment-assistant-fact = Допомога
appointment-assistant-yes = Хтось вам допоможе.
appointment-booked = Ваш прийом: { $date }, { $time }
    .body = Це номер вашого запису.
appointment-again = Ваш прийом: { $date }, { $time }
    .body = Це номер вашого запису.
appointment-moved = Ваш прийом: { $date }, { $time }
    .body = Це новий час. Номер запису той самий.
appointment-code-needed = Будь ласка, збережіть номер.

appointment-code = Який номер вашого запису?
    .body = У ньому 10 цифр. Він стоїть на вашому папері.
    .help = Якщо тут є сканер, можна просто піднести до нього папір.
appointment-unknown = Номера запису { $code } ми не знаємо.
    .body = Будь ласка, подивіться на папір ще раз.
    .yes = Ввести ще раз
    .no = Припинити
appointment-too-many = Було забагато неправильних номерів.
    .body = Будь ласка, запитайте в бюро. Там вам охоче допоможуть.
appointment-yours = Ваш прийом: { $date }, { $time }
    .body = Що ви хочете зробити?
appointment-yours-move = Перенести
appointment-yours-cancel = Скасувати
appointment-yours-paper = Надрукувати папір ще раз
appointment-yours-notices = Повідомлення про прийом
appointment-yours-keep = Залишити як є
appointment-is-cancelled = Цей запис скасовано.
    .body = Він був на { $date }, { $time }. Якщо хочете, запишіться ще раз.
appointment-is-done = Цей прийом уже був.
    .body = { $date }, { $time }. Якщо хочете, запишіться ще раз.
appointment-is-expired = Цей прийом минув.
    .body = { $date }, { $time }. Будь ласка, запитайте в бюро або запишіться ще раз.
appointment-is-arrived = Ви вже відмітилися.
    .body = Ваш прийом: { $date }, { $time }. Будь ласка, зачекайте, доки вас викличуть.
appointment-is-missed = Час вашого прийому минув.
    .body = { $date }, { $time }. Будь ласка, візьміть номер або запитайте в бюро.
appointment-move-check = Перенести цей прийом?
    .yes = Так, перенести
    .no = Ні, залишити
appointment-old-fact = Було
appointment-new-fact = Буде
appointment-not-moved = Не вийшло.
    .body = Ваш запис залишився, як був. Будь ласка, запитайте в бюро.
appointment-cancel-check = Скасувати цей запис?
    .yes = Так, скасувати
    .no = Ні, залишити
appointment-cancelled = Ваш запис скасовано.
    .body = Дякуємо. Тепер хтось інший зможе прийти: { $date }, { $time }.
appointment-not-cancelled = Не вийшло.
    .body = Ваш запис не скасовано. Будь ласка, запитайте в бюро.

appointment-not-today = Ваш прийом не сьогодні.
    .body = Він буде { $date }, { $time }. Будь ласка, приходьте тоді.
appointment-was = Ваш прийом був іншого дня.
    .body = { $date }, { $time }. Будь ласка, запитайте в бюро або запишіться ще раз.
appointment-too-early = Ви прийшли зарано.
    .body = Ваш прийом сьогодні, { $time }. Будь ласка, відмітьтеся трохи пізніше.
appointment-today-check = Ваш прийом сьогодні, { $time }. Ви прийшли на нього?
    .yes = Так, повідомити
    .no = Ні
appointment-late = Ваш прийом був сьогодні, { $time }.
    .body = Це було вже давно. Будь ласка, візьміть номер або зверніться до когось у бюро.
appointment-no-number-free = Зараз немає вільного номера.
    .body = Ваш запис дійсний. Будь ласка, зверніться до когось у бюро.
appointment-not-taken = Не вийшло.
    .body = Ваш запис дійсний. Будь ласка, зверніться до когось у бюро.
appointment-office-closed = Бюро зараз зачинене.
    .body = Будь ласка, запитайте в бюро в години роботи.
appointment-arrived = Вас відмічено. Ваш номер
    .body = { place-state }

# The paper. Nothing on it says what the appointment is for.
appointment-paper-title = Ваш прийом
appointment-paper-day = { $date }
appointment-paper-time = { $time }
appointment-paper-code = Номер вашого запису:
appointment-paper-come = Коли ви прийдете: введіть номер на терміналі або піднесіть цей папір до сканера.
appointment-paper-change = З цим номером на терміналі можна також змінити або скасувати запис.
appointment-paper-phone = Телефон: { $phone }

purpose-appointment = Ми резервуємо для вас час. Ім’я і телефон ви вказуєте, тільки якщо хочете.
basis-appointment = Завдання міста (стаття 6 пункт 1 літера e DSGVO). Для дзвінка: ваша згода (літера a).
recipient-appointment = Бюро. Ваші дані бачать тільки ті, хто там працює.
retention-appointment = Невдовзі після прийому ми видаляємо ім’я і телефон.

# Digits one after the other.
digits-left = { $count ->
    [one] Ще { $count } цифра
    [few] Ще { $count } цифри
   *[other] Ще { $count } цифр
  }
digits-missing = { $count ->
    [one] Бракує ще { $count } цифри.
   *[other] Бракує ще { $count } цифр.
  }
digits-empty = Будь ласка, введіть цифри.

# Appointments: book, move, cancel, say that one is here.
service-appointment = وقت ملاقات
    .hint = گرفتن، تغییر، اعلام حضور
    .voice = وقت ملاقات | گرفتن وقت | وقت دارم
appointment = چه کاری می‌خواهید انجام دهید؟
appointment-today = امروز هنوز وقت هست
    .hint = مثلاً { $time }
    .voice = امروز | وقت امروز
appointment-book = گرفتن وقت
    .voice = وقت می‌خواهم | وقت تازه
appointment-here = وقت دارم و آمده‌ام
    .voice = آمده‌ام | اینجا هستم
appointment-change = تغییر یا لغو وقت
    .voice = تغییر | لغو

appointment-what = برای چه کاری وقت می‌خواهید؟
appointment-day = چه روزی؟
appointment-day-one = { $date }
appointment-day-today = امروز، { $date }
    .voice = امروز
appointment-day-range = { $from } تا { $to }
appointment-day-later = دیرتر
    .hint = روزهای دیگر
appointment-time = چه ساعتی؟
appointment-time-one = { $time }
appointment-time-range = { $from } تا { $to }
appointment-none = اکنون وقت آزادی نیست.
    .body = لطفاً در دفتر بپرسید. یا روز دیگری دوباره امتحان کنید.
appointment-taken = این وقت دیگر آزاد نیست.
    .body = همین الآن کسی زودتر آن را گرفت. «{ next }» را لمس کنید و وقت دیگری انتخاب کنید.
appointment-no-assistant = در این وقت کسی برای کمک آزاد نیست.
    .body = «{ next }» را لمس کنید و وقت دیگری انتخاب کنید.
appointment-hold-ended = زمان زیادی گذشت.
    .body = این وقت 30 دقیقه برای شما نگه داشته شده بود. «{ next }» را لمس کنید و دوباره وقت انتخاب کنید.
appointment-limit = شما از پیش وقت دارید.
    .body = وقت بیشتری اکنون ممکن نیست. می‌توانید وقت خود را تغییر دهید یا لغو کنید. یا در دفتر بپرسید.
appointment-closed = در این روز دفتر بسته است.
    .body = وقت تازه‌ای ندارید. لطفاً در دفتر بپرسید.
appointment-other = نشد.
    .body = وقت تازه‌ای ندارید. لطفاً در دفتر بپرسید.

appointment-whom = این وقت برای کیست؟
appointment-whom-me = برای خودم
appointment-whom-other = برای کس دیگر
    .hint = مثلاً برای مادر
appointment-name-me = نام شما چیست؟
    .body = لازم نیست نام بدهید. آن وقت شمارهٔ ملاقات کافی است.
appointment-name-other = نام آن شخص چیست؟
    .body = لازم نیست نام بدهید. آن وقت شمارهٔ ملاقات کافی است.
appointment-assistant = می‌خواهید کسی در ملاقات به شما کمک کند؟
    .body = مثلاً در خواندن، نوشتن یا فهمیدن. هزینه‌ای ندارد.
    .yes = بله، لطفاً
    .no = نه، لازم نیست
appointment-call = آیا دفتر می‌تواند به شما زنگ بزند؟
    .body = فقط اگر مجبور شویم وقت را جابه‌جا یا لغو کنیم. پس از ملاقات شماره را پاک می‌کنیم.
    .yes = بله، لطفاً
    .no = نه، زنگ نزنید
appointment-phone = شمارهٔ تلفن چیست؟
    .body = لطفاً همراه با پیش‌شماره.

appointment-check = این وقت را می‌خواهید؟
    .yes = بله، بگیر
    .no = نه، نمی‌خواهم
appointment-what-fact = موضوع
appointment-when-fact = زمان
appointment-when = { $date }، { $time }
appointment-me-fact = نام
appointment-other-fact = برای
appointment-phone-fact = تلفن
appointment-assistant-fact = کمک
appointment-assistant-yes = کسی به شما کمک می‌کند.
appointment-booked = وقت شما: { $date }، { $time }
    .body = این شمارهٔ ملاقات شماست.
appointment-again = وقت شما: { $date }، { $time }
    .body = این شمارهٔ ملاقات شماست.
appointment-moved = وقت شما: { $date }، { $time }
    .body = این وقت تازهٔ شماست. شماره همان است.
appointment-code-needed = لطفاً شماره را نگه دارید.

appointment-code = شمارهٔ ملاقات شما چیست؟
    .body = 10 رقم دارد. روی برگهٔ شما نوشته شده است.
    .help = اگر اینجا دستگاه خواننده هست، می‌توانید برگه را زیر آن بگیرید.
appointment-unknown = شمارهٔ ملاقات { $code } را نمی‌شناسیم.
    .body = لطفاً یک بار دیگر برگه را ببینید.
    .yes = دوباره وارد کردن
    .no = تمام کردن
appointment-too-many = شماره‌های نادرست زیاد بود.
    .body = لطفاً در دفتر بپرسید. آنجا با خوشحالی کمک می‌کنند.
appointment-yours = وقت شما: { $date }، { $time }
    .body = چه کاری می‌خواهید انجام دهید؟
appointment-yours-move = تغییر وقت
appointment-yours-cancel = لغو وقت
appointment-yours-paper = چاپ دوبارهٔ برگه
appointment-yours-notices = پیام دربارهٔ وقت ملاقات
appointment-yours-keep = بماند همین‌طور
appointment-is-cancelled = این وقت لغو شده است.
    .body = برای { $date }، { $time } بود. اگر بخواهید، وقت تازه‌ای بگیرید.
appointment-is-done = این ملاقات انجام شده است.
    .body = { $date }، { $time } بود. اگر بخواهید، وقت تازه‌ای بگیرید.
appointment-is-expired = این وقت گذشته است.
    .body = { $date }، { $time } بود. لطفاً در دفتر بپرسید یا وقت تازه‌ای بگیرید.
appointment-is-arrived = حضور شما از پیش ثبت شده است.
    .body = وقت شما: { $date }، { $time }. لطفاً صبر کنید تا صدایتان کنند.
appointment-is-missed = وقت شما گذشته است.
    .body = { $date }، { $time } بود. لطفاً شماره بگیرید یا در دفتر بپرسید.
appointment-move-check = می‌خواهید وقت را تغییر دهید؟
    .yes = بله، تغییر بده
    .no = نه، همین بماند
appointment-old-fact = تا کنون
appointment-new-fact = تازه
appointment-not-moved = نشد.
    .body = وقت شما همان است که بود. لطفاً در دفتر بپرسید.
appointment-cancel-check = می‌خواهید وقت را لغو کنید؟
    .yes = بله، لغو کن
    .no = نه، همین بماند
appointment-cancelled = وقت شما لغو شد.
    .body = سپاسگزاریم. اکنون کس دیگری می‌تواند { $date }، { $time } بیاید.
appointment-not-cancelled = نشد.
    .body = وقت شما لغو نشده است. لطفاً در دفتر بپرسید.

appointment-not-today = وقت شما امروز نیست.
    .body = وقت شما { $date }، { $time } است. لطفاً آن روز بیایید.
appointment-was = وقت شما روز دیگری بود.
    .body = { $date }، { $time } بود. لطفاً در دفتر بپرسید یا وقت تازه‌ای بگیرید.
appointment-too-early = زود آمده‌اید.
    .body = وقت شما امروز، { $time } است. لطفاً کمی دیرتر دوباره حضور خود را اعلام کنید.
appointment-today-check = وقت شما امروز، { $time } است. برای آن آمده‌اید؟
    .yes = بله، ثبت شود
    .no = نه
appointment-late = وقت شما امروز، { $time } بود.
    .body = مدتی از آن گذشته است. لطفاً شماره بگیرید یا با کسی در دفتر صحبت کنید.
appointment-no-number-free = اکنون شماره‌ای آزاد نیست.
    .body = وقت شما همچنان معتبر است. لطفاً با کسی در دفتر صحبت کنید.
appointment-not-taken = نشد.
    .body = وقت شما همچنان معتبر است. لطفاً با کسی در دفتر صحبت کنید.
appointment-office-closed = دفتر اکنون بسته است.
    .body = لطفاً در ساعت کاری در دفتر بپرسید.
appointment-arrived = حضور شما ثبت شد. شمارهٔ شما
    .body = { place-state }

# The paper. Nothing on it says what the appointment is for.
appointment-paper-title = وقت ملاقات شما
appointment-paper-day = { $date }
appointment-paper-time = { $time }
appointment-paper-code = شمارهٔ ملاقات شما:
appointment-paper-come = وقتی آمدید: شماره را در دستگاه وارد کنید، یا این برگه را زیر دستگاه خواننده بگیرید.
appointment-paper-change = با این شماره می‌توانید وقت را در دستگاه تغییر دهید یا لغو کنید.
appointment-paper-phone = تلفن: { $phone }

purpose-appointment = برای شما وقتی نگه می‌داریم. نام و تلفن را فقط اگر بخواهید می‌دهید.
basis-appointment = وظیفهٔ شهرداری (مادهٔ 6 بند 1 حرف e قانون DSGVO). برای تماس تلفنی: موافقت شما (حرف a).
recipient-appointment = دفتر. فقط کسانی که آنجا کار می‌کنند اطلاعات شما را می‌بینند.
retention-appointment = کمی پس از ملاقات نام و تلفن را پاک می‌کنیم.

# Digits one after the other.
digits-left = { $count ->
    [one] هنوز 1 رقم
   *[other] هنوز { $count } رقم
  }
digits-missing = { $count ->
    [one] هنوز 1 رقم کم است.
   *[other] هنوز { $count } رقم کم است.
  }
digits-empty = لطفاً رقم‌ها را وارد کنید.

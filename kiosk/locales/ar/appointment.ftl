# Appointments: book, move, cancel, say that one is here.
service-appointment = موعد
    .hint = حجز أو تغيير أو حضور
    .voice = موعد | حجز موعد | عندي موعد
appointment = ماذا تريد أن تفعل؟
appointment-today = ما زال هناك وقت اليوم
    .hint = مثلًا { $time }
    .voice = اليوم | موعد اليوم
appointment-book = حجز موعد
    .voice = حجز | موعد جديد
appointment-here = عندي موعد وأنا هنا
    .voice = أنا هنا | وصلت
appointment-change = تغيير الموعد أو إلغاؤه
    .voice = تغيير | إلغاء

appointment-what = لأي شيء تحتاج إلى موعد؟
appointment-day = في أي يوم؟
appointment-day-one = { $date }
appointment-day-today = اليوم، { $date }
    .voice = اليوم
appointment-day-range = من { $from } إلى { $to }
appointment-day-later = لاحقًا
    .hint = أيام أخرى
appointment-time = في أي ساعة؟
appointment-time-one = { $time }
appointment-time-range = من { $from } إلى { $to }
appointment-none = لا يوجد موعد متاح الآن.
    .body = يرجى السؤال في المكتب. أو حاول مرة أخرى في يوم آخر.
appointment-taken = هذا الوقت لم يعد متاحًا.
    .body = سبقك شخص آخر قبل لحظات. المس «{ next }» واختر وقتًا آخر.
appointment-no-assistant = لا يوجد من يساعدك في هذا الوقت.
    .body = المس «{ next }» واختر وقتًا آخر.
appointment-hold-ended = مرّ وقت طويل.
    .body = كان الوقت محجوزًا لك 30 دقيقة. المس «{ next }» واختر الوقت مرة أخرى.
appointment-limit = لديك موعد بالفعل.
    .body = لا يمكن حجز مواعيد أكثر الآن. يمكنك تغيير موعدك أو إلغاؤه. أو اسأل في المكتب.
appointment-closed = المكتب مغلق في هذا اليوم.
    .body = ليس لديك موعد جديد الآن. يرجى السؤال في المكتب.
appointment-other = لم ينجح ذلك.
    .body = ليس لديك موعد جديد الآن. يرجى السؤال في المكتب.

appointment-whom = لمن هذا الموعد؟
appointment-whom-me = لي
appointment-whom-other = لشخص آخر
    .hint = مثلًا لوالدتك
appointment-name-me = ما اسمك؟
    .body = لا يلزم ذكر الاسم. يكفي عندئذ رقم الموعد.
appointment-name-other = ما اسم هذا الشخص؟
    .body = لا يلزم ذكر الاسم. يكفي عندئذ رقم الموعد.
appointment-assistant = هل تريد أن يساعدك أحد في الموعد؟
    .body = مثلًا في القراءة أو الكتابة أو الفهم. هذا مجاني.
    .yes = نعم، من فضلك
    .no = لا، لا حاجة
appointment-call = هل يمكن للمكتب أن يتصل بك؟
    .body = فقط إذا اضطررنا إلى تغيير الموعد أو إلغائه. نحذف الرقم بعد الموعد.
    .yes = نعم، من فضلك
    .no = لا، بدون اتصال
appointment-phone = ما رقم الهاتف؟
    .body = مع رمز المنطقة من فضلك.

appointment-check = هل تريد حجز هذا الموعد؟
    .yes = نعم، احجز
    .no = لا، غيّرت رأيي
appointment-what-fact = الغرض
appointment-when-fact = الوقت
appointment-when = { $date }، { $time }
appointment-me-fact = الاسم
appointment-other-fact = لمن
appointment-phone-fact = الهاتف
appointment-assistant-fact = المساعدة
appointment-assistant-yes = سيساعدك أحد.
appointment-booked = موعدك: { $date }، { $time }
    .body = هذا رقم موعدك.
appointment-again = موعدك: { $date }، { $time }
    .body = هذا رقم موعدك.
appointment-moved = موعدك: { $date }، { $time }
    .body = هذا موعدك الجديد. الرقم لم يتغيّر.
appointment-code-needed = احتفظ بهذا الرقم.

appointment-code = ما رقم موعدك؟
    .body = فيه 10 أرقام. تجده على ورقتك.
    .help = إذا كان هنا قارئ، يمكنك أيضًا وضع الورقة تحته.
appointment-unknown = لا نعرف رقم الموعد { $code }.
    .body = يرجى النظر إلى ورقتك مرة أخرى.
    .yes = أدخل الرقم مرة أخرى
    .no = توقّف
appointment-too-many = أُدخلت أرقام خاطئة كثيرة.
    .body = يرجى السؤال في المكتب. يسعدهم أن يساعدوك.
appointment-yours = موعدك: { $date }، { $time }
    .body = ماذا تريد أن تفعل؟
appointment-yours-move = نقل الموعد
appointment-yours-cancel = إلغاء الموعد
appointment-yours-paper = طباعة الورقة مرة أخرى
appointment-yours-notices = رسائل عن الموعد
appointment-yours-keep = ترك كل شيء كما هو
appointment-is-cancelled = أُلغي هذا الموعد.
    .body = كان في { $date }، { $time }. إذا أردت، احجز موعدًا جديدًا.
appointment-is-done = انتهى هذا الموعد.
    .body = كان في { $date }، { $time }. إذا أردت، احجز موعدًا جديدًا.
appointment-is-expired = مضى هذا الموعد.
    .body = كان في { $date }، { $time }. يرجى السؤال في المكتب أو حجز موعد جديد.
appointment-is-arrived = سجّلت حضورك من قبل.
    .body = موعدك: { $date }، { $time }. يرجى الانتظار حتى يُنادى عليك.
appointment-is-missed = مضى موعدك.
    .body = كان في { $date }، { $time }. يرجى أخذ رقم أو السؤال في المكتب.
appointment-move-check = هل تريد نقل الموعد؟
    .yes = نعم، انقله
    .no = لا، اتركه كما هو
appointment-old-fact = حتى الآن
appointment-new-fact = الجديد
appointment-not-moved = لم ينجح ذلك.
    .body = بقي موعدك كما كان. يرجى السؤال في المكتب.
appointment-cancel-check = هل تريد إلغاء الموعد؟
    .yes = نعم، ألغه
    .no = لا، اتركه كما هو
appointment-cancelled = أُلغي موعدك.
    .body = شكرًا. يمكن الآن أن يأتي شخص آخر في { $date }، { $time }.
appointment-not-cancelled = لم ينجح ذلك.
    .body = لم يُلغَ موعدك. يرجى السؤال في المكتب.

appointment-not-today = موعدك ليس اليوم.
    .body = موعدك في { $date }، { $time }. يرجى العودة في ذلك الوقت.
appointment-was = كان موعدك في يوم آخر.
    .body = كان في { $date }، { $time }. يرجى السؤال في المكتب أو حجز موعد جديد.
appointment-too-early = جئت مبكرًا.
    .body = موعدك اليوم، { $time }. يرجى تسجيل حضورك لاحقًا.
appointment-today-check = موعدك اليوم، { $time }. هل أتيت من أجله؟
    .yes = نعم، سجّلني
    .no = لا
appointment-late = كان موعدك اليوم، { $time }.
    .body = مضى على ذلك وقت طويل. يرجى أخذ رقم أو التحدث إلى أحد في المكتب.
appointment-no-number-free = لا يوجد رقم متاح الآن.
    .body = موعدك ما زال صالحًا. يرجى التحدث إلى أحد في المكتب.
appointment-not-taken = لم ينجح ذلك.
    .body = موعدك ما زال صالحًا. يرجى التحدث إلى أحد في المكتب.
appointment-office-closed = المكتب مغلق الآن.
    .body = يرجى السؤال في المكتب في أوقات الدوام.
appointment-arrived = سُجّل حضورك. رقمك
    .body = { place-state }

# The paper. Nothing on it says what the appointment is for.
appointment-paper-title = موعدك
appointment-paper-day = { $date }
appointment-paper-time = { $time }
appointment-paper-code = رقم موعدك:
appointment-paper-come = عندما تصل: أدخل الرقم على الجهاز، أو ضع هذه الورقة تحت القارئ.
appointment-paper-change = بهذا الرقم يمكنك أيضًا تغيير الموعد أو إلغاؤه على الجهاز.
appointment-paper-phone = الهاتف: { $phone }

purpose-appointment = نحجز لك وقتًا. تعطينا الاسم والهاتف فقط إذا أردت.
basis-appointment = من مهام المدينة (المادة 6 فقرة 1 حرف e من اللائحة الأوروبية لحماية البيانات). وللاتصال: موافقتك (حرف a).
recipient-appointment = المكتب. لا يرى ما تدخله إلا من يعمل هناك.
retention-appointment = بعد الموعد بوقت قصير نحذف الاسم والهاتف.

# Digits one after the other.
digits-left = { $count ->
    [one] بقي رقم واحد
    [two] بقي رقمان
    [few] بقيت { $count } أرقام
   *[other] بقي { $count } رقمًا
  }
digits-missing = { $count ->
    [one] ينقص رقم واحد.
    [two] ينقص رقمان.
    [few] تنقص { $count } أرقام.
   *[other] ينقص { $count } رقمًا.
  }
digits-empty = يرجى إدخال الأرقام.

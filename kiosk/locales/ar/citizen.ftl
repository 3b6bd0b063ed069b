# The home screen.
home = ماذا تريد أن تفعل؟

service-take-number = خذ رقمًا
    .hint = للمكتب
    .voice = رقم | رقم انتظار
service-my-turn = متى يأتي دوري؟
    .hint = مكانك في الدور
    .voice = دوري | الدور
service-show-slip = ورقة تُظهرها للموظف
    .hint = طلبك باللغة الألمانية
    .voice = ورقة | طباعة طلب
service-practice = تدرّب
    .hint = جرّب دون أي خطر
    .voice = تجربة | تدريب
service-office = المكتب
    .hint = أوقات الدوام والهاتف
    .voice = أوقات الدوام | الهاتف | المكتب
service-your-data = بياناتي
    .hint = ماذا يحدث لها؟
    .voice = حماية البيانات | البيانات

# Take a number.
take-number-counter = لأي أمر تحتاج إلى رقم؟
take-number-counter-fact = الغرض
take-number-wait-fact = مدة الانتظار
take-number-wait = على الأرجح من { $least } إلى { $most } دقيقة
take-number-wait-unknown = غير معروفة الآن
take-number-check = هل تريد أن تأخذ رقمًا؟
    .body = ستحصل على ورقة عليها رقمك.
    .yes = نعم، أريد رقمًا
    .no = لا، ليس الآن
take-number-ticket = رقمك
    .body = { place-state }
take-number-next = يمكنك الآن أن تلمس «{ end }». يبقى رقمك صالحًا. في غرفة الانتظار سترى وتسمع متى يأتي دورك.
take-number-none = لا توجد أرقام هنا في الوقت الحالي.
    .body = يرجى التحدث مع أحد الموظفين في المكتب.
take-number-closed = المكتب مغلق الآن.
    .body = لم تحصل على رقم. يرجى العودة في أوقات الدوام.
take-number-closed-today = مغلق اليوم.
    .body = لا توجد أرقام اليوم. يرجى الحضور في يوم آخر.
take-number-holiday = اليوم عطلة رسمية.
    .body = المكتب مغلق ولا توجد أرقام. يرجى الحضور في يوم آخر.
take-number-no-number-free = لا يوجد رقم متاح في الوقت الحالي.
    .body = يرجى أن تسأل في المكتب متى يمكن المتابعة.
take-number-other = لم ينجح ذلك.
    .body = لم تحصل على رقم. يرجى التحدث مع أحد الموظفين في المكتب.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] جاء دورك. يرجى الذهاب إلى: { $room }
    [serving] صاحب هذا الرقم عند الموظف الآن.
    [parked] يرجى الانتظار قليلًا. سيُنادى على رقمك مرة أخرى.
    [missed] نودي على هذا الرقم من قبل. يرجى التحدث مع أحد الموظفين في المكتب.
    [done] انتهى دور هذا الرقم اليوم.
    [left] هذا الرقم لم يعد صالحًا. يمكنك أن تأخذ رقمًا جديدًا.
   *[waiting] { $ahead ->
        [0] دورك هو التالي. { place-wait }
        [one] ينتظر قبلك شخص واحد. { place-wait }
        [two] ينتظر قبلك شخصان. { place-wait }
        [few] ينتظر قبلك { $ahead } أشخاص. { place-wait }
        [many] ينتظر قبلك { $ahead } شخصًا. { place-wait }
       *[other] ينتظر قبلك { $ahead } شخص. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] لا أحد يستطيع الآن أن يقول كم سيطول الانتظار.
   *[other] سيُنادى على رقمك على الأرجح بين الساعة { $first } والساعة { $last }.
  }

# Find a number's place.
my-turn-number = ما هو رقمك؟
    .body = تجده مكتوبًا بخط كبير على ورقتك.
my-turn-unknown = الرقم { $number } غير موجود اليوم.
    .body = يرجى النظر إلى ورقتك مرة أخرى. ربما تكون من يوم آخر.
    .yes = أدخل الرقم مرة أخرى
    .no = توقّف
my-turn-place = رقمك
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = رقمك
ticket-wait = يرجى الانتظار حتى يُنادى على رقمك.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } وقد يتغير ذلك.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = يرجى أخذ ورقتك معك.
paper-no-paper = لا يوجد ورق في الطابعة. يرجى أن تتذكر رقمك.
paper-unreachable = الطابعة لا تعمل الآن. يرجى أن تتذكر رقمك.

# A slip to show.
slip-wish = ماذا نكتب على الورقة؟
    .body = يمكنك أن تُظهر الورقة في أي مكان.
slip-wish-fill-in = أحتاج إلى مساعدة في ملء الاستمارة.
slip-wish-slow = أتحدث القليل من الألمانية. يرجى التحدث ببطء.
slip-wish-language = أريد التحدث مع شخص يتكلم لغتي.
slip-wish-read-aloud = لا أقرأ جيدًا. يرجى أن تقرأه لي.
slip-wish-write-down = سمعي ضعيف. يرجى أن تكتبه لي.
slip-wish-own = سأكتب بنفسي.
slip-own = ماذا تريد أن تقول؟
    .body = سنطبعه كما تكتبه.
slip-more = هل تريد أن تضيف شيئًا؟
    .body = يمكنك أيضًا أن تترك الحقل فارغًا.
slip-check = هل نطبع الورقة هكذا؟
    .yes = نعم، اطبع
    .no = لا، ليس الآن
slip-wish-fact = طلبك
slip-words-fact = كلماتك
slip-printed = ورقتك جاهزة.
    .body = يرجى أخذها معك وإظهارها للموظف.
slip-no-paper = لا يوجد ورق في الطابعة.
    .body = لم تُطبع ورقتك. يرجى التحدث مع أحد الموظفين في المكتب.
slip-unreachable = الطابعة لا تعمل الآن.
    .body = لم تُطبع ورقتك. يرجى التحدث مع أحد الموظفين في المكتب.
slip-title = مرحبًا! يرجى مساعدتي.
slip-date = { $date }

# Practise.
practice-start = هنا يمكنك أن تتدرّب بهدوء.
    .body = لا يمكنك إفساد أي شيء. لا يُرسل شيء ولا يُحفظ شيء.
practice-touch = المس صورة.
    .body = لا يوجد صواب أو خطأ.
practice-touch-tram = ترام
practice-touch-tree = شجرة
practice-touch-house = بيت
practice-touch-bicycle = دراجة
practice-word = جيد جدًا. اكتب اسم شارع.
    .body = بعد ثلاثة أحرف ترى اقتراحًا. يمكنك أن تلمسه.
practice-number = رائع. أدخل رقمًا.
    .body = مثلًا رقمك المفضل، من 1 إلى 99.
practice-date = أحسنت. اختر يومًا.
    .body = مثلًا هذا اليوم.
practice-check = هل هذا صحيح؟
    .body = بزر «{ back }» يمكنك تغيير كل شيء.
    .yes = نعم، انتهيت
    .no = أريد أن أتدرّب مرة أخرى
practice-thing-fact = الصورة
practice-word-fact = الشارع
practice-number-fact = الرقم
practice-date-fact = اليوم
practice-done = نجحت! أنت تعرف الآن كيف يعمل.
    .body = كل شيء في هذا الجهاز يعمل بالطريقة نفسها.

# The office.
office-today = المكتب اليوم
    .body = لا يوجد الآن من يساعد عند الجهاز. يمكنك الاتصال أو المجيء في أوقات الدوام.
office-today-helped = المكتب اليوم
    .body = يوجد اليوم حتى الساعة { $until } من يساعدك بكل سرور.
office-open-fact = اليوم
office-phone-fact = الهاتف
office-week = أوقات الدوام
office-closed = مغلق
office-holiday = مغلق، اليوم عطلة رسمية
office-next-fact = نفتح من جديد
office-hours = من { $from } إلى { $to }
office-hours-two = من { $from } إلى { $to } ومن { $again } إلى { $until }

# What happens with the data.
data-device = لا يبقى أي شيء محفوظًا على هذا الجهاز.
    .body = إذا أُرسل أي شيء فسنخبرك قبل ذلك.
data-end = بعد «{ end }» يُمحى كل شيء.
    .body = المس «{ end }» في الأعلى عندما تنتهي. إذا نسيت ذلك فسيفعله الجهاز بنفسه بعد وقت قصير.
data-rights = حقوقك
    .body = يحق لك أن تسأل ماذا حفظت المدينة عنك. عليها أن تصحح الخطأ. وعليها أن تمحو ما لم تعد تحتاج إليه. اسأل في المكتب.
data-service = عن ماذا تريد أن تعرف المزيد؟
data-service-done = انتهيت
    .hint = رجوع إلى القائمة

purpose-take-number = تحصل على رقم حتى ننادي الناس بالدور.
purpose-my-turn = نُظهر لك كم شخصًا ينتظر قبلك.
purpose-show-slip = نطبع طلبك على ورقة.
purpose-practice = تتدرّب على استخدام الجهاز.
purpose-office = نُظهر لك أوقات الدوام ورقم الهاتف.
purpose-your-data = نشرح لك ماذا يحدث لبياناتك.
basis-public-task = من مهام المدينة (المادة 6 فقرة 1 حرف e من اللائحة الأوروبية لحماية البيانات)
basis-no-data = لا حاجة إليه. لا نحتاج إلى أي بيانات منك.
recipient-office-number = المكتب. يرى الرقم والغرض منه، لكنه لا يرى اسمك.
recipient-office-asked = المكتب. يحصل فقط على الرقم الذي تدخله.
recipient-paper = أنت فقط. طلبك مكتوب على الورقة التي تأخذها معك.
recipient-nobody = لا أحد.
retention-number = الرقم صالح اليوم فقط. لا نحفظ اسمك.
retention-asked = لا نحفظ سؤالك.
retention-session = حتى تلمس «{ end }». بعد ذلك يُمحى كل شيء.
retention-nothing = لا نحفظ أي شيء.

# The shell of the terminal: welcome, strips, panels, notices.
welcome = مرحبًا.
    .body = المس لغتك.
    .card = المس لغتك. أو اعرض بطاقتك.
choose-language = أي لغة تريد؟
guide = إرشاد بالصوت
    .voice = صوت|اقرأ
promise = لا يُحفظ أي شيء على هذا الجهاز.
language = اللغة
    .voice = لغة أخرى

to-home = إلى البداية
    .voice = البداية
home-short = البداية
adjust = ضبط
    .voice = الإعدادات
read-aloud = اقرأ
    .voice = اقرأ لي|مرة أخرى
read-stop = توقف
end = إنهاء
    .voice = انتهيت
help-call = طلب المساعدة
    .voice = مساعدة
close = رجوع
helper-until = المساعدة هنا حتى { $time }
helper-none = لا يوجد أحد هنا الآن

step-count = السؤال { $n } من { $of }
page-earlier = السابق
    .voice = الصفحة السابقة
page-later = المزيد
    .voice = الصفحة التالية
page-of = صفحة { $n } من { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }، محدد
private-withheld = هذا مكتوب على الشاشة.
please-wait = يرجى الانتظار.
stop-waiting = إيقاف الانتظار
pictogram-backspace = حذف
pictogram-shift = حرف كبير
pictogram-earlier = السابق
pictogram-later = المزيد
pictogram-more = أكثر
pictogram-less = أقل

waiting = لحظة من فضلك.
away = المكتب لا يجيب الآن.
    .body = ما أدخلته ما زال موجودًا.
try-again = حاول مرة أخرى
broken = عذرًا، لم ينجح ذلك.
    .body = الخطأ في الجهاز وليس منك.
phone-line = هاتف { $phone }
hours-span = من { $opens } إلى { $closes }
hours-closed = مغلق

help-calling = نبلغ المكتب الآن.
help-open = أبلغنا المكتب.
    .body = ابق هنا من فضلك. سترى قريبًا متى يأتي أحد.
help-coming = { $minutes ->
        [0] سيأتي أحد الآن.
        [one] سيأتي أحد بعد دقيقة واحدة تقريبًا.
        [two] سيأتي أحد بعد دقيقتين تقريبًا.
        [few] سيأتي أحد بعد { $minutes } دقائق تقريبًا.
       *[other] سيأتي أحد بعد { $minutes } دقيقة تقريبًا.
    }
    .body = ابق هنا من فضلك.
help-open-note = أبلغنا المكتب
help-coming-note = { $minutes ->
        [0] سيأتي أحد الآن
        [one] سيأتي أحد بعد دقيقة واحدة تقريبًا
        [two] سيأتي أحد بعد دقيقتين تقريبًا
        [few] سيأتي أحد بعد { $minutes } دقائق تقريبًا
       *[other] سيأتي أحد بعد { $minutes } دقيقة تقريبًا
    }
help-done = جاءت المساعدة إليك.
    .body = هل تحتاج إلى المساعدة مرة أخرى؟ المس «طلب المساعدة».
help-withdrawn = لن يأتي أحد الآن.
    .body = هل تحتاج إلى المساعدة؟ المس «طلب المساعدة».
help-away = لا يمكننا الوصول إلى أحد الآن.
    .body = حاول مرة أخرى أو اتصل بنا.
help-nobody = لا يوجد أحد هنا الآن.
    .body = اتصل بنا أو تعال في هذه الأوقات.
help-withdraw = لا أحتاج إلى المساعدة

warning = هل ما زلت هنا؟
    .body = وإلا ستنتهي جلستك ويُحذف ما أدخلته.
seconds-left = { $n ->
        [0] انتهى الوقت
        [one] بقيت ثانية واحدة
        [two] بقيت ثانيتان
        [few] بقيت { $n } ثوانٍ
       *[other] بقيت { $n } ثانية
    }
go-on = متابعة
more-time = أحتاج إلى وقت أطول
    .voice = وقت أطول
new-session = جلسة جديدة
goodbye = مع السلامة.
    .body = يُحذف الآن ما أدخلته.
covered = الشاشة مغطاة.
    .body = ما أدخلته ما زال موجودًا.
uncover = إظهار
    .voice = اكشف الشاشة | أظهر

adjust-title = كيف تريد الجهاز؟
adjust-done = تم
adjust-size = الحجم
adjust-size-100 = عادي
adjust-size-140 = كبير
adjust-size-175 = كبير جدًا
adjust-theme = الألوان
adjust-theme-paper = فاتح
adjust-theme-contrast = أسود وأصفر
adjust-theme-dark = داكن
adjust-low = الأزرار
adjust-low-off = في كل مكان
adjust-low-on = في الأسفل فقط
adjust-guide = قراءة كل شيء
adjust-guide-off = لا
adjust-guide-on = نعم
adjust-volume = مستوى الصوت { $volume } %
adjust-quieter = أخفض
adjust-louder = أعلى
adjust-pace = سرعة الصوت
adjust-slower = أبطأ
adjust-faster = أسرع
adjust-language = اللغة
adjust-sample = هكذا أتكلم الآن.

out-of-order = هذا الجهاز لا يعمل الآن.
    .body = يسر { $site } أن يساعدك.

staff-person = الموظفون: اسمك القصير
staff-pin = رقمك السري
    .body = الأرقام في مكان مختلف كل مرة.
staff-pin-ok = تسجيل الدخول
staff-pin-clear = حذف
staff-digits = { $n ->
        [0] لا رقم بعد
        [one] رقم واحد
        [two] رقمان
        [few] { $n } أرقام
       *[other] { $n } رقمًا
    }
staff-checking = جارٍ التحقق.
staff-refused = هذا غير صحيح.
    .body = { $wait ->
        [0] حاول مرة أخرى من فضلك.
        [one] انتظر ثانية واحدة من فضلك.
        [two] انتظر ثانيتين من فضلك.
        [few] انتظر { $wait } ثوانٍ من فضلك.
       *[other] انتظر { $wait } ثانية من فضلك.
    }
staff-menu = ماذا يفعل الجهاز؟
    .body = مستوى الصوت في البداية: { $volume } من 100
staff-menu-end = إنهاء الجلسة
staff-menu-restart = إعادة التشغيل
staff-menu-out-of-order = إيقاف الجهاز
staff-menu-back-in-order = تشغيل الجهاز من جديد
staff-menu-quieter = أخفض
staff-menu-louder = أعلى
staff-menu-close = إغلاق القائمة

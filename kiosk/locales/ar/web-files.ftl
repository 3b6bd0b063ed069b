# The browser's windows and files: questions of a page, downloads, printing, stick.
web-ask-name = يطلب { $host } اسم المستخدم الخاص بك.
    .body = هل تعرف هذه الصفحة؟ إن لم تكن تعرفها فاترك الحقل فارغًا.
web-ask-password = يطلب { $host } كلمة المرور الخاصة بك.
    .body = لا يستطيع أحد رؤيتها هنا. ولن تُحفظ.
web-ask-colour = أي لون؟
web-colour-black = أسود
web-colour-grey = رمادي
web-colour-white = أبيض
web-colour-red = أحمر
web-colour-orange = برتقالي
web-colour-yellow = أصفر
web-colour-green = أخضر
web-colour-blue = أزرق
web-colour-violet = بنفسجي
web-colour-pink = وردي
web-colour-brown = بني
web-told-devices = لا تحصل صفحات الإنترنت هنا على الكاميرا أو الميكروفون أو الموقع.
web-told-passkey = تسجيل الدخول بمفتاح أو ببصمة الإصبع غير ممكن هنا.

web-more = الطباعة والملفات
web-to-page = إلى صفحة الإنترنت
web-to-files = ملفاتك
web-percent = { $n } بالمئة
web-menu = ماذا تريد أن تفعل بالصفحة؟
web-menu-print = طباعة الصفحة
web-menu-files = ملفاتك ({ $n })
web-menu-again = تحميل الصفحة من جديد
web-menu-page = إلى صفحة الإنترنت
web-files = ملفاتك
    .body = تُحذف كلها بعد انتهاء جلستك.
web-no-files = لا توجد ملفات هنا.
    .body = ما تنزّله من صفحة يأتي إلى هنا. ويزول بعد جلستك.
web-file = { $name }
web-file-look = عرض
web-file-print = طباعة
web-file-copy = نسخ إلى ذاكرة USB الخاصة بك
web-file-delete = حذف
web-file-page = إلى صفحة الإنترنت
web-saved = وصل الملف: { $name }
    .body = يبقى حتى نهاية جلستك.
web-coming = يجري تنزيل { $name }.
    .body = يمكنك متابعة القراءة في الصفحة.
web-coming-cancel = إلغاء
web-not-saved-too-big = هذا الملف كبير جدًا.
    .body = لا يتسع له هذا الجهاز. احذف ملفات أخرى أو استخدم جهازًا آخر.
web-not-saved-full = لم يعد هناك مكان.
    .body = احذف ملفًا آخر أولًا.
web-not-saved-broken = لم يصل الملف.
    .body = حاول مرة أخرى في الصفحة.
web-not-shown = لا يمكن عرض { $name }.
    .body = ربما كان الملف تالفًا أو محميًا بكلمة مرور.
web-view = { $name }
web-zoom-in = أكبر
web-zoom-out = أصغر
web-making = يجري تجهيز الصفحة.
    .body = لحظة من فضلك.
web-not-printable = لا يمكن طباعة هذه الصفحة.
    .body = إنها كبيرة جدًا. يرجى السؤال في المكتب.
web-no-printer = لا يمكن طباعة صفحات الإنترنت هنا.
    .body = يرجى السؤال في المكتب.
web-paper = { $n ->
    [one] هل تريد طباعة ورقة واحدة؟
   *[other] عدد الأوراق: { $n }. هل تريد طباعتها؟
 }
web-paper-free = هذا مجاني.
web-paper-cost = { $free ->
    [0] التكلفة { $price }. تدفع في المكتب.
   *[other] المجاني: { $free }. تكلفة الباقي { $price }. تدفع في المكتب.
 }
web-paper-too-many = لا يطبع هذا الجهاز أكثر من { $most } ورقة. اختر أوراقًا مفردة.
web-print-all = { $n ->
    [one] طباعة
   *[other] طباعة كل الأوراق: { $n }
 }
web-print-one = طباعة هذه الورقة فقط
web-printing = تجري الطباعة: { $n } من { $of }
    .body = يرجى الانتظار.
web-printed-printed = ورقك المطبوع جاهز.
    .body = خذ كل الأوراق معك. طُبع في هذه الجلسة: { $n }
web-printed-no-paper = لا يوجد ورق في الطابعة.
    .body = يرجى إبلاغ المكتب. لا تدفع شيئًا مقابل ذلك.
web-printed-unreachable = لم تنجح الطباعة.
    .body = يرجى السؤال في المكتب. لا تدفع شيئًا مقابل ذلك.
web-printed-too-many = لا يطبع هذا الجهاز هذا العدد من الأوراق.
    .body = اختر أوراقًا أقل أو اسأل في المكتب.
web-pay = يرجى دفع { $price } في المكتب.
web-copy = هل تريد نسخ { $name } إلى ذاكرة USB؟
    .body = أدخل الذاكرة الآن. لن يُحذف شيء ولن يُستبدل شيء.
web-copy-yes = نسخ
web-moving = يجري نسخ { $name }.
    .body = لا تسحب الذاكرة الآن.
web-stick-copied = أصبح { $name } على ذاكرة USB.
    .body = يمكنك سحب الذاكرة الآن.
web-stick-gone = لم تعد ذاكرة USB موجودة.
    .body = أدخلها مرة أخرى وحاول من جديد.
web-stick-full = لم يعد هناك مكان على ذاكرة USB.
    .body = لم يُنسخ شيء.
web-stick-not-writable = لا يمكن النسخ إلى ذاكرة USB هذه.
    .body = هل أدخلت ذاكرة؟ إن كانت موجودة فاسأل في المكتب.
web-stick-none = لا توجد ذاكرة USB.
    .body = أدخل ذاكرتك وحاول مرة أخرى.
web-stick-old = كانت ذاكرة USB هذه هنا قبلك.
    .body = هل هي لك؟ اسحبها وأدخلها من جديد. وإلا فسلّمها في المكتب من فضلك.
web-stick-unsafe = لا يمكن استخدام ذاكرة USB هنا.
    .body = يرجى السؤال في المكتب.
web-stick-empty = لا توجد ملفات على ذاكرة USB.
web-stick-too-big = هذا الملف كبير جدًا.
    .body = احذف ملفات أخرى أو اختر ملفًا أصغر.
web-stick-files = أي ملف من ذاكرة USB؟
web-ask-files = أي ملف يجب أن يحصل عليه { $host }؟
    .body = لا ترى الصفحة إلا ما تختاره.
web-give-done = تم: اخترت { $n }
web-give-stick = من ذاكرة USB
web-give-nothing = لا توجد ملفات هنا.
    .body = يمكنك الرجوع. لا تحصل الصفحة { $host } على شيء.

# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = الحقل التالي
web-field-enter = إدخال
web-field-done = تم
web-numbers = روابط بأرقام
    .voice = روابط بأرقام | أرقام
web-numbers-off = بلا أرقام
web-number-ask = { $count ->
    [one] يوجد الرقم 1. أي رقم؟
   *[other] توجد أرقام من 1 إلى { $count }. أي رقم؟
}
web-number-take = اختيار
web-number-leave = لا شيء
web-up = إلى الأعلى
    .voice = إلى الأعلى | فوق
web-down = إلى الأسفل
    .voice = إلى الأسفل | تحت
web-read-nothing = لا يوجد في هذه الصفحة ما يُقرأ.
web-read-image = صورة:
web-read-button = زر:
web-read-field = حقل
web-read-choice = خيار
web-read-empty = فارغ.
web-read-private = لا يُقرأ بصوت عالٍ.
web-read-on = محدد.
web-read-off = غير محدد.

notice-subject = رسالة بخصوص زيارتكم
notice-code = { $code } هو رمزكم. أدخلوه في الجهاز فقط.
notice-booked = رقمكم: { $number }. سنخبركم.
notice-booked-range = رقمكم: { $number }. النداء من { $from } إلى { $to } تقريبًا.
notice-booked-appointment = موعدكم: { $date }، { $time }.
notice-reminder = تذكير: موعدكم { $date }، { $time }.
notice-moved = تغيّر موعدكم إلى { $date }، { $time }.
notice-later = الرقم { $number }: تأخير. النداء من { $from } إلى { $to } تقريبًا.
notice-earlier = الرقم { $number }: أبكر. النداء من { $from } إلى { $to } تقريبًا.
notice-next = الرقم { $number }: يأتي دوركم قريبًا. يرجى العودة.
notice-called = الرقم { $number }: تفضلوا الآن. { $room }
notice-cancelled = الرقم { $number } لم يعد صالحًا. هاتف: { $phone }
notice-cancelled-appointment = أُلغي موعد { $date }، { $time }. هاتف: { $phone }
notice-link = حالة الدور: { $link }
notice-automatic = هذه رسالة آلية. يرجى عدم الرد.

status-title = مكانكم في الدور
status-number = رقمكم
status-range = النداء من { $from } إلى { $to } تقريبًا
status-no-range = لا نعرف بعد متى يحين دوركم.
status-called = تفضلوا الآن.
status-inside = حان دوركم.
status-missed = تم نداؤكم. يرجى التوجه إلينا.
status-over = انتهت زيارتكم.
status-cancelled = هذا الرقم لم يعد صالحًا.
status-unknown = هذه الصفحة غير موجودة أو لم تعد موجودة.
status-busy = الطلبات كثيرة الآن. يرجى الانتظار دقيقة.
status-at = آخر تحديث: { $time }. تتجدد الصفحة تلقائيًا.
status-reload = تحديث
status-stop = إيقاف الرسائل
status-stopped = لن تصلكم رسائل أخرى. تم حذف عنوانكم.
status-questions = أسئلة؟ { $phone }
status-ahead = { $count ->
    [0] دوركم هو التالي.
    [one] أمامكم شخص واحد.
    [two] أمامكم شخصان.
    [few] أمامكم { $count } أشخاص.
    [many] أمامكم { $count } شخصًا.
   *[other] أمامكم { $count } شخص.
}

ticket-page = مكانكم في الدور – بالهاتف:

board-come = تفضلوا بالدخول
board-after = التالي
board-quiet = يُرجى الانتظار. سيظهر رقمك هنا.
board-more-calls = { $count ->
    [one] ورقم واحد آخر
    [two] ورقمان آخران
    [few] و{ $count } أرقام أخرى
   *[other] و{ $count } رقمًا آخر
}
board-more-waiting = { $count ->
    [one] ورقم واحد آخر
    [two] ورقمان آخران
    [few] و{ $count } أرقام أخرى
   *[other] و{ $count } رقمًا آخر
}

board-delay = { $room }: اليوم { $late }
board-delay-late = { $minutes ->
    [one] تأخير نحو دقيقة واحدة
    [two] تأخير نحو دقيقتين
    [few] تأخير نحو { $minutes } دقائق
   *[other] تأخير نحو { $minutes } دقيقة
}

board-room-room = الغرفة { $n }
board-room-place = المكتب { $n }
board-room-counter = الشباك { $n }

board-info-hygiene = تُنظَّف الغرفة بعد كل زيارة.
board-info-ticket = رقمك مكتوب على ورقتك.
board-info-missed = هل فاتك رقمك؟ يُرجى إخبارنا.

board-stale = هذه الشاشة غير محدَّثة ({ $since }). يُرجى أن تسألونا.
board-age-now = محدَّث
board-age-seconds = قبل { $n } ثانية
board-age-minutes = { $n ->
    [one] قبل دقيقة واحدة
    [two] قبل دقيقتين
    [few] قبل { $n } دقائق
   *[other] قبل { $n } دقيقة
}
board-age-hours = { $n ->
    [one] قبل ساعة واحدة
    [two] قبل ساعتين
    [few] قبل { $n } ساعات
   *[other] قبل { $n } ساعة
}
board-age-never = لا يوجد اتصال

board-closed = مغلق
board-closed-today = مغلق اليوم
board-closed-holiday = عطلة رسمية: مغلق
board-opens = نفتح من جديد: { $day }، من { $opens } إلى { $closes }
board-day-today = اليوم
board-day-tomorrow = غدًا
board-day-0 = الاثنين
board-day-1 = الثلاثاء
board-day-2 = الأربعاء
board-day-3 = الخميس
board-day-4 = الجمعة
board-day-5 = السبت
board-day-6 = الأحد

board-say = الرقم { $number }، من فضلك { $room }.

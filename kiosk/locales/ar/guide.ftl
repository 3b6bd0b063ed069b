# Keypad, one switch, voice guide.
guide-role-button = زر
guide-role-choice = اختيار
guide-role-field = خانة كتابة
guide-role-page = صفحة إنترنت
guide-thing = { $name }, { $role }, { $n } من { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } من { $of }
guide-chosen = مختار
guide-not-chosen = غير مختار
guide-on = مفعّل
guide-empty = فارغة
guide-hidden-key = رمز
guide-deleted = حُذف { $sign }
guide-round = من البداية مرة أخرى.
guide-more = يوجد المزيد. تابع بمفاتيح الأسهم، أو قل: المزيد.
guide-next = المزيد
    .voice = اسمع المزيد
guide-ok = زر OK يختار: { $name }
guide-keys = مفاتيح الأسهم تنتقل. زر OK يختار.
guide-entry = هنا تكتب. مفاتيح الأسهم تنتقل إلى الحروف. زر OK يكتب.

scan-once = اضغط مرة أخرى. بعدها تختار بمفتاح واحد فقط.
scan-begins = يتحرك إطار. اضغط عندما يكون في المكان الصحيح.
scan-waits = الإطار ينتظر. اضغط ليتابع.

adjust-scan = الاختيار بمفتاح واحد
adjust-scan-0 = بدون
adjust-scan-1 = 1 ث
adjust-scan-2 = 2 ث
adjust-scan-3 = 3 ث
adjust-scan-4 = 4 ث
adjust-scan-5 = 5 ث

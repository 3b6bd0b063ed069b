# Keypad, one switch, voice guide.
guide-role-button = دکمه
guide-role-choice = گزینه
guide-role-field = جای نوشتن
guide-role-page = صفحهٔ اینترنت
guide-thing = { $name }, { $role }, { $n } از { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } از { $of }
guide-chosen = انتخاب شده
guide-not-chosen = انتخاب نشده
guide-on = روشن
guide-empty = خالی
guide-hidden-key = نویسه
guide-deleted = { $sign } پاک شد
guide-round = دوباره از اول.
guide-more = باز هم هست. با کلیدهای جهت‌دار ادامه دهید، یا بگویید: بیشتر.
guide-next = بیشتر
    .voice = بقیه را بگو
guide-ok = OK انتخاب می‌کند: { $name }
guide-keys = کلیدهای جهت‌دار جلو می‌روند. OK انتخاب می‌کند.
guide-entry = اینجا می‌نویسید. کلیدهای جهت‌دار به حروف می‌روند. OK می‌نویسد.

scan-once = یک بار دیگر فشار دهید. بعد فقط با یک کلید انتخاب می‌کنید.
scan-begins = یک کادر حرکت می‌کند. وقتی جای درست است فشار دهید.
scan-waits = کادر منتظر است. برای ادامه فشار دهید.

adjust-scan = انتخاب با یک کلید
adjust-scan-0 = بدون
adjust-scan-1 = 1 ث
adjust-scan-2 = 2 ث
adjust-scan-3 = 3 ث
adjust-scan-4 = 4 ث
adjust-scan-5 = 5 ث

# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = خانهٔ بعدی
web-field-enter = ورود
web-field-done = تمام
web-numbers = لینک‌ها با شماره
    .voice = لینک‌ها با شماره | شماره‌ها
web-numbers-off = بدون شماره
web-number-ask = { $count ->
    [1] فقط شمارهٔ 1 هست. کدام شماره؟
   *[other] شماره‌های 1 تا { $count } هست. کدام شماره؟
}
web-number-take = انتخاب
web-number-leave = هیچ‌کدام
web-up = رو به بالا
    .voice = بالا | رو به بالا
web-down = رو به پایین
    .voice = پایین | پایین‌تر
web-read-nothing = در این صفحه متنی برای خواندن نیست.
web-read-image = تصویر:
web-read-button = دکمه:
web-read-field = خانه
web-read-choice = انتخاب
web-read-empty = خالی است.
web-read-private = خوانده نمی‌شود.
web-read-on = انتخاب شده است.
web-read-off = انتخاب نشده است.

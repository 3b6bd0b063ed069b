# The shell of the terminal: welcome, strips, panels, notices.
welcome = سلام.
    .body = زبان خود را لمس کنید.
    .card = زبان خود را لمس کنید. یا کارت خود را نشان دهید.
choose-language = چه زبانی می‌خواهید؟
guide = راهنمایی با صدا
    .voice = صدا|بخوان
promise = روی این دستگاه چیزی ذخیره نمی‌ماند.
language = زبان
    .voice = زبان دیگر

to-home = به صفحهٔ اول
    .voice = صفحهٔ اول|شروع
home-short = شروع
adjust = تنظیم
    .voice = تنظیمات
read-aloud = بلند خواندن
    .voice = بخوان|یک بار دیگر
read-stop = توقف
end = پایان
    .voice = تمام شد|تمام
help-call = درخواست کمک
    .voice = کمک
close = برگشت
helper-until = کمک در محل تا { $time }
helper-none = اکنون کسی اینجا نیست

step-count = پرسش { $n } از { $of }
page-earlier = قبلی
    .voice = صفحهٔ قبل
page-later = بیشتر
    .voice = صفحهٔ بعد
page-of = صفحهٔ { $n } از { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }، انتخاب شده
private-withheld = این روی صفحه نوشته شده است.
please-wait = لطفاً صبر کنید.
stop-waiting = دیگر صبر نمی‌کنم
pictogram-backspace = پاک کردن
pictogram-shift = حرف بزرگ
pictogram-earlier = قبلی
pictogram-later = بعدی
pictogram-more = بیشتر
pictogram-less = کمتر

waiting = یک لحظه لطفاً.
away = دفتر اکنون جواب نمی‌دهد.
    .body = اطلاعات شما هنوز هست.
try-again = دوباره امتحان کنید
broken = متأسفانه نشد.
    .body = اشکال از دستگاه است، نه از شما.
phone-line = تلفن { $phone }
hours-span = { $opens } تا { $closes }
hours-closed = بسته

help-calling = داریم خبر می‌دهیم.
help-open = خبر دادیم.
    .body = لطفاً همین‌جا بمانید. به‌زودی می‌بینید کی می‌آیند.
help-coming = { $minutes ->
        [0] همین حالا کسی می‌آید.
       *[other] تا حدود { $minutes } دقیقهٔ دیگر کسی می‌آید.
    }
    .body = لطفاً همین‌جا بمانید.
help-open-note = خبر دادیم
help-coming-note = { $minutes ->
        [0] همین حالا کسی می‌آید
       *[other] تا حدود { $minutes } دقیقهٔ دیگر کسی می‌آید
    }
help-done = کمک پیش شما بود.
    .body = باز هم کمک می‌خواهید؟ «درخواست کمک» را لمس کنید.
help-withdrawn = دیگر کسی نمی‌آید.
    .body = کمک می‌خواهید؟ «درخواست کمک» را لمس کنید.
help-away = اکنون کسی در دسترس نیست.
    .body = دوباره امتحان کنید یا تلفن بزنید.
help-nobody = اکنون کسی اینجا نیست.
    .body = لطفاً تلفن بزنید یا در این ساعت‌ها بیایید.
help-withdraw = کمک لازم نیست

warning = هنوز اینجا هستید؟
    .body = وگرنه کار شما تمام می‌شود و اطلاعات شما پاک می‌شود.
seconds-left = هنوز { $n } ثانیه
go-on = ادامه
more-time = وقت بیشتری لازم دارم
    .voice = وقت بیشتر
new-session = شروع دوباره
goodbye = خدا نگهدار.
    .body = اطلاعات شما اکنون پاک می‌شود.
covered = صفحه پوشیده است.
    .body = اطلاعات شما هنوز هست.
uncover = نشان دادن

adjust-title = دستگاه را چطور می‌خواهید؟
adjust-done = تمام
adjust-size = اندازه
adjust-size-100 = معمولی
adjust-size-140 = بزرگ
adjust-size-175 = خیلی بزرگ
adjust-theme = رنگ‌ها
adjust-theme-paper = روشن
adjust-theme-contrast = سیاه و زرد
adjust-theme-dark = تیره
adjust-low = دکمه‌ها
adjust-low-off = همه‌جا
adjust-low-on = فقط پایین
adjust-guide = خواندن همه‌چیز
adjust-guide-off = نه
adjust-guide-on = بله
adjust-volume = بلندی صدا { $volume } %
adjust-quieter = آرام‌تر
adjust-louder = بلندتر
adjust-pace = سرعت صدا
adjust-slower = کندتر
adjust-faster = تندتر
adjust-language = زبان
adjust-sample = حالا این‌طور حرف می‌زنم.

out-of-order = این دستگاه اکنون کار نمی‌کند.
    .body = { $site } با کمال میل به شما کمک می‌کند.

staff-person = کارکنان: نام کوتاه شما
staff-pin = رمز شما
    .body = جای عددها هر بار فرق می‌کند.
staff-pin-ok = ورود
staff-pin-clear = پاک کردن
staff-digits = { $n ->
        [0] هنوز عددی نیست
       *[other] { $n } رقم
    }
staff-checking = بررسی می‌شود.
staff-refused = درست نبود.
    .body = { $wait ->
        [0] لطفاً دوباره امتحان کنید.
       *[other] لطفاً { $wait } ثانیه صبر کنید.
    }
staff-menu = دستگاه چه کار کند؟
    .body = بلندی صدا در شروع: { $volume } از 100
staff-menu-end = پایان دادن به کار
staff-menu-restart = راه‌اندازی دوباره
staff-menu-out-of-order = از کار انداختن
staff-menu-back-in-order = به کار انداختن دوباره
staff-menu-quieter = آرام‌تر
staff-menu-louder = بلندتر
staff-menu-close = بستن منو

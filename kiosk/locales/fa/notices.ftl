notice-subject = پیام درباره مراجعه شما
notice-code = { $code } کد شماست. آن را فقط در دستگاه وارد کنید.
notice-booked = شماره شما: { $number }. به شما خبر می‌دهیم.
notice-booked-range = شماره شما: { $number }. نوبت حدود { $from } تا { $to }.
notice-booked-appointment = وقت شما: { $date }، { $time }.
notice-reminder = یادآوری: وقت شما { $date }، { $time } است.
notice-moved = وقت شما تغییر کرد: { $date }، { $time }.
notice-later = شماره { $number }: دیرتر. نوبت حدود { $from } تا { $to }.
notice-earlier = شماره { $number }: زودتر. نوبت حدود { $from } تا { $to }.
notice-next = شماره { $number }: به‌زودی نوبت شماست. لطفاً برگردید.
notice-called = شماره { $number }: لطفاً اکنون بیایید. { $room }
notice-cancelled = شماره { $number } دیگر معتبر نیست. تلفن: { $phone }
notice-cancelled-appointment = وقت { $date }، { $time } لغو شد. تلفن: { $phone }
notice-link = وضعیت نوبت: { $link }
notice-automatic = این پیام خودکار است. لطفاً پاسخ ندهید.

status-title = جای شما در صف
status-number = شماره شما
status-range = نوبت حدود { $from } تا { $to }
status-no-range = هنوز نمی‌دانیم کی نوبت شماست.
status-called = لطفاً اکنون بیایید.
status-inside = نوبت شماست.
status-missed = شما صدا زده شده‌اید. لطفاً به ما مراجعه کنید.
status-over = مراجعه شما تمام شد.
status-cancelled = این شماره دیگر معتبر نیست.
status-unknown = این صفحه وجود ندارد یا دیگر وجود ندارد.
status-busy = درخواست‌ها زیاد است. لطفاً یک دقیقه صبر کنید.
status-at = تا ساعت { $time }. صفحه خودکار تازه می‌شود.
status-reload = تازه کردن
status-stop = پیام دیگری نمی‌خواهم
status-stopped = دیگر پیامی دریافت نمی‌کنید. نشانی شما پاک شد.
status-questions = پرسش؟ { $phone }
status-ahead = { $count ->
    [0] نفر بعدی شما هستید.
    [one] { $count } نفر جلوتر از شماست.
   *[other] { $count } نفر جلوتر از شما هستند.
}

ticket-page = جای شما در صف – با تلفن:

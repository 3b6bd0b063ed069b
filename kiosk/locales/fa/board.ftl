# The screen in the waiting room: numbers and rooms, never what somebody comes for.

board-come = بفرمایید
board-after = بعدی
board-quiet = لطفاً صبر کنید. شمارهٔ شما اینجا نشان داده می‌شود.
board-more-calls = و { $count } شمارهٔ دیگر
board-more-waiting = و { $count } شمارهٔ دیگر

board-delay = { $room }: امروز { $late }
board-delay-late = حدود { $minutes } دقیقه دیرتر

board-room-room = اتاق { $n }
board-room-place = میز { $n }
board-room-counter = باجهٔ { $n }

board-info-hygiene = اتاق بعد از هر مراجعه تمیز می‌شود.
board-info-ticket = شمارهٔ شما روی برگهٔ شماست.
board-info-missed = نوبت شما گذشت؟ لطفاً به ما بگویید.

board-stale = این صفحه به‌روز نیست ({ $since }). لطفاً از ما بپرسید.
board-age-now = به‌روز
board-age-seconds = { $n } ثانیه پیش
board-age-minutes = { $n } دقیقه پیش
board-age-hours = { $n } ساعت پیش
board-age-never = بدون اتصال

board-closed = بسته است
board-closed-today = امروز بسته است
board-closed-holiday = تعطیل رسمی: بسته
board-opens = دوباره باز است: { $day }، از { $opens } تا { $closes }
board-day-today = امروز
board-day-tomorrow = فردا
board-day-0 = دوشنبه
board-day-1 = سه‌شنبه
board-day-2 = چهارشنبه
board-day-3 = پنجشنبه
board-day-4 = جمعه
board-day-5 = شنبه
board-day-6 = یکشنبه

board-say = شمارهٔ { $number }، لطفاً { $room }.

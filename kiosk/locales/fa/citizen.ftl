# The home screen.
home = چه می‌خواهید بکنید؟

service-take-number = گرفتن شماره
    .hint = برای دفتر
    .voice = شماره | نوبت | شماره می‌خواهم
service-my-turn = کی نوبت من است؟
    .hint = جای شما در صف
    .voice = نوبت من | صف
service-show-slip = برگه برای نشان دادن
    .hint = خواستهٔ شما به آلمانی
    .voice = برگه | چاپ خواسته
service-practice = تمرین
    .hint = لمس کردن بی‌خطر
    .voice = امتحان کردن | تمرین کنم
service-office = دفتر
    .hint = ساعت‌ها و تلفن
    .voice = ساعت کار | تلفن | دفتر
service-your-data = اطلاعات من
    .hint = با آن چه می‌شود؟
    .voice = حریم خصوصی | اطلاعات

# Take a number.
take-number-counter = برای چه کاری شماره می‌خواهید؟
take-number-counter-fact = برای
take-number-wait-fact = مدت انتظار
take-number-wait = احتمالاً { $least } تا { $most } دقیقه
take-number-wait-unknown = اکنون معلوم نیست
take-number-check = می‌خواهید شماره بگیرید؟
    .body = یک برگه با شمارهٔ خود می‌گیرید.
    .yes = بله، شماره می‌گیرم
    .no = نه، نمی‌خواهم
take-number-ticket = شمارهٔ شما
    .body = { place-state }
take-number-next = حالا می‌توانید «{ end }» را لمس کنید. شمارهٔ شما معتبر می‌ماند. در اتاق انتظار می‌بینید و می‌شنوید کی نوبت شماست.
take-number-none = اینجا اکنون شماره‌ای نیست.
    .body = لطفاً در دفتر با کسی صحبت کنید.
take-number-closed = دفتر اکنون بسته است.
    .body = شماره‌ای نگرفتید. لطفاً در ساعت کار دوباره بیایید.
take-number-closed-today = امروز بسته است.
    .body = امروز شماره داده نمی‌شود. لطفاً روز دیگری بیایید.
take-number-holiday = امروز تعطیل رسمی است.
    .body = دفتر بسته است و شماره داده نمی‌شود. لطفاً روز دیگری بیایید.
take-number-no-number-free = اکنون شمارهٔ خالی نیست.
    .body = لطفاً در دفتر بپرسید کی ادامه دارد.
take-number-other = این کار نشد.
    .body = شماره‌ای نگرفتید. لطفاً در دفتر با کسی صحبت کنید.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] نوبت شماست. لطفاً بروید به: { $room }
    [serving] اکنون نوبت این شماره است.
    [parked] لطفاً کمی صبر کنید. شمارهٔ شما دوباره خوانده می‌شود.
    [missed] این شماره قبلاً خوانده شد. لطفاً در دفتر با کسی صحبت کنید.
    [done] نوبت این شماره امروز گذشته است.
    [left] این شماره دیگر معتبر نیست. می‌توانید شمارهٔ تازه بگیرید.
   *[waiting] { $ahead ->
        [0] نفر بعدی شما هستید. { place-wait }
       *[other] هنوز { $ahead } نفر جلوتر از شما هستند. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] اکنون کسی نمی‌تواند بگوید چقدر طول می‌کشد.
   *[other] احتمالاً بین { $first } و { $last } نوبت شماست.
  }

# Find a number's place.
my-turn-number = شمارهٔ شما چند است؟
    .body = روی برگهٔ شما بزرگ نوشته شده است.
my-turn-unknown = شمارهٔ { $number } امروز وجود ندارد.
    .body = لطفاً یک بار دیگر برگه را ببینید. شاید مال روز دیگری است.
    .yes = دوباره وارد کردن
    .no = تمام کردن
my-turn-place = شمارهٔ شما
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = شمارهٔ شما
ticket-wait = لطفاً صبر کنید تا شمارهٔ شما خوانده شود.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } این ممکن است تغییر کند.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = لطفاً برگهٔ خود را بردارید.
paper-no-paper = چاپگر کاغذ ندارد. لطفاً شمارهٔ خود را به خاطر بسپارید.
paper-unreachable = چاپگر اکنون کار نمی‌کند. لطفاً شمارهٔ خود را به خاطر بسپارید.

# A slip to show.
slip-wish = روی برگه چه بنویسیم؟
    .body = می‌توانید برگه را همه‌جا نشان دهید.
slip-wish-fill-in = برای پر کردن فرم کمک می‌خواهم.
slip-wish-slow = کمی آلمانی می‌دانم. لطفاً آهسته حرف بزنید.
slip-wish-language = می‌خواهم با کسی صحبت کنم که زبان مرا می‌داند.
slip-wish-read-aloud = خوب نمی‌توانم بخوانم. لطفاً برایم بخوانید.
slip-wish-write-down = خوب نمی‌شنوم. لطفاً برایم بنویسید.
slip-wish-own = خودم چیزی می‌نویسم.
slip-own = چه می‌خواهید بگویید؟
    .body = همان‌طور که می‌نویسید چاپ می‌شود.
slip-more = می‌خواهید چیز دیگری هم بنویسید؟
    .body = می‌توانید خانه را خالی بگذارید.
slip-check = برگه همین‌طور چاپ شود؟
    .yes = بله، چاپ شود
    .no = نه، نمی‌خواهم
slip-wish-fact = خواستهٔ شما
slip-words-fact = نوشتهٔ شما
slip-printed = برگهٔ شما آماده است.
    .body = لطفاً آن را بردارید. آن را در باجه نشان دهید.
slip-no-paper = چاپگر کاغذ ندارد.
    .body = برگهٔ شما چاپ نشد. لطفاً در دفتر با کسی صحبت کنید.
slip-unreachable = چاپگر اکنون کار نمی‌کند.
    .body = برگهٔ شما چاپ نشد. لطفاً در دفتر با کسی صحبت کنید.
slip-title = سلام! لطفاً به من کمک کنید.
slip-date = { $date }

# Practise.
practice-start = اینجا می‌توانید با آرامش تمرین کنید.
    .body = چیزی خراب نمی‌شود. چیزی فرستاده یا ذخیره نمی‌شود.
practice-touch = یک تصویر را لمس کنید.
    .body = درست و غلط ندارد.
practice-touch-tram = تراموا
practice-touch-tree = درخت
practice-touch-house = خانه
practice-touch-bicycle = دوچرخه
practice-word = خیلی خوب. نام یک خیابان را بنویسید.
    .body = بعد از سه حرف یک پیشنهاد می‌آید. می‌توانید آن را لمس کنید.
practice-number = عالی. یک عدد وارد کنید.
    .body = مثلاً عددی که دوست دارید، از 1 تا 99.
practice-date = آفرین. یک روز را انتخاب کنید.
    .body = مثلاً همین امروز.
practice-check = درست است؟
    .body = با «{ back }» می‌توانید همه‌چیز را عوض کنید.
    .yes = بله، تمام
    .no = تمرین دوباره
practice-thing-fact = تصویر
practice-word-fact = خیابان
practice-number-fact = عدد
practice-date-fact = روز
practice-done = آفرین! حالا بلد هستید.
    .body = همه‌جای این دستگاه همین‌طور است.

# The office.
office-today = امروز در دفتر
    .body = اکنون کسی کنار دستگاه کمک نمی‌کند. می‌توانید تلفن بزنید یا در ساعت کار بیایید.
office-today-helped = امروز در دفتر
    .body = امروز تا { $until } کسی اینجاست و با کمال میل کمک می‌کند.
office-open-fact = امروز
office-phone-fact = تلفن
office-week = ساعت کار
office-closed = بسته
office-holiday = بسته، امروز تعطیل رسمی است
office-next-fact = دوباره باز است
office-hours = { $from } تا { $to }
office-hours-two = { $from } تا { $to } و { $again } تا { $until }

# What happens with the data.
data-device = روی این دستگاه چیزی ذخیره نمی‌ماند.
    .body = اگر چیزی فرستاده شود، پیش از آن به شما می‌گوییم.
data-end = با «{ end }» همه‌چیز پاک می‌شود.
    .body = وقتی کارتان تمام شد، بالای صفحه «{ end }» را لمس کنید. اگر فراموش کنید، دستگاه بعد از مدت کوتاهی خودش این کار را می‌کند.
data-rights = حقوق شما
    .body = می‌توانید بپرسید شهرداری چه چیزی دربارهٔ شما ذخیره کرده است. باید نادرست را درست کند و آنچه دیگر لازم ندارد پاک کند. در دفتر بپرسید.
data-service = دربارهٔ چه می‌خواهید بیشتر بدانید؟
data-service-done = تمام
    .hint = برگشت به صفحهٔ اول

purpose-take-number = شماره می‌گیرید تا شما را به نوبت صدا کنیم.
purpose-my-turn = نشان می‌دهیم چند نفر جلوتر از شما هستند.
purpose-show-slip = خواستهٔ شما را روی یک برگه چاپ می‌کنیم.
purpose-practice = کار با دستگاه را تمرین می‌کنید.
purpose-office = ساعت کار و تلفن را نشان می‌دهیم.
purpose-your-data = توضیح می‌دهیم با اطلاعات شما چه می‌شود.
basis-public-task = وظیفهٔ شهرداری (مادهٔ 6 بند 1 حرف e قانون DSGVO)
basis-no-data = لازم نیست. برای این کار به اطلاعات شما نیازی نداریم.
recipient-office-number = دفتر. شماره و موضوع آن را می‌بیند، اما نام شما را نه.
recipient-office-asked = دفتر. فقط شماره‌ای را می‌گیرد که وارد می‌کنید.
recipient-paper = فقط شما. خواستهٔ شما روی برگه‌ای است که می‌برید.
recipient-nobody = هیچ‌کس.
retention-number = شماره فقط برای امروز است. نام شما ذخیره نمی‌شود.
retention-asked = پرسش شما ذخیره نمی‌شود.
retention-session = تا وقتی که «{ end }» را لمس کنید. بعد همه‌چیز پاک می‌شود.
retention-nothing = چیزی ذخیره نمی‌شود.

# Words that many screens share.
next = بعدی
back = برگشت
confirm-yes = بله
    .voice = درست | درست است
confirm-no = نه
    .voice = غلط | درست نیست

# Why an answer is not taken.
problem-empty = اینجا هنوز چیزی کم است.
problem-too-long = خیلی طولانی است. لطفاً کوتاه‌تر کنید.
problem-control-characters = یک نشانه را نمی‌توانیم بخوانیم. لطفاً آن را پاک کنید.
problem-not-offered = این گزینه اینجا نیست. لطفاً دوباره انتخاب کنید.
problem-too-small = خیلی کم است یا خیلی زود.
problem-too-large = خیلی زیاد است یا خیلی دیر.
problem-wrong-kind = متوجه نشدیم. لطفاً دوباره امتحان کنید.

weekday-0 = دوشنبه
weekday-1 = سه‌شنبه
weekday-2 = چهارشنبه
weekday-3 = پنجشنبه
weekday-4 = جمعه
weekday-5 = شنبه
weekday-6 = یکشنبه

# What a service does with data, shown before the first private question.
declare = پیش از آنکه چیزی بنویسید
    .body = با اطلاعات شما این کار را می‌کنیم.
declare-purpose = برای چه؟
declare-basis = بر چه اساسی؟
declare-recipient = چه کسی آن را می‌گیرد؟
declare-retention = تا کی؟

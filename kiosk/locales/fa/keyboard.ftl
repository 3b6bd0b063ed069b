# Keys that only one script has.
key-script-cyrillic = حرف‌های سیریلیک
key-script-vietnamese = حرف‌های ویتنامی
key-half-space = نیم‌فاصله
key-mark-hat = کلاه: â ê ô
key-mark-horn = قلاب روی حرف: ă ơ ư
key-mark-acute = آهنگ بالارونده
key-mark-grave = آهنگ پایین‌رونده
key-mark-hook = آهنگ پرسشی
key-mark-tilde = آهنگ شکسته
key-mark-dot = آهنگ پایین، نقطهٔ زیر

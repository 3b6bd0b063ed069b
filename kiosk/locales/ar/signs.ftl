# Films in sign language.

sign-language = لغة الإشارة
sign-film = فيلم بلغة الإشارة
sign-pause = إيقاف
sign-go-on = متابعة
sign-again = مرة أخرى
sign-close = إغلاق
sign-broken = الفيلم لا يعمل. النص على الشاشة.

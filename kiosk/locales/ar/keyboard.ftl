# Keys that only one script has.
key-script-cyrillic = أحرف كيريلية
key-script-vietnamese = أحرف فيتنامية
key-half-space = فاصل داخل الكلمة
key-mark-hat = قبعة: â ê ô
key-mark-horn = خطاف على الحرف: ă ơ ư
key-mark-acute = نغمة صاعدة
key-mark-grave = نغمة هابطة
key-mark-hook = نغمة سؤال
key-mark-tilde = نغمة مكسورة
key-mark-dot = نغمة منخفضة، نقطة في الأسفل

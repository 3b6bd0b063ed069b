# Words that many screens share.
next = متابعة
back = رجوع
confirm-yes = نعم
    .voice = صحيح | تمام
confirm-no = لا
    .voice = خطأ | غير صحيح

# Why an answer is not taken.
problem-empty = ما زال هنا شيء ناقص.
problem-too-long = هذا طويل جدًا. يرجى اختصاره.
problem-control-characters = يوجد رمز لا نستطيع قراءته. يرجى حذفه.
problem-not-offered = هذا ليس من الخيارات هنا. يرجى الاختيار مرة أخرى.
problem-too-small = هذا صغير جدًا أو مبكر جدًا.
problem-too-large = هذا كبير جدًا أو متأخر جدًا.
problem-wrong-kind = لم نفهم ذلك. يرجى المحاولة مرة أخرى.

weekday-0 = الاثنين
weekday-1 = الثلاثاء
weekday-2 = الأربعاء
weekday-3 = الخميس
weekday-4 = الجمعة
weekday-5 = السبت
weekday-6 = الأحد

# What a service does with data, shown before the first private question.
declare = قبل أن تكتب أي شيء
    .body = هذا ما يحدث لبياناتك.
declare-purpose = لماذا؟
declare-basis = الأساس القانوني
declare-recipient = من يحصل عليها؟
declare-retention = إلى متى؟

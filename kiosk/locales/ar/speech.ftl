# Speech: headphones, and languages that no voice can say.
headphones = تم توصيل السماعات. هل أقرأ لك كل شيء؟
    .body = أنت وحدك تسمعني. أقرأ لك البيانات الخاصة أيضًا.
headphones-always = نعم، اقرأ كل شيء
    .voice = اقرأ|نعم
headphones-asked = لا، فقط عندما أطلب
    .voice = لا
headphones-welcome = مرحبًا. أنت تسمعني عبر السماعات. سأقرأ لك كل صفحة. اختر لغتك أولًا.
headphones-out = لم تعد السماعات موصولة. لن أقرأ البيانات الخاصة الآن.
unspoken = لا يمكنني قراءة هذه اللغة لك هنا.
    .body = اختر لغة أخرى. أو اطلب المساعدة: سيأتي إليك أحد.

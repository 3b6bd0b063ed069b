# Being told elsewhere that one's turn comes: offered with a number, where the office can send notices.
tell = هل نخبرك عندما يقترب دورك؟
    .body = عندها لا تحتاج إلى الانتظار هنا. نكتب إليك عندما يقترب دورك.
    .voice = أخبروني
tell-none = لا، أنتظر هنا
    .voice = لا
tell-sms = نعم، برسالة نصية على الهاتف
    .voice = رسالة نصية | الهاتف
tell-email = نعم، بالبريد الإلكتروني
    .voice = البريد الإلكتروني

declare-telling = هل توافق على ذلك؟
    .yes = نعم، أوافق
    .no = لا، لا أريد
tell-purpose = نكتب إليك عندما يحين دورك. نحتاج إلى ذلك لهذا الغرض فقط.
tell-kept = ماذا نحفظ؟
tell-kept-what = رقم هاتفك أو عنوان بريدك الإلكتروني، ولغتك، وأنك وافقت. لا نحفظ أي اسم.
tell-basis = موافقتك (المادة 6 الفقرة 1 الحرف أ من اللائحة العامة لحماية البيانات)
tell-recipient = المكتب، والخدمة التي ترسل الرسالة.
tell-retention = { $hours ->
    [0] نحذف ذلك بعد زيارتك مباشرة.
    [one] نحذف ذلك بعد ساعة واحدة من زيارتك.
    [two] نحذف ذلك بعد ساعتين من زيارتك.
    [few] نحذف ذلك بعد { $hours } ساعات من زيارتك.
   *[other] نحذف ذلك بعد { $hours } ساعة من زيارتك.
}
tell-withdraw = وإذا غيّرت رأيك؟
tell-withdraw-how = يمكنك إنهاء ذلك في أي وقت: هنا، أو في صفحة رقمك على الإنترنت، أو في المكتب.

tell-phone = ما رقم هاتفك؟
    .body = من فضلك مع رمز المنطقة.
tell-address = ما عنوان بريدك الإلكتروني؟
tell-address-again = هذا العنوان غير كامل.
    .body = من فضلك اكتبه مرة أخرى. شكله هكذا: name@beispiel.de
tell-bad-sms = لا يمكننا الكتابة إلى هذا الرقم.
    .body = ربما ينقص رمز المنطقة. باختيار «{ next }» تحاول مرة أخرى.
tell-bad-email = لا يمكننا الكتابة إلى هذا العنوان.
    .body = باختيار «{ next }» تحاول مرة أخرى.

tell-sent-sms = نرسل إليك رسالة نصية فيها رمز.
    .body = من فضلك انظر إلى هاتفك. قد يستغرق ذلك دقيقة.
tell-sent-email = نرسل إليك رسالة بريد إلكتروني فيها رمز.
    .body = من فضلك انظر في بريدك. قد يستغرق ذلك دقيقة.
tell-have = لدي الرمز
tell-missing = لا يصل شيء
tell-stop = لا أريد رسائل
    .voice = لا رسائل
tell-code = ما الرمز المكتوب في الرسالة؟
    .body = يتكون من 6 أرقام ويصلح لمدة 10 دقائق.
tell-wrong = هذا الرمز غير صحيح.
    .body = باختيار «{ next }» يمكنك النظر مرة أخرى.
tell-late = لم يعد هذا الرمز صالحًا.
    .body = باختيار «{ next }» تحصل على رمز جديد.
tell-again-sms = ربما رقم الهاتف غير صحيح.
    .body = باختيار «{ next }» تكتبه مرة أخرى.
tell-again-email = ربما عنوان البريد الإلكتروني غير صحيح.
    .body = باختيار «{ next }» تكتبه مرة أخرى. انظر أيضًا في البريد غير المرغوب فيه.
tell-away-sms = الرسائل النصية لا تصل الآن.
    .body = نواصل المحاولة. يمكنك أيضًا الانتظار هنا. رقمك صالح.
tell-away-email = رسائل البريد الإلكتروني لا تصل الآن.
    .body = نواصل المحاولة. يمكنك أيضًا الانتظار هنا. رقمك صالح.
tell-over = لا توجد رسائل أخرى للرقم { $number }.
    .body = تم النداء عليه أو لم يعد صالحًا. من فضلك اسأل في المكتب.
tell-too-many = لا يمكننا إرسال المزيد من الرموز.
    .body = من فضلك انتظر هنا. رقمك صالح.
tell-other = لم ينجح ذلك.
    .body = من فضلك انتظر هنا. رقمك صالح.
tell-done = سنخبرك. رقمك
    .body = يمكنك الخروج الآن. من فضلك عُد عندما نكتب إليك.
tell-already = أنت تتلقى الرسائل بالفعل.
    .body = هل يبقى الأمر هكذا؟
tell-already-keep = نعم، يبقى هكذا
tell-stopped = لن تتلقى رسائل.
    .body = حُذفت بياناتك. ما زال رقمك صالحًا.

# The same for an appointment.
appointment-tell = هل نذكّرك بالموعد؟
    .body = نكتب إليك قبل الموعد بيوم. وأيضًا إذا تغيّر شيء.
    .voice = ذكّروني
appointment-tell-none = لا، بدون رسائل
    .voice = لا
appointment-tell-same = نعم، برسالة إلى الرقم الذي ذكرته
appointment-tell-sms = نعم، برسالة إلى رقم آخر
appointment-tell-purpose = نؤكد الموعد، ونذكّرك به قبل يوم، ونكتب إليك إذا تغيّر شيء. نحتاج إلى ذلك لهذا الغرض فقط.
appointment-tell-withdraw-how = يمكنك إنهاء ذلك في أي وقت: هنا برقم موعدك، أو في المكتب.
appointment-tell-away-sms = { tell-away-sms }
    .body = نواصل المحاولة. موعدك صالح على أي حال.
appointment-tell-away-email = { tell-away-email }
    .body = نواصل المحاولة. موعدك صالح على أي حال.
appointment-tell-over = لا توجد رسائل لهذا الموعد.
    .body = أُلغي الموعد أو انتهى. من فضلك اسأل في المكتب.
appointment-tell-too-many = { tell-too-many }
    .body = ما زال موعدك صالحًا.
appointment-tell-other = { tell-other }
    .body = ما زال موعدك صالحًا.
appointment-tell-done = سنخبرك.
    .body = ستصلك رسالة تأكيد قريبًا، وتذكير قبل الموعد بيوم.
appointment-tell-stopped = { tell-stopped }
    .body = حُذفت بياناتك. ما زال موعدك صالحًا.

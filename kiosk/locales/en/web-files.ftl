# The browser's windows and files: questions of a page, downloads, printing, stick.
web-ask-name = { $host } asks for your user name.
    .body = Do you know this page? If not, leave the field empty.
web-ask-password = { $host } asks for your password.
    .body = Nobody can see it here. It is not kept.
web-ask-colour = Which colour?
web-colour-black = Black
web-colour-grey = Grey
web-colour-white = White
web-colour-red = Red
web-colour-orange = Orange
web-colour-yellow = Yellow
web-colour-green = Green
web-colour-blue = Blue
web-colour-violet = Violet
web-colour-pink = Pink
web-colour-brown = Brown
web-told-devices = Web pages do not get the camera, microphone or location here.
web-told-passkey = Signing in with a key or a fingerprint is not possible here.

web-more = Print and files
web-to-page = To the web page
web-to-files = Your files
web-percent = { $n } per cent
web-menu = What do you want to do with the page?
web-menu-print = Print the page
web-menu-files = Your files ({ $n })
web-menu-again = Load the page again
web-menu-page = To the web page
web-files = Your files
    .body = All of them are deleted after your session.
web-no-files = There are no files here.
    .body = What you download from a page comes here. It is gone after your session.
web-file = { $name }
web-file-look = Look at it
web-file-print = Print
web-file-copy = Copy to your USB stick
web-file-delete = Delete
web-file-page = To the web page
web-saved = The file is here: { $name }
    .body = It stays until your session ends.
web-coming = { $name } is being downloaded.
    .body = You can go on reading the page.
web-coming-cancel = Cancel
web-not-saved-too-big = This file is too large.
    .body = It does not fit on this device. Delete other files, or use another device.
web-not-saved-full = There is no room left.
    .body = Delete another file first.
web-not-saved-broken = The file has not arrived.
    .body = Try again on the page.
web-not-shown = { $name } cannot be shown.
    .body = The file may be damaged, or it has a password.
web-view = { $name }
web-zoom-in = Larger
web-zoom-out = Smaller
web-making = The page is being prepared.
    .body = One moment please.
web-not-printable = This page cannot be printed.
    .body = It is too large. Please ask in the office.
web-no-printer = Web pages cannot be printed here.
    .body = Please ask in the office.
web-paper = { $n ->
    [one] Print 1 sheet?
   *[other] Print { $n } sheets?
 }
web-paper-free = This costs nothing.
web-paper-cost = { $free ->
    [0] This costs { $price }. You pay in the office.
   *[other] { $free } are free. The rest costs { $price }. You pay in the office.
 }
web-paper-too-many = This device prints no more than { $most } sheets. Choose single sheets.
web-print-all = { $n ->
    [one] Print
   *[other] Print all { $n } sheets
 }
web-print-one = Print only this sheet
web-printing = Printing: { $n } of { $of }
    .body = Please wait.
web-printed-printed = Your print is ready.
    .body = Take all sheets with you. Printed in this session: { $n }
web-printed-no-paper = The printer has no paper.
    .body = Please tell the office. You pay nothing for it.
web-printed-unreachable = Printing did not work.
    .body = Please ask in the office. You pay nothing for it.
web-printed-too-many = This device does not print so many sheets.
    .body = Choose fewer sheets, or ask in the office.
web-pay = Please pay { $price } in the office.
web-copy = Copy { $name } to your USB stick?
    .body = Put the stick in now. Nothing is deleted and nothing overwritten.
web-copy-yes = Copy
web-moving = { $name } is being copied.
    .body = Do not pull the stick now.
web-stick-copied = { $name } is on your USB stick.
    .body = You can pull the stick now.
web-stick-gone = The USB stick is not there any more.
    .body = Put it in again, and try once more.
web-stick-full = There is no room left on the USB stick.
    .body = Nothing was copied.
web-stick-not-writable = Nothing can be copied to this USB stick.
    .body = Is a stick put in? If so, please ask in the office.
web-stick-none = No USB stick is put in.
    .body = Put your stick in, and try again.
web-stick-old = This USB stick was here before you.
    .body = Is it yours? Then pull it and put it in again. If not, please hand it in at the office.
web-stick-unsafe = The USB stick cannot be used here.
    .body = Please ask in the office.
web-stick-empty = There are no files on the USB stick.
web-stick-too-big = This file is too large.
    .body = Delete other files, or choose a smaller one.
web-stick-files = Which file of the USB stick?
web-ask-files = Which file shall { $host } get?
    .body = The page sees only what you choose.
web-give-done = Done: { $n } chosen
web-give-stick = From the USB stick
web-give-nothing = There are no files here.
    .body = You can go back. The page { $host } gets nothing.

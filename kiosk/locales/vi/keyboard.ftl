# Keys that only one script has.
key-script-cyrillic = Chữ Kirin
key-script-vietnamese = Chữ cái tiếng Việt
key-half-space = Ngắt trong từ
key-mark-hat = Dấu mũ: â ê ô
key-mark-horn = Dấu móc hoặc dấu trăng: ă ơ ư
key-mark-acute = Dấu sắc
key-mark-grave = Dấu huyền
key-mark-hook = Dấu hỏi
key-mark-tilde = Dấu ngã
key-mark-dot = Dấu nặng

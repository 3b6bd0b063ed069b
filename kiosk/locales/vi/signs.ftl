# Films in sign language.

sign-language = Ngôn ngữ ký hiệu
sign-film = Phim ngôn ngữ ký hiệu
sign-pause = Tạm dừng
sign-go-on = Tiếp tục
sign-again = Xem lại
sign-close = Đóng
sign-broken = Phim không chạy. Lời ở trên màn hình.

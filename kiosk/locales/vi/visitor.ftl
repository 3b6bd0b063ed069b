# The shell of the terminal: welcome, strips, panels, notices.
welcome = Xin chào.
    .body = Hãy chạm vào tiếng của quý vị.
    .card = Hãy chạm vào tiếng của quý vị. Hoặc đưa thẻ ra.
choose-language = Quý vị muốn dùng tiếng nào?
guide = Hướng dẫn bằng giọng nói
    .voice = giọng nói|đọc to
promise = Máy này không lưu lại gì.
language = Ngôn ngữ
    .voice = tiếng khác

to-home = Về trang đầu
    .voice = trang đầu|bắt đầu
home-short = Trang đầu
adjust = Điều chỉnh
    .voice = chỉnh máy
read-aloud = Đọc to
    .voice = đọc cho tôi|đọc lại
read-stop = Dừng
end = Kết thúc
    .voice = xong|xong rồi
help-call = Gọi giúp đỡ
    .voice = giúp tôi|giúp đỡ
close = Quay lại
helper-until = Có người giúp đến { $time }
helper-none = Hiện không có ai ở đây

step-count = Câu hỏi { $n } trên { $of }
page-earlier = Trước
    .voice = trang trước
page-later = Xem thêm
    .voice = trang sau|thêm
page-of = Trang { $n } trên { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }, đã chọn
private-withheld = Phần này có trên màn hình.
please-wait = Xin vui lòng chờ.
stop-waiting = Không chờ nữa
pictogram-backspace = Xóa
pictogram-shift = Chữ hoa
pictogram-earlier = Trước
pictogram-later = Sau
pictogram-more = Thêm
pictogram-less = Bớt

waiting = Xin chờ một lát.
away = Văn phòng hiện không trả lời.
    .body = Thông tin của quý vị vẫn còn.
try-again = Thử lại
broken = Xin lỗi, không được rồi.
    .body = Lỗi do máy, không phải do quý vị.
phone-line = Điện thoại { $phone }
hours-span = { $opens } đến { $closes }
hours-closed = đóng cửa

help-calling = Chúng tôi đang báo.
help-open = Chúng tôi đã báo.
    .body = Xin ở lại đây. Sắp có giờ người đến giúp.
help-coming = { $minutes ->
        [0] Có người đến ngay.
       *[other] Có người đến sau khoảng { $minutes } phút.
    }
    .body = Xin ở lại đây.
help-open-note = Chúng tôi đã báo
help-coming-note = { $minutes ->
        [0] Có người đến ngay
       *[other] Có người đến sau khoảng { $minutes } phút
    }
help-done = Người giúp đã đến.
    .body = Quý vị cần giúp nữa? Hãy chạm “Gọi giúp đỡ”.
help-withdrawn = Không ai đến nữa.
    .body = Quý vị vẫn cần giúp? Hãy chạm “Gọi giúp đỡ”.
help-away = Hiện chúng tôi không gọi được ai.
    .body = Xin thử lại, hoặc gọi điện thoại.
help-nobody = Hiện không có ai ở đây.
    .body = Xin gọi điện thoại, hoặc đến vào những giờ này.
help-withdraw = Không cần giúp nữa

warning = Quý vị còn ở đây không?
    .body = Nếu không, máy sẽ kết thúc và xóa thông tin của quý vị.
seconds-left = Còn { $n } giây
go-on = Tiếp tục
more-time = Tôi cần thêm giờ
    .voice = thêm giờ
new-session = Bắt đầu lại
goodbye = Tạm biệt.
    .body = Thông tin của quý vị đang được xóa.
covered = Màn hình đã được che.
    .body = Thông tin của quý vị vẫn còn.
uncover = Hiện lại

adjust-title = Quý vị muốn máy thế nào?
adjust-done = Xong
adjust-size = Cỡ chữ
adjust-size-100 = Thường
adjust-size-140 = Lớn
adjust-size-175 = Rất lớn
adjust-theme = Màu sắc
adjust-theme-paper = Sáng
adjust-theme-contrast = Đen vàng
adjust-theme-dark = Tối
adjust-low = Nút bấm
adjust-low-off = Khắp nơi
adjust-low-on = Chỉ ở dưới
adjust-guide = Đọc to mọi thứ
adjust-guide-off = Không
adjust-guide-on = Có
adjust-volume = Âm lượng { $volume } %
adjust-quieter = Nhỏ hơn
adjust-louder = To hơn
adjust-pace = Tốc độ giọng nói
adjust-slower = Chậm hơn
adjust-faster = Nhanh hơn
adjust-language = Ngôn ngữ
adjust-sample = Bây giờ tôi nói như thế này.

out-of-order = Máy này đang ngừng hoạt động.
    .body = { $site } sẵn lòng giúp quý vị.

staff-person = Nhân viên: tên ngắn
staff-pin = Mã PIN
    .body = Vị trí các số đổi mỗi lần.
staff-pin-ok = Đăng nhập
staff-pin-clear = Xóa
staff-digits = { $n ->
        [0] Chưa có số nào
       *[other] { $n } chữ số
    }
staff-checking = Đang kiểm tra.
staff-refused = Chưa đúng.
    .body = { $wait ->
        [0] Xin thử lại.
       *[other] Xin chờ { $wait } giây.
    }
staff-menu = Máy cần làm gì?
    .body = Âm lượng lúc đầu: { $volume } trên 100
staff-menu-end = Kết thúc phiên
staff-menu-restart = Khởi động lại
staff-menu-out-of-order = Ngừng hoạt động
staff-menu-back-in-order = Hoạt động trở lại
staff-menu-quieter = Nhỏ hơn
staff-menu-louder = To hơn
staff-menu-close = Đóng trình đơn

# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = Ô tiếp theo
web-field-enter = Nhập
web-field-done = Xong
web-numbers = Đánh số liên kết
    .voice = đánh số | hiện số
web-numbers-off = Bỏ số
web-number-ask = { $count ->
    [1] Chỉ có số 1. Chọn số nào?
   *[other] Có số từ 1 đến { $count }. Chọn số nào?
}
web-number-take = Chọn
web-number-leave = Không chọn
web-up = Lên trên
    .voice = lên | lên trên
web-down = Xuống dưới
    .voice = xuống | xuống dưới
web-read-nothing = Trang này không có chữ để đọc.
web-read-image = Hình:
web-read-button = Nút:
web-read-field = Ô nhập
web-read-choice = Lựa chọn
web-read-empty = còn trống.
web-read-private = không được đọc to.
web-read-on = đã chọn.
web-read-off = chưa chọn.

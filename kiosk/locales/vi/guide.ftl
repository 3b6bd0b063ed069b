# Keypad, one switch, voice guide.
guide-role-button = nút
guide-role-choice = lựa chọn
guide-role-field = ô nhập
guide-role-page = trang web
guide-thing = { $name }, { $role }, { $n } trên { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } trên { $of }
guide-chosen = đã chọn
guide-not-chosen = chưa chọn
guide-on = bật
guide-empty = trống
guide-hidden-key = ký tự
guide-deleted = đã xóa { $sign }
guide-round = Lại từ đầu.
guide-more = Còn nữa. Quý vị dùng phím mũi tên để đi tiếp, hoặc nói: thêm.
guide-next = Thêm
    .voice = nghe thêm
guide-ok = Phím OK chọn: { $name }
guide-keys = Phím mũi tên để đi tiếp. Phím OK để chọn.
guide-entry = Quý vị viết ở đây. Phím mũi tên đi đến các phím. Phím OK để viết.

scan-once = Quý vị nhấn thêm một lần nữa. Sau đó quý vị chọn chỉ bằng một phím.
scan-begins = Một khung di chuyển. Quý vị nhấn khi khung ở đúng chỗ.
scan-waits = Khung đang chờ. Quý vị nhấn để đi tiếp.

adjust-scan = Chọn bằng một phím
adjust-scan-0 = Không dùng
adjust-scan-1 = 1 giây
adjust-scan-2 = 2 giây
adjust-scan-3 = 3 giây
adjust-scan-4 = 4 giây
adjust-scan-5 = 5 giây

notice-subject = Tin nhắn về lượt của quý vị
notice-code = { $code } là mã của quý vị. Chỉ nhập mã này tại máy.
notice-booked = Số của quý vị: { $number }. Chúng tôi sẽ báo tin.
notice-booked-range = Số của quý vị: { $number }. Gọi khoảng { $from } đến { $to }.
notice-booked-appointment = Lịch hẹn của quý vị: { $date }, { $time }.
notice-reminder = Nhắc hẹn: { $date }, { $time }.
notice-moved = Lịch hẹn đổi sang: { $date }, { $time }.
notice-later = Số { $number }: lâu hơn. Gọi khoảng { $from } đến { $to }.
notice-earlier = Số { $number }: nhanh hơn. Gọi khoảng { $from } đến { $to }.
notice-next = Số { $number }: sắp đến lượt quý vị. Xin quay lại.
notice-called = Số { $number }: xin mời vào. { $room }
notice-cancelled = Số { $number } không còn giá trị. ĐT: { $phone }
notice-cancelled-appointment = Lịch hẹn { $date }, { $time } bị hủy. ĐT: { $phone }
notice-link = Tình hình: { $link }
notice-automatic = Đây là tin nhắn tự động. Xin đừng trả lời.

status-title = Vị trí của quý vị trong hàng
status-number = Số của quý vị
status-range = Gọi khoảng { $from } đến { $to }
status-no-range = Chúng tôi chưa biết khi nào đến lượt quý vị.
status-called = Xin mời vào.
status-inside = Đến lượt quý vị.
status-missed = Số của quý vị đã được gọi. Xin đến gặp chúng tôi.
status-over = Lượt của quý vị đã kết thúc.
status-cancelled = Số này không còn giá trị.
status-unknown = Trang này không có hoặc không còn nữa.
status-busy = Đang có quá nhiều yêu cầu. Xin chờ một phút.
status-at = Lúc { $time }. Trang tự tải lại.
status-reload = Tải lại
status-stop = Không nhận tin nữa
status-stopped = Quý vị sẽ không nhận tin nữa. Địa chỉ đã được xóa.
status-questions = Câu hỏi? { $phone }
status-ahead = { $count ->
    [0] Quý vị là người tiếp theo.
   *[other] Có { $count } người trước quý vị.
}

ticket-page = Vị trí của quý vị – bằng điện thoại:

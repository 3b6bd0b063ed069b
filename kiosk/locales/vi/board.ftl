# The screen in the waiting room: numbers and rooms, never what somebody comes for.

board-come = Xin mời vào
board-after = Tiếp theo
board-quiet = Xin vui lòng chờ. Số của quý vị sẽ hiện ở đây.
board-more-calls = và { $count } số khác
board-more-waiting = và { $count } số khác

board-delay = { $room }: hôm nay { $late }
board-delay-late = chậm khoảng { $minutes } phút

board-room-room = Phòng { $n }
board-room-place = Bàn { $n }
board-room-counter = Quầy { $n }

board-info-hygiene = Phòng được lau dọn sau mỗi lượt khách.
board-info-ticket = Số của quý vị ghi trên phiếu.
board-info-missed = Lỡ số? Xin báo cho chúng tôi.

board-stale = Bảng này chưa được cập nhật ({ $since }). Xin hỏi chúng tôi.
board-age-now = mới cập nhật
board-age-seconds = { $n } giây trước
board-age-minutes = { $n } phút trước
board-age-hours = { $n } giờ trước
board-age-never = mất kết nối

board-closed = Đã đóng cửa
board-closed-today = Hôm nay đóng cửa
board-closed-holiday = Ngày lễ: đóng cửa
board-opens = Mở lại: { $day }, { $opens } đến { $closes } giờ
board-day-today = hôm nay
board-day-tomorrow = ngày mai
board-day-0 = thứ Hai
board-day-1 = thứ Ba
board-day-2 = thứ Tư
board-day-3 = thứ Năm
board-day-4 = thứ Sáu
board-day-5 = thứ Bảy
board-day-6 = Chủ nhật

board-say = Số { $number }, xin mời đến { $room }.

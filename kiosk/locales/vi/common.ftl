# Words that many screens share.
next = Tiếp tục
back = Quay lại
confirm-yes = Có
    .voice = đúng | đúng rồi | vâng
confirm-no = Không
    .voice = sai | không đúng

# Why an answer is not taken.
problem-empty = Ở đây còn thiếu.
problem-too-long = Dài quá. Xin viết ngắn hơn.
problem-control-characters = Có một ký tự chúng tôi không đọc được. Xin xóa ký tự đó.
problem-not-offered = Ở đây không có mục này. Xin chọn lại.
problem-too-small = Quá nhỏ hoặc quá sớm.
problem-too-large = Quá lớn hoặc quá muộn.
problem-wrong-kind = Chúng tôi chưa hiểu. Xin thử lại.

weekday-0 = thứ Hai
weekday-1 = thứ Ba
weekday-2 = thứ Tư
weekday-3 = thứ Năm
weekday-4 = thứ Sáu
weekday-5 = thứ Bảy
weekday-6 = Chủ nhật

# What a service does with data, shown before the first private question.
declare = Trước khi quý vị viết
    .body = Thông tin của quý vị được dùng như sau.
declare-purpose = Để làm gì?
declare-basis = Căn cứ
declare-recipient = Ai nhận được?
declare-retention = Giữ bao lâu?

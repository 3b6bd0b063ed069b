# Being told elsewhere that one's turn comes: offered with a number, where the office can send notices.
tell = Quý vị có muốn chúng tôi báo không?
    .body = Khi đó quý vị không cần chờ ở đây. Chúng tôi nhắn tin khi sắp đến lượt quý vị.
    .voice = Hãy báo cho tôi
tell-none = Không, tôi chờ ở đây
    .voice = Không
tell-sms = Có, bằng tin nhắn SMS
    .voice = Tin nhắn | Điện thoại
tell-email = Có, bằng email
    .voice = Email

declare-telling = Quý vị có đồng ý không?
    .yes = Có, tôi đồng ý
    .no = Không, thôi
tell-purpose = Chúng tôi nhắn cho quý vị khi đến lượt. Chúng tôi chỉ cần dữ liệu cho việc này.
tell-kept = Chúng tôi lưu gì?
tell-kept-what = Số điện thoại hoặc địa chỉ email, ngôn ngữ và việc quý vị đã đồng ý. Không lưu tên.
tell-basis = Sự đồng ý của quý vị (Điều 6 khoản 1 điểm a GDPR)
tell-recipient = Văn phòng và dịch vụ gửi tin nhắn.
tell-retention = { $hours ->
    [0] Chúng tôi xóa ngay sau lần đến này.
   *[other] Chúng tôi xóa { $hours } giờ sau lần đến này.
}
tell-withdraw = Nếu quý vị đổi ý thì sao?
tell-withdraw-how = Quý vị có thể dừng bất cứ lúc nào: tại đây, trên trang web của số, hoặc tại văn phòng.

tell-phone = Số điện thoại của quý vị là gì?
    .body = Vui lòng nhập cả mã vùng.
tell-address = Địa chỉ email của quý vị là gì?
tell-address-again = Địa chỉ này chưa đầy đủ.
    .body = Vui lòng viết lại. Địa chỉ có dạng: name@beispiel.de
tell-bad-sms = Chúng tôi không gửi được đến số này.
    .body = Có thể thiếu mã vùng. Chọn “{ next }” để thử lại.
tell-bad-email = Chúng tôi không gửi được đến địa chỉ này.
    .body = Chọn “{ next }” để thử lại.

tell-sent-sms = Chúng tôi gửi cho quý vị tin nhắn có mã.
    .body = Vui lòng xem điện thoại. Có thể mất một phút.
tell-sent-email = Chúng tôi gửi cho quý vị email có mã.
    .body = Vui lòng xem email. Có thể mất một phút.
tell-have = Tôi có mã rồi
tell-missing = Không có gì đến
tell-stop = Tôi không muốn nhận tin
    .voice = Không nhận tin
tell-code = Mã trong tin nhắn là gì?
    .body = Mã có 6 chữ số và dùng được trong 10 phút.
tell-wrong = Mã này không đúng.
    .body = Chọn “{ next }” để xem lại.
tell-late = Mã này không còn dùng được.
    .body = Chọn “{ next }” để nhận mã mới.
tell-again-sms = Có thể số điện thoại không đúng.
    .body = Chọn “{ next }” để nhập lại.
tell-again-email = Có thể địa chỉ email không đúng.
    .body = Chọn “{ next }” để nhập lại. Vui lòng xem cả thư rác.
tell-away-sms = Tin nhắn SMS hiện không gửi được.
    .body = Chúng tôi vẫn tiếp tục thử. Quý vị cũng có thể chờ ở đây. Số của quý vị vẫn có giá trị.
tell-away-email = Email hiện không gửi được.
    .body = Chúng tôi vẫn tiếp tục thử. Quý vị cũng có thể chờ ở đây. Số của quý vị vẫn có giá trị.
tell-over = Không còn tin nhắn nào cho số { $number }.
    .body = Số này đã được gọi hoặc không còn giá trị. Vui lòng hỏi tại văn phòng.
tell-too-many = Chúng tôi không gửi thêm mã được.
    .body = Vui lòng chờ ở đây. Số của quý vị vẫn có giá trị.
tell-other = Không thực hiện được.
    .body = Vui lòng chờ ở đây. Số của quý vị vẫn có giá trị.
tell-done = Chúng tôi sẽ báo cho quý vị. Số của quý vị
    .body = Bây giờ quý vị có thể ra ngoài. Vui lòng quay lại khi chúng tôi nhắn.
tell-already = Quý vị đã đăng ký nhận tin.
    .body = Có giữ như vậy không?
tell-already-keep = Có, giữ như vậy
tell-stopped = Quý vị sẽ không nhận tin.
    .body = Dữ liệu của quý vị đã được xóa. Số của quý vị vẫn có giá trị.

# The same for an appointment.
appointment-tell = Quý vị có muốn được nhắc lịch hẹn không?
    .body = Chúng tôi nhắn trước một ngày. Và khi có thay đổi.
    .voice = Hãy nhắc tôi
appointment-tell-none = Không, không nhận tin
    .voice = Không
appointment-tell-same = Có, bằng SMS đến số đã cho
appointment-tell-sms = Có, bằng SMS đến số khác
appointment-tell-purpose = Chúng tôi xác nhận lịch hẹn, nhắc trước một ngày và nhắn khi có thay đổi. Chúng tôi chỉ cần dữ liệu cho việc này.
appointment-tell-withdraw-how = Quý vị có thể dừng bất cứ lúc nào: tại đây bằng số hẹn, hoặc tại văn phòng.
appointment-tell-away-sms = { tell-away-sms }
    .body = Chúng tôi vẫn tiếp tục thử. Lịch hẹn của quý vị vẫn có giá trị.
appointment-tell-away-email = { tell-away-email }
    .body = Chúng tôi vẫn tiếp tục thử. Lịch hẹn của quý vị vẫn có giá trị.
appointment-tell-over = Không có tin nhắn nào cho lịch hẹn này.
    .body = Lịch hẹn đã hủy hoặc đã qua. Vui lòng hỏi tại văn phòng.
appointment-tell-too-many = { tell-too-many }
    .body = Lịch hẹn của quý vị vẫn có giá trị.
appointment-tell-other = { tell-other }
    .body = Lịch hẹn của quý vị vẫn có giá trị.
appointment-tell-done = Chúng tôi sẽ báo cho quý vị.
    .body = Quý vị sẽ sớm nhận tin xác nhận, và tin nhắc trước buổi hẹn một ngày.
appointment-tell-stopped = { tell-stopped }
    .body = Dữ liệu của quý vị đã được xóa. Lịch hẹn của quý vị vẫn có giá trị.

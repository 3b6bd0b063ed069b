# The home screen.
home = Quý vị muốn làm gì?

service-take-number = Lấy số
    .hint = Cho văn phòng
    .voice = số | lấy số thứ tự | số chờ
service-my-turn = Khi nào đến lượt tôi?
    .hint = Vị trí chờ
    .voice = đến lượt tôi | lượt của tôi
service-show-slip = Phiếu để đưa ra
    .hint = Yêu cầu bằng tiếng Đức
    .voice = phiếu | in yêu cầu
service-practice = Tập dùng
    .hint = Chạm thử, không sợ sai
    .voice = thử | tập thử
service-office = Văn phòng
    .hint = Giờ và điện thoại
    .voice = giờ mở cửa | điện thoại | văn phòng
service-your-data = Dữ liệu của tôi
    .hint = Được dùng thế nào?
    .voice = bảo vệ dữ liệu | dữ liệu

# Take a number.
take-number-counter = Quý vị cần số để làm gì?
take-number-counter-fact = Để làm
take-number-wait-fact = Thời gian chờ
take-number-wait = có lẽ từ { $least } đến { $most } phút
take-number-wait-unknown = hiện chưa biết
take-number-check = Quý vị muốn lấy số?
    .body = Quý vị nhận một tờ giấy có số.
    .yes = Có, lấy số
    .no = Không, thôi
take-number-ticket = Số của quý vị
    .body = { place-state }
take-number-next = Bây giờ quý vị có thể chạm “{ end }”. Số vẫn có giá trị. Trong phòng chờ, quý vị sẽ thấy và nghe khi đến lượt.
take-number-none = Hiện ở đây không có số.
    .body = Xin hỏi một người ở văn phòng.
take-number-closed = Văn phòng hiện đóng cửa.
    .body = Quý vị chưa có số. Xin đến lại vào giờ mở cửa.
take-number-closed-today = Hôm nay đóng cửa.
    .body = Hôm nay không phát số. Xin đến vào ngày khác.
take-number-holiday = Hôm nay là ngày lễ.
    .body = Văn phòng đóng cửa và không phát số. Xin đến vào ngày khác.
take-number-no-number-free = Hiện đã hết số.
    .body = Xin hỏi ở văn phòng khi nào có lại.
take-number-other = Không được rồi.
    .body = Quý vị chưa có số. Xin hỏi một người ở văn phòng.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] Đã đến lượt quý vị. Xin đến: { $room }
    [serving] Đang đến lượt số này.
    [parked] Xin chờ thêm. Số của quý vị sẽ được gọi lại.
    [missed] Số này đã được gọi. Xin hỏi một người ở văn phòng.
    [done] Hôm nay số này đã xong.
    [left] Số này hết giá trị. Quý vị có thể lấy số mới.
   *[waiting] { $ahead ->
        [0] Quý vị là người tiếp theo. { place-wait }
       *[other] Trước quý vị còn { $ahead } người. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] Hiện chưa ai biết phải chờ bao lâu.
   *[other] Có lẽ quý vị sẽ được gọi trong khoảng từ { $first } đến { $last }.
  }

# Find a number's place.
my-turn-number = Quý vị có số mấy?
    .body = Số in lớn trên tờ giấy của quý vị.
my-turn-unknown = Hôm nay không có số { $number }.
    .body = Xin xem lại tờ giấy. Có thể là của ngày khác.
    .yes = Nhập lại
    .no = Thôi
my-turn-place = Số của quý vị
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = Số của quý vị
ticket-wait = Xin chờ đến khi số của quý vị được gọi.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } Giờ này còn có thể thay đổi.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = Xin lấy tờ giấy của quý vị.
paper-no-paper = Máy in hết giấy. Xin nhớ số của quý vị.
paper-unreachable = Máy in đang hỏng. Xin nhớ số của quý vị.

# A slip to show.
slip-wish = Trên phiếu cần ghi gì?
    .body = Quý vị có thể đưa phiếu này ở mọi nơi.
slip-wish-fill-in = Tôi cần giúp điền giấy tờ.
slip-wish-slow = Tôi biết ít tiếng Đức. Xin nói chậm.
slip-wish-language = Tôi muốn nói với người biết tiếng của tôi.
slip-wish-read-aloud = Tôi đọc không tốt. Xin đọc cho tôi nghe.
slip-wish-write-down = Tôi nghe kém. Xin viết ra cho tôi.
slip-wish-own = Tôi tự viết.
slip-own = Quý vị muốn nói gì?
    .body = Máy in đúng như quý vị viết.
slip-more = Quý vị muốn viết thêm không?
    .body = Cũng có thể để trống.
slip-check = In phiếu như thế này?
    .yes = Có, in
    .no = Không, thôi
slip-wish-fact = Yêu cầu
slip-words-fact = Lời của quý vị
slip-printed = Phiếu đã xong.
    .body = Xin cầm theo và đưa ra ở quầy.
slip-no-paper = Máy in hết giấy.
    .body = Phiếu chưa được in. Xin hỏi một người ở văn phòng.
slip-unreachable = Máy in đang hỏng.
    .body = Phiếu chưa được in. Xin hỏi một người ở văn phòng.
slip-title = Xin chào! Xin giúp tôi.
slip-date = { $date }

# Practise.
practice-start = Ở đây quý vị có thể tập thong thả.
    .body = Không làm hỏng gì được. Không có gì được gửi hay lưu lại.
practice-touch = Hãy chạm vào một hình.
    .body = Không có đúng hay sai.
practice-touch-tram = Tàu điện
practice-touch-tree = Cây
practice-touch-house = Nhà
practice-touch-bicycle = Xe đạp
practice-word = Rất tốt. Hãy viết tên một con đường.
    .body = Sau ba chữ cái sẽ có gợi ý. Quý vị có thể chạm vào đó.
practice-number = Tốt lắm. Hãy nhập một số.
    .body = Ví dụ số quý vị thích, từ 1 đến 99.
practice-date = Hay lắm. Hãy chọn một ngày.
    .body = Ví dụ hôm nay.
practice-check = Đúng chưa?
    .body = Với “{ back }”, quý vị có thể sửa mọi thứ.
    .yes = Đúng, xong
    .no = Tập lại
practice-thing-fact = Hình
practice-word-fact = Đường
practice-number-fact = Số
practice-date-fact = Ngày
practice-done = Xong rồi! Quý vị đã biết cách làm.
    .body = Mọi việc trên máy này đều làm như vậy.

# The office.
office-today = Văn phòng hôm nay
    .body = Hiện không có ai giúp ở máy. Quý vị có thể gọi điện thoại hoặc đến vào giờ mở cửa.
office-today-helped = Văn phòng hôm nay
    .body = Hôm nay có người ở đây đến { $until }, sẵn lòng giúp quý vị.
office-open-fact = Hôm nay
office-phone-fact = Điện thoại
office-week = Giờ mở cửa
office-closed = đóng cửa
office-holiday = đóng cửa, hôm nay là ngày lễ
office-next-fact = Mở lại
office-hours = { $from } đến { $to }
office-hours-two = { $from } đến { $to } và { $again } đến { $until }

# What happens with the data.
data-device = Máy này không lưu lại gì.
    .body = Nếu phải gửi gì đi, chúng tôi sẽ báo trước.
data-end = Chạm “{ end }” là mất hết.
    .body = Khi xong, hãy chạm “{ end }” ở phía trên. Nếu quý vị quên, máy sẽ tự làm sau ít lâu.
data-rights = Quyền của quý vị
    .body = Quý vị được hỏi thành phố lưu gì về mình. Điều sai phải được sửa. Điều không cần nữa phải được xóa. Xin hỏi ở văn phòng.
data-service = Quý vị muốn biết thêm về gì?
data-service-done = Xong
    .hint = Về trang đầu

purpose-take-number = Quý vị nhận số để chúng tôi gọi theo thứ tự.
purpose-my-turn = Chúng tôi cho biết trước quý vị còn bao nhiêu người.
purpose-show-slip = Chúng tôi in yêu cầu của quý vị ra phiếu.
purpose-practice = Quý vị tập dùng máy.
purpose-office = Chúng tôi cho biết giờ mở cửa và điện thoại.
purpose-your-data = Chúng tôi giải thích dữ liệu của quý vị được dùng thế nào.
basis-public-task = Nhiệm vụ của thành phố (Điều 6 khoản 1 điểm e DSGVO)
basis-no-data = Không cần. Việc này không cần dữ liệu của quý vị.
recipient-office-number = Văn phòng. Văn phòng thấy số và việc cần làm, không thấy tên.
recipient-office-asked = Văn phòng. Chỉ nhận số mà quý vị nhập.
recipient-paper = Chỉ quý vị. Yêu cầu ghi trên giấy quý vị cầm theo.
recipient-nobody = Không ai.
retention-number = Số chỉ dùng hôm nay. Tên không được lưu.
retention-asked = Câu hỏi của quý vị không được lưu.
retention-session = Đến khi quý vị chạm “{ end }”. Sau đó mất hết.
retention-nothing = Không lưu gì.

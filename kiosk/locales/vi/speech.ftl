# Speech: headphones, and languages that no voice can say.
headphones = Tai nghe đã được cắm. Tôi có nên đọc tất cả không?
    .body = Chỉ quý vị nghe thấy tôi. Tôi cũng đọc thông tin riêng tư.
headphones-always = Có, đọc tất cả
    .voice = đọc|có
headphones-asked = Không, chỉ khi tôi yêu cầu
    .voice = không
headphones-welcome = Xin chào. Quý vị đang nghe tôi qua tai nghe. Tôi sẽ đọc từng trang cho quý vị. Trước tiên, hãy chọn ngôn ngữ.
headphones-out = Tai nghe không còn được cắm. Bây giờ tôi không đọc thông tin riêng tư.
unspoken = Tôi không thể đọc to ngôn ngữ này ở đây.
    .body = Hãy chọn ngôn ngữ khác. Hoặc gọi trợ giúp: sẽ có người đến với quý vị.

namespace Actors.Errors;

/// <summary>Something that can be wrong, with its stable code and its text in four languages.</summary>
internal sealed record Problem(string Code, int HttpStatus, string English, string Arabic, string Chinese, string Vietnamese)
{
    public static readonly Problem InvalidJson = new("INVALID_JSON", 400, "This is not a JSON object.", "هذا ليس كائن JSON.", "这不是 JSON 对象。", "Đây không phải là đối tượng JSON.");
    public static readonly Problem UnknownAction = new("UNKNOWN_ACTION", 400, "There is no such action.", "لا يوجد إجراء كهذا.", "没有这个操作。", "Không có hành động này.");
    public static readonly Problem InvalidField = new("VALIDATION_FAILED", 400, "A field is missing or has the wrong type.", "حقل مفقود أو من نوع خاطئ.", "字段缺失或类型不对。", "Thiếu trường hoặc sai kiểu.");
    public static readonly Problem EmptyMessage = new("EMPTY_MESSAGE", 400, "The message is empty.", "الرسالة فارغة.", "消息是空的。", "Tin nhắn trống.");
    public static readonly Problem MessageTooLong = new("MESSAGE_TOO_LONG", 400, "The message has more than 2,000 characters.", "الرسالة أطول من 2000 حرف.", "消息超过 2000 个字符。", "Tin nhắn dài hơn 2.000 ký tự.");
    public static readonly Problem InvalidRole = new("INVALID_ROLE", 400, "user_role must be 师兄 or 师姐.", "يجب أن يكون user_role إما 师兄 أو 师姐.", "user_role 只能是师兄或师姐。", "user_role phải là 师兄 hoặc 师姐.");
    public static readonly Problem IdConflict = new("ID_CONFLICT", 409, "This id was used for another message.", "استُخدم هذا المعرّف لرسالة أخرى.", "这个 id 已用于另一条消息。", "Id này đã dùng cho tin nhắn khác.");
    public static readonly Problem Busy = new("TURN_IN_PROGRESS", 409, "She is still answering.", "ما زالت تجيب.", "她还在回答。", "Cô ấy vẫn đang trả lời.");
    public static readonly Problem QueueFull = new("QUEUE_FULL", 429, "Too many messages wait for an answer.", "رسائل كثيرة تنتظر الرد.", "等待回答的消息太多。", "Quá nhiều tin nhắn đang chờ.");
    public static readonly Problem UnknownQuiz = new("QUIZ_NOT_FOUND", 404, "There is no such quiz.", "لا يوجد سؤال كهذا.", "没有这道题。", "Không có câu đố này.");
    public static readonly Problem RateLimited = new("RATE_LIMITED", 429, "Too many messages; wait a little.", "رسائل كثيرة جدًا؛ انتظر قليلًا.", "消息太多，请稍等。", "Quá nhiều tin nhắn; hãy đợi một chút.");
    public static readonly Problem BinaryFrame = new("BINARY_NOT_SUPPORTED", 400, "This socket takes text frames.", "هذا المقبس يقبل إطارات نصية.", "此连接只接受文本帧。", "Kết nối này chỉ nhận khung văn bản.");
    public static readonly Problem Forbidden = new("FORBIDDEN", 403, "Your role does not allow this.", "دورك لا يسمح بذلك.", "您的角色无权执行此操作。", "Vai trò của bạn không cho phép việc này.");
    public static readonly Problem Unauthorized = new("UNAUTHORIZED", 401, "A valid token is needed.", "يلزم رمز صالح.", "需要有效的令牌。", "Cần mã thông báo hợp lệ.");
    public static readonly Problem NotFound = new("NOT_FOUND", 404, "There is nothing here.", "لا شيء هنا.", "这里什么也没有。", "Không có gì ở đây.");
    public static readonly Problem MethodNotAllowed = new("METHOD_NOT_ALLOWED", 405, "This method is not allowed here.", "هذه الطريقة غير مسموحة هنا.", "此处不允许该方法。", "Phương thức này không được phép.");
    public static readonly Problem WrongType = new("UNSUPPORTED_MEDIA_TYPE", 415, "The body must be JSON.", "يجب أن يكون المحتوى JSON.", "正文必须是 JSON。", "Nội dung phải là JSON.");
    public static readonly Problem BodyTooLarge = new("PAYLOAD_TOO_LARGE", 413, "The body is too large.", "المحتوى كبير جدًا.", "正文太大。", "Nội dung quá lớn.");
    public static readonly Problem NoSpeech = new("NO_SPEECH_ENGINE", 503, "There is no speech engine here.", "لا يوجد محرك نطق هنا.", "这里没有语音引擎。", "Ở đây không có bộ máy giọng nói.");
    public static readonly Problem SpeechBusy = new("SPEECH_BUSY", 503, "Too much is being spoken; try again in a moment.", "هناك طلبات نطق كثيرة؛ حاول بعد قليل.", "语音请求太多，请稍后再试。", "Quá nhiều yêu cầu giọng nói; hãy thử lại sau giây lát.");
    public static readonly Problem SpeechFailed = new("SPEECH_FAILED", 502, "The text could not be spoken.", "تعذر نطق النص.", "无法朗读这段文字。", "Không đọc được văn bản này.");
    public static readonly Problem Storage = new("STORAGE_UNAVAILABLE", 503, "The store does not answer; nothing was changed.", "المخزن لا يستجيب؛ لم يتغير شيء.", "存储没有响应，没有任何改动。", "Kho dữ liệu không phản hồi; chưa có gì thay đổi.");
    public static readonly Problem Internal = new("INTERNAL_ERROR", 500, "Something went wrong on our side.", "حدث خطأ لدينا.", "我们这边出错了。", "Đã có lỗi ở phía chúng tôi.");

    /// <summary>The text in the first language of an Accept-Language value that we have; English otherwise.</summary>
    public string In(string acceptLanguage)
    {
        foreach (var wanted in acceptLanguage.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (wanted.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return English;
            if (wanted.StartsWith("ar", StringComparison.OrdinalIgnoreCase)) return Arabic;
            if (wanted.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Chinese;
            if (wanted.StartsWith("vi", StringComparison.OrdinalIgnoreCase)) return Vietnamese;
        }
        return English;
    }
}

namespace Actors.Tutor;

/// <summary>
/// How a message sounds: by phrases in Chinese, Vietnamese (with and without marks) and English, and by shouting. Pure and
/// deterministic. The worst thing that was said counts; an insult with an apology is an insult.
/// </summary>
public static class ToneRules
{
    private const int ShoutedMarks = 3;
    private const int ShoutedCapitals = 6;

    private static readonly Dictionary<Tone, string[]> Phrases = new()
    {
        [Tone.Insult] =
        [
            "笨蛋", "蠢货", "蠢猪", "白痴", "傻瓜", "傻逼", "废物", "混蛋", "王八蛋", "滚开", "去死", "滚蛋", "神经病", "你是垃圾", "这个垃圾", "真垃圾", "太垃圾", "真恶心", "你好恶心", "太恶心", "不要脸", "死丫头", "贱人", "你真蠢", "你很蠢", "你太蠢",
            "你真笨", "你很笨", "你太笨", "你好笨", "好蠢", "脑残", "丑八怪", "弱智",
            "ngu ngốc", "đồ ngu", "do ngu", "đồ ngốc", "do ngoc", "ngu quá", "ngu qua", "mày ngu", "may ngu", "muội ngu", "đần độn", "dan don", "ngu như bò", "đồ khùng", "do khung", "đồ điên", "do dien",
            "cút đi", "cut di", "biến đi", "im mồm", "im mom", "câm mồm", "cam mom", "vô dụng", "vo dung", "đồ rác", "khốn nạn", "khon nan", "xấu xí", "xau xi", "mất dạy", "mat day",
            "stupid", "idiot", "moron", "dumb", "you fool", "a fool", "shut up", "go to hell", "get lost", "useless", "worthless", "you are trash", "you re trash", "piece of trash", "you are garbage", "you re garbage", "you are ugly", "you re ugly", "so ugly", "ugly face", "fuck", "fuck you", "bitch", "bastard",
            "asshole", "loser", "i hate you", "you suck", "you are disgusting", "you re disgusting", "imbecile",
        ],
        [Tone.Rudeness] =
        [
            "讨厌你", "你讨厌", "你很讨厌", "真讨厌", "好讨厌", "讨厌鬼", "闭嘴", "烦死", "真烦", "好烦", "你很烦", "你烦", "别烦我", "无聊死了", "不想理你", "你没用", "真没用", "太没用", "没用的东西", "胡说", "废话", "走开", "小气鬼", "坏蛋", "骗子", "不喜欢你", "不要你", "难听", "你很丑", "你好丑", "真丑", "太丑", "好丑",
            "đáng ghét", "dang ghet", "ghét bạn", "ghét em", "ghét cô", "ghét muội", "im đi", "im di", "phiền quá", "phien qua", "phiền phức", "nhảm nhí", "nham nhi", "chán bạn", "dở tệ", "do te", "dở quá", "tệ quá",
            "đi chỗ khác", "không thích bạn", "không thích muội", "không cần bạn", "nói dối", "noi doi",
            "annoying", "boring tutor", "go away", "leave me alone", "nonsense", "liar", "lame", "you are bad", "you re bad", "bad teacher", "terrible teacher", "i don t like you", "be quiet", "you are boring", "hate you",
        ],
        [Tone.Apology] =
        [
            "对不起", "抱歉", "不好意思", "我错了", "是我不好", "是我的错", "都怪我", "原谅我", "请原谅", "别生气", "不要生气", "消消气", "赔罪", "道歉", "赔不是", "向你认错", "我不该",
            "xin lỗi", "xin loi", "thứ lỗi", "thu loi", "tha lỗi", "tha loi", "tha thứ", "tha thu", "lỗi của tôi", "lỗi của huynh", "lỗi của anh", "tôi sai rồi", "toi sai roi", "anh sai rồi", "huynh sai rồi", "đừng giận",
            "dung gian", "bớt giận", "bot gian", "hối lỗi", "hoi loi", "tạ lỗi", "ta loi", "tạ tội",
            "sorry", "i apologize", "i apologise", "my apologies", "apologies", "forgive me", "my fault", "my bad", "i was wrong", "pardon me", "don t be angry", "don t be mad", "please forgive",
        ],
        [Tone.Praise] =
        [
            "你真好", "你很好", "真棒", "太棒", "好棒", "真厉害", "好厉害", "太厉害", "可爱", "漂亮", "真美", "好美", "聪明", "最喜欢你", "喜欢你", "你最好", "了不起", "好听", "温柔", "佩服", "教得好", "教得真好", "教得很好", "说得好", "美丽", "善良", "你真行",
            "giỏi quá", "gioi qua", "giỏi thật", "gioi that", "giỏi lắm", "tuyệt vời", "tuyet voi", "tuyệt quá", "dễ thương", "de thuong", "đáng yêu", "dang yeu", "xinh quá", "xinh đẹp", "xinh dep", "thông minh", "thong minh", "thích muội",
            "thích em", "thích bạn", "thích cô", "dạy hay", "day hay", "hay quá", "giọng hay", "quá đỉnh", "đỉnh quá", "ngoan quá", "hiền quá", "khâm phục", "kham phuc",
            "good job", "well done", "great job", "you are great", "you re great", "you are the best", "you re the best", "awesome", "amazing", "brilliant", "wonderful", "so cute", "you are cute", "you re cute", "beautiful", "you are pretty", "you re pretty", "so pretty", "very pretty", "clever",
            "smart", "i like you", "i love you", "great teacher", "good teacher", "best teacher", "you are kind", "so kind", "sweet", "excellent",
        ],
        [Tone.Thanks] =
        [
            "谢谢", "多谢", "感谢", "谢了", "谢啦", "辛苦了",
            "cảm ơn", "cam on", "cám ơn", "đa tạ", "da ta", "biết ơn", "thanks", "thank you", "thx", "many thanks",
        ],
    };

    // Who asks what a rude word means is not rude.
    private static readonly PhraseIndex<bool> WordQuestions = new(new[]
    {
        "什么意思", "怎么读", "怎么说", "怎么写", "怎么念", "拼音", "声调", "例句", "造句", "几声", "nghĩa là gì", "nghia la gi", "nghĩa gì", "nghia gi", "có nghĩa", "co nghia", "đọc thế nào", "doc the nao",
        "đọc là", "phát âm", "phat am", "nói thế nào", "noi the nao", "ví dụ", "vi du", "thanh điệu", "thanh dieu", "what does", "what is the meaning", "meaning of", "how do you say", "how do i say", "how to say", "pronounce", "pinyin", "tone of", "example",
    }.Select(static phrase => (phrase, true)));

    // Phrases that contain a rude one and are not: "buồn ngủ quá" without marks, and what learners say of themselves.
    private static readonly PhraseIndex<bool> Harmless = new(new[]
    {
        "buon ngu qua", "them ngu qua", "stupid question", "dumb question", "feel stupid", "feel dumb", "i m stupid", "i m so stupid", "i am stupid", "i am so stupid", "i m dumb", "i m so dumb",
        "i get lost", "i always get lost", "i often get lost", "i m useless", "i am useless", "i m a loser", "mình ngu quá", "tôi ngu quá", "huynh ngu quá", "我真没用", "我没用",
    }.Select(static phrase => (phrase, true)));

    // "Not stupid", "not ugly" and the like are no insults, "not a good teacher" is no praise, "not sorry" no apology.
    private static readonly string[] HanNegations = ["不", "没", "别说", "不太", "不是很", "不怎么", "不够"];
    private static readonly string[] VietnameseNegations = ["không", "khong", "chẳng", "chang"];
    private static readonly string[] EnglishNegations = ["not", "never", "n t"];
    private static readonly string[] Fillers = [" a", " the", " very", " so", " that", " really", " phải", " phai", " được", " duoc"];

    private static readonly PhraseIndex<Tone> Index =
        new(Phrases.SelectMany(static pair => pair.Value.Select(phrase => (phrase, pair.Key))));

    /// <summary>The tone of a message as the user typed it.</summary>
    public static Tone Of(string message) => Of(message, TextRules.Normalise(message));

    /// <summary>The same where the normalised <paramref name="text"/> is there already.</summary>
    public static Tone Of(string message, string text)
    {
        var heard = Tone.Neutral;
        List<PhraseMatch<bool>>? harmless = null;
        foreach (var match in Index.Enumerate(text))
        {
            if (Rank(match.Meaning) <= Rank(heard) || IsNegated(text, match)) continue;
            harmless ??= Harmless.Find(text);
            if (!harmless.Exists(whole => whole.Start <= match.Start && match.Start + match.Length <= whole.Start + whole.Length)) heard = match.Meaning;
        }
        if (heard is Tone.Insult or Tone.Rudeness && WordQuestions.Find(text).Count > 0) heard = Tone.Neutral;
        return Rank(heard) < Rank(Tone.Shouting) && IsShouted(message) ? Tone.Shouting : heard;
    }

    private static int Rank(Tone tone) => tone switch
    {
        Tone.Insult => 6,
        Tone.Rudeness => 5,
        Tone.Apology => 4,
        Tone.Shouting => 3,
        Tone.Praise => 2,
        Tone.Thanks => 1,
        _ => 0,
    };

    private static bool IsNegated(string text, PhraseMatch<Tone> match)
    {
        if (match.Meaning is not (Tone.Insult or Tone.Praise or Tone.Apology)) return false;
        var before = text.AsSpan(0, match.Start);
        // Where Chinese has a space there was a comma: "不，笨蛋" is no negation.
        if (match.Meaning != Tone.Apology && EndsWithAny(before, HanNegations)) return true;
        before = before.TrimEnd();
        foreach (var filler in Fillers)
        {
            if (before.EndsWith(filler, StringComparison.Ordinal)) before = before[..^filler.Length];
        }
        return EndsWithAny(before, EnglishNegations) || (match.Meaning != Tone.Apology && EndsWithAny(before, VietnameseNegations));
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static bool IsShouted(string message)
    {
        var (marks, upper, lower) = (0, 0, 0);
        foreach (var c in message)
        {
            if (c is '!' or '！') marks++;
            else if (char.IsUpper(c)) upper++;
            else if (char.IsLower(c)) lower++;
        }
        return marks >= ShoutedMarks || (upper >= ShoutedCapitals && lower == 0);
    }
}

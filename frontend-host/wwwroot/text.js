import { wishes } from './store.js';

/** The languages of the page, by their own names; the words below are in this order. */
export const languages = { en: 'English', vi: 'Tiếng Việt', zh: '中文', ar: 'العربية' };

const words = {
  skip: ['Skip to the message field', 'Đến ô nhập tin nhắn', '跳到输入框', 'انتقل إلى حقل الرسالة'],
  subtitle: ['Tiểu Nguyệt, your junior sister', 'Tiểu Nguyệt, tiểu sư muội', '你的小师妹', 'شياو يويه، أختك الصغرى في الطريقة'],
  conversation: ['Conversation', 'Cuộc trò chuyện', '对话', 'المحادثة'],
  role: ['She calls you', 'Nàng gọi bạn là', '她叫你', 'تناديك'],
  brother: ['elder brother', 'sư huynh', '师兄', 'الأخ الأكبر'],
  sister: ['elder sister', 'sư tỷ', '师姐', 'الأخت الكبرى'],
  pinyin: ['Pinyin', 'Pinyin', '拼音', 'بينيين'],
  vietnamese: ['Vietnamese', 'Tiếng Việt', '越南语', 'الفيتنامية'],
  clear: ['Clear', 'Xóa', '清空', 'مسح المحادثة'],
  clearTitle: ['Clear the conversation?', 'Xóa cuộc trò chuyện?', '清空对话？', 'أتمسح المحادثة؟'],
  clearText: ['All messages are deleted for good. Her mood stays as it is.', 'Mọi tin nhắn sẽ bị xóa vĩnh viễn. Tâm trạng của nàng vẫn giữ nguyên.', '所有消息将被永久删除，她的心情不变。', 'تُحذف كل الرسائل نهائيًا. أما مزاجها فيبقى كما هو.'],
  clearYes: ['Clear it', 'Xóa', '清空', 'امسحها'],
  cancel: ['Keep it', 'Giữ lại', '取消', 'أبقِها'],
  older: ['Show older messages', 'Xem tin nhắn cũ hơn', '显示更早的消息', 'عرض الرسائل الأقدم'],
  latest: ['↓ Newest', '↓ Mới nhất', '↓ 最新', '↓ الأحدث'],
  welcome: [
    'Xiǎoyuè teaches you Chinese on her mountain. Write in Chinese, Vietnamese or English — and be kind: she sulks.',
    'Tiểu Nguyệt dạy bạn tiếng Trung trên núi. Hãy viết tiếng Trung, tiếng Việt hay tiếng Anh — và nhẹ lời nhé: nàng hay dỗi đấy.',
    '小月在山上教你中文。用中文、越南语或英语写都行——说话温柔点，她爱生气。',
    'شياو يويه تعلّمك الصينية في جبلها. اكتب بالصينية أو الفيتنامية أو الإنجليزية، وكن لطيفًا فهي سريعة الزعل.'],
  suggestions: ['Ways to begin', 'Gợi ý mở đầu', '可以这样开始', 'طرق للبدء'],
  message: ['Your message', 'Tin nhắn của bạn', '你的消息', 'رسالتك'],
  placeholder: ['Write to 小月…', 'Viết cho 小月…', '写给小月…', 'اكتب إلى 小月…'],
  send: ['Send', 'Gửi', '发送', 'إرسال'],
  stop: ['Stop', 'Dừng', '停止', 'إيقاف'],
  hint: ['Enter sends, Shift+Enter begins a new line', 'Enter để gửi, Shift+Enter để xuống dòng', 'Enter 发送，Shift+Enter 换行', 'Enter للإرسال، وShift+Enter لسطر جديد'],
  left: ['{n} characters left', 'còn {n} ký tự', '还可输入 {n} 字', 'بقي {n} حرفًا'],
  you: ['You', 'Bạn', '你', 'أنت'],
  she: ['Xiǎoyuè', 'Tiểu Nguyệt', '小月', 'شياو يويه'],
  thinking: ['is thinking…', 'đang suy nghĩ…', '正在思考…', 'تفكر…'],
  connecting: ['Connecting…', 'Đang kết nối…', '正在连接…', 'جارٍ الاتصال…'],
  online: ['Connected', 'Đã kết nối', '已连接', 'متصل'],
  offline: ['No connection', 'Mất kết nối', '连接已断开', 'لا اتصال'],
  lost: ['The connection is gone. What you write is sent when it is back.', 'Mất kết nối. Tin nhắn sẽ được gửi khi có mạng lại.', '连接断开了。恢复后会自动发送你的消息。', 'انقطع الاتصال. ما تكتبه يُرسل عند عودته.'],
  refused: ['This server lets no guests in.', 'Máy chủ không nhận khách.', '服务器不接受访客。', 'هذا الخادم لا يستقبل الضيوف.'],
  retryIn: ['Next try in {n} s.', 'Thử lại sau {n} giây.', '{n} 秒后重试。', 'المحاولة التالية بعد {n} ث.'],
  retryNow: ['Try now', 'Thử ngay', '立即重试', 'حاول الآن'],
  sending: ['Sending…', 'Đang gửi…', '发送中…', 'جارٍ الإرسال…'],
  waiting: ['Waits for the connection', 'Chờ kết nối', '等待连接', 'بانتظار الاتصال'],
  failed: ['She could not answer.', 'Nàng chưa trả lời được.', '她没能回答。', 'لم تستطع الإجابة.'],
  stopped: ['Stopped', 'Đã dừng', '已停止', 'أُوقفت'],
  again: ['Send again', 'Gửi lại', '重新发送', 'أرسل مجددًا'],
  newGuest: ['Your earlier visit has ended, so this is a new conversation.', 'Phiên trước đã hết hạn, đây là cuộc trò chuyện mới.', '之前的访问已过期，这是新的对话。', 'انتهت زيارتك السابقة، فهذه محادثة جديدة.'],
  trouble: ['Something went wrong.', 'Đã có lỗi xảy ra.', '出了点问题。', 'حدث خطأ ما.'],
  notNow: ['Not connected: please try again in a moment.', 'Chưa có kết nối: hãy thử lại sau giây lát.', '尚未连接，请稍后再试。', 'غير متصل: حاول بعد لحظة.'],
  dismiss: ['Dismiss', 'Đóng', '关闭', 'إغلاق'],
  noAnswer: ['The server does not answer: please try again in a moment.', 'Máy chủ không trả lời: hãy thử lại sau giây lát.', '服务器没有响应，请稍后再试。', 'لا يجيب الخادم: حاول بعد لحظة.'],
  tryAgain: ['Try again {when}.', 'Hãy thử lại {when}.', '请在{when}重试。', 'حاول مجددًا {when}.'],
  reveal: ['Show the password', 'Hiện mật khẩu', '显示密码', 'أظهر كلمة المرور'],
  giveUp: ['Cancel', 'Hủy', '取消', 'إلغاء'],
  signIn: ['Sign in', 'Đăng nhập', '登录', 'تسجيل الدخول'],
  account: ['Account', 'Tài khoản', '账号', 'الحساب'],
  accountOf: ['Account of {name}', 'Tài khoản của {name}', '{name} 的账号', 'حساب {name}'],
  quiz: ['A question for you', 'Câu đố cho bạn', '考考你', 'سؤال لك'],
  right: ['Right!', 'Đúng rồi!', '答对了！', 'صحيح!'],
  wrong: ['Not quite. The answer is: {answer}', 'Chưa đúng. Đáp án là: {answer}', '不对。答案是：{answer}', 'ليس تمامًا. الجواب: {answer}'],
  chosen: ['your answer', 'bạn chọn', '你的答案', 'جوابك'],
  sulking: ['Sulking', 'Độ dỗi', '生气值', 'الزعل'],
  favour: ['Favour', 'Thiện cảm', '好感度', 'المودة'],
  calm: ['in good humour', 'vui vẻ', '心情好', 'مزاجها طيب'],
  uneasy: ['a little cross', 'hơi dỗi', '有点不高兴', 'متضايقة قليلًا'],
  sulky: ['pouting', 'đang dỗi', '在生气', 'زعلانة'],
  cold: ['only an apology helps', 'phải xin lỗi thôi', '只有道歉才行', 'لا ينفع إلا الاعتذار'],
  progress: ['Progress', 'Tiến bộ', '进度', 'التقدم'],
  settings: ['⚙ Settings', '⚙ Cài đặt', '⚙ 设置', '⚙ الإعدادات'],
  autoplay: ['🔊 Speak replies', '🔊 Tự đọc câu trả lời', '🔊 自动朗读', '🔊 انطق الردود'],
  speed: ['Speed', 'Tốc độ', '语速', 'السرعة'],
  language: ['Language', 'Ngôn ngữ', '语言', 'اللغة'],
  export: ['Save the conversation', 'Lưu cuộc trò chuyện', '导出对话', 'حفظ المحادثة'],
  lookUp: ['Her words: arrow keys choose, Enter looks up', 'Lời nàng: phím mũi tên để chọn, Enter để tra', '她的话：方向键选择，回车查词', 'كلامها: الأسهم للاختيار وEnter للبحث'],
  listen: ['Listen', 'Nghe', '朗读', 'استمع'],
  silence: ['Stop speaking', 'Ngừng đọc', '停止朗读', 'أوقف النطق'],
  close: ['Close', 'Đóng', '关闭', 'إغلاق'],
  loading: ['Loading…', 'Đang tải…', '加载中…', 'جارٍ التحميل…'],
  noEntry: ['No entry for this word. ./run.sh --with-dictionary adds a large dictionary.', 'Chưa có mục từ này. ./run.sh --with-dictionary thêm từ điển lớn.', '词典里没有这个词。./run.sh --with-dictionary 可添加大词典。', 'لا مدخل لهذه الكلمة. يضيف ./run.sh --with-dictionary قاموسًا كبيرًا.'],
  level: ['level {n}', 'cấp {n}', '{n} 级', 'المستوى {n}'],
  words: ['Words', 'Từ', '单词', 'الكلمات'],
  noWords: ['No words yet: say something to her.', 'Chưa có từ nào: hãy trò chuyện với nàng.', '还没有单词，先和她聊聊吧。', 'لا كلمات بعد: قل لها شيئًا.'],
  more: ['Show more', 'Xem thêm', '显示更多', 'عرض المزيد'],
  streak: ['Days in a row', 'Ngày liên tiếp', '连续天数', 'أيام متتالية'],
  longest: ['Longest', 'Dài nhất', '最长', 'الأطول'],
  wordsMet: ['Words met', 'Từ đã gặp', '遇到的词', 'كلمات صادفتها'],
  rightAnswers: ['Right', 'Đúng', '答对', 'صحيحة'],
  wrongAnswers: ['Wrong', 'Sai', '答错', 'خاطئة'],
  met: ['met {n}×', 'gặp {n} lần', '遇到 {n} 次', 'صودفت {n} مرة'],
  dueNow: ['due now', 'đến lúc ôn', '该复习了', 'حان موعدها'],
  dueOn: ['due {date}', 'ôn ngày {date}', '{date} 复习', 'موعدها {date}'],
  chart: ['New words and answers of the last 30 days', 'Từ mới và câu trả lời 30 ngày qua', '最近三十天的新词和答题', 'الكلمات الجديدة والإجابات في آخر 30 يومًا'],
  'key.new': ['new words', 'từ mới', '新词', 'كلمات جديدة'],
  'key.right': ['right answers', 'trả lời đúng', '答对', 'إجابات صحيحة'],
  'key.wrong': ['wrong answers', 'trả lời sai', '答错', 'إجابات خاطئة'],
  'emotion.happy': ['happy', 'vui', '开心', 'سعيدة'],
  'emotion.sad': ['sad', 'buồn', '难过', 'حزينة'],
  'emotion.angry': ['angry', 'giận', '生气', 'غاضبة'],
  'emotion.shy': ['shy', 'ngượng', '害羞', 'خجولة'],
  'emotion.sulking': ['sulking', 'dỗi', '赌气', 'زعلانة'],
  'emotion.worried': ['worried', 'lo lắng', '担心', 'قلقة'],
  'emotion.excited': ['excited', 'hào hứng', '兴奋', 'متحمسة'],
  'emotion.neutral': ['calm', 'bình thản', '平静', 'هادئة'],
  'action.bow': ['bows', 'chắp tay chào', '抱拳行礼', 'تنحني'],
  'action.smile': ['smiles', 'mỉm cười', '微笑', 'تبتسم'],
  'action.turn_away': ['turns away', 'quay mặt đi', '转过身去', 'تدير ظهرها'],
  'action.pour_tea': ['pours tea', 'rót trà', '倒茶', 'تصب الشاي'],
  'action.draw_sword': ['draws her sword', 'rút kiếm', '拔剑', 'تستل سيفها'],
  'action.give_gift': ['gives you a gift', 'tặng quà', '送礼物', 'تهديك هدية'],
};

const known = Object.keys(languages);
// A page that has no other says so by itself.
const only = document.documentElement.dataset.only;
const wanted = only ?? [wishes.get('language', ''), ...navigator.languages].map(tag => tag.slice(0, 2).toLowerCase()).find(tag => known.includes(tag)) ?? 'en';
const column = known.indexOf(wanted);

/** The language of the page. */
export const language = wanted;

/** Texts of one page alone, in the same order of languages. */
export function learn(more) {
  Object.assign(words, more);
}

/** A text, with its places filled; undefined for one that is not known. */
export function t(key, places = {}) {
  return words[key]?.[column].replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** Fills the texts of the page in. */
export function fill(root) {
  document.documentElement.lang = wanted === 'zh' ? 'zh-Hans' : wanted;
  document.documentElement.dir = wanted === 'ar' ? 'rtl' : 'ltr';
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of root.querySelectorAll('[data-title]')) node.title = t(node.dataset.title);
  for (const node of root.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
}

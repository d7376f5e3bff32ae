/** The words of the page: English, Vietnamese, Chinese. */
const languages = ['en', 'vi', 'zh'];

const words = {
  skip: ['Skip to the message field', 'Đến ô nhập tin nhắn', '跳到输入框'],
  subtitle: ['Tiểu Nguyệt, your junior sister', 'Tiểu Nguyệt, tiểu sư muội', '你的小师妹'],
  conversation: ['Conversation', 'Cuộc trò chuyện', '对话'],
  role: ['She calls you', 'Nàng gọi bạn là', '她叫你'],
  brother: ['elder brother', 'sư huynh', '师兄'],
  sister: ['elder sister', 'sư tỷ', '师姐'],
  pinyin: ['Pinyin', 'Pinyin', '拼音'],
  vietnamese: ['Vietnamese', 'Tiếng Việt', '越南语'],
  clear: ['Clear', 'Xóa', '清空'],
  clearTitle: ['Clear the conversation?', 'Xóa cuộc trò chuyện?', '清空对话？'],
  clearText: ['All messages are deleted for good. Her mood stays as it is.', 'Mọi tin nhắn sẽ bị xóa vĩnh viễn. Tâm trạng của nàng vẫn giữ nguyên.', '所有消息将被永久删除，她的心情不变。'],
  clearYes: ['Clear it', 'Xóa', '清空'],
  cancel: ['Keep it', 'Giữ lại', '取消'],
  older: ['Show older messages', 'Xem tin nhắn cũ hơn', '显示更早的消息'],
  latest: ['↓ Newest', '↓ Mới nhất', '↓ 最新'],
  welcome: [
    'Xiǎoyuè teaches you Chinese on her mountain. Write in Chinese, Vietnamese or English — and be kind: she sulks.',
    'Tiểu Nguyệt dạy bạn tiếng Trung trên núi. Hãy viết tiếng Trung, tiếng Việt hay tiếng Anh — và nhẹ lời nhé: nàng hay dỗi đấy.',
    '小月在山上教你中文。用中文、越南语或英语写都行——说话温柔点，她爱生气。'],
  suggestions: ['Ways to begin', 'Gợi ý mở đầu', '可以这样开始'],
  message: ['Your message', 'Tin nhắn của bạn', '你的消息'],
  placeholder: ['Write to 小月…', 'Viết cho 小月…', '写给小月…'],
  send: ['Send', 'Gửi', '发送'],
  stop: ['Stop', 'Dừng', '停止'],
  hint: ['Enter sends, Shift+Enter begins a new line', 'Enter để gửi, Shift+Enter để xuống dòng', 'Enter 发送，Shift+Enter 换行'],
  left: ['{n} characters left', 'còn {n} ký tự', '还可输入 {n} 字'],
  you: ['You', 'Bạn', '你'],
  she: ['Xiǎoyuè', 'Tiểu Nguyệt', '小月'],
  thinking: ['is thinking…', 'đang suy nghĩ…', '正在思考…'],
  connecting: ['Connecting…', 'Đang kết nối…', '正在连接…'],
  online: ['Connected', 'Đã kết nối', '已连接'],
  offline: ['No connection', 'Mất kết nối', '连接已断开'],
  lost: ['The connection is gone. What you write is sent when it is back.', 'Mất kết nối. Tin nhắn sẽ được gửi khi có mạng lại.', '连接断开了。恢复后会自动发送你的消息。'],
  refused: ['This server lets no guests in.', 'Máy chủ không nhận khách.', '服务器不接受访客。'],
  retryIn: ['Next try in {n} s.', 'Thử lại sau {n} giây.', '{n} 秒后重试。'],
  retryNow: ['Try now', 'Thử ngay', '立即重试'],
  sending: ['Sending…', 'Đang gửi…', '发送中…'],
  waiting: ['Waits for the connection', 'Chờ kết nối', '等待连接'],
  failed: ['She could not answer.', 'Nàng chưa trả lời được.', '她没能回答。'],
  stopped: ['Stopped', 'Đã dừng', '已停止'],
  again: ['Send again', 'Gửi lại', '重新发送'],
  newGuest: ['Your earlier visit has ended, so this is a new conversation.', 'Phiên trước đã hết hạn, đây là cuộc trò chuyện mới.', '之前的访问已过期，这是新的对话。'],
  trouble: ['Something went wrong.', 'Đã có lỗi xảy ra.', '出了点问题。'],
  notNow: ['Not connected: please try again in a moment.', 'Chưa có kết nối: hãy thử lại sau giây lát.', '尚未连接，请稍后再试。'],
  dismiss: ['Dismiss', 'Đóng', '关闭'],
  quiz: ['A question for you', 'Câu đố cho bạn', '考考你'],
  right: ['Right!', 'Đúng rồi!', '答对了！'],
  wrong: ['Not quite. The answer is: {answer}', 'Chưa đúng. Đáp án là: {answer}', '不对。答案是：{answer}'],
  chosen: ['your answer', 'bạn chọn', '你的答案'],
  sulking: ['Sulking', 'Độ dỗi', '生气值'],
  favour: ['Favour', 'Thiện cảm', '好感度'],
  calm: ['in good humour', 'vui vẻ', '心情好'],
  uneasy: ['a little cross', 'hơi dỗi', '有点不高兴'],
  sulky: ['pouting', 'đang dỗi', '在生气'],
  cold: ['only an apology helps', 'phải xin lỗi thôi', '只有道歉才行'],
  'emotion.happy': ['happy', 'vui', '开心'],
  'emotion.sad': ['sad', 'buồn', '难过'],
  'emotion.angry': ['angry', 'giận', '生气'],
  'emotion.shy': ['shy', 'ngượng', '害羞'],
  'emotion.sulking': ['sulking', 'dỗi', '赌气'],
  'emotion.worried': ['worried', 'lo lắng', '担心'],
  'emotion.excited': ['excited', 'hào hứng', '兴奋'],
  'emotion.neutral': ['calm', 'bình thản', '平静'],
  'action.bow': ['bows', 'chắp tay chào', '抱拳行礼'],
  'action.smile': ['smiles', 'mỉm cười', '微笑'],
  'action.turn_away': ['turns away', 'quay mặt đi', '转过身去'],
  'action.pour_tea': ['pours tea', 'rót trà', '倒茶'],
  'action.draw_sword': ['draws her sword', 'rút kiếm', '拔剑'],
  'action.give_gift': ['gives you a gift', 'tặng quà', '送礼物'],
};

const wanted = navigator.languages.map(tag => tag.slice(0, 2).toLowerCase()).find(tag => languages.includes(tag)) ?? 'en';
const column = languages.indexOf(wanted);

/** The language of the page. */
export const language = wanted;

/** A text, with its places filled; undefined for one that is not known. */
export function t(key, places = {}) {
  return words[key]?.[column].replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** Fills the texts of the page in. */
export function fill(root) {
  document.documentElement.lang = wanted === 'zh' ? 'zh-Hans' : wanted;
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of root.querySelectorAll('[data-title]')) node.title = t(node.dataset.title);
  for (const node of root.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
}

import { el } from './dom.js';
import { actionSign, face } from './face.js';
import { QuizView } from './quiz.js';
import { withPinyin } from './ruby.js';
import { language, t } from './text.js';

/** One turn: what the user wrote, and what she answers. */
export class TurnView {
  #user = null;
  #status = null;
  #reply = null;
  #streamed = null;

  #play = null;
  #isPlaying = false;

  /** @param events `{answer(quiz, option), again(view), play(view, reply)}` */
  constructor(events) {
    this.events = events;
    this.id = null;
    this.turn = null;
    this.text = '';
    this.quizzes = [];
    this.isOpen = false;
    this.isEnded = false;
    this.node = el('li', { className: 'turn' });
  }

  get hasUser() {
    return this.#user !== null;
  }

  /** What the user wrote. */
  setUser(text, timestamp) {
    if (this.#user) return;
    this.text = text;
    this.#status = el('span', { className: 'delivery' });
    this.#user = el('div', { className: 'mine' }, el('span', { className: 'hidden' }, `${t('you')}: `),
      el('p', { className: 'bubble', dir: 'auto' }, text), el('p', { className: 'small' }, time(timestamp), ' ', this.#status));
    this.node.prepend(this.#user);
  }

  /** One of the questions that she asks in this turn. */
  quiz(id) {
    return this.quizzes.find(quiz => quiz.id === id);
  }

  /** Where the message is on its way: sending, waiting or nothing. */
  setDelivery(key) {
    this.#status?.replaceChildren(key ? t(key) : '');
  }

  /** She has the message. What she may have begun before is begun anew. */
  think() {
    this.isOpen = true;
    this.isEnded = false;
    this.setDelivery(null);
    this.#show('neutral', el('p', { className: 'typing' }, el('span', { className: 'hidden' }, t('thinking')), el('i'), el('i'), el('i')));
    this.#streamed = null;
  }

  /** She says more; her face may be known before. */
  add(text, emotion) {
    if (this.isEnded) return;
    if (!this.#streamed) {
      this.isOpen = true;
      this.setDelivery(null);
      this.#streamed = el('p', { className: 'zh streaming', lang: 'zh-Hans', dir: 'ltr' });
      this.#show(emotion ?? 'neutral', this.#streamed);
    }
    this.#streamed.append(text);
  }

  /** All she says. Of a reply from the history only the Chinese may be known. */
  end(reply, isInterrupted, results = {}) {
    this.isOpen = false;
    this.isEnded = true;
    this.#streamed = null;
    this.setDelivery(null);
    const chinese = reply.chinese_content;
    if (!chinese) {
      this.#reply?.remove();
      this.#reply = null;
      if (isInterrupted) this.fail(t('stopped'));
      return;
    }
    this.quizzes = (reply.quiz_list ?? []).map(quiz => new QuizView(quiz, (id, option) => this.events.answer(this, id, option)));
    for (const quiz of this.quizzes) if (results[quiz.id]) quiz.judge(results[quiz.id], results[quiz.id].chosen);
    this.#play = el('button', { type: 'button', className: 'play', ariaLabel: t('listen'), ariaPressed: 'false', onclick: () => this.events.play(this, reply) }, '🔊');
    this.setPlaying(this.#isPlaying); // she may be heard before the reply is whole
    this.#show(reply.emotion, el('div', { className: 'top' }, this.#feeling(reply, isInterrupted), this.#play), ...withPinyin(chinese, reply.pinyin),
      reply.vietnamese_display ? el('p', { className: 'vi', lang: 'vi', dir: 'ltr' }, reply.vietnamese_display) : null,
      ...this.quizzes.map(quiz => quiz.node));
  }

  /** Whether she is heard saying this. */
  setPlaying(isPlaying) {
    this.#isPlaying = isPlaying;
    if (!this.#play) return;
    this.#play.ariaPressed = String(isPlaying);
    this.#play.textContent = isPlaying ? '■' : '🔊';
    this.#play.ariaLabel = t(isPlaying ? 'silence' : 'listen');
  }

  /** Marks the word that is heard; null for none. */
  mark(word) {
    for (const node of this.node.querySelectorAll('[data-at]')) {
      const at = Number(node.dataset.at);
      node.classList.toggle('heard', word !== null && at >= word.start && at < word.start + word.length);
    }
  }

  /** Nothing came of it; it can be sent again. */
  fail(reason) {
    this.isOpen = false;
    this.isEnded = true;
    this.#streamed = null;
    this.#reply?.remove();
    this.#reply = null;
    this.#status?.replaceChildren(el('span', { className: 'failed' }, reason), ' ',
      el('button', { type: 'button', className: 'text', onclick: () => this.events.again(this) }, t('again')));
  }

  #show(emotion, ...content) {
    const bubble = el('div', { className: 'bubble' }, ...content);
    const reply = el('div', { className: 'hers' }, el('span', { className: 'avatar' }, face(emotion)),
      el('div', { className: 'said' }, el('span', { className: 'hidden' }, `${t('she')}: `), bubble));
    if (this.#reply) this.#reply.replaceWith(reply);
    else this.node.append(reply);
    this.#reply = reply;
  }

  #feeling({ emotion, action }, isInterrupted) {
    const parts = [
      emotion && emotion !== 'neutral' ? t(`emotion.${emotion}`) ?? emotion : null,
      action && action !== 'none' ? `${t(`action.${action}`) ?? action} ${actionSign(action)}` : null,
    ].filter(Boolean);
    if (isInterrupted) parts.splice(0, 2, t('stopped'));
    return parts.length > 0 ? el('p', { className: 'feeling' }, parts.join(' · ')) : null;
  }
}

function time(timestamp) {
  const date = new Date(timestamp);
  const isToday = date.toDateString() === new Date().toDateString();
  const shown = date.toLocaleString(language, isToday ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' });
  return el('time', { dateTime: date.toISOString() }, shown);
}

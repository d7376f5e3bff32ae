import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { Conversation } from './conversation.js';
import { byId, el, newId } from './dom.js';
import { LinkView, notice } from './notices.js';
import { Panel } from './panel.js';
import { setUpChoices } from './choices.js';
import { Exporter } from './export.js';
import { setUpProgress } from './progress.js';
import { outbox, replies, tokens } from './store.js';
import { fill, t } from './text.js';
import { Voice } from './voice.js';
import { setUpWho, showWho } from './who.js';
import { setUpWords } from './words.js';

const page = 40;
const mostReplayed = 400;

fill(document);
const link = new LinkView(() => connection.retryNow());
const connection = new Connection(take, (state, retryAt) => {
  link.show(state, retryAt);
  refresh();
}, () => `audio=${voice.isAutomatic ? 'stream' : 'none'}&audio_format=${voice.format}`);
const voice = new Voice(() => connection.reopen());
const conversation = new Conversation({ answer: answerQuiz, again: sendAgain, play: (view, reply) => voice.toggle(view, reply.chinese_content, reply.emotion) });
const exporter = new Exporter(command);
const panel = new Panel(role => command({ action: 'set_role', user_role: role }));
const composer = new Composer(write, () => {
  voice.stop();
  command({ action: 'stop' });
});
// Quiz answers without a verdict yet: the frame, its turn and what was clicked.
const answers = new Map();
let user = tokens.get()?.user ?? null;
let isGenerating = false;
let isLoaded = false;

const handlers = {
  connected: frame => {
    if (user !== null && user !== frame.user_id) becomeNewGuest();
    user = frame.user_id;
    showWho();
    isGenerating = frame.generating;
    // A turn of another window that was lost with the server.
    if (!isGenerating) conversation.reset(view => !view.isOpen || outbox.find(view.id));
    if (frame.isFresh && isGenerating) connection.replay(Math.max(0, frame.seq - mostReplayed));
    if (frame.isFresh) askHistory('renew');
    connection.send({ action: 'state' });
    for (const message of outbox.messages) if (!message.hasFailed) deliver(message);
    for (const { frame: answer } of answers.values()) connection.send(answer);
  },
  resync: () => askHistory('renew'),
  history: ({ id, data: { messages } }) => {
    const [kind] = id.split(':');
    if (kind === 'export') {
      exporter.take(messages);
      return;
    }
    if (kind === 'renew') conversation.reset(view => view.isOpen || outbox.find(view.id));
    if (kind === 'renew' && messages.length === 0) replies.clear();
    conversation.merge(messages, kind === 'one' ? undefined : kind === 'older');
    if (kind !== 'one') byId('older').hidden = messages.length < page;
    if (kind === 'renew') conversation.follow();
    isLoaded = true;
  },
  typing: ({ id, turn }) => {
    // Of a turn that has ended, when events are replayed.
    if (conversation.views.some(view => view.turn === turn && view.isEnded)) return;
    conversation.turn(id, turn).think();
  },
  // The server that answered has died: another one begins anew.
  restart: ({ id, turn }) => {
    voice.stop();
    conversation.turn(id, turn).think();
  },
  delta: ({ id, turn, text, emotion }) => {
    if (conversation.views.some(view => view.turn === turn && view.isEnded)) return;
    conversation.turn(id, turn).add(text, emotion);
    if (emotion) panel.show({ emotion });
  },
  audio: ({ id, turn, data }) => voice.take(conversation.turn(id, turn), data),
  nudge: frame => end(frame, false),
  success: frame => end(frame, false),
  interrupted: frame => end(frame, true),
  state: ({ data, seq }) => {
    panel.show(data);
    isGenerating = data.generating;
    // Perhaps cleared, here or in another window.
    if (seq && data.turns === 0) askHistory('renew');
  },
  quiz_result: ({ id, data }) => {
    const { chosen } = answers.get(id) ?? {};
    answers.delete(id);
    panel.show({ sulking_level: data.sulking_level });
    const asked = conversation.views.find(view => view.quiz(data.quiz_id));
    asked?.quiz(data.quiz_id).judge(data, chosen);
    if (asked) replies.change(asked.turn, { results: { ...replies.get(asked.turn)?.results, [data.quiz_id]: { ...data, chosen } } });
    connection.send({ action: 'state' });
  },
  error: fail,
};

setUpChoices(write, () => command({ action: 'clear_history' }), () => composer.focus());
setUpWords(byId('turns'));
setUpProgress();
setUpWho(() => user, () => connection.reopen());
byId('export').addEventListener('click', () => exporter.start());
byId('older').addEventListener('click', () => askHistory('older', conversation.oldestId));
for (const message of outbox.messages) show(message);
connection.retryNow();
composer.focus();

function take(frame) {
  handlers[frame.status]?.(frame);
  refresh();
}

function refresh() {
  byId('welcome').hidden = !isLoaded || !conversation.isEmpty;
  composer.isGenerating = connection.isOnline && (isGenerating || conversation.views.some(view => view.isOpen));
}

function becomeNewGuest() {
  replies.clear();
  outbox.clear();
  answers.clear();
  conversation.reset();
  notice(t('newGuest'));
}

function write(text) {
  send({ id: newId(), text, at: Date.now() });
}

function send(message) {
  voice.stop();
  outbox.add(message);
  show(message);
  deliver(message);
  conversation.follow();
  refresh();
}

function show({ id, text, at, hasFailed }) {
  const view = conversation.turn(id);
  view.setUser(text, at);
  if (hasFailed) view.fail(t('failed'));
}

// The same id as often as it takes: she answers it once.
function deliver({ id, text }) {
  const isSent = connection.send({ action: 'chat', id, message: text });
  const view = conversation.turn(id);
  if (!view.isOpen || !isSent) view.setDelivery(isSent ? 'sending' : 'waiting');
}

// A turn that came to nothing may be sent again under its id; one that was stopped has been answered, and needs a new one.
function sendAgain(view) {
  const failed = outbox.find(view.id);
  view.id = failed?.id ?? newId();
  view.turn = null;
  send({ id: view.id, text: view.text, at: failed?.at ?? Date.now() });
}

function end({ id, turn, status, data }, isInterrupted) {
  const view = conversation.turn(id, turn);
  const isNewest = !conversation.views.some(other => other.turn > turn && other.isEnded);
  view.end(data, isInterrupted, replies.get(turn)?.results);
  outbox.remove(id);
  isGenerating = false;
  if (data.chinese_content) replies.change(turn, { ...data, interrupted: isInterrupted });
  if (isNewest) panel.show(data);
  if (isNewest && !isInterrupted) speak(data);
  // It was written in another window.
  if (!view.hasUser && status !== 'nudge') connection.send({ action: 'history', id: `one:${newId()}`, before: `${turn}a`, limit: 1 });
  connection.send({ action: 'state' });
}

function fail({ id, turn, message: reason, error_code: code, retry_after_ms: pause }) {
  if (turn) isGenerating = false;
  const message = outbox.find(id);
  if (message && code === 'RATE_LIMITED') {
    setTimeout(() => outbox.find(id) && deliver(message), pause);
  } else if (message) {
    if (code === 'ID_CONFLICT') outbox.remove(id);
    else outbox.add({ ...message, hasFailed: true });
    conversation.turn(id, turn).fail(turn ? t('failed') : reason);
  } else if (answers.has(id)) {
    const { view, frame } = answers.get(id);
    answers.delete(id);
    view.quiz(frame.quiz_id)?.reopen(reason);
  } else if (turn) {
    // The turn of another window: it says so there.
    conversation.reset(view => view.turn !== turn || !view.isOpen);
  } else {
    notice(reason ?? t('trouble'));
    connection.send({ action: 'state' });
  }
}

function answerQuiz(view, quiz, option) {
  const frame = { action: 'quiz_answer', id: newId(), quiz_id: quiz, answer: option };
  answers.set(frame.id, { frame, view, chosen: option });
  connection.send(frame);
}

function askHistory(kind, before) {
  command({ action: 'history', id: `${kind}:${newId()}`, limit: page, before });
}

function command(frame) {
  if (!connection.send(frame)) notice(t('notNow'));
}

// The whole reply at once: words that trickle in would be read as so many scraps.
function speak({ chinese_content: chinese, vietnamese_display: vietnamese }) {
  byId('spoken').replaceChildren(el('p', { lang: 'zh-Hans' }, chinese), el('p', { lang: 'vi' }, vietnamese));
}

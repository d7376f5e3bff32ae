import { freshen, renew } from './auth.js';
import { tokens } from './store.js';

const firstDelay = 500;
const longestDelay = 15_000;
const beat = 20_000;
const patience = 15_000;
const notAuthenticated = 4001;

/**
 * The socket to the tutor. Comes back by itself, after ever longer pauses, and asks for what it missed.
 * Tells `onState(state, retryAt)`: connecting, online, waiting or refused; and
 * `onFrame(frame)`; the first frame of a connection that did not ask for what it missed is marked `isFresh`.
 */
export class Connection {
  #socket = null;
  #opening = 0;
  #attempt = 0;
  #timer = 0;
  #isHeard = false;
  #isFresh = true;
  #seq = null;
  #awaited = null;

  /** @param audio tells how sound is wanted, as a query */
  constructor(onFrame, onState, audio) {
    this.audio = audio;
    this.onFrame = onFrame;
    this.onState = onState;
    this.isOnline = false;
    addEventListener('online', () => this.retryNow());
    document.addEventListener('visibilitychange', () => document.hidden || this.retryNow());
    setInterval(() => this.#beat(), beat);
  }

  /** Connects now, unless it is connected or about to be. */
  retryNow() {
    if (this.#socket || (this.#opening && !this.#timer)) return;
    this.#open();
  }

  /** Connects anew: what is wanted of the connection has changed. */
  reopen() {
    if (!this.#socket) return;
    this.#lose(this.#socket);
    this.#attempt = 0;
    this.#clearTimer();
    this.#open();
  }

  /** Sends a frame; false when there is no connection. */
  send(frame) {
    if (!this.isOnline || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Has the latest events come once more: a page that was just opened has not seen what she is saying. */
  replay(after) {
    this.#awaited = this.#seq;
    this.#seq = after;
    this.send({ action: 'resume', after });
  }

  /** Events up to here need not come again. */
  seen(seq) {
    this.#seq = Math.max(this.#seq ?? 0, seq);
  }

  async #open() {
    const opening = ++this.#opening;
    this.#clearTimer();
    this.onState('connecting');
    let known;
    try {
      known = await freshen();
    } catch {
      if (opening === this.#opening) this.#wait();
      return;
    }
    if (opening !== this.#opening) return;
    if (!known) this.#seq = null;
    this.#isFresh = this.#seq === null;
    const socket = this.#socket = new WebSocket(this.#address());
    this.#timer = setTimeout(() => this.#lose(socket), patience);
    socket.onmessage = event => socket === this.#socket && this.#take(event.data);
    socket.onclose = event => socket === this.#socket && this.#closed(event.code);
  }

  #address() {
    const url = new URL(`/ws/chat/?${this.audio()}`, location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const held = tokens.get();
    if (held) url.searchParams.set('access_token', held.access);
    if (this.#seq !== null) url.searchParams.set('after', this.#seq);
    return url;
  }

  #take(text) {
    this.#isHeard = true;
    const frame = JSON.parse(text);
    if (frame.status === 'connected') {
      this.#clearTimer();
      this.#attempt = 0;
      this.isOnline = true;
      if (frame.token) tokens.set(frame.token, frame.refresh, frame.user_id);
      frame.isFresh = this.#isFresh;
      if (this.#isFresh) this.#seq = frame.seq;
      this.onState('online');
    }
    // A part that was seen must not be shown twice; an end may come again, and says the same.
    const isPart = ['delta', 'typing', 'restart'].includes(frame.status);
    // What is said before the replay comes is in the replay.
    if (this.#awaited !== null && isPart && frame.seq > this.#awaited) return;
    if (isPart || frame.status === 'resync' || frame.status === 'connected') this.#awaited = null;
    const isOld = frame.seq !== undefined && this.#seq !== null && frame.seq <= this.#seq;
    if (frame.status === 'resync') this.#seq = null;
    else if (frame.seq !== undefined && frame.status !== 'connected') this.seen(frame.seq);
    if (!isOld || !isPart) this.onFrame(frame);
  }

  async #closed(code) {
    this.#socket = null;
    this.isOnline = false;
    const held = tokens.get();
    if (code === notAuthenticated && !held) {
      this.#attempt = 6;
      this.#wait('refused');
      return;
    }
    if (code === notAuthenticated) {
      this.onState('connecting');
      // Where the server does not answer, the next attempt fails alike and waits longer.
      await renew(held).catch(() => false);
    }
    this.#wait();
  }

  #wait(state = 'waiting') {
    this.#clearTimer();
    const most = Math.min(longestDelay, firstDelay * 2 ** this.#attempt++);
    const delay = most / 2 + Math.random() * most / 2;
    this.#timer = setTimeout(() => this.#open(), delay);
    this.onState(state, Date.now() + delay);
  }

  #beat() {
    if (!this.isOnline) return;
    if (!this.#isHeard) this.#lose(this.#socket);
    this.#isHeard = false;
    this.send({ action: 'ping' });
    freshen().catch(() => false);
  }

  // The other side is silent: waiting for its goodbye could take minutes.
  #lose(socket) {
    if (!socket || socket !== this.#socket) return;
    socket.onmessage = socket.onclose = null;
    socket.close();
    this.#closed(0);
  }

  #clearTimer() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}

import { ask } from './api.js';
import { byId } from './dom.js';
import { notice } from './notices.js';
import { wishes } from './store.js';
import { t } from './text.js';

const speeds = ['0.6', '0.8', '1', '1.25', '1.5'];

/** Her voice: plays what the server speaks, one sentence after another, and marks the word that is heard. */
export class Voice {
  #audio = new Audio();
  #queue = [];
  #now = null;
  #frame = 0;
  #loading = null;

  constructor(onAutoPlay) {
    this.format = this.#audio.canPlayType('audio/ogg; codecs=opus') ? 'opus' : this.#audio.canPlayType('audio/mpeg') ? 'mp3' : 'wav';
    this.#audio.addEventListener('ended', () => this.#next());
    this.#audio.addEventListener('error', () => this.#now && this.#next());
    const speed = byId('speed');
    speed.append(...speeds.map(value => new Option(`${value}×`, value)));
    speed.value = wishes.get('speed', '1');
    speed.addEventListener('change', () => {
      wishes.set('speed', speed.value);
      this.#audio.playbackRate = Number(speed.value);
    });
    byId('autoplay').ariaPressed = String(this.isAutomatic);
    byId('autoplay').addEventListener('click', () => {
      wishes.set('autoplay', !this.isAutomatic);
      byId('autoplay').ariaPressed = String(this.isAutomatic);
      if (!this.isAutomatic) this.stop();
      onAutoPlay();
    });
    this.#find();
  }

  /** Whether replies are spoken by themselves. */
  get isAutomatic() {
    return wishes.get('autoplay', false);
  }

  /** Takes the sound of a sentence from the socket. */
  take(view, data) {
    if (this.isAutomatic && data.audio_base64) this.#add(view, data);
  }

  /** Speaks a whole reply, or stops when it is being spoken. */
  async toggle(view, text, emotion) {
    const isPlaying = this.#now?.view === view || this.#loading === view;
    this.stop();
    if (isPlaying) return;
    this.#loading = view;
    view.setPlaying(true);
    try {
      const data = await ask('/api/ai/text-to-speech/', { text, emotion, format: this.format });
      if (this.#loading === view) this.#add(view, data);
    } catch (failure) {
      if (this.#loading === view) view.setPlaying(false);
      notice(failure.message ?? t('trouble'));
    }
    if (this.#loading === view) this.#loading = null;
  }

  /** Falls silent. */
  stop() {
    this.#audio.pause();
    this.#loading?.setPlaying(false);
    this.#loading = null;
    for (const { url } of this.#queue) URL.revokeObjectURL(url);
    this.#queue = [];
    this.#end();
  }

  async #find() {
    try {
      const health = await (await fetch('/healthz')).json();
      document.body.classList.toggle('no-speech', health.speech === 'none');
    } catch {
      // The page asks again when it is loaded again.
    }
  }

  #add(view, { audio_base64: base64, audio_format: format, words }) {
    const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
    const type = { opus: 'audio/ogg', mp3: 'audio/mpeg' }[format] ?? 'audio/wav';
    this.#queue.push({ view, words: words ?? [], url: URL.createObjectURL(new Blob([bytes], { type })) });
    if (!this.#now) this.#next();
  }

  #next() {
    const before = this.#now;
    this.#end(before && this.#queue[0]?.view === before.view);
    this.#now = this.#queue.shift() ?? null;
    if (!this.#now) return;
    this.#now.view.setPlaying(true);
    this.#audio.src = this.#now.url;
    this.#audio.playbackRate = Number(byId('speed').value);
    this.#audio.play().then(() => this.#follow(), () => this.stop());
  }

  #end(goesOn = false) {
    cancelAnimationFrame(this.#frame);
    if (!this.#now) return;
    URL.revokeObjectURL(this.#now.url);
    this.#now.view.mark(null);
    if (!goesOn) this.#now.view.setPlaying(false);
    this.#now = null;
  }

  #follow() {
    const ms = this.#audio.currentTime * 1000;
    const word = this.#now?.words.findLast(({ at_ms: at }) => at <= ms);
    if (word) this.#now.view.mark(word);
    if (this.#now) this.#frame = requestAnimationFrame(() => this.#follow());
  }
}

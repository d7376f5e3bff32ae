import { byId, el } from './dom.js';
import { t } from './text.js';

const shownFor = 8_000;

/** Says something that passes. */
export function notice(text) {
  const box = byId('notices');
  const known = [...box.children].find(node => node.dataset.said === text);
  known?.remove();
  const node = el('div', { className: 'notice' }, el('span', {}, text),
    el('button', { type: 'button', className: 'text', ariaLabel: t('dismiss'), onclick: () => node.remove() }, '✕'));
  node.dataset.said = text;
  box.append(node);
  setTimeout(() => node.remove(), shownFor);
}

/** How the connection is: a word beside her name, and a bar with a button when it is gone. */
export class LinkView {
  #bar = null;
  #timer = 0;
  #late = 0;

  constructor(onRetry) {
    this.onRetry = onRetry;
  }

  show(state, retryAt) {
    clearInterval(this.#timer);
    clearTimeout(this.#late);
    document.body.dataset.link = state;
    byId('link').textContent = t({ online: 'online', connecting: 'connecting' }[state] ?? 'offline');
    if (state === 'connecting') {
      this.#bar?.children[1].replaceChildren(t('connecting'));
    } else if (state === 'online') {
      this.#bar?.remove();
      this.#bar = null;
    } else {
      const isRefused = state === 'refused';
      // A short break is not worth a word.
      if (this.#bar || isRefused) this.#warn(isRefused, retryAt);
      else this.#late = setTimeout(() => this.#warn(false, retryAt), 300);
    }
  }

  #warn(isRefused, retryAt) {
    const countdown = el('span', { ariaHidden: 'true' });
    const tick = () => countdown.textContent = t('retryIn', { n: Math.max(1, Math.ceil((retryAt - Date.now()) / 1000)) });
    tick();
    this.#timer = setInterval(tick, 1000);
    if (this.#bar) {
      this.#bar.children[1].replaceWith(countdown);
      return;
    }
    this.#bar = el('div', { className: 'notice lasting' }, el('span', {}, t(isRefused ? 'refused' : 'lost')), countdown,
      el('button', { type: 'button', className: 'text', onclick: () => this.onRetry() }, t('retryNow')));
    byId('notices').prepend(this.#bar);
  }
}

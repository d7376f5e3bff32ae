import { byId } from './dom.js';
import { t } from './text.js';

const most = 2000;
const countFrom = 1800;

/** The field where the user writes, and the buttons beside it. */
export class Composer {
  #field = byId('message');
  #form = byId('composer');

  constructor(onSend, onStop) {
    this.onSend = onSend;
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener('keydown', event => {
      // Enter also ends the composing of Chinese characters: that is not yet the message.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener('input', () => this.#fit());
    byId('stop').addEventListener('click', () => {
      onStop();
      this.#field.focus();
    });
    addEventListener('keydown', event => {
      if (event.key === 'Escape' && !byId('stop').hidden && !byId('confirm').open) onStop();
    });
    this.#fit();
  }

  set isGenerating(value) {
    if (!value && document.activeElement === byId('stop')) this.#field.focus();
    byId('stop').hidden = !value;
  }

  focus() {
    this.#field.focus();
  }

  #submit() {
    const text = this.#field.value.trim();
    if (text.length === 0) return;
    this.#field.value = '';
    this.#fit();
    this.onSend(text);
  }

  #fit() {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
    const length = this.#field.value.length;
    byId('count').textContent = length >= countFrom ? t('left', { n: most - length }) : '';
  }
}

import { newId } from './dom.js';
import { save } from './save.js';
import { language, t } from './text.js';

const page = 200;

/** Saves the whole conversation as a text file: asks for page after page, the newest first. */
export class Exporter {
  #pages = [];

  /** @param command sends a frame; false when there is no connection */
  constructor(command) {
    this.command = command;
  }

  start() {
    this.#pages = [];
    this.#ask();
  }

  /** A page that was asked for. */
  take(messages) {
    this.#pages.unshift(messages);
    if (messages.length > 0) this.#ask(messages[0].id);
    else this.#save(this.#pages.flat());
  }

  #ask(before) {
    this.command({ action: 'history', id: `export:${newId()}`, limit: page, before });
  }

  #save(messages) {
    const lines = messages.map(({ role, content, timestamp, vietnamese_display: vietnamese, pinyin }) => [
      `**${role === 'user' ? t('you') : t('she')}** · ${new Date(timestamp).toLocaleString(language)}`, '', content,
      ...pinyin ? ['', `_${pinyin}_`] : [], ...vietnamese ? ['', vietnamese] : [], ''].join('\n'));
    save(new Blob([`# 小月\n\n${lines.join('\n')}`], { type: 'text/markdown' }), `xiaoyue-${new Date().toISOString().slice(0, 10)}.md`);
  }
}

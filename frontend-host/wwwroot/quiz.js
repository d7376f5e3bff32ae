import { el } from './dom.js';
import { t } from './text.js';

/** A question with options to click, and how it was answered. */
export class QuizView {
  #buttons;
  #outcome = el('p', { className: 'outcome', role: 'status' });
  #chosen = null;

  constructor(quiz, onAnswer) {
    this.id = quiz.quiz_id;
    this.#buttons = quiz.options.map(option => el('button', { type: 'button', className: 'option', onclick: () => this.#choose(option, onAnswer) }, option));
    this.node = el('fieldset', { className: 'quiz' },
      el('legend', {}, t('quiz')), el('p', { className: 'question' }, quiz.question),
      el('div', { className: 'options' }, ...this.#buttons), this.#outcome);
  }

  /** Shows the verdict. `chosen` is what was clicked, where that is known. */
  judge(result, chosen = this.#chosen) {
    this.#lock(true);
    for (const button of this.#buttons) {
      const option = button.firstChild.data;
      button.ariaPressed = null;
      button.className = option === result.answer ? 'option right' : option === chosen && !result.correct ? 'option wrong' : 'option';
      button.replaceChildren(option);
      if (option === chosen) button.append(el('small', {}, ` ${t('chosen')}`));
    }
    this.node.classList.add('judged');
    this.#outcome.className = result.correct ? 'outcome right' : 'outcome wrong';
    this.#outcome.replaceChildren(
      el('strong', {}, result.correct ? `✓ ${t('right')}` : `✗ ${t('wrong', { answer: result.answer })}`), ' ',
      el('span', { lang: 'vi' }, result.explanation ?? ''));
  }

  /** The answer did not arrive: it may be given again. */
  reopen(reason) {
    this.#lock(false);
    for (const button of this.#buttons) button.ariaPressed = null;
    this.#outcome.textContent = reason;
  }

  #choose(option, onAnswer) {
    // Disabled buttons lose the keyboard focus, so they are only marked.
    if (this.node.classList.contains('locked')) return;
    this.#chosen = option;
    this.#lock(true);
    for (const button of this.#buttons) button.ariaPressed = String(button.firstChild.data === option);
    this.#outcome.textContent = '…';
    onAnswer(this.id, option);
  }

  #lock(isLocked) {
    this.node.classList.toggle('locked', isLocked);
    for (const button of this.#buttons) button.ariaDisabled = String(isLocked);
  }
}

import { el } from './dom.js';
import { language, t } from './text.js';

/**
 * A form. What the server says of a field stands at the field, what it says of all of them above the button.
 * @param fields {name, label, type, hint, value, options, autocomplete, …}; other members are those of the input
 * @param send gets the values and the form; what it throws is shown
 */
export function formOf({ id, fields = [], submit, send, isDanger, onCancel }) {
  const rows = fields.map(field => rowOf(id, field));
  const problem = el('p', { className: 'wrong', role: 'alert' });
  const form = el('form', { id, className: 'fields', noValidate: true }, ...rows.map(row => row.node), problem,
    el('div', { className: 'buttons' },
      onCancel ? el('button', { type: 'button', className: 'plain', onclick: onCancel }, t('giveUp')) : null,
      el('button', { className: isDanger ? 'danger' : 'main' }, submit)));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    for (const row of rows) row.say('');
    problem.textContent = '';
    try {
      await send(Object.fromEntries(new FormData(form)), form);
    } catch (failure) {
      show(failure, rows, problem);
    } finally {
      form.ariaBusy = 'false';
    }
  });
  return form;
}

/** What went wrong, and how long to wait where that was said. */
export function reasonOf({ message, wait }) {
  if (!wait) return message;
  const [count, unit] = wait < 90 ? [wait, 'second'] : wait < 5400 ? [Math.ceil(wait / 60), 'minute'] : [Math.ceil(wait / 3600), 'hour'];
  return `${message} ${t('tryAgain', { when: new Intl.RelativeTimeFormat(language).format(count, unit) })}`;
}

function show(failure, rows, problem) {
  const details = failure.details ?? {};
  for (const row of rows) row.say((details[row.name] ?? []).join(' '));
  const others = Object.entries(details).filter(([name]) => !rows.some(row => row.name === name)).flatMap(([, texts]) => texts);
  const isAtField = rows.some(row => row.name in details);
  problem.textContent = [isAtField && failure.code === 'WRONG_PASSWORD' ? '' : reasonOf(failure), ...others].join(' ').trim();
  rows.find(row => row.name in details)?.input.focus();
}

function rowOf(form, { name, label, hint, options, type = 'text', value = '', ...rest }) {
  const id = `${form}-${name}`;
  const common = { id, name, value, ...rest };
  const input = options ? el('select', { id, name }, ...options.map(([key, text]) => new Option(text, key, false, key === value)))
    : type === 'textarea' ? el('textarea', common) : el('input', { type, ...common });
  const explained = hint ? el('p', { id: `${id}-hint`, className: 'hint' }, hint) : null;
  const wrong = el('p', { id: `${id}-wrong`, className: 'wrong' });
  const say = text => {
    wrong.textContent = text;
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    const described = [text && wrong.id, explained?.id].filter(Boolean).join(' ');
    if (described) input.setAttribute('aria-describedby', described);
    else input.removeAttribute('aria-describedby');
  };
  say('');
  input.addEventListener('input', () => say(''));
  return { name, input, say, node: el('div', { className: 'field' }, el('label', { htmlFor: id }, label), type === 'password' ? revealed(input) : input, explained, wrong) };
}

function revealed(input) {
  const button = el('button', { type: 'button', className: 'eye', ariaPressed: 'false', ariaLabel: t('reveal') }, el('span', { ariaHidden: 'true' }, '👁'));
  button.addEventListener('click', () => {
    input.type = input.type === 'password' ? 'text' : 'password';
    button.ariaPressed = String(input.type === 'text');
  });
  return el('div', { className: 'secret' }, input, button);
}

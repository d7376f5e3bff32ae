import { byId, el } from './dom.js';
import { wishes } from './store.js';
import { language, languages } from './text.js';

const greetings = ['你好！', '考考我', '请讲一个故事', 'Muội khỏe không?'];

/** The ways to begin, what is shown of a reply, and clearing. */
export function setUpChoices(write, clear, done) {
  const chip = text => el('button', { type: 'button', className: 'chip', onclick: () => write(text) }, text);
  byId('chips').append(...greetings.map(text => el('li', {}, chip(text))));
  for (const name of ['pinyin', 'vietnamese']) {
    show(name, wishes.get(name));
    byId(name).addEventListener('click', () => {
      const isShown = byId(name).ariaPressed !== 'true';
      wishes.set(name, isShown);
      show(name, isShown);
    });
  }
  const chosen = byId('language');
  chosen.append(...Object.entries(languages).map(([tag, name]) => new Option(name, tag)));
  chosen.value = language;
  chosen.addEventListener('change', () => {
    wishes.set('language', chosen.value);
    location.reload();
  });
  // Beside a wide conversation there is room for all of it.
  const wide = matchMedia('(min-width: 900px)');
  const more = byId('more');
  const unfold = () => more.open = wide.matches;
  wide.addEventListener('change', unfold);
  unfold();
  addEventListener('click', event => {
    if (!wide.matches && !more.contains(event.target)) more.open = false;
  });
  const confirm = byId('confirm');
  byId('clear').addEventListener('click', () => {
    confirm.returnValue = '';
    confirm.showModal();
  });
  confirm.addEventListener('close', () => {
    if (confirm.returnValue === 'yes') clear();
    done();
  });
}

function show(name, isShown) {
  byId(name).ariaPressed = String(isShown);
  document.body.classList.toggle(`no-${name}`, !isShown);
}

import { ask } from './api.js';
import { byId, el } from './dom.js';
import { t } from './text.js';

const most = 64;

/** The card of a word: touch it, or go along a reply with the arrow keys and press Enter. Which characters are a word the server says. */
export function setUpWords(list) {
  const card = byId('card');
  list.addEventListener('click', event => {
    const character = event.target.closest('[data-at]');
    if (character && getSelection().isCollapsed) show(character);
  });
  list.addEventListener('keydown', event => {
    if (!event.target.matches('.zh')) return;
    const characters = [...event.target.querySelectorAll('[data-at]')];
    const at = characters.findIndex(node => node.classList.contains('chosen'));
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && characters.length > 0) {
      event.preventDefault();
      const next = characters[Math.min(characters.length - 1, Math.max(0, at + step))];
      choose(event.target, node => node === next);
      byId('spoken').replaceChildren(el('p', { lang: 'zh-Hans' }, characterOf(next)));
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault(); // it would press the button that gets the focus
      show(characters[at]);
    }
  });
  list.addEventListener('focusout', event => event.target.matches('.zh') && !card.open && choose(event.target, () => false));
  card.addEventListener('click', event => event.target === card && card.close());
  card.addEventListener('close', () => {
    for (const reply of list.querySelectorAll('.zh')) choose(reply, () => false);
  });
}

function choose(reply, isChosen) {
  for (const node of reply.querySelectorAll('[data-at]')) node.classList.toggle('chosen', isChosen(node));
}

const characterOf = node => node.querySelector('ruby')?.firstChild.data ?? node.textContent;

async function show(character) {
  const reply = character.closest('.zh');
  // Around the character, in the text as she said it: without the syllables above it.
  const nodes = [...reply.querySelectorAll('[data-at]')];
  const at = nodes.indexOf(character);
  const from = Math.max(0, at - most / 2);
  const text = nodes.slice(from, from + most).map((node, index, all) => characterOf(node) + (isTogether(node, all[index + 1]) ? '' : ' ')).join('').slice(0, 2 * most);
  const place = nodes.slice(from, at).reduce((sum, node, index) => sum + characterOf(node).length + (isTogether(node, nodes[from + index + 1]) ? 0 : 1), 0);
  const title = byId('card-title');
  const body = byId('card-body');
  title.textContent = characterOf(character);
  body.replaceChildren(el('p', { className: 'muted' }, t('loading')));
  if (!byId('card').open) byId('card').showModal();
  try {
    const { entries, attribution, word } = await ask(`/api/tutor/dictionary/?q=${encodeURIComponent(text)}&at=${place}`);
    title.textContent = word;
    body.replaceChildren(...entries.map(entryOf), entries.length === 0 ? el('p', { className: 'muted' }, t('noEntry')) : '',
      attribution ? el('p', { className: 'small', dir: 'ltr' }, attribution) : '');
  } catch (failure) {
    body.replaceChildren(el('p', { className: 'failed' }, failure.message || t('trouble')));
  }
}

// Characters with a sign between them are in no one word.
const isTogether = (node, next) => next && Number(next.dataset.at) === Number(node.dataset.at) + characterOf(node).length;

function entryOf({ simplified, traditional, pinyin, english, vietnamese, level }) {
  return el('article', { className: 'entry', dir: 'ltr' },
    el('p', {}, el('span', { className: 'head', lang: 'zh-Hans' }, simplified), traditional === simplified ? '' : el('span', { className: 'muted', lang: 'zh-Hant' }, ` ${traditional}`),
      ' ', el('span', { className: 'pinyin', lang: 'zh-Latn' }, pinyin), level ? el('span', { className: 'level' }, t('level', { n: level })) : ''),
    vietnamese ? el('p', { lang: 'vi' }, vietnamese) : '',
    el('ul', {}, ...english.slice(0, 8).map(sense => el('li', { lang: 'en' }, sense))));
}

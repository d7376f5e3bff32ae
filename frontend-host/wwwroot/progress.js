import { ask } from './api.js';
import { byId, el } from './dom.js';
import { language, t } from './text.js';

const space = 'http://www.w3.org/2000/svg';
const shownDays = 30;
const pageSize = 30;
const [width, height, gap] = [600, 160, 4];
const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC');

/** The dialog of what was learnt: days in a row, a chart of the last days, the words. */
export function setUpProgress() {
  const dialog = byId('progress');
  byId('open-progress').addEventListener('click', () => {
    dialog.showModal();
    load();
  });
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
}

async function load() {
  const body = byId('progress-body');
  body.replaceChildren(el('p', { className: 'muted' }, t('loading')));
  try {
    const [streak, progress, words] = await Promise.all([
      ask(`/api/tutor/streak/?tz=${zone}`), ask(`/api/tutor/progress/?days=${shownDays}&tz=${zone}`), ask(`/api/tutor/words/?page_size=${pageSize}`)]);
    const list = el('ul', { className: 'learnt' });
    const more = el('button', { type: 'button', className: 'plain', onclick: () => loadMore(list, more) }, t('more'));
    body.replaceChildren(figures(streak, progress, words), chart(progress.days), el('h3', {}, t('words')), list, more);
    more.dataset.page = '1';
    fillIn(list, more, words);
  } catch (failure) {
    body.replaceChildren(el('p', { className: 'failed' }, failure.message || t('trouble')));
  }
}

async function loadMore(list, more) {
  more.dataset.page = Number(more.dataset.page) + 1;
  more.disabled = true;
  fillIn(list, more, await ask(`/api/tutor/words/?page_size=${pageSize}&page=${more.dataset.page}`));
}

function fillIn(list, more, { results, next }) {
  list.append(...results.map(wordOf));
  if (list.children.length === 0) list.append(el('li', { className: 'muted' }, t('noWords')));
  more.hidden = !next;
  more.disabled = false;
}

function figures(streak, progress, words) {
  const figure = (value, name) => el('div', {}, el('dt', {}, name), el('dd', {}, value.toLocaleString(language)));
  return el('dl', { className: 'figures' }, figure(streak.days, t('streak')), figure(streak.longest, t('longest')), figure(words.count, t('wordsMet')),
    figure(progress.right, t('rightAnswers')), figure(progress.wrong, t('wrongAnswers')));
}

function wordOf({ word, pinyin, vietnamese, english, met, right, wrong, is_due: isDue, due_at: dueAt }) {
  const due = isDue ? t('dueNow') : dueAt ? t('dueOn', { date: new Date(dueAt).toLocaleDateString(language, { dateStyle: 'medium' }) }) : '';
  return el('li', {}, el('span', { className: 'head', lang: 'zh-Hans' }, word), ' ', el('span', { className: 'pinyin', lang: 'zh-Latn', dir: 'ltr' }, pinyin ?? ''), ' ',
    el('span', { className: 'gloss', dir: 'auto' }, vietnamese || english || ''),
    el('span', { className: 'small' }, [t('met', { n: met }), right + wrong > 0 ? `✓ ${right}  ✗ ${wrong}` : '', due].filter(Boolean).join(' · ')));
}

/** Bars of new words, and on them right and wrong answers. The same in words for who cannot see it. */
function chart(days) {
  const svg = draw('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'chart' });
  const most = Math.max(5, ...days.map(day => day.new_words + day.right + day.wrong));
  const step = width / days.length;
  days.forEach((day, at) => {
    let base = height - 18;
    for (const [kind, value] of [['new', day.new_words], ['right', day.right], ['wrong', day.wrong]]) {
      const tall = value / most * (height - 30);
      base -= tall;
      if (value > 0) svg.append(draw('rect', { x: at * step + gap / 2, y: base, width: step - gap, height: tall, rx: 2, class: kind }));
    }
    const [, month, date] = day.date.split('-').map(Number);
    if (at % 7 === days.length % 7 || at === days.length - 1) svg.append(draw('text', { x: Math.min(width - 16, at * step + step / 2), y: height - 4 }, `${date}/${month}`));
    svg.append(draw('rect', { x: at * step, y: 0, width: step, height, class: 'hit' }, draw('title', {}, said(day))));
  });
  svg.append(draw('line', { x1: 0, x2: width, y1: height - 18, y2: height - 18 }));
  svg.setAttribute('aria-label', t('chart'));
  const key = kind => el('span', {}, el('i', { className: kind, ariaHidden: 'true' }), ` ${t(`key.${kind}`)}`);
  return el('figure', {}, svg, el('figcaption', {}, key('new'), key('right'), key('wrong')),
    el('ul', { className: 'hidden' }, ...days.filter(day => day.turns + day.new_words + day.right + day.wrong > 0).map(day => el('li', {}, said(day)))));
}

const said = day => `${new Date(`${day.date}T12:00`).toLocaleDateString(language, { dateStyle: 'medium' })}: ${t('key.new')} ${day.new_words}, ${t('key.right')} ${day.right}, ${t('key.wrong')} ${day.wrong}`;

function draw(name, attributes, ...children) {
  const node = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

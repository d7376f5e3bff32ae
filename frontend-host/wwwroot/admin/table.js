import { el } from '../dom.js';
import { language } from '../text.js';

export const pageSize = 20;

/** A table with a name; a row is a list of cells, texts or elements. */
export function tableOf(name, heads, rows, none) {
  const cell = content => el('td', { className: content?.nodeType || String(content ?? '').length < 40 ? '' : 'long' }, content ?? '');
  return el('div', { className: 'scroll', role: 'region', ariaLabel: name, tabIndex: 0 }, el('table', {}, el('caption', {}, name),
    el('thead', {}, el('tr', {}, ...heads.map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map(cells => el('tr', {}, ...cells.map(cell))), rows.length === 0 ? el('tr', {}, el('td', { colSpan: heads.length, className: 'muted' }, none)) : '')));
}

/** Which page of a list is shown, and the ways to the others. */
export function pagesOf(view, query, { count, next, previous, results }) {
  const at = Number(query.get('page') ?? 1);
  const from = (at - 1) * pageSize;
  const to = page => {
    const address = new URLSearchParams(query);
    address.set('page', page);
    location.hash = `#${view}?${address}`;
  };
  const button = (text, page, isOn) => el('button', { type: 'button', className: 'plain', disabled: !isOn, onclick: () => to(page) }, text);
  return el('div', { className: 'pages' }, button('Previous', at - 1, previous !== null), button('Next', at + 1, next !== null),
    el('span', { className: 'muted' }, results.length === 0 ? `${count} in all` : `${from + 1}–${from + results.length} of ${count.toLocaleString(language)}`));
}

/** Fields that narrow a list down; the address keeps them. */
export function filtersOf(view, query, fields) {
  const form = el('form', { className: 'filters', role: 'search' }, ...fields.map(({ name, label, options, isWide, ...rest }) => {
    const id = `filter-${name}`;
    const value = query.get(name) ?? '';
    const input = options ? el('select', { id, name, onchange: () => form.requestSubmit() }, ...options.map(([key, text]) => new Option(text, key, false, key === value)))
      : el('input', { id, name, ...rest, value });
    return el('div', { className: isWide ? 'field wide' : 'field' }, el('label', { htmlFor: id }, label), input);
  }), el('button', { className: 'main' }, 'Search'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const wanted = [...new FormData(form)].filter(([, value]) => value.trim() !== '');
    location.hash = `#${view}?${new URLSearchParams(wanted)}`;
  });
  return form;
}

/** A part of the query for the server: what is set, and the page. */
export function askedOf(query, names) {
  const asked = new URLSearchParams({ page: query.get('page') ?? '1', page_size: pageSize });
  for (const name of names) if (query.get(name)) asked.set(name, query.get(name));
  return asked;
}

export const when = time => time ? new Date(time).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }) : '';

/** A user by his id, to be looked at. */
export const userLink = (id, text = id) => id ? el('a', { href: `#users/${encodeURIComponent(id)}` }, text === id ? el('code', {}, short(id)) : text) : '';

// The end tells users apart: the beginning is the time.
const short = id => id.length > 12 ? `…${id.slice(-8)}` : id;

import { ask, tell } from '../api.js';
import { byId, el } from '../dom.js';
import { reasonOf } from '../form.js';
import { language, t } from '../text.js';
import { programOf } from '../agent.js';
import { ago } from '../times.js';

/** Where the user is signed in; each can be ended. */
export function signInsCard(say) {
  queueMicrotask(() => refreshSignIns(say));
  return el('section', { className: 'tile', id: 'sign-ins' }, el('h2', { id: 'sign-ins-title', tabIndex: -1 }, t('signIns')),
    el('ul', { className: 'list', id: 'sign-in-list', 'aria-labelledby': 'sign-ins-title' }, el('li', { className: 'muted' }, t('loading'))),
    el('button', { type: 'button', className: 'plain', id: 'end-others', hidden: true, onclick: () => endOthers(say) }, t('endOthers')));
}

/** Asks for them anew. */
export async function refreshSignIns(say) {
  try {
    const { results } = await ask('/api/auth/sessions/?page_size=100');
    byId('sign-in-list').replaceChildren(...results.map(one => itemOf(one, say)));
    byId('end-others').hidden = results.filter(one => !one.is_current).length < 2;
  } catch (failure) {
    byId('sign-in-list').replaceChildren(el('li', { className: 'wrong' }, reasonOf(failure)));
  }
}

function itemOf({ id, agent, address, is_current: isCurrent, created_at: createdAt, last_used_at: usedAt }, say) {
  const name = programOf(agent) || t('unknownAgent');
  const times = [usedAt && t('lastUsed', { when: ago(usedAt) }), createdAt && t('since', { when: new Date(createdAt).toLocaleDateString(language, { dateStyle: 'medium' }) }), address];
  const item = el('li', { title: agent }, el('span', { className: 'what' }, el('strong', { dir: 'auto' }, name), isCurrent ? el('span', { className: 'badge' }, t('current')) : '',
    el('span', { className: 'muted' }, times.filter(Boolean).join(' · '))),
    isCurrent ? '' : el('button', { type: 'button', className: 'plain', ariaLabel: t('endOf', { name }), onclick: () => end([id], say) }, t('end')));
  item.dataset.id = id;
  if (!isCurrent) item.dataset.other = '';
  return item;
}

const endOthers = say => end([...byId('sign-in-list').querySelectorAll('[data-other]')].map(item => item.dataset.id), say);

async function end(ids, say) {
  try {
    let said = '';
    for (const id of ids) said = (await tell(`/api/auth/sessions/${id}/`, undefined, 'DELETE')).message;
    say(said);
  } catch (failure) {
    say(reasonOf(failure));
  }
  await refreshSignIns(say);
  byId('sign-ins-title').focus();
}

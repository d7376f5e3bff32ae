import { programOf } from '../agent.js';
import { el } from '../dom.js';
import { reasonOf } from '../form.js';
import { askAdmin } from './entry.js';
import { askedOf, filtersOf, pagesOf, tableOf, userLink, when } from './table.js';

/** The open sign-ins of all members. */
export async function signIns(query, page) {
  const { data } = await askAdmin(`/api/v1/admin/sessions/?${askedOf(query, ['user_id'])}`);
  return { title: 'Sign-ins', parts: [
    filtersOf('sign-ins', query, [{ name: 'user_id', label: 'User id', maxLength: 64, isWide: true }]), signInTable(data.results, page), pagesOf('sign-ins', query, data)] };
}

/** A table of sign-ins, each of which can be ended. */
export function signInTable(rows, page, isOfOne = false) {
  const heads = ['User', 'Program', 'From', 'Since', 'Last used', 'Ends', ''];
  return tableOf('Open sign-ins', isOfOne ? heads.slice(1) : heads, rows.map(one => {
    const name = programOf(one.agent) || 'unknown program';
    const cells = [userLink(one.user_id), el('span', { title: one.agent }, name), one.address, when(one.created_at), when(one.last_used_at), when(one.expires_at),
      el('button', { type: 'button', className: 'plain', ariaLabel: `End the sign-in: ${name}, ${one.address}`, onclick: () => end(one, page) }, 'End')];
    return isOfOne ? cells.slice(1) : cells;
  }), 'None is open.');
}

async function end({ id, user_id: user }, page) {
  try {
    const { message } = await askAdmin(`/api/v1/admin/users/${user}/sessions/${id}/`, undefined, 'DELETE');
    await page.again(message);
  } catch (failure) {
    page.say(reasonOf(failure));
  }
}

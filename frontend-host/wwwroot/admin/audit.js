import { el } from '../dom.js';
import { askAdmin } from './entry.js';
import { askedOf, filtersOf, pagesOf, tableOf, userLink, when } from './table.js';

const actions = ['register', 'login', 'login.failed', 'login.locked', 'refresh.reused', 'session.ended', 'profile.changed', 'access.changed', 'account.linked',
  'password.changed', 'password.reset', 'password.reset_requested', 'password.reset_failed', 'user.anonymised', 'user.erased'];

/** What has happened that matters to security. */
export async function audit(query) {
  const asked = askedOf(query, ['action', 'user_id']);
  for (const end of ['from', 'to']) if (query.get(end)) asked.set(end, new Date(query.get(end)).toISOString());
  const { data } = await askAdmin(`/api/v1/admin/audit/?${asked}`);
  return { title: 'Audit log', parts: [
    filtersOf('audit', query, [
      { name: 'action', label: 'Action', options: [['', 'any'], ...actions.map(action => [action, action])] }, { name: 'user_id', label: 'User id', maxLength: 64, isWide: true },
      { name: 'from', label: 'From', type: 'datetime-local' }, { name: 'to', label: 'To', type: 'datetime-local' }]),
    tableOf('What has happened, newest first', ['When', 'Action', 'User', 'By', 'From', 'Detail', 'Request'], data.results.map(one => [
      el('time', { dateTime: one.at, title: one.at }, when(one.at)), one.action, userLink(one.subject_id), one.actor_id === one.subject_id ? 'the user' : userLink(one.actor_id),
      one.address, one.detail, el('code', {}, one.request_id)]), 'Nothing like that has happened.'),
    pagesOf('audit', query, data),
  ] };
}

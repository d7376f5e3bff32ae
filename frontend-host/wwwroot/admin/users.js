import { el } from '../dom.js';
import { askAdmin } from './entry.js';
import { askedOf, filtersOf, pagesOf, tableOf, userLink, when } from './table.js';

const any = ['', 'any'];
export const roles = [['STUDENT', 'Student'], ['TUTOR', 'Tutor'], ['ADMIN', 'Administrator']];
export const plans = [['FREE', 'Free'], ['PREMIUM', 'Premium']];
export const states = [['active', 'active'], ['disabled', 'disabled']];

/** The users, newest first. */
export async function users(query) {
  const { data } = await askAdmin(`/api/v1/admin/users/?${askedOf(query, ['search', 'role', 'plan', 'status'])}`);
  return { title: 'Users', parts: [
    filtersOf('users', query, [
      { name: 'search', label: 'Name or address', type: 'search', maxLength: 200, isWide: true }, { name: 'role', label: 'Role', options: [any, ...roles] },
      { name: 'plan', label: 'Plan', options: [any, ...plans] }, { name: 'status', label: 'Status', options: [any, ...states] }]),
    tableOf('Users', ['Name', 'Address', 'Role', 'Plan', 'Status', 'Since'],
      data.results.map(one => [userLink(one.id, one.name || one.email || 'unnamed'), one.email, nameOf(roles, one.role), nameOf(plans, one.plan), stateOf(one.status), when(one.created_at)]), 'Nobody is like that.'),
    pagesOf('users', query, data),
  ] };
}

/** How a value is called. */
export const nameOf = (names, value) => names.find(([key]) => key === value)?.[1] ?? value;

export const stateOf = status => el('span', { className: status === 'disabled' ? 'bad' : '' }, status);

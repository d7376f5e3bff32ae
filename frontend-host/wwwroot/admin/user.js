import { openDialog } from '../dialog.js';
import { el } from '../dom.js';
import { formOf } from '../form.js';
import { language } from '../text.js';
import { administrator, askAdmin } from './entry.js';
import { signInTable } from './signins.js';
import { when } from './table.js';
import { nameOf, plans, roles, states, stateOf } from './users.js';

/** One user: who he is, what he may do, where he is signed in, and the end. */
export async function user(id, page) {
  const address = `/api/v1/admin/users/${encodeURIComponent(id)}/`;
  const [{ data: profile }, { data: open }] = await Promise.all([askAdmin(address), askAdmin(`/api/v1/admin/sessions/?user_id=${encodeURIComponent(id)}&page_size=100`)]);
  const name = profile.name || profile.email || 'A guest';
  const isMe = administrator()?.sub === profile.id;
  return { title: name, parts: [
    el('p', {}, el('a', { href: '#users' }, '← All users'), ' · ', el('a', { href: `#audit?user_id=${encodeURIComponent(profile.id)}` }, 'Audit log of this user')),
    el('div', { className: 'columns' },
      el('section', { className: 'tile', id: 'facts' }, el('h2', {}, 'Who it is'), facts(profile)),
      el('section', { className: 'tile', id: 'access' }, el('h2', {}, 'What the user may do'),
        ...isMe ? [el('p', { className: 'muted' }, 'This is you: your own access is changed by another administrator.')] : [accessForm(address, profile, page), ...endButtons(address, profile, name, page)])),
    signInTable(open.results, page, true),
  ] };
}

function facts({ id, name, email, role, plan, status, language: speaks, created_at: since, sign_ins: ways, quota }) {
  const of = ({ used, limit }) => `${used.toLocaleString(language)} of ${limit?.toLocaleString(language) ?? 'no limit'}`;
  const rows = {
    Id: el('code', {}, id), Name: name || '—', Address: email || '—', Role: nameOf(roles, role), Plan: nameOf(plans, plan), Status: stateOf(status), Language: speaks || '—',
    Since: when(since) || '—', 'Signs in with': ways.map(way => way === 'mail' ? 'password' : way).join(', ') || '—',
    'Tokens today': of(quota.tokens_today), 'Speech today': `${of(quota.speech_seconds_today)} s`, Files: `${of(quota.storage_bytes)} bytes`,
  };
  return el('dl', { className: 'facts' }, ...Object.entries(rows).flatMap(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]));
}

const accessForm = (address, profile, page) => formOf({
  id: 'access-form',
  fields: [
    { name: 'role', label: 'Role', value: profile.role, options: roles }, { name: 'plan', label: 'Plan', value: profile.plan, options: plans },
    { name: 'status', label: 'Status', value: profile.status === 'disabled' ? 'disabled' : 'active', options: states, hint: 'Who is disabled is out at once, and cannot come in.' }],
  submit: 'Save',
  send: async ({ role, plan, status }) => {
    const { message } = await askAdmin(address, { role, plan, disabled: status === 'disabled' }, 'PUT');
    await page.again(message);
  },
});

function endButtons(address, profile, name, page) {
  const button = (verb, consequence, yes, work) => el('button', { type: 'button', className: 'plain risky', onclick: () => confirm(verb, consequence, yes, work) }, `${verb}…`);
  return [el('h2', { className: 'gap' }, 'Remove the user'), el('div', { className: 'buttons' },
    button('Anonymise', 'Name, address and the ways to sign in go for good; what the user has made stays.', 'Anonymise', () => askAdmin(`${address}anonymise/`, undefined, 'POST')),
    button('Delete', 'The user and everything that is his go for good.', 'Delete for good', () => askAdmin(address, undefined, 'DELETE')))];

  function confirm(verb, consequence, yes, work) {
    // In full: names are not unique.
    const whom = el('p', {}, el('strong', {}, profile.email || '—'), el('br'), el('code', {}, profile.id));
    const dialog = openDialog(`${verb} ${name}?`, whom, el('p', {}, consequence), formOf({ id: 'end', submit: yes, isDanger: true, onCancel: () => dialog.close(), send: async () => {
      const { data, message } = await work();
      dialog.close();
      const gone = Object.entries(data.deleted).map(([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`).join(', ');
      page.go('#users', [`${name}: ${message}`, gone, data.kept.length > 0 ? `kept: ${data.kept.join(', ').replaceAll('_', ' ')}` : ''].filter(Boolean).join(' · '));
    } }));
  }
}

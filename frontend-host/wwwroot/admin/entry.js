import { accepted, ask, fetchAs, Refusal, request } from '../api.js';
import { claimsOf, enter, leave } from '../auth.js';
import { email, password } from '../account/fields.js';
import { words } from '../account/words.js';
import { el } from '../dom.js';
import { formOf } from '../form.js';
import { tokens } from '../store.js';
import { learn, t } from '../text.js';

const key = 'actors.admin-token';
const role = 'ADMIN';
let held = null;
learn(words);

/** Asks as the administrator; gives the whole answer. A token that was pasted goes before who this browser is. */
export async function askAdmin(path, body, method) {
  const token = pasted();
  const answer = token ? await accepted(await fetchAs(token, path, { body, method })) : await askAsBrowser(path, body, method);
  return answer.json();
}

/** Who asks, as the token says; null for nobody who may. */
export function administrator() {
  const claims = claimsOf(pasted() ?? tokens.get()?.access ?? '');
  return claims?.role === role ? claims : null;
}

/** Whether a failure says that somebody else must ask. */
export const isRefused = ({ code }) => ['UNAUTHORIZED', 'FORBIDDEN', 'MEMBERS_ONLY'].includes(code);

/** Forgets the pasted token, or signs this browser out. */
export async function goOut() {
  if (pasted()) return keep(null);
  const held = await leave(tokens.get()?.user);
  if (held) await fetchAs(held.access, '/api/auth/logout/', { body: { refresh: held.refresh } });
}

/** The ways in. */
export function entrance(entered) {
  return el('section', { className: 'tile' }, el('h2', {}, 'Sign in as an administrator'),
    formOf({ id: 'sign-in', fields: [email(), password('password', t('password'))], submit: t('signIn'), send: async values => {
      await signIn(values);
      entered();
    } }),
    el('details', {}, el('summary', {}, 'Or paste an access token'), el('p', { className: 'muted' }, 'An operator gets one with ', el('code', {}, 'admin-token'), ': see silo/README.md.'),
      formOf({ id: 'paste', fields: [{ name: 'token', label: 'Access token of an administrator', type: 'password', autocomplete: 'off' }], submit: 'Show', send: async ({ token }) => {
        if (claimsOf(token.trim())?.role !== role) throw new Refusal({ message: 'This is no token of an administrator.' });
        keep(token.trim());
        entered();
      } })));
}

async function signIn(values) {
  const answer = await ask('/api/auth/login/', values);
  if (answer.user.role === role) return enter(answer);
  await fetchAs(answer.access, '/api/auth/logout/', { body: { refresh: answer.refresh } });
  throw new Refusal({ message: 'This account is not an administrator’s.' });
}

function askAsBrowser(path, body, method) {
  if (!administrator()) throw new Refusal({ message: '', error_code: 'UNAUTHORIZED' });
  return request(path, { body, method });
}

function pasted() {
  try {
    return sessionStorage.getItem(key) ?? held;
  } catch {
    return held;
  }
}

function keep(token) {
  held = token;
  try {
    if (token) sessionStorage.setItem(key, token);
    else sessionStorage.removeItem(key);
  } catch {
    // Forbidden: known to this page alone.
  }
}

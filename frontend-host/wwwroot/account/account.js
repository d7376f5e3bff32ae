import { accepted, ask, fetchAs } from '../api.js';
import { leave } from '../auth.js';
import { byId, el } from '../dom.js';
import { reasonOf } from '../form.js';
import { errand, tokens, wishes } from '../store.js';
import { fill, language, languages, learn, t } from '../text.js';
import { entrance } from './entrance.js';
import { dataCard } from './data.js';
import { comeBack, isComingBack } from './oauth.js';
import { passwordCard } from './password.js';
import { planCard } from './plan.js';
import { profileCard } from './profile.js';
import { signInsCard } from './signins.js';
import { words } from './words.js';

learn(words);
fill(document);
const welcome = ({ name, email }) => t('welcomeBack', { name: name || email });
const whose = () => `${tokens.get()?.user} ${tokens.isMember}`;
let shown = null;
let isGoing = false;
setUpBar();
addEventListener('storage', follow);
await begin();

async function begin() {
  if (!isComingBack()) return show(errand.take('said') ?? '');
  let said;
  try {
    said = welcome(await comeBack());
  } catch (failure) {
    said = reasonOf(failure);
  }
  await show(said);
}

/** Shows the page for who this browser is now, and says something. */
async function show(said = '', focus = false) {
  shown = { who: whose(), isMember: tokens.isMember };
  byId('sign-out').hidden = !tokens.isMember;
  byId('to-admin').hidden = true;
  title(t(tokens.isMember ? 'yourAccount' : 'account'));
  say(said);
  if (tokens.isMember) await showMember();
  else showEntrance();
  if (focus) byId('title').focus();
}

function showEntrance() {
  const parts = [entrance(async user => show(welcome(user), true), say)];
  if (tokens.get()) parts.push(dataCard(null, remove, showGone, say));
  byId('content').className = 'narrow';
  byId('content').replaceChildren(...parts);
}

async function showMember() {
  const content = byId('content');
  content.className = 'columns';
  content.replaceChildren(el('p', { className: 'muted' }, t('loading')));
  try {
    const profile = await ask('/api/auth/profile/');
    byId('to-admin').hidden = profile.role !== 'ADMIN';
    content.replaceChildren(
      el('div', {}, profileCard(profile, say), profile.sign_ins.includes('mail') ? passwordCard(profile, say) : ''),
      el('div', {}, planCard(profile), signInsCard(say), dataCard(profile, remove, showGone, say)));
  } catch (failure) {
    if (!tokens.isMember) return show(t('signInEnded'));
    content.replaceChildren(el('p', { className: 'wrong' }, reasonOf(failure)), el('button', { type: 'button', className: 'plain', onclick: () => show('', true) }, t('retryNow')));
  }
}

// While it goes other windows find out, and this one is not to follow them.
async function remove(values) {
  const { user } = tokens.get();
  isGoing = true;
  try {
    const report = await ask('/api/auth/account/', values, 'DELETE');
    await leave(user);
    return report;
  } finally {
    isGoing = false;
  }
}

/** What became of the account. */
function showGone({ deleted, kept }) {
  shown = { who: whose(), isMember: false };
  byId('sign-out').hidden = byId('to-admin').hidden = true;
  title(t('gone'));
  say('');
  const kind = name => t(`kind.${name}`) ?? name;
  byId('content').className = 'narrow';
  byId('content').replaceChildren(el('section', { className: 'tile' }, el('p', {}, t('goneText')),
    el('ul', { id: 'gone' }, ...Object.entries(deleted).map(([name, count]) => el('li', {}, `${kind(name)}: ${count.toLocaleString(language)}`))),
    kept.length > 0 ? el('p', { className: 'muted' }, t('keptText', { kinds: kept.map(kind).join(', ') })) : '',
    el('a', { className: 'main', href: './' }, t('toTutor'))));
  byId('title').focus();
}

// Out of this browser first, whether or not the server can be told.
async function signOut() {
  shown.isMember = false; // other windows become guests, which is nothing to follow
  const held = await leave(tokens.get()?.user);
  let said;
  try {
    const answer = await accepted(await fetchAs(held?.access, '/api/auth/logout/', { body: { refresh: held?.refresh } }));
    said = (await answer.json()).message;
  } catch (failure) {
    said = failure.status === 401 ? t('signInEnded') : reasonOf(failure);
  }
  await show(said, true);
}

// Another window of this browser became somebody else.
function follow(event) {
  if (event.key !== tokens.key || whose() === shown.who || isGoing) return;
  // One guest is like another: what is being written stays.
  if (!shown.isMember && !tokens.isMember) return;
  if (shown.isMember && !tokens.isMember) errand.put('said', t('signInEnded'));
  location.reload();
}

function setUpBar() {
  const chosen = byId('language');
  chosen.append(...Object.entries(languages).map(([tag, name]) => new Option(name, tag)));
  chosen.value = language;
  chosen.addEventListener('change', () => {
    wishes.set('language', chosen.value);
    location.reload();
  });
  byId('sign-out').addEventListener('click', signOut);
}

function title(text) {
  byId('title').textContent = text;
  document.title = `${text} · 小月`;
}

function say(text) {
  byId('said').textContent = text;
}

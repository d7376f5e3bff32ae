import { byId } from '../dom.js';
import { reasonOf } from '../form.js';
import { isRefused } from './entry.js';
import { audit } from './audit.js';
import { showFrame } from './frame.js';
import { signIns } from './signins.js';
import { user } from './user.js';
import { users } from './users.js';

const views = { users, 'sign-ins': signIns, audit };
let later = '';
let turn = 0;

/** What views may do with the page. */
const page = {
  say: text => byId('said').textContent = text,
  /** Goes to another view, and says something there. */
  go(hash, text = '') {
    later = text;
    if (location.hash === hash) show(true);
    else location.hash = hash;
  },
  again(text = '') {
    later = text;
    return show(true);
  },
};

addEventListener('hashchange', () => show(true));
show();

/** Shows what the address says: `#users?search=…`, `#users/{id}`, `#sign-ins`, `#audit?…`. */
async function show(isMove = false) {
  const mine = ++turn;
  const [path, query] = location.hash.slice(1).split('?');
  const [name, id] = path.split('/');
  const current = name in views ? name : 'users';
  showFrame(current, () => show(true));
  byId('said').textContent = later;
  later = '';
  try {
    const { title, parts } = await (current === 'users' && id ? user(id, page) : views[current](new URLSearchParams(query), page));
    if (mine !== turn) return;
    document.title = `${title} · Actors`;
    byId('title').textContent = title;
    byId('content').replaceChildren(...parts);
    if (isMove) byId('title').focus();
  } catch (failure) {
    if (mine !== turn) return;
    byId('content').replaceChildren();
    if (isRefused(failure)) showFrame(current, () => show(true), failure.message);
    else page.say(reasonOf(failure));
  }
}

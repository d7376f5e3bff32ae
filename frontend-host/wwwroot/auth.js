import { outbox, replies, tokens } from './store.js';

const early = 5 * 60_000;

/** Refreshes the access token when it is near its end. Resolves to whether there is a token. Rejects when the server does not answer. */
export async function freshen() {
  const held = tokens.get();
  if (!held) return false;
  return endsIn(held) > early || renew(held);
}

/**
 * Changes the refresh token for new ones. Each can be used once, so the tabs of a browser take turns, and one that comes
 * late finds that it is done.
 */
export function renew(stale) {
  return alone(async () => {
    const held = tokens.get();
    if (!held) return false;
    if (held.refresh !== stale.refresh) return true;
    const answer = await fetch('/api/auth/refresh/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh: held.refresh }),
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 401) {
      tokens.drop();
      return false;
    }
    if (!answer.ok) throw new Error(`The tokens could not be refreshed: ${answer.status}`);
    const { data } = await answer.json();
    tokens.set(data.access, data.refresh, held.user, held.name === undefined ? undefined : nameOf(data.user));
    return true;
  });
}

/** Signs this browser in. Nothing of another user stays; a guest who became the member is the same user. */
export const enter = ({ access, refresh, user }) => alone(() => {
  if (tokens.get()?.user !== user.id) forget();
  tokens.set(access, refresh, user.id, nameOf(user));
});

/** Signs this browser out, unless it is somebody else by now. Gives the tokens that it had. */
export const leave = user => alone(() => {
  const held = tokens.get();
  if (held?.user !== user) return null;
  forget();
  tokens.drop();
  return held;
});

/** The user has another name. */
export const rename = name => alone(() => tokens.get() && tokens.rename(name));

/** What an access token says; null for what is none. */
export function claimsOf(access) {
  try {
    const bytes = Uint8Array.from(atob(access.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

const nameOf = user => user.name || user.email;

function forget() {
  outbox.clear();
  replies.clear();
}

// Also where the page was not served securely and there are no locks.
const alone = async work => navigator.locks ? navigator.locks.request('actors.tokens', work) : work();

// Counted from when the token came, so that a wrong clock does not matter.
function endsIn({ access, savedAt }) {
  const { iat, exp } = claimsOf(access) ?? {};
  const lifetime = (exp - iat) * 1000;
  if (!lifetime) return 0;
  const age = Date.now() - savedAt;
  // A token that lives shorter than we are early is refreshed in the middle of its life.
  return age < 0 ? 0 : lifetime > 2 * early ? lifetime - age : lifetime / 2 - age + early;
}

import { tokens } from './store.js';

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
    tokens.set(data.access, data.refresh, held.user);
    return true;
  });
}

const alone = work => navigator.locks ? navigator.locks.request('actors.tokens', work) : work();

// Counted from when the token came, so that a wrong clock does not matter.
function endsIn({ access, savedAt }) {
  try {
    const { iat, exp } = JSON.parse(atob(access.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    const lifetime = (exp - iat) * 1000;
    const age = Date.now() - savedAt;
    // A token that lives shorter than we are early is refreshed in the middle of its life.
    return age < 0 ? 0 : lifetime > 2 * early ? lifetime - age : lifetime / 2 - age + early;
  } catch {
    return 0;
  }
}

import { freshen } from './auth.js';
import { tokens } from './store.js';

/** Asks the server over HTTP, as the user of this browser. Rejects with the server's words. */
export async function ask(path, body) {
  await freshen();
  const answer = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${tokens.get()?.access}`, ...body && { 'Content-Type': 'application/json' } },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const { data, message } = await answer.json();
  if (!answer.ok) throw new Error(message);
  return data;
}

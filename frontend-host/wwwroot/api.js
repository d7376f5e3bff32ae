import { freshen, renew } from './auth.js';
import { tokens } from './store.js';
import { t } from './text.js';

const patience = 20_000;

/** What the server refuses, in its words. */
export class Refusal extends Error {
  /** @param wait how long to wait, in seconds; 0 when that was not said */
  constructor({ message, error_code: code, details }, status = 0, wait = 0) {
    super(message ?? t('trouble'));
    Object.assign(this, { code, status, wait, details: details ?? {} });
  }
}

/** Asks the server over HTTP, as the user of this browser. Rejects with the server's words. */
export async function ask(path, body, method) {
  return (await (await request(path, { body, method })).json()).data;
}

/** As `ask`, and gives the whole answer: its data, and what the server says of it. */
export async function tell(path, body, method) {
  return (await request(path, { body, method })).json();
}

/** The answer itself. A token that was ended before its time is renewed once. */
export async function request(path, { body, method, timeout = patience } = {}) {
  const held = await reach(async () => await freshen() ? tokens.get() : null);
  const send = token => fetchAs(token, path, { body, method, timeout });
  const answer = await send(held?.access);
  if (answer.status !== 401 || !held) return accepted(answer);
  const refusal = await refusalOf(answer);
  if (refusal.code !== 'UNAUTHORIZED' || !await reach(() => renew(held))) throw refusal;
  return accepted(await send(tokens.get()?.access));
}

/** Asks with a token, or with none. */
export function fetchAs(token, path, { body, method = body ? 'POST' : 'GET', timeout = patience } = {}) {
  return reach(() => fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      'Accept-Language': document.documentElement.lang,
      ...token && { Authorization: `Bearer ${token}` },
      ...body && { 'Content-Type': 'application/json' },
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(timeout),
  }));
}

/** An answer that is good; throws what was refused. */
export async function accepted(answer) {
  if (!answer.ok) throw await refusalOf(answer);
  return answer;
}

async function refusalOf(answer) {
  const told = await answer.json().catch(() => ({}));
  return new Refusal(told, answer.status, Number(answer.headers.get('Retry-After') ?? 0));
}

async function reach(work) {
  try {
    return await work();
  } catch {
    throw new Refusal({ message: t('noAnswer'), error_code: 'NO_ANSWER' });
  }
}

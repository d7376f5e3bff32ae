import { ask, Refusal } from '../api.js';
import { enter } from '../auth.js';
import { errand } from '../store.js';

const root = '/api/auth/oauth/';

/** By whom one can sign in here. */
export const providers = async () => (await ask(root)).providers;

/** The name of a provider, for people. */
export const nameOf = provider => provider[0].toUpperCase() + provider.slice(1);

/** Goes to a provider; a guest takes his conversation along. */
export async function goTo(provider) {
  errand.put('provider', provider);
  const { authorization_url: address } = await ask(`${root}${provider}/start?return=/account.html`);
  location.assign(address);
}

/** Whether a provider has sent the browser here. */
export function isComingBack() {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Redeems what the provider has sent, which does not stay in the address; gives who is signed in. */
export async function comeBack() {
  const query = location.search;
  history.replaceState(null, '', location.pathname);
  const provider = errand.take('provider');
  if (!provider) throw new Refusal({});
  const answer = await ask(`${root}${provider}/callback${query}`);
  await enter(answer);
  return answer.user;
}

import { byId } from './dom.js';
import { outbox, tokens } from './store.js';
import { t } from './text.js';

/** Says who is signed in, beside the conversation. */
export function showWho() {
  const name = tokens.get()?.name;
  const link = byId('who');
  link.textContent = tokens.isMember ? name || t('account') : t('signIn');
  if (tokens.isMember) link.ariaLabel = t('accountOf', { name: name || '…' });
  else link.ariaLabel = null;
}

/**
 * Another window of this browser signed in or out: be the same here.
 * @param userNow who the conversation belongs to; null when that is not known yet
 * @param reopen connects anew, as the same user with other tokens
 */
export function setUpWho(userNow, reopen) {
  let isMember = tokens.isMember;
  const follow = () => {
    const [user, now, was] = [userNow(), tokens.get(), isMember];
    isMember = tokens.isMember;
    showWho();
    if (user !== null && (now ? now.user !== user : was)) {
      outbox.clear();
      location.reload();
    } else if (isMember && !was) {
      reopen();
    }
  };
  showWho();
  addEventListener('storage', event => event.key === tokens.key && follow());
  addEventListener('pageshow', event => event.persisted && follow());
}

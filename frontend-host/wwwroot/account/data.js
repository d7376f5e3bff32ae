import { request } from '../api.js';
import { el } from '../dom.js';
import { openDialog } from '../dialog.js';
import { formOf, reasonOf } from '../form.js';
import { save } from '../save.js';
import { t } from '../text.js';
import { password } from './fields.js';

const patience = 120_000;

/** Everything that is known of the user, to take along or to delete. A guest has no profile. */
export function dataCard(profile, remove, gone, say) {
  return el('section', { className: 'tile', id: 'data' }, el('h2', {}, t('yourData')), el('p', { className: 'muted' }, t('dataText')),
    el('div', { className: 'buttons' },
      el('button', { type: 'button', className: 'plain', id: 'download', onclick: () => download(say) }, t('download')),
      el('button', { type: 'button', className: 'plain risky', id: 'remove', onclick: () => askToRemove(profile, remove, gone) }, t(profile ? 'remove' : 'removeGuest'))));
}

async function download(say) {
  say(t('downloading'));
  try {
    const answer = await request('/api/auth/account/export/', { timeout: patience });
    save(await answer.blob(), `actors-export-${new Date().toISOString().slice(0, 10)}.zip`);
    say(t('downloaded'));
  } catch (failure) {
    say(failure.code ? reasonOf(failure) : t('noAnswer'));
  }
}

function askToRemove(profile, remove, gone) {
  const needsPassword = profile?.sign_ins.includes('mail');
  const dialog = openDialog(profile ? t('removeAsk', { name: profile.name || profile.email }) : t('removeGuestAsk'), el('p', {}, t('removeText')), formOf({
    id: 'removal',
    fields: needsPassword ? [password('password', t('password'))] : [],
    submit: t('removeYes'),
    isDanger: true,
    onCancel: () => dialog.close(),
    send: async values => {
      const report = await remove(values);
      dialog.close();
      gone(report);
    },
  }));
}

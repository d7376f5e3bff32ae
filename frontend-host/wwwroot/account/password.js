import { tell } from '../api.js';
import { el } from '../dom.js';
import { formOf } from '../form.js';
import { t } from '../text.js';
import { newPassword, password } from './fields.js';
import { refreshSignIns } from './signins.js';

/** Another password. */
export function passwordCard(profile, say) {
  // Whom the password belongs to, for programs that keep passwords.
  const whose = el('input', { type: 'email', name: 'username', autocomplete: 'username', value: profile.email, hidden: true, tabIndex: -1 });
  const form = formOf({
    id: 'change',
    fields: [password('old_password', t('oldPassword')), newPassword('new_password', t('newPassword'))],
    submit: t('changePassword'),
    send: async ({ old_password, new_password }) => {
      const { message } = await tell('/api/auth/password/change/', { old_password, new_password });
      form.reset();
      say(message);
      await refreshSignIns(say);
    },
  });
  form.prepend(whose);
  return el('section', { className: 'tile', id: 'password' }, el('h2', {}, t('changePassword')), el('p', { className: 'muted' }, t('changeHint')), form);
}

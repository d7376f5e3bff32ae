import { tell } from '../api.js';
import { byId, el } from '../dom.js';
import { formOf } from '../form.js';
import { t } from '../text.js';
import { email, newPassword } from './fields.js';

/** A new password by a code that comes by mail, in two steps; with the code comes the way back in. */
export function resetPanel(signIn, say) {
  const first = el('div', {}, el('p', { className: 'muted' }, t('resetHint')), formOf({
    id: 'reset',
    fields: [email()],
    submit: t('sendCode'),
    send: async values => {
      const { message } = await tell('/api/auth/password/reset/', values);
      turn(true, values.email);
      say(message);
    },
  }), el('button', { type: 'button', className: 'text', id: 'have-code', onclick: () => turn(true, byId('reset-email').value) }, t('haveCode')));
  const second = el('div', { hidden: true }, formOf({
    id: 'confirm-code',
    fields: [email(),
      { name: 'code', label: t('code'), autocomplete: 'one-time-code', inputMode: 'numeric', dir: 'ltr', maxLength: 20 }, newPassword('new_password', t('newPassword'))],
    submit: t('setPassword'),
    send: async values => {
      await tell('/api/auth/password/confirm/', values);
      await signIn(values.email, values.new_password);
    },
  }), el('button', { type: 'button', className: 'text', onclick: () => turn(false, byId('confirm-code-email').value) }, t('anotherCode')));
  return [first, second];

  function turn(hasCode, address) {
    first.hidden = hasCode;
    second.hidden = !hasCode;
    byId('reset-email').value = byId('confirm-code-email').value = address;
    byId(hasCode ? address ? 'confirm-code-code' : 'confirm-code-email' : 'reset-email').focus();
    say('');
  }
}

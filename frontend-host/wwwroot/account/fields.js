import { t } from '../text.js';

/** Fields that several forms have. */
export const email = () => ({ name: 'email', label: t('email'), type: 'email', autocomplete: 'username', dir: 'ltr', maxLength: 254, spellcheck: false });

export const password = (name, label) => ({ name, label, type: 'password', autocomplete: 'current-password', dir: 'ltr' });

export const newPassword = (name, label) => ({ name, label, type: 'password', autocomplete: 'new-password', hint: t('passwordHint'), dir: 'ltr' });

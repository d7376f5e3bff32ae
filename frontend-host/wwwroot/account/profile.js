import { tell } from '../api.js';
import { rename } from '../auth.js';
import { el } from '../dom.js';
import { formOf } from '../form.js';
import { errand, wishes } from '../store.js';
import { language, languages, t } from '../text.js';
import { nameOf } from './oauth.js';

const genders = ['', 'female', 'male', 'other'];
const types = ['', ...['ISTJ', 'ISFJ', 'INFJ', 'INTJ', 'ISTP', 'ISFP', 'INFP', 'INTP', 'ESTP', 'ESFP', 'ENFP', 'ENTP', 'ESTJ', 'ESFJ', 'ENFJ', 'ENTJ']];

/** What a user says of himself. */
export function profileCard(profile, say) {
  const since = profile.created_at && new Date(profile.created_at).toLocaleDateString(language, { dateStyle: 'long' });
  const ways = profile.sign_ins.map(way => way === 'mail' ? t('wayMail') : nameOf(way)).join(', ');
  return el('section', { className: 'tile', id: 'profile' }, el('h2', {}, t('profile')),
    profile.email ? el('p', { className: 'address', dir: 'ltr' }, profile.email) : '',
    el('p', { className: 'muted' }, [since && t('memberSince', { date: since }), ways && t('waysIn', { ways })].filter(Boolean).join(' · ')),
    formOf({ id: 'profile-form', fields: fieldsOf(profile), submit: t('save'), send: values => save(values, say) }));
}

const fieldsOf = profile => [
  { name: 'name', label: t('name'), value: profile.name, autocomplete: 'nickname', maxLength: 100, dir: 'auto' },
  { name: 'language', label: t('profileLanguage'), value: profile.language, options: Object.entries(languages) },
  { name: 'gender', label: t('gender'), value: profile.gender, options: choices(genders, profile.gender, key => t(`gender.${key}`) ?? key) },
  { name: 'mbti', label: t('mbti'), value: profile.mbti, options: choices(types, profile.mbti, key => key || '—') },
  { name: 'interests', label: t('interests'), value: profile.interests, type: 'textarea', hint: t('interestsHint'), maxLength: 500, rows: 3, dir: 'auto' },
];

// What another program has written is kept.
const choices = (known, value, text) => [...new Set([...known, value])].map(key => [key, text(key)]);

async function save(values, say) {
  const { data, message } = await tell('/api/auth/profile/', values, 'PUT');
  await rename(data.name || data.email);
  if (data.language === language) return say(message);
  wishes.set('language', data.language);
  errand.put('said', message);
  location.reload();
}

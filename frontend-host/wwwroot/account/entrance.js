import { ask, tell } from '../api.js';
import { enter } from '../auth.js';
import { byId, el } from '../dom.js';
import { formOf, reasonOf } from '../form.js';
import { tokens } from '../store.js';
import { t } from '../text.js';
import { email, newPassword, password } from './fields.js';
import { goTo, nameOf, providers } from './oauth.js';
import { resetPanel } from './reset.js';

const ways = { in: 'signIn', up: 'signUp', reset: 'forgot' };

/** Signing in, signing up, a new password. `entered` gets who is signed in. */
export function entrance(entered, say) {
  const signIn = async (address, secret) => {
    const answer = await ask('/api/auth/login/', { email: address, password: secret });
    await enter(answer);
    await entered(answer.user);
  };
  const panels = {
    in: [isGuest() ? el('p', { className: 'muted' }, t('guestSignsIn')) : '', signInForm(signIn)],
    up: [isGuest() ? el('p', { className: 'muted' }, t('guestSignsUp')) : '', signUpForm(signIn, choose, say)],
    reset: resetPanel(signIn, say),
  };
  const tabs = el('div', { role: 'tablist', className: 'tabs', ariaLabel: t('entrance') }, ...Object.entries(ways).map(([way, text]) => tabOf(way, text)));
  tabs.addEventListener('keydown', moveBy);
  const nodes = Object.entries(panels).map(([way, parts]) => el('div', { id: `way-${way}`, role: 'tabpanel', 'aria-labelledby': `tab-${way}` }, ...parts));
  const section = el('section', { className: 'tile' }, tabs, ...nodes, othersOf(say));
  const asked = location.hash.slice(1);
  choose(asked in ways ? asked : 'in');
  return section;

  function choose(chosen) {
    for (const tab of tabs.children) {
      const isChosen = tab.id === `tab-${chosen}`;
      tab.ariaSelected = String(isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
    }
    for (const node of nodes) node.hidden = node.id !== `way-${chosen}`;
  }

  function tabOf(way, text) {
    const tab = el('button', { type: 'button', role: 'tab', id: `tab-${way}`, 'aria-controls': `way-${way}`, onclick: () => pick(tab) }, t(text));
    return tab;
  }

  // What was written as an address need not be written again.
  function pick(tab) {
    const written = [...section.querySelectorAll('input[name=email]')].find(input => input.checkVisibility() && input.value)?.value;
    choose(tab.id.slice('tab-'.length));
    for (const input of section.querySelectorAll('input[name=email]')) if (written && !input.value) input.value = written;
    history.replaceState(null, '', `#${tab.id.slice('tab-'.length)}`);
    say('');
    tab.focus();
  }

  function moveBy(event) {
    const all = [...tabs.children];
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : step && (all.indexOf(event.target) + step + all.length) % all.length;
    if (to === undefined) return;
    event.preventDefault();
    pick(all[to]);
  }
}

const isGuest = () => tokens.get() !== null;

const signInForm = signIn => formOf({
  id: 'sign-in',
  fields: [email(), password('password', t('password'))],
  submit: t('signIn'),
  send: values => signIn(values.email, values.password),
});

const signUpForm = (signIn, choose, say) => formOf({
  id: 'sign-up',
  fields: [
    { name: 'name', label: t('name'), autocomplete: 'nickname', maxLength: 100, dir: 'auto' }, email(), newPassword('password', t('password')),
    { ...newPassword('password_confirm', t('passwordAgain')), hint: undefined }],
  submit: t('signUp'),
  send: async values => {
    // With the token of the guest, who becomes the member.
    await tell('/api/auth/register/', values);
    try {
      await signIn(values.email, values.password);
    } catch (failure) {
      choose('in');
      byId('sign-in-email').value = values.email;
      say(`${t('madeSignIn')} ${reasonOf(failure)}`);
    }
  },
});

/** Providers, where there are any. */
function othersOf(say) {
  const box = el('div', { className: 'others', hidden: true });
  const go = provider => goTo(provider).catch(failure => say(reasonOf(failure)));
  providers().then(names => {
    box.replaceChildren(el('p', { className: 'muted' }, t('orWith')),
      ...names.map(name => el('button', { type: 'button', className: 'plain', onclick: () => go(name) }, t('continueWith', { name: nameOf(name) }))));
    box.hidden = names.length === 0;
  }).catch(() => box.hidden = true);
  return box;
}

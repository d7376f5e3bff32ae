import { byId, el } from './dom.js';
import { actionSign, face } from './face.js';
import { t } from './text.js';

const highest = 10;
const sulky = 4;
const cold = 7;

/** Her mood and how she calls the user. */
export class Panel {
  #emotion = '';

  constructor(onRole) {
    this.#gauge('sulking', '☁', Array.from({ length: highest }, () => el('i')));
    this.#gauge('favour', '♥', [el('b')]);
    this.roles = [...document.getElementsByName('role')];
    for (const role of this.roles) role.addEventListener('change', () => onRole(role.value));
    this.show({ emotion: 'neutral', sulking_level: 0, favourability: 50 });
  }

  /** Shows what is given and leaves the rest. */
  show({ emotion, action, sulking_level: level, favourability, user_role: role }) {
    if (emotion !== undefined) this.#feel(emotion, action);
    if (level !== undefined) this.#sulk(level);
    if (favourability !== undefined) this.#like(favourability);
    for (const choice of this.roles) if (role !== undefined) choice.checked = choice.value === role;
  }

  #feel(emotion, action) {
    // What only repeats her emotion says nothing of what she does.
    if (emotion === this.#emotion && action === undefined) return;
    if (emotion !== this.#emotion) byId('portrait').replaceChildren(face(emotion));
    this.#emotion = emotion;
    byId('emotion').textContent = t(`emotion.${emotion}`) ?? emotion;
    byId('action').textContent = !action || action === 'none' ? '' : `· ${t(`action.${action}`) ?? action} ${actionSign(action)}`;
  }

  #sulk(level) {
    const mood = t(level >= cold ? 'cold' : level >= sulky ? 'sulky' : level > 0 ? 'uneasy' : 'calm');
    const gauge = byId('sulking');
    gauge.dataset.mood = level >= cold ? 'cold' : level >= sulky ? 'sulky' : 'calm';
    gauge.setAttribute('aria-valuenow', level);
    gauge.setAttribute('aria-valuetext', `${level}/${highest}, ${mood}`);
    gauge.querySelector('.value').textContent = `${level}/${highest}`;
    gauge.querySelector('.note').textContent = mood;
    gauge.querySelectorAll('i').forEach((step, at) => step.classList.toggle('on', at < level));
  }

  #like(favourability) {
    const gauge = byId('favour');
    gauge.setAttribute('aria-valuenow', favourability);
    gauge.querySelector('.value').textContent = favourability;
    gauge.querySelector('b').style.width = `${favourability}%`;
  }

  #gauge(id, sign, parts) {
    byId(id).setAttribute('aria-label', t(id));
    byId(id).append(
      el('span', { className: 'name' }, el('span', { className: 'sign', ariaHidden: 'true' }, sign), ` ${t(id)} `, el('span', { className: 'note' })),
      el('span', { className: 'value' }), el('span', { className: 'bar' }, ...parts));
  }
}

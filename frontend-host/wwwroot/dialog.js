import { el, newId } from './dom.js';

/** Opens a dialog of its own, which is gone when it is closed; the focus returns to where it was. */
export function openDialog(title, ...content) {
  const id = newId();
  const dialog = el('dialog', {}, el('h2', { id }, title), ...content);
  dialog.setAttribute('aria-labelledby', id);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The overlay that names every key. */
import { h, replace } from './dom.js';
import { t } from './language.js';

const KEYS = [
  [['j', 'k', '↓', '↑'], 'help.next'],
  [['J', 'K'], 'help.any'],
  [['Enter'], 'help.accept'],
  [['e'], 'help.edit'],
  [['1', '…', '9'], 'help.rival'],
  [['u'], 'help.unreadable'],
  [['z'], 'help.undo'],
  [['A'], 'help.rest'],
  [['a'], 'help.filter'],
  [['/'], 'help.search'],
  [['Esc'], 'help.back'],
  [['o'], 'help.overview'],
  [['?'], 'help.help'],
];

const dialog = h('dialog.help', { 'aria-labelledby': 'help-title' });

export function helpDialog() {
  return dialog;
}

export function toggleHelp() {
  if (dialog.open) return dialog.close();
  replace(
    dialog,
    h('h2', { id: 'help-title' }, t('help.title')),
    h(
      'dl',
      {},
      KEYS.map(([keys, text]) => [
        h(
          'dt',
          {},
          keys.map((key) => (key === '…' ? h('span', {}, '…') : h('kbd', {}, key))),
        ),
        h('dd', {}, t(text)),
      ]),
    ),
    h('button', { type: 'button', onclick: () => dialog.close() }, t('common.close')),
  );
  dialog.showModal();
}

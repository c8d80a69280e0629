/** The keyboard: one listener for the page; views put in what their keys do. */

const TYPING = new Set(['INPUT', 'SELECT', 'TEXTAREA']);

let bindings = {};
let fixed = {};

/** Keys of the current view: name as in `KeyboardEvent.key` → action. */
export function bindKeys(next) {
  bindings = next;
}

/** Keys of every view. */
export function bindFixedKeys(next) {
  fixed = next;
}

function isTyping(target) {
  return target instanceof HTMLElement && (TYPING.has(target.tagName) || target.isContentEditable);
}

/** Buttons and links have Enter and space for themselves when somebody tabbed to them. */
function ownsKey(target, key) {
  const isControl = target instanceof HTMLElement && target.closest('button, a[href], summary') !== null;
  return isControl && (key === 'Enter' || key === ' ');
}

export function startKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || ownsKey(event.target, event.key)) return;
    if (document.querySelector('dialog[open]') && event.key !== '?') return;
    const action = bindings[event.key] ?? fixed[event.key];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}

/**
 * Sends decisions one request after the other, in the order of the keys, and remembers them for undo across filings.
 */
import { postJson } from './api.js';
import { t } from './language.js';
import { toast, toastError } from './toast.js';

/** Batches of this visit, the latest last: ids as stored, or a promise of them. */
const history = [];
let tail = Promise.resolve();

/** A batch: `{ field, earlier, request }`, with the decision that the field had before. */
export function decisionQueue({ onStored, onRefused }) {
  function send(batch) {
    const entry = { batch, ids: null };
    history.push(entry);
    tail = tail.then(async () => {
      try {
        const { decisions } = await postJson('/api/decisions', {
          decisions: batch.map(({ request }) => request),
        });
        entry.ids = decisions.map(({ id }) => id);
        onStored(decisions);
      } catch (error) {
        history.splice(history.indexOf(entry), 1);
        for (const { field, earlier } of batch) field.decision = earlier;
        toastError(error);
        onRefused();
      }
    });
  }

  async function undo() {
    await tail;
    const entry = history.pop();
    if (!entry) {
      toast(t('toast.nothing.to.undo'));
      return null;
    }
    try {
      await postJson('/api/undo', { ids: entry.ids });
    } catch (error) {
      toastError(error);
      onRefused();
      return null;
    }
    for (const { field, earlier } of entry.batch) field.decision = earlier;
    return entry.batch[0].request;
  }

  return { decide: send, undo, settled: () => tail };
}

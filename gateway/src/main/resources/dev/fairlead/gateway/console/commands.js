// What can be done from here. Each asks first, says what came of it, and leaves the rest to the mesh.

import * as api from './api.js';
import { confirm, note } from './dialogs.js';

/** Reconciles an object now. */
export async function reconcile(id, done) {
  const name = id.namespace ? `${id.namespace}/${id.name}` : id.name;
  const sure = await confirm({
    title: `Reconcile ${name} now?`,
    text: ['It becomes due at once, ahead of everything that nobody asked for. What is as desired already is not written again.'],
    action: 'Reconcile',
  });
  if (!sure) return;
  await carryOut(async () => {
    const taken = await api.reconcile(id);
    note(`${name} is due now.`, { link: taken.traceUrl, linkText: 'Trace' });
  });
  done();
}

/** Pauses a controller. */
export async function pause(name, done) {
  const sure = await confirm({
    title: `Pause ${name}?`,
    text: ['No attempt begins until it is resumed; those that are under way come to their end.', 'Changes are still watched, and nothing is lost: what is due stays due.'],
    action: 'Pause',
    careful: true,
  });
  if (!sure) return;
  await carryOut(async () => {
    await api.pause(name);
    note(`${name} is paused.`);
  });
  done();
}

/** Resumes a controller. */
export async function resume(name, done) {
  const sure = await confirm({ title: `Resume ${name}?`, text: ['What has become due in the meantime is reconciled now.'], action: 'Resume' });
  if (!sure) return;
  await carryOut(async () => {
    await api.resume(name);
    note(`${name} is resumed.`);
  });
  done();
}

async function carryOut(command) {
  try {
    await command();
  } catch (failure) {
    note(failure.status === 0 ? `${failure.title}: nothing was done, as far as can be told.` : `${failure.title}: ${failure.detail}`, { bad: true });
  }
}

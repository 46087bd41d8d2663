// The main job with a person at the client: sign in, fill, send; once approved in the client, once declined, once left open.
import { connect, user } from './connect.mjs';

const seen = {};
const { call, close } = await connect();
const data = result => result.structuredContent;
const signedIn = data(await call('portal_login', { portal: 'northwind-vendor' }));
const session = signedIn.data.session;
const section = data(await call('portal_navigate', { session, section: 'new-dispute' }));
seen.ready = [signedIn.outcome, section.outcome];

async function send(note, answer) {
  const plan = data(await call('portal_fill_form', { session, form: 'dispute', values: { invoice: 'NW-2026-00042', reason: 'Wrong amount', amount: '12.50', contact: 'E-mail', note } })).data.plan;
  user.answer = answer;
  return data(await call('portal_submit_form', { session, plan }, { timeout: 60_000 }));
}

seen.declined = await send('Declined.', { action: 'decline' });
seen.open = await send('Left open.', { action: 'cancel' });
seen.approved = await send('Approved.', { action: 'accept', content: { decision: 'approve', reason: 'checked' } });
seen.asked = user.asked;
await call('portal_session', { session, action: 'logout' });
await close();
console.log(JSON.stringify(seen));

// What every client does first: lists, calls, reads, is refused, is told of changes, gives up. Prints what it saw as one JSON object.
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, noticed, settings, until } from './connect.mjs';

const seen = {};
const { client, call, close, session } = await connect();
seen.revision = client.getNegotiatedProtocolVersion?.() ?? client.getProtocolVersion?.();
seen.session = Boolean(session());
seen.tools = (await client.listTools()).tools.map(tool => tool.name);
seen.list = await call('portal_list', {});
seen.refused = await call('portal_login', { portal: 'nobody' });
// The handle is mirrored into a header, also when it is not plain ASCII.
seen.foreign = await call('portal_session', { session: 's_ünïcode ☃' });
seen.resources = (await client.listResources()).resources.map(resource => resource.uri);
seen.templates = (await client.listResourceTemplates()).resourceTemplates.map(template => template.uriTemplate);
seen.skill = (await client.readResource({ uri: 'skill://northwind-vendor/SKILL.md' })).contents[0];
seen.missing = await client.readResource({ uri: 'skill://northwind-vendor/portal/portal.yaml' }).then(() => null, error => error.code);
seen.prompts = (await client.listPrompts()).prompts.map(prompt => prompt.name);
seen.prompt = (await client.getPrompt({ name: 'northwind-vendor', arguments: { task: 'List what is overdue.' } })).messages;
seen.completion = (await client.complete({ ref: { type: 'ref/resource', uri: seen.templates[0] }, argument: { name: 'portal', value: 'north' } })).completion.values;

const stop = new AbortController();
setTimeout(() => stop.abort(), 500);
const began = Date.now();
seen.cancelled = await call('portal_outcome', { approval: settings.approval, wait: 50 }, { signal: stop.signal }).then(() => 'answered', () => 'gave up');
seen.cancelledWithin = Date.now() - began;

if (settings.entry) {
  await new Promise(resolve => setTimeout(resolve, 500));
  writeFileSync(settings.entry, readFileSync(settings.entry, 'utf8').replace('purpose: Reads', 'purpose: Still reads'));
  await until('the tool list changed', () => noticed.tools > 0);
  seen.noticed = true;
}

await close();
console.log(JSON.stringify(seen));

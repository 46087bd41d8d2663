// The fixed data: the user `clerk` and 40 packages, every fourth for signed-in users alone.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const address = process.argv[2];
const put = async (path, body, token) => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${address}/${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const { token } = await put('-/user/org.couchdb.user:clerk', { name: 'clerk', password: 'Cl3rk-verdaccio!', email: 'clerk@example.test' });
const parts = ['bearing', 'gasket', 'piston', 'valve', 'washer'];
for (let at = 0; at < 40; at++) {
  const name = `${at % 4 === 0 ? '@depot/' : ''}${parts[at % 5]}-${100 + at}`;
  const version = `1.${at % 7}.0`;
  const readme = `# ${name}\n\n| Property | Value |\n|---|---|\n| Shelf | S-${10 + at} |\n| Weight | ${at + 1} g |\n`;
  const file = `${name.split('/').at(-1)}-${version}.tgz`;
  const content = gzipSync(Buffer.alloc(1024));
  const dist = { shasum: createHash('sha1').update(content).digest('hex'), tarball: `${address}/${name}/-/${file}` };
  const manifest = { name, version, description: `Spare part ${100 + at}`, author: { name: 'Depot' }, license: 'MIT', readme, _id: `${name}@${version}`, dist };
  await put(name.replace('/', '%2f'), {
    _id: name, name, readme, 'dist-tags': { latest: version }, versions: { [version]: manifest },
    _attachments: { [file]: { content_type: 'application/octet-stream', data: content.toString('base64'), length: content.length } },
  }, token);
}
console.log('40 packages');

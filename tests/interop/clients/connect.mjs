// Connects the TypeScript client of either generation and gives it one shape. Settings come as JSON in the variable INTEROP:
//   { client: "v1" | "v2", era: "legacy" | "auto" | "2026-07-28", url?, command?, args?, env?, key? }

export const settings = JSON.parse(process.env.INTEROP);

/** What the user of the client does with a question: set before a call that asks. */
export const user = { answer: { action: 'cancel' }, asked: [] };

async function answer(request) {
  user.asked.push(request.params);
  return user.answer;
}

const info = { name: 'interop', version: '1' };
const capabilities = { elicitation: { form: {}, url: {} } };
export const noticed = { tools: 0, resources: 0, prompts: 0 };

export async function connect() {
  return settings.client === 'v1' ? await connectFirst() : await connectSecond();
}

async function connectFirst() {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const types = await import('@modelcontextprotocol/sdk/types.js');
  const client = new Client(info, { capabilities });
  client.setRequestHandler(types.ElicitRequestSchema, answer);
  client.setNotificationHandler(types.ToolListChangedNotificationSchema, () => { noticed.tools++; });
  let transport;
  if (settings.url) {
    const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
    transport = new StreamableHTTPClientTransport(new URL(settings.url), { requestInit: { headers: { Authorization: `Bearer ${settings.key}` } } });
  } else {
    const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
    transport = new StdioClientTransport({ command: settings.command, args: settings.args, env: settings.env, stderr: 'inherit' });
  }
  await client.connect(transport);
  return {
    client,
    call: (name, args, options) => client.callTool({ name, arguments: args }, undefined, options),
    close: async () => { if (transport.terminateSession) await transport.terminateSession(); await client.close(); },
    session: () => transport.sessionId,
  };
}

async function connectSecond() {
  const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
  const { StdioClientTransport } = await import('@modelcontextprotocol/client/stdio');
  const mode = settings.era === 'legacy' || settings.era === 'auto' ? settings.era : { pin: settings.era };
  const client = new Client(info, {
    capabilities,
    versionNegotiation: { mode },
    listChanged: { tools: { onChanged: () => { noticed.tools++; } } },
  });
  client.setRequestHandler('elicitation/create', answer);
  const transport = settings.url
    ? new StreamableHTTPClientTransport(new URL(settings.url), { requestInit: { headers: { Authorization: `Bearer ${settings.key}` } } })
    : new StdioClientTransport({ command: settings.command, args: settings.args, env: settings.env, stderr: 'inherit' });
  await client.connect(transport);
  return {
    client,
    call: (name, args, options) => client.callTool({ name, arguments: args }, options),
    close: async () => { if (transport.terminateSession && transport.sessionId) await transport.terminateSession(); await client.close(); },
    session: () => transport.sessionId,
  };
}

/** Waits for what must come about. */
export async function until(what, condition, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';

const START_MS = 120_000;
const PAGES = 40;
const directory = mkdtempSync(join(tmpdir(), 'assistant-crash-'));
const documents = join(directory, 'documents');

/** Pages that tell which version they are of. */
function writePages(version: string) {
  mkdirSync(documents, { recursive: true });
  for (let page = 0; page < PAGES; page++) {
    const sections = Array.from(
      { length: 8 },
      (_, n) =>
        `## Case ${n}\n\nWhen checkout is in crash loop number ${page}-${n}, roll the release back by the ${version} procedure and watch the pods until they are ready again.\n`,
    );
    writeFileSync(
      join(documents, `page-${page}.md`),
      `# Crash loop ${page} of checkout\n\n${sections.join('\n')}`,
    );
  }
}

interface Portal {
  child: ChildProcess;
  client: AssistantClient;
  ask(question: string): Promise<string>;
}

async function startPortal(): Promise<Portal> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, '__testUtils__', 'crashingPortal.ts'),
      join(directory, 'base'),
      documents,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the portal ended by itself with code ${code}`);
    }),
  ]);
  const { port } = JSON.parse(String(line)) as { port: number };
  const fetchAsUser = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}/api/assistant${path}`, {
      ...init,
      headers: {
        ...init.headers,
        Authorization: mockCredentials.user.header(),
      },
    });
  return {
    child,
    client: new AssistantClient({
      discoveryApi: { getBaseUrl: async () => '' },
      fetchApi: { fetch: (url, init) => fetchAsUser(String(url), init) },
    }),
    async ask(question) {
      const response = await fetchAsUser('/ask', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ question }),
      });
      return response.text();
    },
  };
}

async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const until = Date.now() + START_MS;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found) {
      return found;
    }
    if (Date.now() > until) {
      throw new Error(`Waited in vain for ${what}`);
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

describe('a portal that is killed in the middle of a build', () => {
  let portal: Portal | undefined;

  afterAll(() => {
    portal?.child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  it(
    'starts again, answers from the old version, and says what became of the build',
    async () => {
      writePages('first');
      portal = await startPortal();
      const { client } = portal;
      const before = await waitFor('the first build', async () => {
        const { active, build } = await client.getDocumentBase();
        return build?.state === 'complete' && active;
      });
      writePages('second');
      const { buildId } = await client.startBuild();
      await waitFor('the build to write', async () => {
        const { phase, generation } = await client.getBuild(buildId);
        return generation !== undefined && phase === 'embedding';
      });
      portal.child.kill('SIGKILL');
      await once(portal.child, 'exit');

      portal = await startPortal();
      const again = portal.client;
      await waitFor('the base', async () => (await again.getReadiness()).ready);
      const base = await again.getDocumentBase();
      expect(base.active).toBe(before);
      expect(base.generations.map(({ state }) => state)).not.toContain(
        'building',
      );
      await expect(again.getBuild(buildId)).resolves.toMatchObject({
        buildId,
        state: 'failed',
      });
      const answer = await portal.ask(
        'How do I get checkout out of crash loop number 3-4?',
      );
      expect(answer).toContain('first procedure');
      expect(answer).not.toContain('second procedure');

      // nothing is in the way of the next build
      const next = await again.startBuild();
      await waitFor('the next build', async () => {
        const { state } = await again.getBuild(next.buildId);
        return state === 'complete';
      });
      await expect(
        portal.ask('How do I get checkout out of crash loop number 3-4?'),
      ).resolves.toContain('second procedure');
    },
    START_MS * 3,
  );
});

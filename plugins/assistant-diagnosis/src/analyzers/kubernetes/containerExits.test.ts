import { ago, crashed, event, workload } from '../../snapshot/testUtils';
import { describeFaults, findingsOf, type Row } from '../testUtils/itNames';
import { containerExits } from './containerExits';

const exit = (
  name: string,
  cause: string,
  code: number,
  reason?: string,
  message?: string,
): Row => ({
  name,
  cause,
  subject: 'checkout',
  fault: workload('checkout', { status: crashed(code, reason, { message }) })
    .all,
  // it fell, but long ago, and has run since
  healthy: workload('checkout', {
    ready: true,
    status: {
      restartCount: 6,
      state: { running: { startedAt: ago(600) } },
      lastState: {
        terminated: {
          exitCode: code,
          reason,
          message,
          startedAt: ago(602),
          finishedAt: ago(601),
        },
      },
    },
  }).all,
});

describeFaults(containerExits, [
  exit('out of memory', 'container-oom-killed', 137, 'OOMKilled'),
  exit('killed from outside', 'container-killed', 137),
  exit('terminated', 'container-terminated', 143),
  exit('segmentation fault', 'segmentation-fault', 139),
  exit('abort', 'process-aborted', 134),
  exit('command not found', 'command-not-found', 127),
  exit('command not executable', 'command-not-executable', 126),
  exit(
    'start error',
    'command-not-found',
    128,
    'StartError',
    'exec: "serve": executable file not found in $PATH',
  ),
  exit(
    'other architecture',
    'image-platform-mismatch',
    128,
    'StartError',
    'exec /app: exec format error',
  ),
  exit('application error', 'crash-loop', 1),
  exit('wrong use', 'crash-loop', 2),
  exit('ends by itself', 'container-completes', 0, 'Completed'),
]);

describe('containers that ended', () => {
  it('tells the limit of a container out of memory, in both languages', () => {
    const [finding] = findingsOf(
      containerExits,
      workload('checkout', {
        status: crashed(137, 'OOMKilled'),
        container: { resources: { limits: { memory: '64Mi' } } },
      }).all,
    );
    expect(finding.title).toEqual({
      en: 'checkout: container runs out of memory (OOMKilled), limit 64Mi',
      ru: 'checkout: контейнеру не хватает памяти (OOMKilled), лимит 64Mi',
    });
    expect(finding).toMatchObject({
      confidence: 'confirmed',
      severity: 'critical',
      subject: { kind: 'Deployment', name: 'checkout' },
      values: { limit: '64Mi', container: 'app' },
    });
    expect(finding.nextChecks[0].command).toBe(
      'kubectl logs checkout-5d9f-abcde -n shop -c app --previous --tail=200',
    );
  });

  it('leaves a kill by a probe to the probe, but not an OOM kill', () => {
    const { pod, all } = workload('checkout', { status: crashed(137) });
    const killing = event(
      pod,
      'Killing',
      'Container app failed liveness probe, will be restarted',
    );
    expect(findingsOf(containerExits, [...all, killing])).toEqual([]);

    const oom = workload('checkout', { status: crashed(137, 'OOMKilled') });
    expect(
      findingsOf(containerExits, [...oom.all, killing]).map(
        ({ cause }) => cause,
      ),
    ).toEqual(['container-oom-killed']);
  });

  it('says of an init container that the pod never starts', () => {
    const { all } = workload('checkout', {
      ready: false,
      spec: { initContainers: [{ name: 'migrate', image: 'm:1' }] },
      status: {
        ...{ state: { waiting: { reason: 'PodInitializing' } } },
        init: { name: 'migrate', ...crashed(1) },
      },
    });
    expect(findingsOf(containerExits, all)[0]).toMatchObject({
      cause: 'init-container-failing',
      values: { container: 'migrate' },
    });
  });

  it('is still wary of a container that runs just now after many falls', () => {
    const { all } = workload('checkout', {
      ready: true,
      status: {
        restartCount: 5,
        state: { running: { startedAt: ago(0.5) } },
        lastState: {
          terminated: {
            exitCode: 137,
            reason: 'OOMKilled',
            startedAt: ago(3),
            finishedAt: ago(1),
          },
        },
      },
    });
    expect(findingsOf(containerExits, all).map(({ cause }) => cause)).toEqual([
      'container-oom-killed',
    ]);
  });
});
